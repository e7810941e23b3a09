"""How far plans of equal rank lie apart in one indicator: a row in, the highest and the lowest out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.compare.amounts import amount_of, done_by, growth_in, verdict_on
from plancheck.compare.differences import are_comparable
from plancheck.compare.model import ComparedTarget, IndicatorRow
from plancheck.compare.shares import common_day
from plancheck.compare.units import convert
from plancheck.plan.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Spread:
    """Values in one unit by plan, the highest first. Growth is in percent; a difference of percents is in points.

    `day`: what all of them ask for by then, or had reached; None where their dates differ. `totals`: yearly quotas are
    added up, because another plan asks for a total.
    """

    unit: str
    values: tuple[tuple[str, Decimal], ...]
    day: date | None = None
    totals: bool = False

    @property
    def difference(self) -> Decimal:
        return self.values[0][1] - self.values[-1][1]


def spread_asked(row: IndicatorRow) -> Spread | None:
    """What the targets ask for, by the first day on which all of them ask for something; None where nothing compares."""
    entries = [entry for entry in _comparable(row) if entry.target.kind is not Kind.PHASE_OUT]
    days = [entry.target.by for entry in entries if entry.target.by is not None]
    day = min(days, default=None)
    values = [_asked_by(entry, day) for entry in entries]
    totals = _kinds_differ(row)
    if None in values or totals:
        values = [_asked(entry, totals=totals) for entry in entries]
        day = day if len(set(days)) == 1 else None
    return _spread(row, list(zip(entries, values, strict=True)), day, totals=totals)


def spread_reached(row: IndicatorRow) -> Spread | None:
    """What each reached by the latest day that all have values for; for growth, how much it has grown."""
    entries = _comparable(row)
    day = common_day(entries)
    if day is None:
        return None
    totals = _kinds_differ(row)
    return _spread(row, [(entry, _reached_by(entry, day, totals=totals)) for entry in entries], day, totals=totals)


def _reached_by(entry: ComparedTarget, day: date, *, totals: bool) -> Decimal | None:
    if entry.target.kind is Kind.ANNUAL and totals:
        return done_by(entry, day)
    row = verdict_on(entry, day).row
    return growth_in(entry.target, row) if entry.target.kind is Kind.GROWTH else row.latest_value


def _kinds_differ(row: IndicatorRow) -> bool:
    return len({entry.target.kind for entry in row.entries if entry is not None}) > 1


def _comparable(row: IndicatorRow) -> list[ComparedTarget]:
    every = [entry for entry in row.entries if entry is not None]
    return every if all(are_comparable(row.first.target, entry.target) for entry in every) else []


def _asked_by(entry: ComparedTarget, day: date | None) -> Decimal | None:
    target = entry.target
    points = {point.by: point.value for point in target.checkpoints}
    return points.get(day) if day is not None and target.by != day else target.value


def _asked(entry: ComparedTarget, *, totals: bool) -> Decimal | None:
    whole = amount_of(entry.target) if totals else None
    return whole.value if whole is not None else entry.target.value


def _spread(
    row: IndicatorRow, values: Sequence[tuple[ComparedTarget, Decimal | None]], day: date | None, *, totals: bool
) -> Spread | None:
    first = row.first.target
    unit = first.unit if first.kind is not Kind.GROWTH else "个百分点" if first.in_points else "%"
    known = [(entry.plan.id, _in_unit(entry, value, unit)) for entry, value in values if value is not None]
    if len(known) < 2 or len(known) < len(values):
        return None
    return Spread(unit, tuple(sorted(known, key=lambda by_plan: -by_plan[1])), day, totals)


def _in_unit(entry: ComparedTarget, value: Decimal, unit: str) -> Decimal:
    return value if entry.target.kind is Kind.GROWTH else convert(value, entry.target.unit, unit)
