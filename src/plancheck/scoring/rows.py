"""The rows of a target: in, the target and its baseline; out, one stretch a checkpoint, a year or the final date.

Each kind takes one form: from a baseline to a goal by a day, along a path. A checkpoint's row runs from the planned
value of the one before; the last row runs through all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from plancheck.plan.model import Checkpoint, Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.goals import as_fraction, counts_up, final_value, goal_and_bound
from plancheck.scoring.path import ZERO, PathBasis, Step, evening, exact, morning, period_end
from plancheck.scoring.series import YEARLY, Base, usable
from plancheck.scoring.settings import Settings


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch to judge. `goal` is the value asked for, `bound` the one that already satisfies; `due` the end of the
    period that holds `by`, `first_due` the end of the first period; `opens` the first day on which the row can be live;
    `origin` the value that the target itself began from, where `base` is what was planned for the row's start.
    `reports_from` is the end of the first period in which the target, or its year, was to be reported. `late`: the value
    that has to do as the baseline came after that. `replaced`: the final date of an earlier version, which an amendment
    has moved. `earlier_bounds` are those that held until a day within the row, where an amendment fell into it.
    `path_basis`: none where the plan does not ask for the year before.
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
    reports_from: date = date.min
    late: bool = False
    replaced: bool = False
    earlier_bounds: tuple[tuple[date, Fraction | None], ...] = ()
    path_basis: PathBasis | None = None

    def bound_on(self, day: date) -> Fraction | None:
        """The value that satisfied on a day; None where nothing was asked then."""
        return next((bound for until, bound in self.earlier_bounds if day < until), self.bound)


def rows_of(target: Target, base: Base | None, settings: Settings, plan_end: date) -> list[Row]:
    """The rows of a target, in the order of their dates. Goals stay open where the base or the value is missing."""
    end = target.by or plan_end
    if target.kind not in YEARLY:
        return list(_stretches(_Ground(target, base, settings, _opening(target, base)), target.checkpoints, end))
    first = target.start.year
    years = range(first, max(first, end.year) + 1)
    return [row for year in years for row in _year(target, base, settings, year, end)]


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a target's rows begin, or those of one year. `value` is None where that is not known."""

    day: date
    at: int
    value: Fraction | None
    opens: date
    year: int | None = None
    provisional: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the rows that follow one another have in common."""

    target: Target
    base: Base | None
    settings: Settings
    opening: _Opening


def _opening(target: Target, base: Base | None) -> _Opening:
    given = target.baseline
    if target.is_growth_itself:
        day, at = (given.date, evening(given.date)) if given else (target.start, morning(target.start))
        return _Opening(day, at, ZERO, target.start)
    if counts_up(target):
        if given is not None and given.value == 0:
            return _Opening(given.date, evening(given.date), ZERO, target.start)
        return _Opening(target.start, morning(target.start), ZERO, target.start)
    if base is None:
        return _Opening(target.start, morning(target.start), None, target.start)
    return _Opening(base.day, base.at, base.value, target.start, provisional=base.provisional, late=base.late)


def _year(target: Target, base: Base | None, settings: Settings, year: int, end: date) -> Iterator[Row]:
    first_day, last_day = date(year, 1, 1), min(date(year, 12, 31), end)
    opening = _Opening(
        day=first_day,
        at=morning(first_day),
        value=None if target.kind is Kind.MAINTAIN else ZERO,
        opens=max(first_day, target.start),
        year=year,
    )
    points = [point for point in target.checkpoints if point.by.year == year]
    yield from _stretches(_Ground(target, base, settings, opening), points, last_day)


def _stretches(ground: _Ground, points: Iterable[Checkpoint], end: date) -> Iterator[Row]:
    """A row to each checkpoint, from what was planned for the one before; then one from the opening to the end.

    The last one leads through all checkpoints, so that its path is theirs.
    """
    known = sorted((point for point in points if usable(point.value)), key=lambda point: point.by)
    opening = ground.opening
    day, at, value = opening.day, opening.at, opening.value
    planned: list[Step] = []
    for point in known:
        if point.by < end:
            row = _row(ground, (day, at, value), point.by, exact(point.value))
            yield row
            # The next row runs from what was planned for this one's date, whatever was reached by then.
            day, at, value = row.by, row.at, row.goal
            if row.goal is not None:
                planned.append((row.at, row.goal))
    # A checkpoint on the last day itself is what that day asks for.
    on_last_day = [exact(point.value) for point in known if point.by == end]
    wanted = on_last_day[0] if on_last_day else final_value(ground.target, ground.base, ground.settings)
    last = _row(ground, (opening.day, opening.at, opening.value), end, wanted)
    yield replace(last, path=_merged(last.path, planned)) if planned else last


def _row(ground: _Ground, start: tuple[date, int, Fraction | None], by: date, wanted: Fraction | None) -> Row:
    target, opening = ground.target, ground.opening
    day, start_at, value = start
    goal, bound = goal_and_bound(target, ground.base, ground.settings, wanted)
    at, due = evening(by), period_end(by, target.reporting)
    path: tuple[Step, ...] = ()
    if goal is not None and value is not None and at > start_at:
        path = _planned(ground, ((start_at, value), (at, goal)))
    # A late first value is dated at the first due day, on which it was itself to be reported.
    begins = opening.opens if opening.late else max(opening.opens, _day_after(opening.day))
    return Row(
        by=by,
        at=at,
        due=due,
        first_due=min(due, period_end(max(opening.opens, _day_after(day)), target.reporting)),
        reports_from=period_end(begins, target.reporting),
        late=opening.late,
        opens=opening.opens,
        start=day,
        start_at=start_at,
        base=value,
        goal=goal,
        bound=bound,
        path=path,
        year=opening.year,
        provisional=opening.provisional,
        origin=_origin(ground),
    )


def _planned(ground: _Ground, ends: tuple[Step, Step]) -> tuple[Step, ...]:
    """The straight way, or the plan's own path between the two ends."""
    if not ground.target.path:
        return ends
    between: list[Step] = []
    for point in ground.target.path:
        goal, _ = goal_and_bound(ground.target, ground.base, ground.settings, as_fraction(point.value))
        if goal is not None:
            between.append((evening(point.by), goal))
    return _merged(ends, between)


def _origin(ground: _Ground) -> Step | None:
    base, opening = ground.base, ground.opening
    if ground.target.kind is Kind.MAINTAIN:
        return None if base is None or base.provisional else (base.at, base.value)
    return None if opening.value is None or opening.provisional else (opening.at, opening.value)


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _merged(path: Sequence[Step], between: Sequence[Step]) -> tuple[Step, ...]:
    if not path:
        return ()
    begin, end = path[0][0], path[-1][0]
    inside = [step for step in between if begin < step[0] < end]
    # One step a moment: the path's own outweighs what is laid between.
    return tuple(sorted({step[0]: step for step in [*inside, *path]}.values()))
