"""The groups that verdicts are counted in, and what each of them must reach.

The bars are those of a prototype's series: gapminder's, employment, arrivals and travel, production and sales. Levels of
other sources (crime, cigarettes, unemployment, prisoners, hotel rooms) are counted apart, without bars, and no threshold
is chosen by them: they tell what verdicts are worth on indicators of another sort.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from benchmarks.backtest.targets import Promise
from plancheck.plan.vocabulary import Frequency, Kind

#: A level that is reported within the year is young until there are eight changes by quarters: two years, also by months.
GROWN_MONTHS = 24
_LEVELS_WITH_BARS = ("gapminder", "us_employment")


class Group(StrEnum):
    YEARLY_LEVELS = "yearly levels"
    LEVELS = "levels within the year"
    YOUNG_LEVELS = "the same, younger"
    COUNTS = "counts"
    QUOTAS = "yearly quotas"
    OTHER_YEARLY = "other yearly levels"
    OTHER = "other levels within the year"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a group must reach; all are shares. `brier` is over the base rate's, `worst_tenth` how far P may be off.

    `green_of_met`: green verdicts for each verdict on a target that was met in the end. `plain_area` is no bar, but what the
    plain rule had on the prototype's series: the bar is what it has on the same verdicts.
    """

    green_met: float
    red_met: float
    plain_area: float
    misses_red: float | None = None
    brier: float | None = None
    worst_tenth: float | None = None
    green_of_met: float = 0.85
    yellow: float = 0.30


BARS = {
    Group.YEARLY_LEVELS: Bar(0.90, 0.03, 0.914, misses_red=0.70, brier=0.27, worst_tenth=0.10),
    Group.LEVELS: Bar(0.80, 0.04, 0.893, misses_red=0.60, brier=0.45, worst_tenth=0.10),
    Group.YOUNG_LEVELS: Bar(0.60, 0.05, 0.783, yellow=0.50),
    Group.COUNTS: Bar(0.90, 0.03, 0.902, misses_red=0.50, brier=0.25, worst_tenth=0.12),
    Group.QUOTAS: Bar(0.90, 0.03, 0.812, misses_red=0.50, brier=0.30, worst_tenth=0.10),
}


def group_of(promise: Promise, changes: int) -> Group:
    """The group of a verdict on a promise after so many changes since its beginning."""
    match promise.target.kind:
        case Kind.ANNUAL:
            return Group.QUOTAS
        case Kind.CUMULATIVE:
            return Group.COUNTS
    frequency = promise.target.reporting
    if not promise.series.startswith(_LEVELS_WITH_BARS):
        return Group.OTHER_YEARLY if frequency is Frequency.YEAR else Group.OTHER
    if frequency is Frequency.YEAR:
        return Group.YEARLY_LEVELS
    return Group.LEVELS if changes * frequency.months >= GROWN_MONTHS else Group.YOUNG_LEVELS
