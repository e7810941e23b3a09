"""Values of a size that the target never had: ten times more or less than whatever is known of it. Hints, not proofs.

What the column 检查 asks while somebody types, asked again of what was pasted: a block that was put one row too low has
every value under another target's name, and no value says so by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.coverage.day_numbers import day_meant
from plancheck.coverage.jumps import is_of_increments
from plancheck.coverage.scope import Scope
from plancheck.coverage.unit_mismatch import LastKept
from plancheck.coverage.units import above_hundred, unit_jumps
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.path import exact
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.series import usable
from plancheck.text.numbers import plain

_TIMES, _TIMES_OF_A_DAY = 10, 3
#: Below this a count may well grow tenfold: the first ones of a pilot.
_SMALL = 10
_MAY_BE_LITTLE = (Kind.PHASE_OUT, Kind.COMPARE, Kind.DIRECTION, Kind.CAP)


@dataclass(frozen=True, slots=True)
class _Oddity:
    """How many times off a value is at least, which way; and the day that it is the number of, if any."""

    way: str
    times: int
    day: date | None


def odd_sizes(scope: Scope) -> Iterator[Finding]:
    """A value ten times off both values before it, the baseline and the target's own; not what is told otherwise."""
    told = {found.place for check in (unit_jumps, above_hundred) for found in check(scope)}
    for target, observations in scope.numeric():
        possible = [one for one in observations if usable(one.value)]
        values = sorted((one for one in possible if not one.is_baseline), key=lambda one: one.period_end)
        last = LastKept.of(target, [one for one in possible if one.is_baseline], values)
        for observation in values:
            oddity = _oddity(target, last, observation)
            if oddity and observation.place not in told and not scope.is_confirmed(observation):
                yield _finding(scope, last, observation, oddity)
            last.keep([observation])


def _oddity(target: Target, last: LastKept, observation: Observation) -> _Oddity | None:
    """The number of a day is doubted sooner than another."""
    value = abs(exact(observation.value or Decimal(0)))
    kept = [abs(exact(one.value)) for one in last.before(observation) if one.value]
    sizes = [*kept, *last.sizes(observation)]
    if not value or not sizes:
        return None
    day = day_meant(observation)
    times = _TIMES_OF_A_DAY if day else _TIMES
    if value >= times * max(sizes) and value >= _SMALL * _TIMES:
        return _Oddity("large", times, day)
    is_small = times * value <= min(sizes) and min(sizes) >= _SMALL
    return _Oddity("small", times, day) if is_small and kept and not _may_be_little(target) else None


def _may_be_little(target: Target) -> bool:
    asks_for_nought = target.value is not None and not target.value
    return target.kind in _MAY_BE_LITTLE or target.is_growth_itself or is_of_increments(target) or asks_for_nought


def _finding(scope: Scope, last: LastKept, observation: Observation, oddity: _Oddity) -> Finding:
    before = last.before(observation)
    scale = last.scale
    return scope.on(
        "odd-size",
        observation,
        value=plain(observation.value),
        unit=last.target.unit,
        large="yes" if oddity.way == "large" else "",
        small="yes" if oddity.way == "small" else "",
        times=oddity.times,
        day=oddity.day or "",
        before=plain(before[-1].value) if before else "",
        before_period=before[-1].period_end if before else "",
        base=plain(as_decimal(scale.base)) if scale.base else "",
        goal=plain(as_decimal(scale.goal)) if scale.goal else "",
    )
