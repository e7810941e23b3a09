"""The ledger (台账) of targets: plans and a filter in, a row a target out, in the documents' order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancheck.plan.model import Plan, Section, Target, Task
    from plancheck.plan.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which targets are wanted; what is empty asks for nothing. `departments` are pairs of plan id and key."""

    tasks: frozenset[str] = frozenset()
    departments: frozenset[tuple[str, str]] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    due: date | None = None

    def admits(self, plan: Plan, task: Task, target: Target) -> bool:
        """Whether a target is wanted. A department is concerned where it leads, supports or reports."""
        concerned = {(plan.id, key) for key in (*task.lead, *task.support, *target.reported_by)}
        return (
            (not self.tasks or task.id.casefold() in self.tasks)
            and (not self.departments or bool(concerned & self.departments))
            and (not self.kinds or target.kind in self.kinds)
            and (self.due is None or (target.by is not None and target.by <= self.due))
        )


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One target with the task, the section and the plan it stands in."""

    plan: Plan
    section: Section | None
    task: Task
    target: Target

    @property
    def leads(self) -> tuple[str, ...]:
        """Names of the leading departments (牵头单位)."""
        return tuple(self.plan.department_name(key) for key in self.task.lead)

    @property
    def supporters(self) -> tuple[str, ...]:
        """Names of the supporting departments (责任单位)."""
        return tuple(self.plan.department_name(key) for key in self.task.support)


def ledger_rows(plans: Iterable[Plan], wanted: LedgerFilter = LedgerFilter()) -> tuple[LedgerRow, ...]:
    """The wanted targets of the plans."""
    return tuple(
        LedgerRow(plan, plan.section_of(task), task, target)
        for plan in plans
        for task in plan.tasks
        for target in task.targets
        if wanted.admits(plan, task, target)
    )


def sections_around(row: LedgerRow) -> tuple[Section, ...]:
    """The chapter and the sections that a row stands in, the innermost last."""
    inner = row.section
    if inner is None:
        return ()
    around = [section for section in row.plan.sections if inner.locator.startswith(section.locator)]
    return tuple(sorted(around, key=lambda section: len(section.locator)))


def rows_by_plan(rows: Iterable[LedgerRow]) -> list[tuple[Plan, list[LedgerRow]]]:
    """The rows of each plan that has any, in order."""
    groups: dict[str, tuple[Plan, list[LedgerRow]]] = {}
    for row in rows:
        groups.setdefault(row.plan.path, (row.plan, []))[1].append(row)
    return list(groups.values())


def rows_by_task(rows: Iterable[LedgerRow]) -> list[tuple[Task, list[LedgerRow]]]:
    """The rows of each task of one plan, in order."""
    groups: dict[str, tuple[Task, list[LedgerRow]]] = {}
    for row in rows:
        groups.setdefault(row.task.id, (row.task, []))[1].append(row)
    return list(groups.values())
