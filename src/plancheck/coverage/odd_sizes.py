"""Values of a size that the target never had: ten times more or less than whatever is known of it. Hints, not proofs.

What the column 检查 asks while somebody types, asked again of what was pasted: a block that was put one row too low has
every value under another target's name, and no value says so by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

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

_TIMES = 10
#: Below this a count may well grow tenfold: the first ones of a pilot.
_SMALL = 10
_MAY_BE_LITTLE = (Kind.PHASE_OUT, Kind.COMPARE, Kind.DIRECTION, Kind.CAP)


def odd_sizes(scope: Scope) -> Iterator[Finding]:
    """A value ten times off both values before it, the baseline and the target's own; not what is told otherwise."""
    told = {found.place for check in (unit_jumps, above_hundred) for found in check(scope)}
    for target, observations in scope.numeric():
        possible = [one for one in observations if usable(one.value)]
        values = sorted((one for one in possible if not one.is_baseline), key=lambda one: one.period_end)
        last = LastKept.of(target, [one for one in possible if one.is_baseline], values)
        for observation in values:
            way = _way(target, last, observation)
            if way and observation.place not in told and not scope.is_confirmed(observation):
                yield _finding(scope, last, observation, way)
            last.keep([observation])


def _way(target: Target, last: LastKept, observation: Observation) -> str:
    """`large`, `small` or nothing."""
    value = abs(exact(observation.value or Decimal(0)))
    kept = [abs(exact(one.value)) for one in last.before(observation) if one.value]
    sizes = [*kept, *last.sizes(observation)]
    if not value or not sizes:
        return ""
    if value >= _TIMES * max(sizes) and value >= _SMALL * _TIMES:
        return "large"
    return "small" if kept and not _may_be_little(target) and _is_small(value, sizes) else ""


def _is_small(value: Fraction, sizes: Sequence[Fraction]) -> bool:
    return _TIMES * value <= min(sizes) and min(sizes) >= _SMALL


def _may_be_little(target: Target) -> bool:
    asks_for_nought = target.value is not None and not target.value
    return target.kind in _MAY_BE_LITTLE or target.is_growth_itself or is_of_increments(target) or asks_for_nought


def _finding(scope: Scope, last: LastKept, observation: Observation, way: str) -> Finding:
    before = last.before(observation)
    scale = last.scale
    return scope.on(
        "odd-size",
        observation,
        value=plain(observation.value),
        unit=last.target.unit,
        large="yes" if way == "large" else "",
        small="yes" if way == "small" else "",
        before=plain(before[-1].value) if before else "",
        before_period=before[-1].period_end if before else "",
        base=plain(as_decimal(scale.base)) if scale.base else "",
        goal=plain(as_decimal(scale.goal)) if scale.goal else "",
    )
