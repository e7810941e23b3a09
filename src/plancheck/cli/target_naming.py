"""A target by its id: `ZZ-12-1`, or `zhengzhou/ZZ-12-1` where two plans have the same."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.findings.usage import UsageProblem
from plancheck.plan.model import Plan, Target
from plancheck.text.nearest import nearest


def targets_named(plans: Sequence[Plan], name: str) -> list[tuple[Plan, Target]]:
    """Every target of that id; case does not matter."""
    wanted = name.casefold()
    return [
        (plan, target)
        for plan in plans
        for target in plan.targets
        if wanted in (target.id.casefold(), f"{plan.id}/{target.id}".casefold())
    ]


def find_target(plans: Sequence[Plan], name: str) -> tuple[Plan, Target]:
    """The one target of that id. Raises UsageProblem where there is none, or one in each of several plans."""
    found = targets_named(plans, name)
    if not found:
        close = nearest(name, [target.id for plan in plans for target in plan.targets])
        raise UsageProblem("unknown-target", found=name, nearest=close)
    if len(found) > 1:
        raise UsageProblem("target-in-several-plans", found=name, plans=", ".join(plan.id for plan, _ in found))
    return found[0]
