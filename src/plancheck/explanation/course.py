"""The course of one row: in, a target and what was reported; out, its values, the path they are held against, its end.

The same series, baseline and path that the verdict was made with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.observations import Observation
from plancheck.plan.amendments.versions import target_in_force
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import period_ends
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import RowVerdict
from plancheck.scoring.path import PathBasis, evening, expected
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.rows import Row
from plancheck.scoring.rows_in_force import rows_in_force
from plancheck.scoring.series import Point, find_base, read_series
from plancheck.scoring.settings import Settings

#: A value and the day that it is of.
Dated = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Course:
    """Values by day, oldest first. `path` has the row's ends and every period end between; empty where there is none.

    `path_basis` says whether it follows the year before, where the plan asks for that.
    """

    values: tuple[Dated, ...] = ()
    path: tuple[Dated, ...] = ()
    goal: Decimal | None = None
    by: date | None = None
    forecast: Decimal | None = None
    taken: frozenset[Observation] = frozenset()
    path_basis: PathBasis | None = None


def course_of(
    plan: Plan,
    target: Target,
    observations: Sequence[Observation],
    verdict: RowVerdict,
    as_of: date,
    settings: Settings,
) -> Course:
    """The course of the row that a verdict speaks of. `taken` are the observations whose values count."""
    if not target.kind.is_numeric:
        return Course(by=verdict.by)
    own = [one for one in observations if not verdict.department or one.department == verdict.department]
    points = read_series(target, own, as_of)
    row = _row(plan, target, own, points, verdict, as_of, settings)
    return Course(
        values=tuple((point.day, as_decimal(point.value) or Decimal(0)) for point in _within(target, row, points)),
        path=tuple(_path(target, row)) if row is not None else (),
        goal=verdict.value,
        by=verdict.by,
        forecast=None if verdict.closed else verdict.forecast,
        taken=frozenset(point.observation for point in points),
        path_basis=row.path_basis if row is not None else None,
    )


def _row(
    plan: Plan,
    target: Target,
    observations: Sequence[Observation],
    points: Sequence[Point],
    verdict: RowVerdict,
    as_of: date,
    settings: Settings,
) -> Row | None:
    base = find_base(target, observations, points, as_of)
    rows = rows_in_force(target_in_force(target, as_of), base, settings, plan.end, points)
    return next((row for row in rows if row.by == verdict.by), None)


def _within(target: Target, row: Row | None, points: Sequence[Point]) -> list[Point]:
    """A year's row has its own year's values; any other has them all."""
    if row is None or row.year is None or target.kind is Kind.MAINTAIN:
        return list(points)
    return [point for point in points if point.day.year == row.year]


def _path(target: Target, row: Row) -> list[Dated]:
    if not row.path:
        return []
    days = {row.start, row.by}
    for year in range(row.start.year, row.by.year + 1):
        days |= {day for day in period_ends(year, target.reporting) if row.start < day < row.by}
    return [
        (day, as_decimal(row.path[0][1] if day == row.start else expected(row.path, evening(day))) or Decimal(0))
        for day in sorted(days)
    ]
