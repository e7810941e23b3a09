"""The rows of a target: in, the target and its baseline; out, one stretch a checkpoint, a year or the final date.

Each kind takes one form: from a baseline to a goal by a day, along a path. A checkpoint's row runs from the planned
value of the one before; the last row runs through all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from plancheck.plan.model import Checkpoint, Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.scoring.path import ZERO, Step, evening, exact, morning, period_end
from plancheck.scoring.series import YEARLY, Base, usable
from plancheck.scoring.settings import Settings

_ABOUT = re.compile(r"(?<![节预签合制契])约(?=[\d０-９一二两三四五六七八九十百千])|左右")


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch to judge. `goal` is the value asked for, `bound` the one that already satisfies; `due` the end of the
    period that holds `by`, `first_due` the end of the first period; `opens` the first day on which the row can be live;
    `origin` the value that the target itself began from, where `base` is what was planned for the row's start.
    """

    by: date
    at: int
    due: date
    first_due: date
    opens: date
    start: date
    start_at: int
    base: Fraction | None = None
    goal: Fraction | None = None
    bound: Fraction | None = None
    path: tuple[Step, ...] = ()
    year: int | None = None
    provisional: bool = False
    origin: Step | None = None


def missing_base_value(target: Target, base: Base | None) -> bool:
    """Whether a growth in levels has nothing to grow from."""
    return target.kind is Kind.GROWTH and not target.is_growth_itself and (base is None or base.value == 0)


def rows_of(target: Target, base: Base | None, settings: Settings, plan_end: date) -> list[Row]:
    """The rows of a target, in the order of their dates. Goals stay open where the base or the value is missing."""
    end = target.by or plan_end
    if target.kind in YEARLY:
        first = target.start.year
        return [
            row for year in range(first, max(first, end.year) + 1) for row in _year(target, base, settings, year, end)
        ]
    return list(_stretches(target, base, settings, _opening(target, base), list(target.checkpoints), end))


@dataclass(frozen=True, slots=True)
class _Opening:
    day: date
    at: int
    value: Fraction | None
    opens: date
    year: int | None = None
    provisional: bool = False


def _opening(target: Target, base: Base | None) -> _Opening:
    zero = ZERO
    given = target.baseline
    if target.is_growth_itself:
        day, at = (given.date, evening(given.date)) if given else (target.start, morning(target.start))
        return _Opening(day, at, zero, target.start)
    if _counts_up(target):
        if given is not None and given.value == 0:
            return _Opening(given.date, evening(given.date), zero, target.start)
        return _Opening(target.start, morning(target.start), zero, target.start)
    if base is None:
        return _Opening(target.start, morning(target.start), None, target.start)
    return _Opening(base.day, base.at, base.value, target.start, provisional=base.provisional)


def _counts_up(target: Target) -> bool:
    return target.kind is Kind.CUMULATIVE or (target.kind is Kind.PHASE_OUT and target.op in (Op.GE, Op.GT))


def _year(target: Target, base: Base | None, settings: Settings, year: int, end: date) -> Iterator[Row]:
    first_day, last_day = date(year, 1, 1), min(date(year, 12, 31), end)
    opening = _Opening(first_day, morning(first_day), ZERO, max(first_day, target.start), year)
    points = [point for point in target.checkpoints if point.by.year == year]
    if target.kind is Kind.MAINTAIN:
        opening = replace(opening, value=None)
    yield from _stretches(target, base, settings, opening, points, last_day)


def _stretches(
    target: Target, base: Base | None, settings: Settings, opening: _Opening, points: list[Checkpoint], end: date
) -> Iterator[Row]:
    points = sorted((point for point in points if usable(point.value)), key=lambda point: point.by)
    final = next((exact(point.value) for point in points if point.by == end), _needed_value(target, base, settings))
    ways = [point for point in points if point.by < end]
    from_at, from_day, from_value = opening.at, opening.day, opening.value
    steps: list[Step] = []
    for point in ways:
        row = _row(target, base, settings, opening, from_day, from_at, from_value, point.by, exact(point.value))
        yield row
        from_at, from_day, from_value = row.at, row.by, row.goal
        if row.goal is not None:
            steps.append((row.at, row.goal))
    last = _row(target, base, settings, opening, opening.day, opening.at, opening.value, end, final)
    yield replace(last, path=_merged(last.path, steps)) if steps else last


def _row(
    target: Target,
    base: Base | None,
    settings: Settings,
    opening: _Opening,
    day: date,
    at: int,
    value: Fraction | None,
    by: date,
    wanted: Fraction | None,
) -> Row:
    goal, bound = _goal(target, base, settings, wanted)
    by_at, due = evening(by), period_end(by, target.reporting)
    first_due = min(due, period_end(max(opening.opens, _day_after(day)), target.reporting))
    path: tuple[Step, ...] = ()
    if goal is not None and value is not None and by_at > at:
        path = _planned(target, base, settings, ((at, value), (by_at, goal)))
    return Row(
        by,
        by_at,
        due,
        first_due,
        opening.opens,
        day,
        at,
        value,
        goal,
        bound,
        path,
        opening.year,
        opening.provisional,
        _origin(target, base, opening),
    )


def _planned(target: Target, base: Base | None, settings: Settings, ends: tuple[Step, Step]) -> tuple[Step, ...]:
    """The straight way, or the plan's own path between the two ends."""
    if not target.path:
        return ends
    between: list[Step] = []
    for point in target.path:
        planned = _goal(target, base, settings, _fraction(point.value))[0]
        if planned is not None:
            between.append((evening(point.by), planned))
    return _merged(ends, between)


def _origin(target: Target, base: Base | None, opening: _Opening) -> Step | None:
    if target.kind is Kind.MAINTAIN:
        return None if base is None or base.provisional else (base.at, base.value)
    return None if opening.value is None or opening.provisional else (opening.at, opening.value)


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _merged(path: Sequence[Step], between: Sequence[Step]) -> tuple[Step, ...]:
    if not path:
        return ()
    inside = {step[0]: step for step in between if path[0][0] < step[0] < path[-1][0]}
    return tuple(sorted({step[0]: step for step in [*inside.values(), *path]}.values()))


def _fraction(number: Decimal | None) -> Fraction | None:
    return exact(number) if number is not None and usable(number) else None


def _needed_value(target: Target, base: Base | None, settings: Settings) -> Fraction | None:
    value = _final_value(target, base)
    return None if value is None else _basically(target, base, settings, value)


def _final_value(target: Target, base: Base | None) -> Fraction | None:
    value = _fraction(target.value)
    if target.kind is not Kind.PHASE_OUT:
        return value
    if not _counts_up(target):
        return value or ZERO
    return value or (None if base is None or base.provisional else base.value)


def _goal(
    target: Target, base: Base | None, settings: Settings, wanted: Fraction | None
) -> tuple[Fraction | None, Fraction | None]:
    if wanted is None:
        return None, None
    bound = relaxed(target, settings, wanted)
    if target.kind is not Kind.GROWTH or target.is_growth_itself:
        return wanted, bound
    if base is None or missing_base_value(target, base):
        return None, None
    return _grown(base.value, wanted), _grown(base.value, bound)


def _grown(base: Fraction, percent: Fraction) -> Fraction:
    # From a negative base, growth still means more.
    return base + abs(base) * percent / 100


def relaxed(target: Target, settings: Settings, goal: Fraction) -> Fraction:
    """The value that already satisfies: 约, 左右 may fall short by a share, on the short side only."""
    share = _about(target, settings)
    return goal - target.op.direction * exact(share) * abs(goal) if share else goal


def _about(target: Target, settings: Settings) -> Decimal:
    if target.about is not None and usable(target.about):
        return target.about
    return settings.about if _ABOUT.search(target.figure) else Decimal(0)


def _basically(target: Target, base: Base | None, settings: Settings, goal: Fraction) -> Fraction:
    share = target.basically
    if share is None and target.kind is Kind.PHASE_OUT and target.figure.startswith("基本"):
        share = settings.basically
    if share is None or not usable(share):
        return goal
    if target.op.direction > 0:
        return goal * exact(share)
    return goal if base is None else goal + (1 - exact(share)) * (base.value - goal)
