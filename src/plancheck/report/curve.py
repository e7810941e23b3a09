"""What a chart draws of one target: values, the expected path with its checkpoints, the forecast with its interval.

Plan, observations and verdict in, points out: time in months since year 0 with fractions, values as floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plancheck.observations import Observation
from plancheck.plan.amendments.versions import target_in_force
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import RowVerdict, Status, Verdict
from plancheck.scoring.path import MONTH, Step, evening
from plancheck.scoring.rows import Row
from plancheck.scoring.rows_in_force import rows_in_force
from plancheck.scoring.series import YEARLY, find_base, read_series
from plancheck.scoring.settings import Settings

Spot = tuple[float, float]
#: The interval drawn: what is passed with 90 % and with 10 % chance, that is the middle 80 %.


@dataclass(frozen=True, slots=True)
class Goal:
    """A value asked for at a time, and how its row stands."""

    at: float
    value: float
    status: Status
    final: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """`paths` has one line a stretch (a year of a quota); `band` is the low and high end of the forecast."""

    as_of: float
    values: tuple[Spot, ...]
    references: tuple[Spot, ...] = ()
    paths: tuple[tuple[Spot, ...], ...] = ()
    goals: tuple[Goal, ...] = ()
    forecast: Spot | None = None
    band: tuple[float, float] | None = None


def draw_curve(
    target: Target,
    observations: Sequence[Observation],
    verdict: Verdict,
    as_of: date,
    settings: Settings,
    plan_end: date,
) -> Curve | None:
    """The curve of a target that reports numbers; None for the others and where there is nothing to draw."""
    if not target.kind.is_numeric:
        return None
    reported = [one for one in observations if one.period_end <= as_of]
    points = read_series(target, reported, as_of)
    base = find_base(target, reported, points, as_of)
    rows = rows_in_force(target_in_force(target, as_of), base, settings, plan_end, points)
    starts = () if base is None or base.provisional or target.kind in YEARLY else ((base.at, base.value),)
    begun = [step for step in starts if not points or step[0] < points[0].at]
    values = tuple(_spot(step) for step in (*begun, *(point.step for point in points)))
    goals = tuple(_goals(target, rows, verdict))
    if not values and not goals:
        return None
    ahead = _forecast(verdict.row)
    return Curve(
        as_of=evening(as_of) / MONTH,
        values=values,
        references=tuple((point.at / MONTH, float(point.reference)) for point in points if point.reference is not None),
        paths=tuple(_paths(target, rows)),
        goals=goals,
        forecast=ahead,
        band=_band(verdict.row) if ahead else None,
    )


def _spot(step: Step) -> Spot:
    return step[0] / MONTH, float(step[1])


def _goals(target: Target, rows: Sequence[Row], verdict: Verdict) -> list[Goal]:
    """One mark a date: of several departments' rows the worse."""
    statuses: dict[date, Status] = {}
    for judged in verdict.rows:
        if judged.by is not None and statuses.get(judged.by) is not Status.MISSED:
            statuses[judged.by] = judged.status
    known = [row for row in rows if row.goal is not None and target.kind is not Kind.COMPARE]
    return [
        Goal(
            at=row.at / MONTH,
            value=float(row.goal or 0),
            status=statuses.get(row.by, Status.ON_TRACK),
            final=row is known[-1],
        )
        for row in known
    ]


def _paths(target: Target, rows: Sequence[Row]) -> list[tuple[Spot, ...]]:
    """The whole way of the last row of each stretch; a row that only has to hold is a level line."""
    last = {row.year: row for row in rows}
    lines = []
    for row in last.values():
        if row.path:
            lines.append(tuple(_spot(step) for step in row.path))
        elif row.goal is not None and target.kind is Kind.MAINTAIN:
            lines.append((_spot((row.start_at, row.goal)), _spot((row.at, row.goal))))
    return lines


def _forecast(row: RowVerdict) -> Spot | None:
    if row.forecast is None or row.by is None or row.closed:
        return None
    return evening(row.by) / MONTH, float(row.forecast)


def _band(deciding: RowVerdict) -> tuple[float, float] | None:
    """The interval of the forecast, as the verdict has it: interval and chance can never disagree."""
    if deciding.interval is None:
        return None
    low, high = deciding.interval
    return float(low), float(high)
