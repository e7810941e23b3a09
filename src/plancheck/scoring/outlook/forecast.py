"""Where a value will stand at its date, how far it may miss that, and how likely it then satisfies. In: a value, the equal
steps in which it came about, the number of those that are left; out, a `Forecast`.

Each kind of series is forecast by what did best on the tuning half of the backtest (`docs/scoring.md`). Floats: a forecast is
shown and compared, never added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import fsum, log, sqrt

from plancheck.scoring.outlook.students_t import student_t_cdf, student_t_quantile

#: How the last change carries on: damped by so much a year; errors are so many times as wide as the series tells.
YEARLY_DAMPING, YEARLY_WIDTH = 0.97, 1.1
WITHIN_DAMPING, WITHIN_WIDTH = 0.8, 1.0
#: Of counts in the first year, and later, when the same periods of the year before are known.
YOUNG_COUNTS_WIDTH, COUNTS_WIDTH = 1.4, 1.1
#: Of a year's flow by the shares of the years before; no share is known better than to a hundredth of what is to come.
PROFILE_WIDTH, PROFILE_FLOOR = 0.9, 0.01
#: A series without scatter is no certainty: an error a period is at least this share of the mean change.
FLOOR = 0.05
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
    """A forecast; where its error is known, with the standard error and the degrees of freedom behind it."""

    value: float
    error: float | None = None
    freedom: int = 1

    @property
    def interval(self) -> tuple[float, float] | None:
        """What four of five outcomes lie in."""
        if self.error is None:
            return None
        half = student_t_quantile(0.5 + HELD / 2, self.freedom) * self.error
        return self.value - half, self.value + half

    def chance(self, bound: float, direction: int) -> float | None:
        """How likely a value is that satisfies; never certain."""
        if self.error is None:
            return None
        ahead = direction * (self.value - bound)
        if self.error <= 0:
            return _MOST if ahead >= 0 else _LEAST
        return min(max(student_t_cdf(ahead / self.error, self.freedom), _LEAST), _MOST)


def level_by_years(last: float, changes: Sequence[float], left: float) -> Forecast:
    """The last year's change carries on and fades; errors add up on errors, for a change that turned stays turned."""
    turns = [after - YEARLY_DAMPING * before for before, after in pairwise(changes)]
    size = sqrt(fsum(turn * turn for turn in turns) / len(turns))
    strayed = fsum(_carried(YEARLY_DAMPING, years) ** 2 for years in range(1, max(1, round(left)) + 1))
    error = max(size * sqrt(strayed) * YEARLY_WIDTH, _floor(changes, left))
    return Forecast(last + changes[-1] * _carried(YEARLY_DAMPING, left), error, len(changes) - 1)


def level_within_year(last: float, changes: Sequence[float], left: float, season: int) -> Forecast:
    """The change of the last whole year carries on and fades, so that no season is taken for a trend."""
    ahead = fsum(changes[-season:]) * _carried(WITHIN_DAMPING, left / season)
    error = max(_spread(changes) * sqrt(left) * WITHIN_WIDTH, _floor(changes, left))
    return Forecast(last + ahead, error, len(changes) - 1)


def count_in_first_year(last: float, changes: Sequence[float], left: float) -> Forecast:
    """The mean of what came so far goes on; how well that is known counts beside how it scatters."""
    mean = fsum(changes) / len(changes)
    error = max(_spread(changes) * sqrt(left + left * left / len(changes)) * YOUNG_COUNTS_WIDTH, _floor(changes, left))
    return Forecast(last + mean * left, error, len(changes) - 1)


def count_by_seasons(last: float, changes: Sequence[float], left: float, season: int) -> Forecast:
    """What came in the same periods a year before, with the drift from year to year; nothing counted goes away again."""
    drifts = [after - before for before, after in zip(changes, changes[season:], strict=False)]
    drift = fsum(drifts) / len(drifts)
    ahead = 0.0
    for number in range(1, int(left) + 1):
        years = -(-number // season)
        ahead += max(0.0, changes[-season + (number - 1) % season] + drift * years)
    scatter = _spread(drifts) if len(drifts) > 2 else _spread(changes)
    error = max(scatter * sqrt(left) * COUNTS_WIDTH, _floor(changes, left))
    return Forecast(last + ahead, error, len(drifts) - 1)


def flow_by_profile(value: float, shares: Sequence[float]) -> Forecast:
    """A year's flow, from the share that the same periods held in one year before (no error known then) or in several."""
    mean = fsum(shares) / len(shares)
    whole = value / mean
    if len(shares) < 2:
        return Forecast(whole)
    scatter = max(_spread([log(one) for one in shares]) * PROFILE_WIDTH, PROFILE_FLOOR * (1 - mean))
    return Forecast(whole, whole * scatter, len(shares) - 1)


def _carried(damping: float, periods: float) -> float:
    """How many times a change comes again in so many periods, if it fades by `damping` each."""
    carried: float = damping * (1 - damping**periods) / (1 - damping)
    return carried


def _floor(changes: Sequence[float], left: float) -> float:
    return FLOOR * abs(fsum(changes) / len(changes)) * sqrt(left)


def _spread(numbers: Sequence[float]) -> float:
    # Not statistics.stdev: it is exact to the last digit and ten times as dear.
    mean = fsum(numbers) / len(numbers)
    return sqrt(fsum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1))
