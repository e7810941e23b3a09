"""Figures for one target: its scenario and the path that is expected of it in, a value for each period out.

The path is scoring's own, so that a scenario of 0.8 comes out as 80% of 序时进度. Counts are whole, totals never fall,
shares stay within their limits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from plancheck.demo.scenarios import Scenario
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.path import YEAR, evening, exact, expected, morning
from plancheck.scoring.rows import Row, rows_of
from plancheck.scoring.series import COUNTS, YEARLY, Base
from plancheck.scoring.settings import DEFAULTS

_NOT_COUNTED = ("万", "亿", "吨", "公里", "比")
_JITTER = 0.01


@dataclass(frozen=True, slots=True)
class Figures:
    """Values by period end; `references` beside them for a comparison; `baseline` where the plan asks for one."""

    values: Mapping[date, Decimal]
    references: Mapping[date, Decimal]
    baseline: Decimal | None = None


def figures_for(
    target: Target, scenario: Scenario, days: Sequence[date], plan_end: date, rng: Random, start: Decimal | None = None
) -> Figures:
    """Figures for the days, oldest first. `start` is where the indicator begins, if that is to be given."""
    match target.kind:
        case Kind.DIRECTION:
            return Figures(_drift(target, scenario, days, rng, start), {})
        case Kind.COMPARE:
            return _beside_reference(target, scenario, days, rng)
        case Kind.MAINTAIN:
            return Figures({day: _kept(target, scenario, day, rng) for day in days}, {})
        case _:
            return _along_path(target, scenario, days, plan_end, rng, start)


def _along_path(
    target: Target, scenario: Scenario, days: Sequence[date], plan_end: date, rng: Random, start: Decimal | None
) -> Figures:
    base = _base(target, days, rng, start)
    rows = rows_of(target, base, DEFAULTS, plan_end)
    values: dict[date, Decimal] = {}
    highest: dict[int, Decimal] = {}
    for day in days:
        share = Fraction(_pace(scenario, target, day) * (1 + rng.uniform(-_JITTER, _JITTER)))
        value = written(target, _value(target, rows, day, share))
        run = day.year if target.kind in YEARLY else 0
        if target.kind in COUNTS:
            value = highest[run] = max(value, highest.get(run, value))
        values[day] = value
    asks = target.baseline is not None and target.baseline.value is None
    return Figures(values, {}, written(target, base.value) if asks and base else None)


def _value(target: Target, rows: Sequence[Row], day: date, share: Fraction) -> Fraction:
    row = [row for row in rows if row.year is None or row.year == day.year][-1]
    begin, at = row.base or Fraction(0), evening(day)
    if target.kind is Kind.CAP:
        share = min(share, Fraction(98, 100))
    return begin + (expected(row.path, at) - begin) * share if row.path else begin


def _base(target: Target, days: Sequence[date], rng: Random, start: Decimal | None) -> Base | None:
    """The baseline: the plan's, one that is asked for, or else the first value that will be reported."""
    if target.kind in COUNTS or target.is_growth_itself:
        return None
    given = target.baseline
    day = given.date if given else days[0]
    value = (given.value if given else None) or start or _invented(target, rng)
    return Base(day, evening(day), exact(written(target, exact(value))), provisional=given is None)


def _invented(target: Target, rng: Random) -> Decimal:
    if target.value and target.kind is Kind.LEVEL:
        low, high = (0.58, 0.8) if target.op.direction > 0 else (1.12, 1.3)
        return target.value * Decimal(str(round(rng.uniform(low, high), 3)))
    return Decimal(rng.randint(180, 900))


def _pace(scenario: Scenario, target: Target, day: date) -> float:
    """The scenario's pace, drawn out between the years; a yearly quota has one for the year."""
    years = (evening(day) - morning(date(target.start.year, 1, 1))) / YEAR
    if target.kind in YEARLY:
        return scenario.pace[min(day.year - target.start.year + 1, len(scenario.pace) - 1)]
    whole = min(int(years), len(scenario.pace) - 1)
    after = min(whole + 1, len(scenario.pace) - 1)
    return scenario.pace[whole] + (scenario.pace[after] - scenario.pace[whole]) * (years - whole)


def _drift(
    target: Target, scenario: Scenario, days: Sequence[date], rng: Random, start: Decimal | None
) -> dict[date, Decimal]:
    """Points up or down for a share of some tens in a hundred; as much of any other start."""
    usual = Fraction(rng.randint(300, 620), 10)
    level, point = (exact(start), exact(start) / 50) if start else (usual, Fraction(1))
    values = {}
    for day in days:
        level += point * target.op.direction * Fraction(scenario.pace[0] + rng.uniform(-0.35, 0.35))
        values[day] = written(target, level)
    return values


def _beside_reference(target: Target, scenario: Scenario, days: Sequence[date], rng: Random) -> Figures:
    reference, values, references = Fraction(rng.randint(260, 400), 10), {}, {}
    for day in days:
        reference += Fraction(rng.uniform(0.2, 0.7))
        lead = target.op.direction * Fraction(scenario.pace[0] + rng.uniform(-0.4, 0.4))
        values[day], references[day] = written(target, reference + lead), written(target, reference)
    return Figures(values, references)


def _kept(target: Target, scenario: Scenario, day: date, rng: Random) -> Decimal:
    bound = exact(target.value or Decimal(0))
    lead = Fraction(_pace(scenario, target, day) - 1 + rng.uniform(0.005, 0.01))
    return written(target, bound + target.op.direction * abs(bound) * lead)


def written(target: Target, value: Fraction) -> Decimal:
    """A value as an officer would write it: whole where things are counted, two digits in 万 and 亿, one in percent."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    low, high = target.limits or (Decimal(0), Decimal(100) if target.in_percent else None)
    if target.kind is not Kind.GROWTH:
        number = max(low, number if high is None else min(high, number))
    # Adding zero takes the sign from a negative zero.
    return number.quantize(Decimal(1).scaleb(-_places(target)), ROUND_HALF_UP) + 0


def _places(target: Target) -> int:
    if target.differs_in_points:
        return 1
    return 2 if any(part in target.unit for part in _NOT_COUNTED) else 0


def share_of(part: Target, whole: Target, figures: Figures) -> Figures:
    """Figures of a 其中: its share of the whole, rounded down so that it is never above it."""
    ratio = (part.value or Decimal(1)) / (whole.value or Decimal(1))
    return Figures({day: (value * ratio) // 1 for day, value in figures.values.items()}, {})
