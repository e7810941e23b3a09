"""Whom to chase for a year, and for what: a decision in, a `Reminder` a department out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from plancheck.findings import Finding, merge_neighbours
from plancheck.gate import Decision
from plancheck.rules import severity

_EMPTY = ("missing-value", "missing-state", "missing-base")
_UNEXPLAINED = ("gate-no-reason", "gate-no-measure", "gate-no-measure-date", "gate-no-evidence")


@dataclass(slots=True)
class Reminder:
    """What one department owes: the workbook itself, values, corrections, explanations."""

    department: str
    silent: list[Finding] = field(default_factory=list)
    empty: list[Finding] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)
    unexplained: list[Finding] = field(default_factory=list)


def remind(decision: Decision) -> list[Reminder]:
    """A reminder for each department that is silent, late or wrong in the year, in the plan's order."""
    plan = decision.assessment.plan
    below = f"/{decision.year}/"
    found = [one for one in decision.assessment.findings if below in one.path]
    reminders: dict[str, Reminder] = {}
    for one in [*found, *decision.refusals]:
        pile = _pile(one)
        name = one.department or _owner(decision, one)
        if pile and name:
            getattr(reminders.setdefault(name, Reminder(name)), pile).append(one)
    for reminder in reminders.values():
        reminder.empty = merge_neighbours(reminder.empty)
        reminder.wrong = merge_neighbours(reminder.wrong)
    order = [department.name for department in plan.departments.values()]
    return sorted(reminders.values(), key=lambda one: order.index(one.department) if one.department in order else len(order))


def _pile(one: Finding) -> str:
    if one.rule == "silent-department":
        return "silent"
    if one.rule in _EMPTY:
        return "empty"
    if one.rule in _UNEXPLAINED:
        return "unexplained"
    return "wrong" if severity(one).rank == 0 and not one.rule.startswith("gate-") else ""


def _owner(decision: Decision, one: Finding) -> str:
    """The department whose file a finding is on, where the finding itself names none."""
    owners: Iterable[str] = (
        decision.assessment.plan.department_name(submission.department)
        for submission in decision.assessment.reports.submissions
        if submission.path == one.path
    )
    return next(iter(owners), "")
