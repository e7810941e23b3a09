"""Which forecast a row's values allow: in, a target, a row and its values; out, a `Prospect`.

Levels need equal steps of the target's own reporting period, counts to date a few of them, a year's flow the years before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import fsum, sqrt

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import FLOWS, Frequency, Kind, comes_in_shares
from plancheck.scoring.earlier_years import lies_in_time, whole_year
from plancheck.scoring.goals import counts_up
from plancheck.scoring.outlook.forecast import (
    Forecast,
    count_by_seasons,
    count_in_first_year,
    flow_by_profile,
    level_by_years,
    level_within_year,
)
from plancheck.scoring.path import MONTH, YEAR, Step, evening
from plancheck.scoring.rows import Row
from plancheck.scoring.settings import Settings

#: From so many equally spaced changes there is an outlook; of levels within the year from two years of them.
FEWEST_YEARLY, FEWEST_WITHIN, FEWEST_COUNTS = 2, 8, 4
#: The years before that a flow is compared with.
PROFILE_YEARS = 2
#: How many times its own scatter a level within the year may still move.
REACH = 2
_LEVELS = frozenset({Kind.LEVEL, Kind.GROWTH, Kind.PHASE_OUT})


@dataclass(frozen=True, slots=True)
class Prospect:
    """`by_profile`: the forecast rests on the years before; `has_gap`: one of those was not wholly reported. `is_young`: it
    rests on less than a year of counts.
    """

    forecast: Forecast | None = None
    by_profile: bool = False
    has_gap: bool = False
    is_young: bool = False


_NONE = Prospect()


def look_ahead(
    target: Target, row: Row, steps: Sequence[Step], settings: Settings, earlier: Sequence[Step] = ()
) -> Prospect:
    """The outlook of a row at its date. `earlier` are the values of the years before, of what is counted by years."""
    if row.bound is None or row.at <= steps[-1][0]:
        return _NONE
    if target.kind in FLOWS:
        return _flow_ahead(target, row, steps[-1], earlier)
    if row.late or (target.kind not in _LEVELS and target.kind is not Kind.CUMULATIVE):
        return _NONE
    length = target.reporting.months * MONTH
    run = _evenly_spaced(steps, length)
    changes = [after - before for before, after in pairwise(run)]
    if len(changes) < settings.likelihood_changes:
        return _NONE
    left, season = (row.at - steps[-1][0]) / length, max(1, YEAR // length)
    if counts_up(target):
        return _count_ahead(run[-1], changes, left, season)
    return Prospect(_level_ahead(run[-1], changes, left, season))


def _level_ahead(last: float, changes: Sequence[float], left: float, season: int) -> Forecast | None:
    if season == 1:
        return level_by_years(last, changes, left) if len(changes) >= FEWEST_YEARLY else None
    fewest = max(FEWEST_WITHIN, 2 * season)
    return level_within_year(last, changes, left, season) if len(changes) >= fewest else None


def _count_ahead(last: float, changes: Sequence[float], left: float, season: int) -> Prospect:
    if season == 1 or len(changes) < FEWEST_COUNTS:
        return _NONE
    # Two periods beside their own a year before tell of a drift, and how far to trust it.
    if len(changes) >= season + 2:
        return Prospect(count_by_seasons(last, changes, left, season))
    return Prospect(count_in_first_year(last, changes, left), is_young=True)


def _flow_ahead(target: Target, row: Row, latest: Step, earlier: Sequence[Step]) -> Prospect:
    at, value = latest
    if row.year is None or not comes_in_shares(target.kind, target.reporting):
        return _NONE
    known = dict(earlier)
    shares: list[float] = []
    for back in range(1, PROFILE_YEARS + 1):
        if not lies_in_time(target, row.year - back):
            break
        if whole_year(target, row.year - back, known) is None:
            return Prospect(has_gap=True)
        part, whole = known.get(at - back * YEAR), known.get(evening(row.due) - back * YEAR)
        if part is None or whole is None or part <= 0 or whole <= 0:
            return _NONE
        shares.append(float(part / whole))
    if not shares or value <= 0:
        return _NONE
    return Prospect(flow_by_profile(float(value), shares), by_profile=True)


def _evenly_spaced(steps: Sequence[Step], length: int) -> list[float]:
    """The latest values with one reporting period between them, oldest first."""
    first = len(steps) - 1
    while first > 0 and steps[first][0] - steps[first - 1][0] == length:
        first -= 1
    return [value.numerator / value.denominator for _, value in steps[first:]]


def may_still_turn(target: Target, row: Row, steps: Sequence[Step], interval: tuple[Fraction, Fraction] | None) -> bool:
    """Whether a level within the year goes up and down so much that it may reach its goal yet.

    Where an interval is known its better end says so; before that, twice the scatter of the values so far, carried over
    the time left. `steps` are without gaps: what was withheld makes no series look livelier.
    """
    if target.kind not in _LEVELS or counts_up(target) or target.reporting is Frequency.YEAR or row.bound is None:
        return False
    at, value = steps[-1]
    if interval is not None:
        low, high = interval
        return target.op.holds(high if target.op.direction > 0 else low, row.bound)
    elapsed = at - steps[0][0]
    if elapsed <= 0 or row.at <= at:
        return False
    squares = fsum(float(after[1] - before[1]) ** 2 for before, after in pairwise(steps))
    return REACH * sqrt(squares * (row.at - at) / elapsed) >= abs(float(row.bound - value))
