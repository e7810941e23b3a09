"""Targets in groups: by the document's section, by department, by task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancheck.plan.model import Plan, Target
from plancheck.words import word

GROUPINGS = ("section", "department", "task")


@dataclass(frozen=True, slots=True)
class Grouping:
    title: str
    targets: tuple[Target, ...]


def group_targets(plan: Plan, targets: Sequence[Target], by: str, language: str) -> list[Grouping]:
    """The targets shown, in groups of the plan's own order; with `department` a target stands under each that reports it."""
    groups: dict[str, list[Target]] = {}
    for target in targets:
        for title in _titles(plan, target, by, language):
            groups.setdefault(title, []).append(target)
    return [Grouping(title, tuple(members)) for title, members in groups.items()]


def _titles(plan: Plan, target: Target, by: str, language: str) -> list[str]:
    task = plan.task_of(target)
    if by == "department":
        return [plan.department_name(key) for key in target.reported_by]
    if by == "task":
        return [f"{task.id} {task.title}"]
    section = plan.section_of(task)
    return [f"{section.locator} {section.title}" if section else word("status.other-section", language)]
