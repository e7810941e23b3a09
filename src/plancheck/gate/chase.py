"""Whom to chase for a year, and for what: a decision in, a `Reminder` a department out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from plancheck.findings import Finding, merge_neighbours
from plancheck.gate.decision import Decision
from plancheck.gate.files import RECORD_RULES, owes_nothing
from plancheck.plan.departments import find_department
from plancheck.rules import is_error

_EMPTY = ("empty-workbook", "missing-value", "missing-state", "gate-no-data", "gate-unreported")
_UNEXPLAINED = (
    "gate-unexplained",
    "gate-no-reason",
    "gate-no-measure",
    "gate-no-measure-date",
    "gate-not-proven",
    "gate-no-evidence",
)
Pile = Literal["silent", "empty", "wrong", "unexplained", ""]


@dataclass(slots=True)
class Reminder:
    """What one department owes: the workbook itself, values, corrections, explanations."""

    department: str
    silent: list[Finding] = field(default_factory=list)
    empty: list[Finding] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)
    unexplained: list[Finding] = field(default_factory=list)

    def findings(self) -> list[Finding]:
        return [*self.silent, *self.empty, *self.wrong, *self.unexplained]


def remind(decision: Decision) -> list[Reminder]:
    """A reminder for each department that is silent, late or wrong in the year, in the plan's order.

    Who is excused from a target is not asked for it. Of a workbook that did not come, or cannot be read, nothing else is asked.
    """
    reminders: dict[str, Reminder] = {}
    for one in _found(decision):
        pile, name = _pile(one), _debtor(decision, one)
        if pile and name:
            getattr(reminders.setdefault(name, Reminder(name)), pile).append(one)
    for reminder in reminders.values():
        _settle(decision, reminder)
    order = [department.name for department in decision.assessment.plan.departments.values()]
    owing = [reminder for reminder in reminders.values() if reminder.findings()]
    return sorted(owing, key=lambda one: order.index(one.department) if one.department in order else len(order))


def _found(decision: Decision) -> Iterator[Finding]:
    """What is wrong with the year's files, then what the gate says; nothing of targets that are excused."""
    below = decision.filing.below
    for one in (*decision.assessment.findings, *decision.refusals):
        theirs = one.path.startswith(below) and one.rule not in RECORD_RULES
        if theirs and not (_pile(one) == "empty" and _is_excused(decision, one)):
            yield one


def _is_excused(decision: Decision, one: Finding) -> bool:
    if one.rule == "empty-workbook":
        return owes_nothing(decision.filing, one, decision.excused)
    return one.target in decision.excused


def _settle(decision: Decision, reminder: Reminder) -> None:
    told: set[object] = set()
    unfilled = {one.path for one in reminder.empty if one.rule == "empty-workbook"}
    empty = []
    for one in filter(lambda one: _was_read(decision, one), reminder.empty):
        # The gate says again of a target what the check of the workbook has said.
        if not one.rule.startswith("gate-") or not (one.target in told or one.path in unfilled):
            empty.append(one)
        told.add(one.target)
    reminder.empty = merge_neighbours(empty)
    reminder.wrong = merge_neighbours(reminder.wrong)


def _was_read(decision: Decision, one: Finding) -> bool:
    return any(
        submission.path == one.path and submission.usable for submission in decision.assessment.reports.submissions
    )


def _pile(one: Finding) -> Pile:
    if one.rule == "silent-department":
        return "silent"
    if one.rule in _EMPTY:
        return "empty"
    if one.rule in _UNEXPLAINED:
        return "unexplained"
    return "wrong" if is_error(one) and not one.rule.startswith("gate-") else ""


def _debtor(decision: Decision, one: Finding) -> str:
    """The department to ask, by its one name in the plan; whose file it is, where the finding names nobody."""
    name = one.department or decision.filing.owner(one.path)
    known = find_department(decision.assessment.plan.departments, name)
    return known.name if known else name
