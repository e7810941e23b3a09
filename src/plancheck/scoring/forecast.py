"""Where the value will stand if the pace holds, and how likely that meets the target. Advisory: no gate depends on it.

The chance follows the usual prediction interval for a mean change on a very short series: Student's t, in closed form
for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4), so that no scientific library is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import atan, cos, fsum, pi, sin, sqrt

from plancheck.scoring.path import MONTH, YEAR, Step, share


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


def forecast(
    value: Fraction, rate: Fraction, left: int, direction: int, limits: tuple[Fraction | None, Fraction | None]
) -> Fraction:
    """The value at the deadline if the pace holds, inside natural limits (which a reported value may already break)."""
    change = rate * share(left, YEAR)
    reached = value + change if direction > 0 else value - change
    low, high = limits
    if low is not None:
        reached = max(reached, min(low, value))
    if high is not None:
        reached = min(reached, max(high, value))
    return reached


def chance(steps: Sequence[Step], goal: Fraction, by: int, months: int, direction: int, fewest: int) -> float | None:
    """The chance to meet the goal, 0.01 to 0.99; `None` below `fewest` equal-spaced changes.

    Changes are taken as shares of what is left, so that the unit of the indicator changes nothing.
    """
    steps = _evenly_spaced(steps)
    at, value = steps[-1]
    left = goal - value if direction > 0 else value - goal
    if len(steps) - 1 < fewest or by <= at or left == 0:
        return None
    spacing = at - steps[-2][0]
    scale = direction / abs(float(left))
    # What float() does, without asking a fraction for it: this is done for every value that was ever reported.
    values = [(moment, number.numerator / number.denominator * scale) for moment, number in steps]
    shares = [(after[0], after[1] - before[1]) for before, after in pairwise(values)]
    recent = [share for end, share in shares if end > at - months * MONTH] or [shares[-1][1]]
    mean = fsum(recent) / len(recent)
    # A series without scatter is no certainty: at least a twentieth of the mean change.
    deviation = max(_deviation([share for _, share in shares]), 0.05 * abs(mean))
    changes_left = (by - at) / spacing
    ahead = changes_left * mean - (1 if left > 0 else -1)
    if deviation == 0:
        return 0.99 if ahead >= 0 else 0.01
    error = deviation * sqrt(changes_left + changes_left * changes_left / len(recent))
    p_meet = student_t_cdf(ahead / error, len(shares) - 1)
    return min(max(p_meet, 0.01), 0.99)


def _evenly_spaced(steps: Sequence[Step]) -> Sequence[Step]:
    """The latest run of values with the same time between them."""
    first = len(steps) - 1
    while first > 0 and steps[first][0] - steps[first - 1][0] == steps[-1][0] - steps[-2][0]:
        first -= 1
    return steps[first:]


def _deviation(shares: Sequence[float]) -> float:
    # Not statistics.stdev: it is exact to the last digit and ten times as dear.
    mean = fsum(shares) / len(shares)
    return sqrt(fsum((share - mean) ** 2 for share in shares) / (len(shares) - 1))


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
