"""What would turn a verdict green: in, what had been reported; out, the least that would have to be reported next.

Nothing is claimed that was not judged: every remedy carries the verdict that the supposed value really gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial

from plancheck.assessment.assess import KnownReports
from plancheck.explanation.what_if import Answer, suppose
from plancheck.observations import Observation, State
from plancheck.plan.model import Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status, Verdict
from plancheck.scoring.path import evening, exact, period_end
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.series import COUNTS
from plancheck.scoring.settings import Settings

PERCENT = ("%", "％")
#: A step beyond which no value is looked for.
_FARTHEST = 1000


class Outlook(StrEnum):
    """What there is to be done about a verdict."""

    ON_TRACK = "on-track"
    FINAL = "final"
    VALUE = "value"
    STATE = "state"
    BASE = "base"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Remedy:
    """`answer` reported for `day` gives the verdict `after`: at least so much, at most where less is better.

    `steady_day` is the first day on which keeping to the required rate gives green, `steady_after` the verdict then;
    `times` how much faster that is than lately, None where that cannot be said. Rates are a year.
    """

    outlook: Outlook
    day: date | None = None
    answer: Answer | None = None
    after: Verdict | None = None
    required_rate: Decimal | None = None
    recent_rate: Decimal | None = None
    times: Decimal | None = None
    steady_day: date | None = None
    steady_after: Verdict | None = None
    is_increment: bool = False


def find_remedy(heard: KnownReports, target: Target, verdict: Verdict, settings: Settings) -> Remedy:
    """What would turn a target's verdict green, and the pace that its date asks for."""
    if verdict.status is Status.ON_TRACK:
        return Remedy(Outlook.ON_TRACK)
    if verdict.row.status is Status.MISSED:
        return Remedy(Outlook.FINAL)
    if verdict.reason is Reason.MISSING_BASE:
        return Remedy(Outlook.BASE)
    search = _Search(heard, target, verdict.row, settings)
    return search.by_state() if not target.kind.is_numeric else search.by_value()


@dataclass(frozen=True, slots=True)
class _Search:
    heard: KnownReports
    target: Target
    row: RowVerdict
    settings: Settings

    @property
    def source(self) -> Target:
        return self.heard.plan.reported_as(self.target)

    def by_state(self) -> Remedy:
        for day in self.days():
            for state in (State.UNDER_WAY, State.DONE):
                after = self.judge([(day, state)])
                if _is_green(after):
                    return Remedy(Outlook.STATE, day, state, after)
        return Remedy(Outlook.NOTHING)

    def by_value(self) -> Remedy:
        found = self.soonest()
        day, answer = found if found is not None else (None, None)
        after = self.judge([(day, answer)]) if day is not None and answer is not None else None
        steady = self.steady()
        required, recent = self.row.required_rate, self.row.recent_rate
        faster = required is not None and recent is not None and recent > 0 and required > 0
        return Remedy(
            Outlook.VALUE if found is not None else Outlook.NOTHING,
            day,
            answer,
            after,
            required,
            recent,
            required / recent if faster and required and recent else None,
            steady[0] if steady else None,
            steady[1] if steady else None,
            self.is_increment,
        )

    def days(self) -> Iterator[date]:
        """The days still to be reported for, up to the row's own date: what is overdue is made good by its last day."""
        still = list(self._days_after_latest())
        overdue = [day for day in still if (self.heard.as_of - day).days > self.settings.report_lag_days]
        yield from still[max(0, len(overdue) - 1) :] if not self.is_increment else still

    def _days_after_latest(self) -> Iterator[date]:
        source = self.source
        end = self.row.by or self.heard.plan.end
        latest = self.row.latest.period_end if self.row.latest else date.min
        for year in range(max(source.start.year, latest.year), end.year + 1):
            for day in due_periods(source, year, self.heard.plan.end):
                if latest < day <= period_end(end, source.reporting):
                    yield day

    def judge(self, answers: list[tuple[date, Answer]]) -> Verdict:
        told = self.heard.of(self.target)
        supposed: list[Observation] = []
        for day, answer in answers:
            supposed += suppose(self.source, told, answer, day)
        return self.heard.judge(self.target, self.settings, supposed)

    def soonest(self) -> tuple[date, Decimal] | None:
        """The first day on which some value gives green, and of those values the one nearest to today's."""
        for day in self.days():
            for good, bad in self.reaches():
                is_green = partial(self.is_green_with, day)
                value = _last_green(is_green, good, bad, self.grid)
                if value is not None:
                    return day, self._still_less(is_green, value) if value == bad else value
        return None

    def _still_less(self, is_green: Callable[[Decimal], bool], good: Decimal) -> Decimal:
        """Where today's value will do and the next may be worse: on from there in growing steps, back in small ones.

        Not beyond the first value met that will not do, for "at least" would be wrong of one that lies behind it.
        """
        if self.source.kind in COUNTS or self.source.kind is Kind.PHASE_OUT:
            return good
        step, sign, edge = self.grid, self.source.op.direction, self.lowest
        while step < _FARTHEST and good != edge:
            bad = good - sign * step
            if edge is not None and sign * (bad - edge) < 0:
                bad = edge
            if not is_green(bad):
                least = _last_green(is_green, good, bad, self.grid)
                return good if least is None else least
            good, step = bad, step * 2
        return good

    @property
    def lowest(self) -> Decimal | None:
        """The worst value that can be; None where any can. A share or a stock is never below nothing."""
        sign = self.source.op.direction
        if self.source.limits is not None:
            return self.source.limits[0 if sign > 0 else 1]
        return Decimal(0) if sign > 0 and self.source.kind in (Kind.LEVEL, Kind.MAINTAIN) else None

    def is_green_with(self, day: date, answer: Decimal) -> bool:
        return _is_green(self.judge([(day, answer)]))

    def reaches(self) -> Iterator[tuple[Decimal, Decimal]]:
        """From a value that ought to be green to today's: first from the goal, then from a little beyond the best so far.

        Of a cap the other way round: from nothing more being used to all of it.
        """
        today, sign = self.today, self.source.op.direction
        asked = [value for value in (self.row.needed, self.row.value, self.source.value) if value is not None]
        goal = max([today, *asked[:1]], key=lambda value: sign * value)
        if self.source.kind is Kind.CAP:
            yield (Decimal(0), max(asked[0] - today, Decimal(0))) if self.is_increment else (today, asked[0])
        elif self.is_increment:
            yield goal - today, Decimal(0)
        else:
            yield goal, today
            values = [one.value for one in self.heard.of(self.target) if one.value is not None]
            beyond = max([goal, *values], key=lambda value: sign * value) + sign * self.grid
            if beyond <= 100 or self.source.unit not in PERCENT:
                yield beyond, today

    @property
    def is_increment(self) -> bool:
        return self.source.reports is Reporting.PERIOD and self.source.kind in COUNTS

    @property
    def today(self) -> Decimal:
        value = self.row.latest_value
        return value if value is not None else self.row.baseline or Decimal(0)

    @property
    def grid(self) -> Decimal:
        """The least step between values, as finely as the plan or the reports write them."""
        values = [self.source.value, *(one.value for one in self.heard.of(self.target))]
        places = max((-int(value.as_tuple().exponent) for value in values if value is not None), default=0)
        return Decimal(1).scaleb(-min(max(places, 0), 6))

    def steady(self) -> tuple[date, Verdict] | None:
        """The first day on which going straight to the goal from the latest value gives green."""
        row = self.row
        if row.latest is None or row.latest_value is None or row.value is None or row.by is None:
            return None
        begin, end = evening(row.latest.period_end), evening(row.by)
        if end <= begin or self.source.kind is Kind.COMPARE or not row.required_rate or row.required_rate <= 0:
            return None
        way = exact(row.value) - exact(row.latest_value)
        answers: list[tuple[date, Answer]] = []
        before = row.latest_value
        for day in self.days():
            share = Fraction(min(evening(day), end) - begin, end - begin)
            value = _outward(
                as_decimal(exact(row.latest_value) + way * share) or before, self.grid, self.source.op.direction
            )
            answers.append((day, value - before if self.is_increment else value))
            before = value
            after = self.judge(answers)
            if _is_green(after):
                return day, after
        return None


def _is_green(verdict: Verdict) -> bool:
    return verdict.lamp is Lamp.GREEN


def _outward(value: Decimal, grid: Decimal, sign: int) -> Decimal:
    """The next value on the grid that is no easier."""
    return value.quantize(grid, ROUND_CEILING if sign > 0 else ROUND_FLOOR)


def _last_green(is_green: Callable[[Decimal], bool], good: Decimal, bad: Decimal, grid: Decimal) -> Decimal | None:
    """Going from `good` to `bad` in steps of the grid, the last value that is green; None where `good` is not."""
    sign = 1 if good >= bad else -1
    good = _outward(good, grid, sign)
    if not is_green(good):
        return None
    if is_green(bad):
        return bad
    near, far = 0, int(abs(good - bad) / grid) + 1
    while far - near > 1:
        middle = (near + far) // 2
        if is_green(good - sign * middle * grid):
            near = middle
        else:
            far = middle
    return good - sign * near * grid
