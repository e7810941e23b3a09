"""The series of one target: in, accepted observations; out, one value a day, oldest first, and the baseline.

Two values of one day: the later workbook's counts, and within one year's workbooks the less favourable. Parts that
several departments report (`aggregate = "sum"`) are added only where all of them have reported: a sum with a part
missing would look like falling behind. Increments (`reports = "period"`) are added up as far as no period is missing,
for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate, Kind, Reporting
from plancheck.scoring.path import Step, evening, exact, period_end

#: Kinds that count up from nothing, so that increments can be added up.
COUNTS = frozenset({Kind.CUMULATIVE, Kind.ANNUAL, Kind.CAP})
#: Kinds whose rows are calendar years.
YEARLY = frozenset({Kind.ANNUAL, Kind.CAP, Kind.MAINTAIN})
_LARGEST_EXPONENT = 60
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a day's end. `reference` is what a `compare` target is held against then."""

    day: date
    at: int
    value: Fraction
    observation: Observation
    reference: Fraction | None = None

    @property
    def step(self) -> Step:
        return self.at, self.value


@dataclass(frozen=True, slots=True)
class Base:
    """The value a target begins from; `provisional` where the first observation has to do.

    `late`: that came after the first due date, where the base is dated, so that silence moves no path.
    """

    day: date
    at: int
    value: Fraction
    provisional: bool = False
    reference: Fraction | None = None
    late: bool = False


def usable(number: Decimal | None) -> bool:
    """Whether a number can be reckoned with: finite, and of a size that something in the world can have."""
    if number is None or not number.is_finite():
        return False
    return not number or abs(number.adjusted()) <= _LARGEST_EXPONENT


def adds_up_parts(target: Target) -> bool:
    """Whether the values of several departments make one."""
    return target.aggregate is Aggregate.SUM and len(target.reported_by) > 1


def read_series(target: Target, observations: Iterable[Observation], as_of: date) -> list[Point]:
    """The values of a target up to a day, oldest first, one a day."""
    reported = [one for one in observations if not one.is_baseline and one.period_end <= as_of and _counts(target, one)]
    points = _by_day(target, reported)
    if target.reports is Reporting.PERIOD and target.kind in COUNTS:
        points = _added_up(target, points)
    return points


def find_base(target: Target, observations: Iterable[Observation], points: Sequence[Point], as_of: date) -> Base | None:
    """The plan's baseline, else the one that was reported, else the first value, provisionally."""
    given = target.baseline
    if given is not None and usable(given.value) and given.value is not None:
        return Base(given.date, evening(given.date), exact(given.value))
    reported = [one for one in observations if one.is_baseline and one.period_end <= as_of and usable(one.value)]
    # A value that was reported for the baseline's day will do where nobody answered the question for it.
    at_date = [point for point in points if given is not None and point.day == given.date]
    asked = [*_by_day(target, reported)[-1:], *at_date]
    if asked:
        day = given.date if given is not None else asked[0].day
        return Base(day, evening(day), asked[0].value)
    if points and target.kind is not Kind.GROWTH:
        first, due = points[0], period_end(target.start, target.reporting)
        is_late = first.day > due
        day = due if is_late else first.day
        return Base(day, evening(day), first.value, provisional=True, reference=first.reference, late=is_late)
    return None


def _by_day(target: Target, observations: Sequence[Observation]) -> list[Point]:
    return _added_parts(target, observations) if adds_up_parts(target) else _one_a_day(target, observations)


def _counts(target: Target, observation: Observation) -> bool:
    return usable(observation.value) and (target.kind is not Kind.COMPARE or usable(observation.reference))


def _point(target: Target, observation: Observation) -> Point:
    against = observation.reference if target.kind is Kind.COMPARE else None
    reference = exact(against) if against is not None and usable(against) else None
    day = observation.period_end
    return Point(
        day=day,
        at=evening(day),
        value=exact(observation.value or _ZERO),
        observation=observation,
        reference=reference,
    )


def _one_a_day(target: Target, observations: Iterable[Observation]) -> list[Point]:
    chosen: dict[date, Observation] = {}
    for new in observations:
        old = chosen.get(new.period_end)
        if old is None or _precedence(target, new) >= _precedence(target, old):
            chosen[new.period_end] = new
    return [_point(target, chosen[day]) for day in sorted(chosen)]


def _precedence(target: Target, observation: Observation) -> tuple[int, Decimal]:
    return observation.year, -target.op.direction * (observation.value or Decimal(0))


def _added_parts(target: Target, observations: Sequence[Observation]) -> list[Point]:
    parts = [_part_by_day(target, observations, key) for key in target.reported_by]
    days = sorted(set.intersection(*(set(part) for part in parts)))
    return [
        Point(
            day=day,
            at=parts[0][day].at,
            value=sum((part[day].value for part in parts), Fraction(0)),
            observation=parts[0][day].observation,
        )
        for day in days
    ]


def _part_by_day(target: Target, observations: Sequence[Observation], department: str) -> dict[date, Point]:
    own = (one for one in observations if one.department == department)
    return {point.day: point for point in _one_a_day(target, own)}


def _added_up(target: Target, points: Sequence[Point]) -> list[Point]:
    """Totals to date, as far as every period has come; what is counted by years begins anew with each."""
    totals: list[Point] = []
    total, awaited, year = Fraction(0), period_end(target.start, target.reporting), 0
    for point in points:
        period = period_end(point.day, target.reporting)
        if target.kind is not Kind.CUMULATIVE and point.day.year != year:
            year = point.day.year
            first_day = max(date(year, 1, 1), target.start)
            total, awaited = Fraction(0), period_end(first_day, target.reporting)
        if period > awaited or point.day < target.start:
            continue
        total += point.value
        awaited = max(awaited, _next_period(target, period))
        totals.append(replace(point, value=total))
    return totals


def _next_period(target: Target, period: date) -> date:
    return period_end(period + timedelta(days=1), target.reporting) if period < date.max else period
