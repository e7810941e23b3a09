"""Values of another unit: in, a target's value and what it can be compared with; out, how many times off it is. Pure.

万 for ones, kilowatts for megawatts: a value 1,000 times the last one kept, the baseline and the target's own value alike, or
a thousandth of all of them, is of no size that the target can have. What is not there, or is nought, is not compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import log10

from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.scoring.goals import as_fraction, final_value, goal_and_bound
from plancheck.scoring.path import exact
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.series import COUNTS, Point, adds_up_parts, find_base, read_series
from plancheck.scoring.settings import DEFAULTS

_TIMES = 1000
#: What lies between 台 and 万台 or 亿台, kilowatt and megawatt or gigawatt, as powers of ten.
_BETWEEN_UNITS = (3, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class Jump:
    """A value that many `times` lie between, and the next of what it was compared with; `expected` in the likely unit."""

    times: Decimal
    is_small: bool
    expected: Decimal
    base: Decimal | None
    goal: Decimal | None


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes that a target itself tells: its value in the unit of what is reported, and its baseline.

    Parts of a sum and increments are no whole: they are held against their own like, and the whole only bounds them.
    """

    target: Target
    base: Fraction | None
    goal: Fraction | None

    @classmethod
    def of(cls, target: Target, baselines: Sequence[Observation], values: Sequence[Observation]) -> Scale:
        """The scale of a target by its plan, and by the baseline that was reported where the plan has none."""
        base = find_base(target, baselines, _at_base_date(target, values), date.max)
        wanted = final_value(target, base, DEFAULTS)
        if wanted is None and target.checkpoints:
            wanted = as_fraction(target.checkpoints[-1].value)
        # Counts begin at nought, whatever there was before; a growth that is itself reported, too.
        begins_at_nought = target.kind in COUNTS or target.is_growth_itself
        return cls(
            target,
            base=None if base is None or begins_at_nought else base.value,
            goal=goal_and_bound(target, base, DEFAULTS, wanted)[0],
        )

    @property
    def is_of_parts(self) -> bool:
        return adds_up_parts(self.target) or is_of_increments(self.target)

    def jump(self, observation: Observation, kept: Sequence[Decimal], own_base: Decimal | None = None) -> Jump | None:
        """How far a value is off, or None. `kept` are the values of its own kind before it, the last one last.

        `own_base` is the baseline of a part of a sum.
        """
        value = abs(exact(observation.value or Decimal(0)))
        base, goal = self._measures(observation, own_base)
        last = exact(kept[-1]) if kept else None
        if not value:
            return None
        found = self._too_large(value, last, base, goal) or self._too_small(value, kept, base, goal)
        if found is None:
            return None
        times, is_small, near = found
        expected = _in_likely_unit(observation.value or Decimal(0), near, is_small=is_small)
        return Jump(as_decimal(times) or Decimal(0), is_small, expected, as_decimal(base), as_decimal(goal))

    def sizes(
        self, observation: Observation, kept: Sequence[Decimal], own_base: Decimal | None = None
    ) -> list[Fraction]:
        """All that a value can be measured by, as `jump` takes it."""
        return _sizes(*(exact(one) for one in kept), *self._measures(observation, own_base))

    def _measures(self, observation: Observation, own_base: Decimal | None) -> tuple[Fraction | None, Fraction | None]:
        """The baseline and the goal that are a value's: its own where it is a part, or compared with another."""
        goal = as_fraction(observation.reference) if self.target.kind is Kind.COMPARE else self.goal
        return (as_fraction(own_base) if adds_up_parts(self.target) else self.base), goal

    def _too_large(
        self, value: Fraction, last: Fraction | None, base: Fraction | None, goal: Fraction | None
    ) -> tuple[Fraction, bool, Fraction] | None:
        like = _sizes(last, base)
        if not self.is_of_parts or not like:
            like += _sizes(goal)
        elif goal and value <= abs(goal):
            # A part that the whole has room for may well have begun small.
            return None
        # A rate near nought measures nothing by itself.
        if not like or (self.target.differs_in_points and max(like) < 1 and not goal):
            return None
        nearest = max(like)
        return (value / nearest, False, like[0]) if value >= _TIMES * nearest else None

    def _too_small(
        self, value: Fraction, kept: Sequence[Decimal], base: Fraction | None, goal: Fraction | None
    ) -> tuple[Fraction, bool, Fraction] | None:
        """Never where little is what is asked for, nor before anything true can be compared: plans begin small.

        Of the two values kept last: where the one before is of its size, the last one is the odd one.
        """
        before = _sizes(*(exact(one) for one in reversed(kept[-2:])), base)
        asks_for_little = self.target.kind is Kind.PHASE_OUT or goal == 0
        may_be_quiet = is_of_increments(self.target) and self.target.op.direction > 0
        if not before or asks_for_little or may_be_quiet:
            return None
        nearest = min([*before, *_sizes(goal)])
        return (nearest / value, True, before[0]) if _TIMES * value <= nearest else None


def is_of_increments(target: Target) -> bool:
    """Whether what a period adds is reported, not the value to date."""
    return target.reports is Reporting.PERIOD and target.kind in COUNTS


def _sizes(*values: Fraction | None) -> list[Fraction]:
    """What can be compared with: no nought, and nothing that is not there."""
    return [abs(value) for value in values if value]


def _in_likely_unit(value: Decimal, near: Fraction, *, is_small: bool) -> Decimal:
    """The value as it would be in the unit that brings it nearest to what it was compared with."""
    size = abs(exact(value))
    apart = log10(size.numerator) - log10(size.denominator) - log10(near.numerator) + log10(near.denominator)
    power = min(_BETWEEN_UNITS, key=lambda power: abs(power - abs(apart)))
    return value.scaleb(power if is_small else -power)


def _at_base_date(target: Target, values: Sequence[Observation]) -> list[Point]:
    """The values of the baseline's day, which will do where nobody answered the question for it."""
    given = target.baseline
    if given is None or given.value is not None:
        return []
    return read_series(target, [one for one in values if one.period_end == given.date], date.max)
