"""Targets that might have been set at a day, from what was known then; beside them what was reported, and how it ended.

A target is set at the end of a year by carrying the past forward: a level by the mean yearly change of the four years
before, and what is counted by what came in the year before. Nobody promises exactly that: a level is asked to move half as
fast, as fast, or half as fast again, and a flow to be a fifth less, the same, or a fifth more. Levels go the way they
went; what is counted is asked for as "at least". What came after the origin has no part in it: `targets_at` is given
nothing else than the series until then.

* A level begins at its value on the origin. Reported yearly, its targets run 3, 5 and 10 years, as plans do: below five
  years there is no moment before the end with four changes behind it. Reported within the year they run 1 to 4 years.
* A count to date begins at nothing on the origin and runs 1 to 4 years.
* A quota is asked for one, two or three years ahead of its year. Its plan began two years before that year, and what was
  reported in those is known; only its own year is judged.

Monthly series are reported by quarters as well; by months their targets run one and three years. Origins are five years
apart for levels, two for counts and one for quotas, and the first differs from series to series, so that no crisis falls
on all of them alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import product

from benchmarks.backtest.series import Measure, Series, month_end, reported_by_quarters
from plancheck.findings import TextPlace
from plancheck.observations import Observation
from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Frequency, Kind, Op

LEVEL_STRETCHES = (Decimal("0.5"), Decimal(1), Decimal("1.5"))
FLOW_STRETCHES = (Decimal("0.8"), Decimal(1), Decimal("1.2"))
PAST_YEARS = 4
YEARLY_SPANS = (3, 5, 10)
SPANS = (1, 2, 3, 4)
MONTHLY_SPANS = (1, 3)
QUOTA_SPANS = (1, 2, 3)
QUOTA_BEGUN = 2
YEARS_BETWEEN_ORIGINS = {Kind.LEVEL: 5, Kind.CUMULATIVE: 2, Kind.ANNUAL: 1}

_ID = "T"
_DEPARTMENT = "d"
_NOWHERE = TextPlace("")
#: What is promised is said in round figures.
_ROUND = Context(prec=4)


@dataclass(frozen=True, slots=True)
class Promise:
    """A target on a series, set at `origin`, `span` years ahead; all that is reported until its date; how it ended."""

    series: str
    target: Target
    origin: date
    span: int
    reported: tuple[Observation, ...]
    final: Decimal

    @property
    def met(self) -> bool:
        return self.holds(self.final)

    @property
    def by(self) -> date:
        assert self.target.by is not None
        return self.target.by

    def holds(self, value: Decimal) -> bool:
        """Whether a value is what was asked for."""
        assert self.target.value is not None
        return self.target.op.holds(value, self.target.value)


def promises_of(series: Series) -> Iterator[Promise]:
    """Every promise on a series whose end is known."""
    for reported, spans in _forms(series):
        kinds = (Kind.LEVEL,) if series.measure is Measure.LEVEL else (Kind.CUMULATIVE, Kind.ANNUAL)
        for kind in kinds:
            ahead = QUOTA_SPANS if kind is Kind.ANNUAL else spans
            for origin, span in product(_origins(reported, kind), ahead):
                for target in targets_at(reported.until(origin), kind, span):
                    yield from _with_its_end(reported, origin, span, target)


def _forms(series: Series) -> Iterator[tuple[Series, tuple[int, ...]]]:
    """A series as it is reported, and how many years its targets run."""
    if series.frequency is Frequency.MONTH:
        yield series, MONTHLY_SPANS
        yield reported_by_quarters(series), SPANS
    else:
        yield series, YEARLY_SPANS if series.frequency is Frequency.YEAR else SPANS


def _origins(series: Series, kind: Kind) -> Iterator[date]:
    """Ends of years, as far apart as the kind has it."""
    apart = YEARS_BETWEEN_ORIGINS[kind]
    first = hashlib.sha256(series.name.encode()).digest()[1] % apart
    for day in series.days:
        if day.month == 12 and day.year % apart == first:
            yield day


def targets_at(known: Series, kind: Kind, span: int) -> list[Target]:
    """The targets that are set at the end of what is known, a year's end, for so many years ahead."""
    yearly = _yearly(known)
    if len(yearly) <= PAST_YEARS:
        return []
    years = 1 if kind is Kind.ANNUAL else span
    if known.measure is Measure.LEVEL:
        begun, change = yearly[-1], (yearly[-1] - yearly[-1 - PAST_YEARS]) / PAST_YEARS
        stretches, op = LEVEL_STRETCHES, Op.GE if change > 0 else Op.LE
    else:
        begun, change, stretches, op = Decimal(0), yearly[-1], FLOW_STRETCHES, Op.GE
    values = [_ROUND.plus(begun + stretch * change * years) for stretch in stretches]
    return [_target(known, kind, span, op, value) for value in values if _can_be_promised(known, op, begun, value)]


def _yearly(known: Series) -> list[Decimal]:
    """Levels at the ends of years, or what came in each whole year."""
    a_year = 12 // known.frequency.months
    ends = [place for place, day in enumerate(known.days) if day.month == 12]
    if known.measure is Measure.LEVEL:
        return [known.values[end] for end in ends]
    return [sum(known.values[end + 1 - a_year : end + 1], Decimal(0)) for end in ends if end + 1 >= a_year]


def _can_be_promised(known: Series, op: Op, begun: Decimal, value: Decimal) -> bool:
    """Not what is there already, not less than nothing, not more than all."""
    if value <= 0 or (known.unit == "%" and value >= 100):
        return False
    return not op.holds(begun, value)


def _target(known: Series, kind: Kind, span: int, op: Op, value: Decimal) -> Target:
    origin = known.days[-1]
    by = month_end(origin.year + span, 12)
    start = date(by.year - QUOTA_BEGUN, 1, 1) if kind is Kind.ANNUAL else origin + timedelta(days=1)
    return Target(
        id=_ID,
        task=_ID,
        indicator=known.name,
        kind=kind,
        op=op,
        reported_by=(_DEPARTMENT,),
        start=start,
        reporting=known.frequency,
        locator="",
        value=value,
        unit=known.unit,
        by=by,
        baseline=Baseline(origin, known.values[-1]) if kind is Kind.LEVEL else None,
    )


def _with_its_end(series: Series, origin: date, span: int, target: Target) -> Iterator[Promise]:
    """The promise, where the series has every value from the target's start to its date."""
    assert target.by is not None
    first = (target.start - timedelta(days=1)).year
    begins = month_end(first, 12 + series.frequency.months)
    if series.days[0] > begins or series.days[-1] < target.by:
        return
    taken = range(series.days.index(begins), series.days.index(target.by) + 1)
    reported: list[Observation] = []
    total = Decimal(0)
    for place in taken:
        day, value = series.days[place], series.values[place]
        if target.kind is not Kind.LEVEL:
            begins_anew = target.kind is Kind.ANNUAL and day.month == series.frequency.months
            value = total = value if begins_anew else total + value
        reported.append(_observation(day, value))
    final = reported[-1].value
    assert final is not None
    yield Promise(series.name, target, origin, span, tuple(reported), final)


def _observation(day: date, value: Decimal) -> Observation:
    return Observation(_ID, _DEPARTMENT, day, _NOWHERE, day.year, value)
