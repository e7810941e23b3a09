"""The rows of a target that later documents amended: in, the target as it stands on a day; out, what is judged on it.

A row is judged by the version that is in force on its own date. So what closed under an earlier version keeps its goal
and is never judged again, and what was open when a version came is asked for what that version says. The last row runs
from the same baseline as ever to the new value at the new date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plancheck.plan.amendments.versions import versions
from plancheck.plan.model import Checkpoint, Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.earlier_years import along_last_year
from plancheck.scoring.rows import Row, rows_of
from plancheck.scoring.series import YEARLY, Base, Point
from plancheck.scoring.settings import Settings

#: Each value of their years is held against the version of its own day, not of the year's end alone.
_HELD_ALL_YEAR = (Kind.CAP, Kind.MAINTAIN)


def rows_in_force(
    target: Target, base: Base | None, settings: Settings, plan_end: date, points: Sequence[Point]
) -> list[Row]:
    """The rows to judge, in the order of their dates. `points` tell how the year before a row went."""
    rows = rows_by_version(target, lambda stated: rows_of(stated, base, settings, plan_end))
    if not target.path_as_last_year:
        return rows
    reported = [point.step for point in points]
    return [along_last_year(target, row, reported) for row in rows]


def rows_by_version(target: Target, rows_of_version: Callable[[Target], list[Row]]) -> list[Row]:
    """The rows of every version up to the one in force whose dates lie in the time for which it holds.

    `rows_of_version` gives all rows of one version, its final one last. There is always a row.
    """
    if not target.amended:
        return rows_of_version(target)
    held = [rows_of_version(_on_its_way(stated)) for stated in versions(target)[: target.amended + 1]]
    kept: list[Row] = []
    later_years: set[int | None] = set()
    until: date | None = None
    for number in range(target.amended, -1, -1):
        since = target.amendments[number - 1].date if number else date.min
        finals = {row.year: row for row in held[number]}
        own = [
            replace(row, replaced=finals[row.year] is row and row.year in later_years)
            for row in held[number]
            if since <= row.by and (until is None or row.by < until)
        ]
        kept = [*(_with_earlier_bounds(target, row, held[:number]) for row in own), *kept]
        later_years |= {row.year for row in own}
        until = since
    return kept or held[-1][-1:]


def _on_its_way(stated: Target) -> Target:
    """A version without the points that its own terms have overtaken.

    What lies at or beyond its date is no way to it; nor is what a date before the amendment asked beyond its value.
    """
    if not stated.amended or stated.kind in YEARLY:
        return stated
    since = stated.amendments[stated.amended - 1].date
    return replace(
        stated,
        checkpoints=_ahead(stated, stated.checkpoints, since),
        path=_ahead(stated, stated.path, date.max),
    )


def _ahead(stated: Target, points: Iterable[Checkpoint], before: date) -> tuple[Checkpoint, ...]:
    return tuple(
        point
        for point in points
        if (stated.by is None or point.by < stated.by) and not (point.by < before and is_beyond(stated, point))
    )


def is_beyond(target: Target, point: Checkpoint) -> bool:
    """Whether a point asks for more than the target itself."""
    return target.value is not None and target.op.direction * (point.value - target.value) > 0


def _with_earlier_bounds(target: Target, row: Row, before: list[list[Row]]) -> Row:
    """A year's row with the bounds that held in the days of it before the amendments that fell into it."""
    if target.kind not in _HELD_ALL_YEAR or row.year is None:
        return row
    earlier: list[tuple[date, Fraction | None]] = []
    for amendment, rows in zip(target.amendments, before, strict=False):
        if amendment.date > date(row.year, 1, 1):
            earlier.append((amendment.date, next((one.bound for one in rows if one.year == row.year), None)))
    return replace(row, earlier_bounds=tuple(earlier)) if earlier else row
