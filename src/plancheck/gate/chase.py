"""Whom to chase for a year, and for what: a decision in, a `Reminder` a department out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plancheck.findings import Finding, merge_neighbours
from plancheck.gate.decision import Decision
from plancheck.gate.files import RECORD_RULES, owes_nothing
from plancheck.plan.departments import find_department
from plancheck.rules import is_error

_EMPTY = ("empty-workbook", "missing-value", "missing-state", "late-unreported", "gate-no-data", "gate-unreported")
_UNEXPLAINED = (
    "gate-unexplained",
    "gate-no-reason",
    "gate-no-measure",
    "gate-no-measure-date",
    "gate-not-proven",
    "gate-no-evidence",
)
_OWED = ("owed-value", "owed-state")
Pile = Literal["silent", "owed", "empty", "wrong", "unexplained", ""]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one department owes: the workbook itself, values of earlier years, values, corrections, explanations."""

    department: str
    silent: tuple[Finding, ...] = ()
    owed: tuple[Finding, ...] = ()
    empty: tuple[Finding, ...] = ()
    wrong: tuple[Finding, ...] = ()
    unexplained: tuple[Finding, ...] = ()

    def findings(self) -> list[Finding]:
        return [*self.silent, *self.owed, *self.empty, *self.wrong, *self.unexplained]


def remind(decision: Decision) -> list[Reminder]:
    """A reminder for each department that is silent, late or wrong in the year, in the plan's order.

    Who is excused from a target is not asked for it. Of a workbook that did not come, or cannot be read, nothing else is asked.
    """
    owed: dict[str, dict[Pile, list[Finding]]] = {}
    for item in _found(decision):
        pile, name = _pile(item), _debtor(decision, item)
        if pile and name:
            owed.setdefault(name, {}).setdefault(pile, []).append(item)
    reminders = [_reminder(decision, name, piles) for name, piles in owed.items()]
    order = [department.name for department in decision.assessment.plan.departments.values()]
    return sorted(
        (reminder for reminder in reminders if reminder.findings()),
        key=lambda reminder: order.index(reminder.department) if reminder.department in order else len(order),
    )


def _reminder(decision: Decision, department: str, piles: Mapping[Pile, Sequence[Finding]]) -> Reminder:
    return Reminder(
        department=department,
        silent=tuple(piles.get("silent", ())),
        owed=tuple(merge_neighbours(piles.get("owed", ()))),
        empty=tuple(_asked_once(decision, piles.get("empty", ()))),
        wrong=tuple(merge_neighbours(piles.get("wrong", ()))),
        unexplained=tuple(piles.get("unexplained", ())),
    )


def _found(decision: Decision) -> Iterator[Finding]:
    """What is wrong with the year's files, then what the gate says; nothing of targets that are excused."""
    below = decision.files.below
    for item in (*decision.assessment.findings, *decision.refusals):
        theirs = item.path.startswith(below) and item.rule not in RECORD_RULES
        if theirs and not (_pile(item) in ("empty", "owed") and _is_excused(decision, item)):
            yield item


def _is_excused(decision: Decision, item: Finding) -> bool:
    if item.rule == "empty-workbook":
        return owes_nothing(decision.files, item, decision.excused)
    return item.target in decision.excused


def _asked_once(decision: Decision, blanks: Iterable[Finding]) -> list[Finding]:
    """What was left blank in files that could be read, each target once: the gate says again what a check has said."""
    read = [item for item in blanks if _was_read(decision, item)]
    unfilled = {item.path for item in read if item.rule == "empty-workbook"}
    named: set[str | None] = set()
    asked = []
    for item in read:
        said_before = item.rule.startswith("gate-") and (item.target in named or item.path in unfilled)
        if not said_before:
            asked.append(item)
        named.add(item.target)
    return merge_neighbours(asked)


def _was_read(decision: Decision, item: Finding) -> bool:
    return any(sent.path == item.path and sent.usable for sent in decision.assessment.reports.submissions)


def _pile(item: Finding) -> Pile:
    if item.rule == "silent-department":
        return "silent"
    if item.rule in _OWED:
        return "owed"
    if item.rule in _EMPTY:
        return "empty"
    if item.rule in _UNEXPLAINED:
        return "unexplained"
    return "wrong" if is_error(item) and not item.rule.startswith("gate-") else ""


def _debtor(decision: Decision, item: Finding) -> str:
    """The department to ask, by its one name in the plan; whose file it is, where the finding names nobody."""
    name = item.department or decision.files.owner(item.path)
    known = find_department(decision.assessment.plan.departments, name)
    return known.name if known else name
