"""What is to be supposed, `TARGET=VALUE@DATE` or a `Supposition`, put to the plan: text in, suppositions that can be out.

Raises UsageProblem for what names no target of the plan, is no answer to it, or lies outside its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plancheck.explanation.what_if import Answer, Supposition
from plancheck.observations import State
from plancheck.plan.amendments.versions import versions
from plancheck.plan.model import Plan, Target
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.path import period_end
from plancheck.workspace.days import read_day
from plancheck.workspace.targets import find_target

_SHAPE = re.compile(r"(?P<target>[^=@]+)=(?P<answer>[^=@]+)@(?P<day>[^=@]+)")
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def read_suppositions(plans: Sequence[Plan], texts: Iterable[str]) -> dict[str, list[Supposition]]:
    """Suppositions by plan, as they are typed."""
    found: dict[str, list[Supposition]] = {}
    for text in texts:
        shape = _SHAPE.fullmatch(text.strip())
        if shape is None:
            raise UsageProblem("bad-supposition", found=text)
        plan, target = find_target(plans, shape["target"].strip())
        answer = _read_answer(target, shape["answer"].strip(), text)
        day = read_day("--what-if", shape["day"].strip())
        found.setdefault(plan.id, []).append(check_supposition(plan, Supposition(target.id, answer, day)))
    return found


def check_supposition(plan: Plan, supposition: Supposition) -> Supposition:
    """The same with the target's own spelling, where it can be an answer to a target of the plan."""
    _, target = find_target([plan], supposition.target)
    if target.kind.is_numeric == isinstance(supposition.answer, State):
        _refuse(target, str(supposition.answer), str(supposition.answer))
    if supposition.day < target.start:
        raise UsageProblem("supposed-before-start", target=target.id, found=supposition.day, start=target.start)
    if supposition.day > (last := _last_day(plan, target)):
        raise UsageProblem("supposed-after-end", target=target.id, found=supposition.day, end=last)
    return replace(supposition, target=target.id)


def _last_day(plan: Plan, target: Target) -> date:
    """The end of the period in which a target's last date lies."""
    ends = (stated.by for stated in versions(target))
    days = [day for day in (*ends, *(point.by for point in target.checkpoints)) if day is not None]
    return period_end(max(days, default=plan.end), target.reporting)


def _read_answer(target: Target, answer: str, text: str) -> Answer:
    if target.kind.is_numeric and _NUMBER.fullmatch(answer):
        return Decimal(answer)
    if target.kind.is_numeric or answer not in set(State):
        _refuse(target, answer, text)
    return State(answer)


def _refuse(target: Target, answer: str, text: str) -> None:
    if target.kind.is_numeric:
        raise UsageProblem("supposed-no-number", found=answer, target=target.id, text=text)
    raise UsageProblem("supposed-no-state", found=answer, target=target.id, allowed=", ".join(State))
