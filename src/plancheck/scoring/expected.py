"""What is expected of a target at a day (序时进度): in, the target and what was reported before; out, values to show.

The same rows and paths that verdicts are held against; of what is counted in whole pieces the whole number that the
path has reached, for nobody holds three quarters of an event. A day that nothing can be expected at is left out: no baseline
yet, no number asked for, or the value of a reference that is not known beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.scoring.path import evening, expected, last_period_end
from plancheck.scoring.pieces import whole_on_path
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.rows import Row
from plancheck.scoring.rows_in_force import rows_in_force
from plancheck.scoring.series import COUNTS, YEARLY, adds_up_parts, find_base, read_series
from plancheck.scoring.settings import Settings

_UNKNOWN_BEFOREHAND = frozenset({Kind.COMPARE, Kind.DIRECTION, Kind.MILESTONE, Kind.ACTION})
_NEEDS_NO_DECIMALS = 1000


def expected_values(
    target: Target, observations: Iterable[Observation], settings: Settings, plan_end: date, days: Iterable[date]
) -> dict[date, Decimal]:
    """The value expected at each day, as precise as a reader needs it; of increments, where those are reported.

    `observations` are the target's own, of the time before those days; the target is as it stands on the day of issue.
    """
    asked = sorted(days)
    if not asked or adds_up_parts(target) or target.kind in _UNKNOWN_BEFOREHAND:
        return {}
    reported = list(observations)
    points = read_series(target, reported, asked[-1])
    rows = rows_in_force(target, find_base(target, reported, points, asked[-1]), settings, plan_end, points)
    found = {day: _at(target, rows, day) for day in asked}
    return {day: _readable(target, value) for day, value in found.items() if value is not None}


def _at(target: Target, rows: Sequence[Row], day: date) -> Fraction | None:
    value = _to_date(target, rows, day)
    if value is None or target.reports is not Reporting.PERIOD or target.kind not in COUNTS:
        return value
    before = _period_before(target, day)
    if target.kind in YEARLY and before.year < day.year:
        return value
    return max(value - (_to_date(target, rows, before) or Fraction(0)), Fraction(0))


def _period_before(target: Target, day: date) -> date:
    return last_period_end(day - timedelta(days=1), target.reporting) or day


def _to_date(target: Target, rows: Sequence[Row], day: date) -> Fraction | None:
    row = _row_at(target, rows, day)
    if row is None or row.goal is None:
        return None
    value = _on_path(target, row, day)
    return None if value is None else whole_on_path(target, row.goal, value)


def _on_path(target: Target, row: Row, day: date) -> Fraction | None:
    if target.kind is Kind.MAINTAIN or day >= row.by or _satisfied_from_the_start(target, row):
        return row.goal
    return expected(row.path, evening(day)) if row.path else None


def _row_at(target: Target, rows: Sequence[Row], day: date) -> Row | None:
    """The last row runs through all checkpoints; what is judged by years has such a row for each."""
    if target.kind in YEARLY:
        rows = [row for row in rows if row.year == day.year]
    return rows[-1] if rows else None


def _satisfied_from_the_start(target: Target, row: Row) -> bool:
    if target.kind is Kind.CAP or row.base is None or row.goal is None:
        return False
    return target.op.holds(row.base, row.goal)


def _readable(target: Target, value: Fraction) -> Decimal:
    """One digit more than the target is written with; none more where the number is large."""
    places = max(0, -int((target.value or Decimal(0)).as_tuple().exponent))
    if abs(value) < _NEEDS_NO_DECIMALS:
        places += 1
    return (as_decimal(value) or Decimal(0)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize() + 0
