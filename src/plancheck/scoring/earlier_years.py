"""How the years before came about: in, what was counted in them; out, which are whole, and the path of a year that follows one.

The outlook of a year's flow and a plan's `path = "last-year"` take the same years for known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import MINYEAR, date
from fractions import Fraction
from itertools import pairwise

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import comes_in_shares
from plancheck.scoring.path import MONTH, YEAR, ZERO, PathBasis, Step, expected, morning
from plancheck.scoring.rows import Row


def lies_in_time(target: Target, year: int) -> bool:
    """Whether a target was counted through a whole year."""
    return year >= MINYEAR and target.start <= date(year, 1, 1)


def whole_year(target: Target, year: int, known: Mapping[int, Fraction]) -> list[Step] | None:
    """The values of a year by its periods, to date; None where one of them was not reported."""
    begins, length = morning(date(year, 1, 1)), target.reporting.months * MONTH
    ends = range(begins + length, begins + YEAR + 1, length)
    return [(at, known[at]) for at in ends] if all(at in known for at in ends) else None


def along_last_year(target: Target, row: Row, earlier: Sequence[Step]) -> Row:
    """A year's row, expected as the year before went, where the plan says so and that year tells.

    `earlier` are values to date, those of the year before among them. Each stretch between planned values is walked as
    the year before walked it; a row that already follows that year stays as it is.
    """
    if not (target.path_as_last_year and comes_in_shares(target.kind, target.reporting)):
        return row
    if row.year is None or not row.path or row.path_basis is PathBasis.LAST_YEAR:
        return row
    if not lies_in_time(target, row.year - 1):
        return replace(row, path_basis=PathBasis.BEFORE_START)
    walked = whole_year(target, row.year - 1, dict(earlier))
    if walked is None or not _tells_shares(walked):
        return replace(row, path_basis=PathBasis.NOT_WHOLE)
    begins = morning(date(row.year, 1, 1))
    profile = [(begins, ZERO), *((at + YEAR, value) for at, value in walked)]
    return replace(row, path=_as_walked(row.path, profile), path_basis=PathBasis.LAST_YEAR)


def _tells_shares(walked: Sequence[Step]) -> bool:
    """A year that nothing came of, or whose total fell, has no shares that add up to one."""
    totals = [ZERO, *(value for _, value in walked)]
    return totals[-1] > 0 and all(before <= after for before, after in pairwise(totals))


def _as_walked(path: Sequence[Step], profile: Sequence[Step]) -> tuple[Step, ...]:
    steps = list(path[:1])
    for (begin, low), (end, high) in pairwise(path):
        first, last = expected(profile, begin), expected(profile, end)
        if last > first:
            between = [step for step in profile if begin < step[0] < end]
            steps += [(at, low + (high - low) * (value - first) / (last - first)) for at, value in between]
        steps.append((end, high))
    return tuple(steps)
