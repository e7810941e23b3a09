"""Years and dates of the document that need no entry: a target's own at its place, and the plan's head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Kind as TargetKind
from plancheck.source.document.clauses import ClauseKind
from plancheck.source.document.folding import comparable, fold
from plancheck.source.document.locators import locator_parts, places_above
from plancheck.source.quantities.deadlines import Role
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import Quantity
from plancheck.source.trace.claims import Basis, places_of
from plancheck.source.trace.clause_index import Account, ClauseEntry

_COUNTED_FROM_START = (TargetKind.CUMULATIVE, TargetKind.ANNUAL, TargetKind.CAP, TargetKind.MAINTAIN)
_HEAD = (ClauseKind.PREAMBLE, ClauseKind.ANNEX, ClauseKind.IMPRINT)


@dataclass(slots=True)
class _Days:
    """The days that the targets of one place name, each with a target that does."""

    due: dict[date, str] = field(default_factory=dict)
    base: dict[date, str] = field(default_factory=dict)

    def named(self, role: Role | None) -> dict[date, str]:
        """The days that a year of this role may mean."""
        if role is Role.BASE:
            return self.base
        return self.due if role is Role.DEADLINE else {}


def account_for_days(plan: Plan, entries: list[ClauseEntry]) -> None:
    """Account for the years, dates and document numbers that the plan states elsewhere than in a figure."""
    days = _days_by_place(plan)
    for entry in entries:
        above = [days[place] for place in places_above(entry.clause.locator) if place in days]
        for number, quantity in enumerate(entry.reading.quantities):
            if number in entry.accounts:
                continue
            account = _of_head(plan, entry, quantity) or _of_targets(above, quantity)
            if account:
                entry.accounts[number] = account


def _days_by_place(plan: Plan) -> dict[tuple[str, ...], _Days]:
    days: dict[tuple[str, ...], _Days] = defaultdict(_Days)
    for target in plan.targets:
        for place in places_of(target):
            named = days[locator_parts(place)]
            named.due.update((day, target.id) for day in _due_days(target))
            if target.baseline:
                named.base[target.baseline.date] = target.id
    return dict(days)


def _due_days(target: Target) -> Iterator[date]:
    if target.by:
        yield target.by
    if target.kind in _COUNTED_FROM_START:
        yield target.start
    yield from (point.by for point in target.checkpoints)


def _of_targets(above: list[_Days], quantity: Quantity) -> Account | None:
    """The target whose deadline, start, checkpoint or base year a quantity is."""
    for days in above:
        named = days.named(quantity.role)
        holders = [_holder(named, quantity, year) for year in _years(quantity)]
        if holders and all(holders):
            return Account(Basis.CALENDAR, holders[-1])
    return None


def _years(quantity: Quantity) -> tuple[int | None, ...]:
    """The years that a quantity names; None is any year, as of a quarter without one."""
    if quantity.month_end and not quantity.years:
        return (None,)
    return quantity.years


def _holder(named: dict[date, str], quantity: Quantity, year: int | None) -> str:
    """The target that names the day which a quantity means in a year; empty where none does."""
    for day, target in named.items():
        is_end = quantity.month_end in (None, (day.month, day.day))
        if is_end and quantity.day in (None, day) and year in (None, day.year):
            return target
    return ""


def _of_head(plan: Plan, entry: ClauseEntry, quantity: Quantity) -> Account | None:
    """The plan's own number, title or date, or the number of a document that it carries out."""
    text = comparable(quantity.text)
    if quantity.kind is QuantityKind.DOCUMENT_NUMBER:
        for named in (plan.document, *plan.implements):
            if named and text.endswith(comparable(fold(named))):
                return Account(Basis.HEADER, named)
    if entry.clause.kind in _HEAD:
        if quantity.day is not None and quantity.day == plan.issued:
            return Account(Basis.HEADER, plan.issued.isoformat())
        if quantity.kind.is_calendar and text in comparable(fold(plan.title)):
            return Account(Basis.HEADER, plan.title)
    return None
