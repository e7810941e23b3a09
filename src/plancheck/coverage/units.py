"""Do the reported values smell of a wrong unit: a jump by a power of ten, a share above 100 %. Hints, not proofs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.text.numbers import plain

_THOUSAND = Decimal(1000)
#: What lies between 台 and 万台 or 亿, kilowatt and megawatt or gigawatt; and how far from it a value may lie.
_BETWEEN_UNITS = (
    (_THOUSAND, Decimal("1.6")),
    (Decimal(10_000), Decimal(3)),
    (Decimal(1_000_000), Decimal("1.6")),
    (Decimal(100_000_000), Decimal(3)),
)
#: 0.95 for 95 %.
_FRACTION = ((Decimal(100), Decimal("1.6")),)
#: Below this a count may well grow a thousandfold: the first one of a pilot.
_SMALL = Decimal(10)
_WHOLE = Decimal(100)


def unit_jumps(scope: Scope) -> Iterator[Finding]:
    """12.5 after 125,000: a value that differs from the one before, or from the target's own, by what lies between units.

    What was found odd is not the measure of what follows, so that each odd cell is named and no sound one.
    """
    for target, observations in scope.numeric():
        sound: dict[str, Observation] = {}
        for observation in sorted(observations, key=lambda one: (one.period_end, not one.is_baseline)):
            before = sound.get(observation.department)
            factor = None if scope.is_confirmed(observation) else _odd_against(target, observation, before)
            if factor is None:
                # Nothing can be measured by a nought.
                sound[observation.department] = observation if observation.value else before or observation
                continue
            yield scope.on(
                "unit-jump",
                observation,
                value=plain(observation.value),
                unit=target.unit,
                factor=plain(factor),
                before=plain(before.value) if before else "",
                before_period=before.period_end if before else "",
                goal="" if before else plain(target.value),
            )


def _odd_against(target: Target, observation: Observation, before: Observation | None) -> Decimal | None:
    """The power of ten between a value and the one before, or the target's own where it is the first."""
    value = observation.value
    if before is not None:
        return _factor(target, value, before.value)
    if target.kind in (Kind.DIRECTION, Kind.GROWTH) or not target.value or not value:
        return None
    # Far below the target is where every plan begins; far above it is a wrong unit.
    return _factor(target, value, target.value) if value > target.value else None


def _factor(target: Target, value: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The power of ten between two units that two values differ by; None where they differ by none."""
    if not value or not other or value.is_signed() != other.is_signed():
        return None
    ratio = value / other if abs(value) > abs(other) else other / value
    factors = _FRACTION if target.differs_in_points else _BETWEEN_UNITS
    for factor, width in factors:
        if factor / width <= ratio <= factor * width:
            return factor if _is_doubtful(target, factor, min(abs(value), abs(other))) else None
    return None


def _is_doubtful(target: Target, factor: Decimal, least: Decimal) -> bool:
    """Whether two values so far apart are more likely of two units: by the lesser of them."""
    if target.differs_in_points:
        return least <= 1
    return least >= _SMALL or factor != _THOUSAND


def above_hundred(scope: Scope) -> Iterator[Finding]:
    """A share above 100 %, where the plan gives no limits and its own numbers are shares."""
    for target, observations in scope.numeric():
        if not _is_share(target):
            continue
        for observation in observations:
            if observation.value is not None and observation.value > _WHOLE:
                yield scope.on("above-hundred", observation, value=plain(observation.value))


def _is_share(target: Target) -> bool:
    stated = [target.value, target.baseline.value if target.baseline else None]
    return (
        target.in_percent
        and target.limits is None
        and target.kind in (Kind.LEVEL, Kind.MAINTAIN, Kind.PHASE_OUT, Kind.COMPARE, Kind.DIRECTION)
        and not any(word in target.indicator for word in ("增长", "增速", "增幅", "growth"))
        and all(value is None or 0 <= value <= _WHOLE for value in stated)
    )
