"""Where a value will stand at its date, how far it may miss that, and how likely it then satisfies. In: the values of one
row, equally spaced; out, a `Forecast`, or None where the series is too young for one. Advisory: no gate depends on it.

Three kinds of series, each forecast by what did best on the tuning half of the backtest (`docs/scoring.md`): levels that
are reported yearly, levels that are reported within the year, and counts to date. The interval is Student's t with one
degree of freedom less than there are changes, in closed form for whole degrees of freedom (Abramowitz and Stegun 26.7.3
and 26.7.4), so that no scientific library is needed. Floats: a forecast is shown and compared, never added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import atan, cos, fsum, pi, sin, sqrt

from plancheck.scoring.path import YEAR, Step

#: How the last change carries on: damped by so much a year, with errors so many times as wide as the series tells.
YEARLY_DAMPING, YEARLY_WIDTH = 0.97, 1.2
WITHIN_DAMPING, WITHIN_WIDTH = 0.8, 1.4
COUNTS_DRIFT, COUNTS_WIDTH = 0.5, 2.0
#: From so many equally spaced changes there is an outlook.
FEWEST_YEARLY, FEWEST_WITHIN, FEWEST_COUNTS = 4, 8, 6
#: The interval holds so much of what may come.
HELD = 0.8
_LEAST, _MOST = 0.01, 0.99


class Likelihood(StrEnum):
    """The chance in words (the European Environment Agency's)."""

    VERY_LIKELY = "very-likely"
    LIKELY = "likely"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very-unlikely"


def likelihood(p_meet: float) -> Likelihood:
    """Very likely from 0.9, likely from 0.5, unlikely from 0.1."""
    if p_meet >= 0.9:
        return Likelihood.VERY_LIKELY
    if p_meet >= 0.5:
        return Likelihood.LIKELY
    return Likelihood.UNLIKELY if p_meet >= 0.1 else Likelihood.VERY_UNLIKELY


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast with the interval that four of five outcomes lie in, and the chance to satisfy."""

    value: float
    low: float
    high: float
    p_meet: float


def look_ahead(steps: Sequence[Step], by: int, bound: float, direction: int, *, is_count: bool) -> Forecast | None:
    """The forecast of a level or a count at a date. `bound` is the value that already satisfies."""
    values = _evenly_spaced(steps)
    spacing = values[-1][0] - values[-2][0] if len(values) > 1 else 0
    if not spacing or by <= values[-1][0]:
        return None
    changes = [after[1] - before[1] for before, after in pairwise(values)]
    left, season = (by - values[-1][0]) / spacing, round(YEAR / spacing)
    is_yearly = season <= 1
    # Of a count the same periods of a year before are asked, and two of them beside their own a year later.
    fewest = max(FEWEST_COUNTS, season + 2) if is_count else FEWEST_YEARLY if is_yearly else FEWEST_WITHIN
    if len(changes) < fewest:
        return None
    last = values[-1][1]
    if is_count:
        ahead, error = _count_ahead(changes, left, season)
    elif is_yearly:
        ahead, error = _damped(changes[-1], YEARLY_DAMPING, left), _turning(changes, left) * YEARLY_WIDTH
    else:
        year = fsum(changes[-season:])
        ahead = _damped(year, WITHIN_DAMPING, left / season)
        error = _spread(changes) * sqrt(left) * WITHIN_WIDTH
    # A series without scatter is no certainty: at least a twentieth of the mean change a period.
    error = max(error, 0.05 * abs(fsum(changes) / len(changes)) * sqrt(left))
    return _forecast(last + ahead, error, bound, direction, len(changes) - 1)


def _forecast(value: float, error: float, bound: float, direction: int, freedom: int) -> Forecast:
    if error <= 0:
        satisfied = direction * (value - bound) >= 0
        return Forecast(value, value, value, _MOST if satisfied else _LEAST)
    half = student_t_quantile(0.5 + HELD / 2, freedom) * error
    chance = student_t_cdf(direction * (value - bound) / error, freedom)
    return Forecast(value, value - half, value + half, min(max(chance, _LEAST), _MOST))


def _damped(change: float, damping: float, periods: float) -> float:
    """A change that carries on and fades: by `damping` each period."""
    carried: float = damping * (1 - damping**periods) / (1 - damping)
    return change * carried


def _turning(changes: Sequence[float], left: float) -> float:
    """How far a series strays whose change turns a little each year, and stays turned: errors add up on errors."""
    turns = [after - YEARLY_DAMPING * before for before, after in pairwise(changes)]
    size = sqrt(fsum(turn * turn for turn in turns) / len(turns))
    strayed = fsum(
        ((1 - YEARLY_DAMPING**years) / (1 - YEARLY_DAMPING)) ** 2 for years in range(1, max(1, round(left)) + 1)
    )
    return size * sqrt(strayed)


def _count_ahead(changes: Sequence[float], left: float, season: int) -> tuple[float, float]:
    """What came in the same periods a year before, and the drift from year to year; errors of saying so."""
    drifts = [after - before for before, after in zip(changes, changes[season:], strict=False)]
    drift = fsum(drifts) / len(drifts)
    ahead = 0.0
    for number in range(1, int(left) + 1):
        years = -(-number // season)
        ahead += max(0.0, changes[-season + (number - 1) % season] + COUNTS_DRIFT * drift * years)
    spread = _spread(drifts) if len(drifts) > 2 else _spread(changes)
    return ahead, spread * sqrt(left) * COUNTS_WIDTH


def _evenly_spaced(steps: Sequence[Step]) -> list[tuple[int, float]]:
    """The latest run of values with the same time between them, as floats."""
    first = len(steps) - 1
    while first > 0 and steps[first][0] - steps[first - 1][0] == steps[-1][0] - steps[-2][0]:
        first -= 1
    return [(at, value.numerator / value.denominator) for at, value in steps[first:]]


def _spread(numbers: Sequence[float]) -> float:
    # Not statistics.stdev: it is exact to the last digit and ten times as dear.
    mean = fsum(numbers) / len(numbers)
    return sqrt(fsum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1))


def student_t_quantile(share: float, freedom: int) -> float:
    """The value that a Student-t variable stays below in so many of its outcomes, by bisection."""
    low, high = 0.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if student_t_cdf(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def student_t_cdf(t: float, freedom: int) -> float:
    """The chance that a Student-t variable with whole degrees of freedom stays below t."""
    angle = atan(t / sqrt(freedom))
    term = total = cos(angle) if freedom % 2 else 1.0
    if freedom == 1:
        total = 0.0
    for k in range(3 if freedom % 2 else 2, freedom - 1, 2):
        term *= cos(angle) ** 2 * (k - 1) / k
        total += term
    inside = 2 / pi * (angle + sin(angle) * total) if freedom % 2 else sin(angle) * total
    return (1 + inside) / 2
