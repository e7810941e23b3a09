"""What a chart draws of one target: values, the expected path with its checkpoints, the forecast with its interval.

Plan, observations and verdict in, points out: time in months since year 0 with fractions, values as floats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring import forecast
from plancheck.scoring.marks import RowVerdict, Status, Verdict
from plancheck.scoring.path import MONTH, Step, evening
from plancheck.scoring.quantities import natural_limits
from plancheck.scoring.rows import Row, rows_of
from plancheck.scoring.series import YEARLY, Point, find_base, read_series
from plancheck.scoring.settings import Settings

Spot = tuple[float, float]
#: The interval drawn: what is passed with 90 % and with 10 % chance, that is the middle 80 %.
LIKELY, UNLIKELY = 0.9, 0.1
_HALVINGS = 40


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
    rows = rows_of(target, base, settings, plan_end)
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
        band=_band(target, rows, points, verdict.row, settings) if ahead else None,
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


def _band(
    target: Target, rows: Sequence[Row], points: Sequence[Point], deciding: RowVerdict, settings: Settings
) -> tuple[float, float] | None:
    """Where the value will end up if the pace holds: the goals that would just be met with those chances.

    It turns the chance of `docs/scoring.md` round, so that interval and chance can never disagree.
    """
    row = next((one for one in rows if one.by == deciding.by and one.start == deciding.start), None)
    if row is None or deciding.p_meet is None or deciding.forecast is None:
        return None
    own = [point.step for point in points if row.year is None or point.day.year == row.year]
    steps = own if row.origin is None else [row.origin, *(step for step in own if step[0] > row.origin[0])]
    direction = target.op.direction

    def chance(goal: float) -> float | None:
        months, fewest = settings.recent_months, settings.likelihood_changes
        found = forecast.chance(steps, Fraction(goal), row.at, months, direction, fewest)
        if found is None:
            # A goal that is the latest value to the digit has no chance of its own; one beside it has.
            beside = Fraction(goal) + Fraction(1, 10**9)
            found = forecast.chance(steps, beside, row.at, months, direction, fewest)
        return found

    ends = [_goal_met_with(chance, share, float(deciding.forecast), direction) for share in (LIKELY, UNLIKELY)]
    known = [end for end in ends if end is not None]
    if len(known) < 2:
        return None
    lowest, highest = natural_limits(target, row)
    low, high = min(known), max(known)
    return (
        low if lowest is None else max(low, float(lowest)),
        high if highest is None else min(high, float(highest)),
    )


def _goal_met_with(
    chance: Callable[[float], float | None], share: float, middle: float, direction: int
) -> float | None:
    """The goal that is met with a chance, by halving: farther goals are met more seldom."""
    reach = max(abs(middle), 1.0)
    near, far = middle - direction * reach, middle + direction * reach
    # Outwards from the forecast until the goal lies between the two ends, then inwards.
    for _ in range(_HALVINGS):
        at_near, at_far = chance(near), chance(far)
        if at_near is None or at_far is None:
            return None
        if at_near >= share >= at_far:
            break
        reach *= 2
        near, far = middle - direction * reach, middle + direction * reach
    for _ in range(_HALVINGS):
        half = (near + far) / 2
        at_half = chance(half)
        if at_half is None:
            return half
        near, far = (half, far) if at_half >= share else (near, half)
    return (near + far) / 2
