"""Targets in groups: by the document's section, by department, by task."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from plancheck.plan.model import Plan, Target
from plancheck.words import word

GROUPINGS = ("section", "department", "task")


@dataclass(frozen=True, slots=True)
class Grouping:
    """`department` is the key of the one that a group is of: a target's own part is shown there, and no other's."""

    title: str
    targets: tuple[Target, ...]
    department: str = ""


def group_targets(
    plan: Plan, targets: Sequence[Target], by: str, language: str, departments: Collection[str] | None = None
) -> list[Grouping]:
    """The targets shown, in groups of the plan's own order.

    By nothing at all they are one group. With `department` a target stands under each that reports it; where
    `departments` (keys) were asked for, under those.
    """
    groups: dict[tuple[str, str], list[Target]] = {}
    for target in targets:
        for heading in _headings(plan, target, by, language, departments):
            groups.setdefault(heading, []).append(target)
    return [Grouping(title, tuple(members), department) for (title, department), members in groups.items()]


def _headings(
    plan: Plan, target: Target, by: str, language: str, departments: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    task = plan.task_of(target)
    if by == "department":
        involved = target.reported_by if departments is None else (*target.reported_by, *task.lead, *task.support)
        for key in dict.fromkeys(involved):
            if departments is None or key in departments:
                yield plan.department_name(key), key
    elif not by:
        yield "", ""
    elif by == "task":
        yield f"{task.id} {task.title}", ""
    else:
        section = plan.section_of(task)
        yield (f"{section.locator} {section.title}" if section else word("status.other-section", language)), ""
