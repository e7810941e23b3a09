"""The numbers behind a verdict: in, a row and its values up to a moment; out, attained, expected, pace, forecast.

Numbers are exact fractions here; `as_decimal` turns them into the decimals of a `RowVerdict`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import FLOWS, Kind
from plancheck.scoring import pace
from plancheck.scoring.goals import counts_up
from plancheck.scoring.outlook.look_ahead import Prospect, look_ahead
from plancheck.scoring.path import ZERO, PathBasis, Step, exact, expected, share
from plancheck.scoring.rows import Row
from plancheck.scoring.series import COUNTS, usable
from plancheck.scoring.settings import Settings

Limits = tuple[Fraction | None, Fraction | None]
_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Measures:
    """Exact numbers; `None` where undefined. `by_profile`: the forecast of a year's flow rests on the years before;
    `has_gap`: it would, were they wholly reported. `is_young`: it rests on less than a year of counts.
    """

    attained: Fraction | None = None
    expected: Fraction | None = None
    lag_points: Fraction | None = None
    spi: Fraction | None = None
    required_rate: Fraction | None = None
    recent_rate: Fraction | None = None
    recent_coverage: Fraction | None = None
    forecast: Fraction | None = None
    forecast_share: Fraction | None = None
    p_meet: float | None = None
    burn: Fraction | None = None
    interval: tuple[Fraction, Fraction] | None = None
    by_profile: bool = False
    has_gap: bool = False
    is_young: bool = False


def measure(
    target: Target, row: Row, steps: Sequence[Step], settings: Settings, earlier: Sequence[Step] = ()
) -> Measures:
    """The numbers of a row that runs from a baseline to a goal. `steps` are its values, the baseline first; `earlier` those
    of the years before, of what is counted by years.
    """
    at, value = steps[-1]
    base, goal, direction = row.base, row.goal, target.op.direction
    left = row.at - at
    recent = pace.recent_rate(steps, row.start_at, settings.recent_months, direction)
    if base is None or goal is None:
        return Measures(recent_rate=recent)
    way = goal - base
    attained = (value - base) / way if way else None
    planned = (expected(row.path, at) - base) / way if way and row.path else None
    required = pace.required_rate(value, goal, left, direction)
    outlook = look_ahead(target, row, steps, settings, earlier)
    ahead, interval, p_meet = _expected_end(target, row, value, outlook)
    if ahead is None:
        ahead = _forecast(target, row, value, recent, left)
    coverage = pace.recent_coverage(recent, required)
    if outlook.by_profile and ahead is not None and required is not None and required > 0:
        # What the years before lead to, of what is still to come.
        coverage = direction * (ahead - value) / abs(goal - value)
    return Measures(
        attained=attained,
        expected=planned,
        lag_points=None if attained is None or planned is None else 100 * (attained - planned),
        spi=attained / planned if attained is not None and planned is not None and planned > 0 else None,
        required_rate=required,
        recent_rate=recent,
        recent_coverage=coverage,
        forecast=ahead,
        forecast_share=(ahead - base) / way if ahead is not None and way else None,
        p_meet=p_meet,
        interval=interval,
        by_profile=outlook.by_profile,
        has_gap=outlook.has_gap,
        is_young=outlook.is_young,
    )


def measure_cap(
    target: Target, row: Row, steps: Sequence[Step], settings: Settings, earlier: Sequence[Step] = ()
) -> Measures:
    """The numbers of a cap: the share used over the share of time gone, and where the pace leads; where the years before
    tell that, the share of the cap which it leads to, and where the plan chose the year before, over that year's share.
    """
    at, value = steps[-1]
    recent = pace.recent_rate(steps, row.start_at, settings.recent_months, 1)
    gone = share(min(at, row.at) - row.start_at, row.at - row.start_at) if row.at > row.start_at else Fraction(1)
    outlook = look_ahead(target, row, steps, settings, earlier)
    ahead, interval, p_meet = _expected_end(target, row, value, outlook)
    used = value / gone if ahead is None and gone > 0 else ahead
    planned = expected(row.path, at) if row.path_basis is PathBasis.LAST_YEAR else ZERO
    if planned > 0 and row.goal is not None:
        # The plan chose the year before; where nothing had come by then, it says nothing of what is used now.
        used = value * row.goal / planned
    burn = used / row.goal if used is not None and row.goal and row.goal > 0 else None
    if ahead is None and recent is not None and at < row.at:
        ahead = pace.carried_on(value, recent, row.at - at, 1, natural_limits(target, row))
    return Measures(recent_rate=recent, forecast=ahead, burn=burn, p_meet=p_meet, interval=interval)


def _forecast(target: Target, row: Row, value: Fraction, recent: Fraction | None, left: int) -> Fraction | None:
    if recent is None or left <= 0:
        return None
    return pace.carried_on(value, recent, left, target.op.direction, natural_limits(target, row))


_Ends = tuple[Fraction | None, tuple[Fraction, Fraction] | None, float | None]


def _expected_end(target: Target, row: Row, value: Fraction, outlook: Prospect) -> _Ends:
    """The outlook's forecast and interval inside natural limits, and its chance; None each where there is none."""
    forecast = outlook.forecast
    if forecast is None or row.bound is None:
        return None, None, None
    ahead = _inside(target, row, value, forecast.value)
    if forecast.interval is None:
        return ahead, None, None
    low, high = (_inside(target, row, value, end) for end in forecast.interval)
    return ahead, (low, high), forecast.chance(float(row.bound), target.op.direction)


def _inside(target: Target, row: Row, value: Fraction, number: float) -> Fraction:
    """A reckoned number inside natural limits; what only counts up never falls below where it is."""
    low, high = natural_limits(target, row)
    # Rounded, so that what comes out even in exact numbers does not miss its goal by the last bit of a float.
    exactly = Fraction(round(number * 10**9), 10**9)
    if target.kind in FLOWS or counts_up(target):
        low = value
    if low is not None:
        exactly = max(exactly, min(low, value))
    return exactly if high is None else min(exactly, max(high, value))


def natural_limits(target: Target, row: Row) -> Limits:
    """What a value cannot pass: the plan's limits, nothing below zero for a count, 0 to 100 for a share in percent."""
    if target.limits is not None and all(usable(limit) for limit in target.limits):
        return exact(target.limits[0]), exact(target.limits[1])
    if target.kind in COUNTS or target.kind is Kind.PHASE_OUT:
        return ZERO, None
    is_share = target.kind is Kind.LEVEL and target.in_percent
    if is_share and row.goal is not None and 0 <= row.goal <= 100:
        return ZERO, _HUNDRED
    return None, None


def as_decimal(number: Fraction | None) -> Decimal | None:
    """An exact number as a decimal of 28 digits."""
    if number is None:
        return None
    if number.denominator == 1:
        # Most are whole; the sign rounds to the context's digits, as a division does.
        return +Decimal(number.numerator)
    return Decimal(number.numerator) / Decimal(number.denominator)
