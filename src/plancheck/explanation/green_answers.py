"""Which answers next would get a green lamp: in, what had been reported and the row that is not green; out, such answers.

Every candidate is judged as if it had been reported. Values are looked for on a grid as fine as the figures are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import partial

from plancheck.assessment.assess import KnownReports
from plancheck.explanation.what_if import Answer, suppose
from plancheck.observations import Observation, State
from plancheck.plan.model import Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.scoring.due import lag_days_of
from plancheck.scoring.marks import Lamp, RowVerdict, Verdict
from plancheck.scoring.path import evening, exact, period_end
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.series import COUNTS
from plancheck.scoring.settings import Settings

#: A step beyond which no value is looked for.
_FARTHEST = 1000
#: No finer grid is searched, however many digits a figure has.
_FINEST = 6


@dataclass(frozen=True, slots=True)
class GreenAnswers:
    """The search for answers that turn one row green. Answers to parts that are added up are their sum."""

    heard: KnownReports
    target: Target
    row: RowVerdict
    settings: Settings

    def soonest_state(self) -> tuple[date, State, Verdict] | None:
        """The first day on which some state gives green, with the verdict then: under way, if that will do."""
        for day in self._days():
            for state in (State.UNDER_WAY, State.DONE):
                after = self._judge([(day, state)])
                if _is_green(after):
                    return day, state, after
        return None

    def soonest_value(self) -> tuple[date, Decimal, Verdict] | None:
        """The first day on which some value gives green, and of those values the one nearest to today's."""
        for day in self._days():
            for good, bad in self._reaches():
                is_green = partial(self._is_green_with, day)
                value = _last_green(is_green, good, bad, self._grid)
                if value is not None:
                    least = self._still_less(is_green, value) if value == bad else value
                    return day, least, self._judge([(day, least)])
        return None

    def steady(self) -> tuple[date, Verdict] | None:
        """The first day on which going straight to the goal from the latest value gives green."""
        row = self.row
        if row.latest is None or row.latest_value is None or row.value is None or row.by is None:
            return None
        begin, end = evening(row.latest.period_end), evening(row.by)
        if end <= begin or self._source.kind is Kind.COMPARE or not row.required_rate or row.required_rate <= 0:
            return None
        way = exact(row.value) - exact(row.latest_value)
        answers: list[tuple[date, Answer]] = []
        before = row.latest_value
        for day in self._days():
            share = Fraction(min(evening(day), end) - begin, end - begin)
            exact_value = as_decimal(exact(row.latest_value) + way * share) or before
            value = _outward(exact_value, self._grid, self._source.op.direction)
            answers.append((day, value - before if self.is_increment else value))
            before = value
            after = self._judge(answers)
            if _is_green(after):
                return day, after
        return None

    @property
    def is_increment(self) -> bool:
        """Whether an answer is what a period adds, not the value to date."""
        return self._source.reports is Reporting.PERIOD and self._source.kind in COUNTS

    @property
    def _source(self) -> Target:
        return self.heard.plan.reported_as(self.target)

    def _days(self) -> Iterator[date]:
        """The days still to be reported for, up to the row's own date: what is overdue is made good by its last day."""
        still = list(self._days_after_latest())
        if self.is_increment:
            # Increments add up only where no period is missing: each overdue one is still to come.
            yield from still
            return
        lag_days = lag_days_of(self.heard.plan.judged_as(self.target), self.settings)
        overdue = [day for day in still if (self.heard.as_of - day).days > lag_days]
        yield from still[max(0, len(overdue) - 1) :]

    def _days_after_latest(self) -> Iterator[date]:
        source = self._source
        end = self.row.by or self.heard.plan.end
        latest = self.row.latest.period_end if self.row.latest else date.min
        for year in range(max(source.start.year, latest.year), end.year + 1):
            for day in due_periods(source, year, self.heard.plan.end):
                if latest < day <= period_end(end, source.reporting):
                    yield day

    def _judge(self, answers: Sequence[tuple[date, Answer]]) -> Verdict:
        reported = self.heard.of(self.target)
        supposed: list[Observation] = []
        for day, answer in answers:
            supposed += suppose(self._source, reported, answer, day)
        return self.heard.judge(self.target, self.settings, supposed)

    def _is_green_with(self, day: date, answer: Decimal) -> bool:
        return _is_green(self._judge([(day, answer)]))

    def _reaches(self) -> Iterator[tuple[Decimal, Decimal]]:
        """From a value that ought to be green to today's: first from the goal, then from a little beyond the best so far.

        Of a cap the other way round: from nothing more being used to all of it.
        """
        today, sign = self._today, self._source.op.direction
        asked = [value for value in (self.row.needed, self.row.value, self._source.value) if value is not None]
        goal = max([today, *asked[:1]], key=lambda value: sign * value)
        if self._source.kind is Kind.CAP:
            yield (Decimal(0), max(asked[0] - today, Decimal(0))) if self.is_increment else (today, asked[0])
        elif self.is_increment:
            yield goal - today, Decimal(0)
        else:
            yield goal, today
            values = [one.value for one in self.heard.of(self.target) if one.value is not None]
            beyond = max([goal, *values], key=lambda value: sign * value) + sign * self._grid
            if beyond <= 100 or not self._source.in_percent:
                yield beyond, today

    def _still_less(self, is_green: Callable[[Decimal], bool], good: Decimal) -> Decimal:
        """Where today's value will do and the next may be worse: on from there in growing steps, back in small ones.

        Not beyond the first value met that will not do, for "at least" would be wrong of one that lies behind it.
        """
        if self._source.kind in COUNTS or self._source.kind is Kind.PHASE_OUT:
            return good
        step, sign, edge = self._grid, self._source.op.direction, self._lowest
        while step < _FARTHEST and good != edge:
            bad = good - sign * step
            if edge is not None and sign * (bad - edge) < 0:
                bad = edge
            if not is_green(bad):
                least = _last_green(is_green, good, bad, self._grid)
                return good if least is None else least
            good, step = bad, step * 2
        return good

    @property
    def _lowest(self) -> Decimal | None:
        """The worst value that can be; None where any can. A share or a stock is never below nothing."""
        sign = self._source.op.direction
        if self._source.limits is not None:
            return self._source.limits[0 if sign > 0 else 1]
        return Decimal(0) if sign > 0 and self._source.kind in (Kind.LEVEL, Kind.MAINTAIN) else None

    @property
    def _today(self) -> Decimal:
        value = self.row.latest_value
        return value if value is not None else self.row.baseline or Decimal(0)

    @property
    def _grid(self) -> Decimal:
        """The least step between values, as finely as the plan or the reports write them."""
        values = [self._source.value, *(one.value for one in self.heard.of(self.target))]
        places = max((-int(value.as_tuple().exponent) for value in values if value is not None), default=0)
        return Decimal(1).scaleb(-min(max(places, 0), _FINEST))


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
    # Judging is dear, and what is worse gets no better mark: halve the way between, counted in steps.
    near, far = 0, int(abs(good - bad) / grid) + 1
    while far - near > 1:
        middle = (near + far) // 2
        if is_green(good - sign * middle * grid):
            near = middle
        else:
            far = middle
    return good - sign * near * grid
