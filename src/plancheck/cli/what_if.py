"""`--what-if TARGET=VALUE@DATE`: text in, suppositions out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from plancheck.explanation.what_if import Answer, Supposition
from plancheck.observations import State
from plancheck.plan.model import Plan, Target
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.path import period_end
from plancheck.workspace.opening import read_day
from plancheck.workspace.targets import find_target

_SHAPE = re.compile(r"(?P<target>[^=@]+)=(?P<answer>[^=@]+)@(?P<day>[^=@]+)")
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def read_suppositions(plans: Sequence[Plan], texts: Sequence[str]) -> dict[str, list[Supposition]]:
    """Suppositions by plan. Raises UsageProblem for a text that is none, or that names no target of these plans."""
    found: dict[str, list[Supposition]] = {}
    for text in texts:
        shape = _SHAPE.fullmatch(text.strip())
        if shape is None:
            raise UsageProblem("bad-supposition", found=text)
        plan, target = find_target(plans, shape["target"].strip())
        answer = _answer(target, shape["answer"].strip(), text)
        day = read_day("--what-if", shape["day"].strip())
        if day < target.start:
            raise UsageProblem("supposed-before-start", target=target.id, found=day, start=target.start)
        if day > (last := _last_day(plan, target)):
            raise UsageProblem("supposed-after-end", target=target.id, found=day, end=last)
        found.setdefault(plan.id, []).append(Supposition(target.id, answer, day))
    return found


def _last_day(plan: Plan, target: Target) -> date:
    """The end of the period in which a target's last date lies."""
    days = [day for day in (target.by, *(one.by for one in target.checkpoints)) if day is not None]
    return period_end(max(days, default=plan.end), target.reporting)


def _answer(target: Target, answer: str, text: str) -> Answer:
    if not target.kind.is_numeric:
        if answer not in set(State):
            raise UsageProblem("supposed-no-state", found=answer, target=target.id, allowed=", ".join(State))
        return State(answer)
    if not _NUMBER.fullmatch(answer):
        raise UsageProblem("supposed-no-number", found=answer, target=target.id, text=text)
    return Decimal(answer)
