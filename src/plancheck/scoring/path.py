"""Time as whole numbers, and the expected path (序时进度) as points to walk between.

In: days and values; out: moments and the value expected at one. Time is in months with fractions, where a month's last
day ends the month exactly. Months have 28 to 31 days, so a unit of 1/377580 month makes every day a whole number and
keeps comparisons exact.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from plancheck.plan.vocabulary import Frequency

MONTH = 377_580
YEAR = 12 * MONTH

Step = tuple[int, Fraction]


class PathBasis(StrEnum):
    """What became of a plan's wish that a year be expected as the year before went. `BEFORE_START`, `NOT_WHOLE`: the
    straight line had to do, for that year did not lie in the target's time, or its values tell no shares.
    """

    LAST_YEAR = "last-year"
    BEFORE_START = "before-start"
    NOT_WHOLE = "not-whole"


ZERO = Fraction(0)


@lru_cache(maxsize=4096)
def exact(number: Decimal) -> Fraction:
    """A finite decimal as a fraction; kept, for thresholds and values recur and the conversion is dear."""
    return Fraction(*number.as_integer_ratio())


@lru_cache(maxsize=4096)
def evening(day: date) -> int:
    """The moment a day ends: values and deadlines stand at it. 30 June is 6/12 of a year after 31 December."""
    return (12 * day.year + day.month - 1) * MONTH + day.day * (MONTH // monthrange(day.year, day.month)[1])


@lru_cache(maxsize=1024)
def morning(day: date) -> int:
    """The moment a day begins, which is the end of the day before: a start counts from it."""
    return (12 * day.year + day.month - 1) * MONTH + (day.day - 1) * (MONTH // monthrange(day.year, day.month)[1])


@lru_cache(maxsize=4096)
def period_end(day: date, frequency: Frequency) -> date:
    """The last day of the reporting period that holds a day."""
    month = -(-day.month // frequency.months) * frequency.months
    return date(day.year, month, monthrange(day.year, month)[1])


def last_period_end(day: date, frequency: Frequency) -> date | None:
    """The latest period end that is not after a day."""
    end = period_end(day, frequency)
    if end == day:
        return end
    first = date(day.year, end.month - frequency.months + 1, 1)
    return first - timedelta(days=1) if first > date.min else None


@lru_cache(maxsize=4096)
def share(part: int, whole: int) -> Fraction:
    """A part of a stretch of time; kept, for the same days turn up in every target."""
    return Fraction(part, whole)


def expected(path: Sequence[Step], at: int) -> Fraction:
    """The value on the path at a moment; before it begins its first value, after it ends its last."""
    place = bisect_right(path, at, key=lambda step: step[0])
    if place == 0:
        return path[0][1]
    if place == len(path):
        return path[-1][1]
    (begin, low), (end, high) = path[place - 1], path[place]
    return low + (high - low) * share(at - begin, end - begin)
