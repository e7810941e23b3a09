"""Next year's required pace: a target's open row in, what it asks for from here out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.report.content import Pace
from plancheck.scoring.marks import RowVerdict, Verdict
from plancheck.scoring.path import YEAR, evening

_PACED = frozenset({Kind.CUMULATIVE, Kind.ANNUAL, Kind.LEVEL, Kind.GROWTH, Kind.PHASE_OUT})


def next_pace(target: Target, verdict: Verdict, as_of: date) -> Pace | None:
    """What a target has to do in the year after `as_of`; None where nothing is left, or no number tells."""
    if target.kind not in _PACED:
        return None
    if target.kind is Kind.ANNUAL:
        return _quota(verdict, as_of.year + 1)
    row = next((row for row in verdict.rows if row.by is not None and row.by > as_of and not row.closed), None)
    if row is None or row.by is None or row.value is None or row.latest_value is None or not row.required_rate:
        return None
    if row.required_rate <= 0:
        return None
    direction = target.op.direction
    at = row.latest.period_end if row.latest else as_of
    left = Decimal(evening(row.by) - evening(at)) / YEAR
    ahead = min(left, Decimal(evening(date(as_of.year + 1, 12, 31)) - evening(at)) / YEAR)
    return Pace(
        by=row.by,
        goal=row.value,
        gap=abs(row.value - row.latest_value),
        needed=row.required_rate,
        next_value=row.latest_value + direction * row.required_rate * ahead,
        recent=row.recent_rate,
        times=_times(row.required_rate, row.recent_rate),
    )


def _quota(verdict: Verdict, year: int) -> Pace | None:
    """A yearly quota begins anew: the whole of it, beside what this year brought."""
    row = _row_of(verdict, year)
    if row is None or row.by is None or not row.value:
        return None
    last = _row_of(verdict, year - 1)
    recent = last.latest_value if last is not None else None
    return Pace(
        by=row.by,
        goal=row.value,
        gap=row.value,
        needed=row.value,
        next_value=row.value,
        recent=recent,
        times=_times(row.value, recent),
    )


def _row_of(verdict: Verdict, year: int) -> RowVerdict | None:
    rows = [row for row in verdict.rows if row.by is not None and row.by.year == year]
    return rows[-1] if rows else None


def _times(needed: Decimal, recent: Decimal | None) -> Decimal | None:
    return needed / recent if recent is not None and recent > 0 else None
