"""Who reports what."""

from __future__ import annotations

from plancheck.plan.model import Plan, Target


def reporting_departments(plan: Plan) -> dict[str, list[Target]]:
    """Department key to the targets it reports, in the plan's order; departments in order of first appearance.

    A target that repeats another (`same_as`) is reported once, under the other.
    """
    duties: dict[str, list[Target]] = {}
    for target in plan.targets:
        if target.same_as:
            continue
        for key in target.reported_by:
            duties.setdefault(key, []).append(target)
    return duties
