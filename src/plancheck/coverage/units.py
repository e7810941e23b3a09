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

_PERCENT = ("%", "％")
#: What lies between 台 and 万台 or 亿, kilowatt and megawatt or gigawatt; and how far from it a value may lie.
_BETWEEN_UNITS = (
    (Decimal(1000), Decimal("1.6")),
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
        for one in sorted(observations, key=lambda one: (one.period_end, not one.is_baseline)):
            before = sound.get(one.department)
            factor = _odd_against(target, one, before)
            if factor is None:
                sound[one.department] = one if one.value else before or one
                continue
            against = before is not None
            yield scope.on(
                "unit-jump",
                one,
                value=plain(one.value),
                unit=target.unit,
                factor=plain(factor),
                before=plain(before.value) if before else "",
                before_period=before.period_end if before else "",
                goal="" if against else plain(target.value),
            )


def _odd_against(target: Target, one: Observation, before: Observation | None) -> Decimal | None:
    if target.kind is Kind.DIRECTION and before is None:
        return None
    if before is not None:
        return _factor(target, one.value, before.value)
    # Far below the target is where every plan begins; far above it is a wrong unit.
    if target.value and one.value and one.value > target.value and not target.is_growth_itself:
        return None if target.kind is Kind.GROWTH else _factor(target, one.value, target.value)
    return None


def _factor(target: Target, value: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The power of ten between two units that two values differ by; None where they differ by none."""
    if not value or not other or value.is_signed() != other.is_signed():
        return None
    ratio = value / other if abs(value) > abs(other) else other / value
    least = min(abs(value), abs(other))
    in_percent = target.unit in _PERCENT
    for factor, width in _FRACTION if in_percent else _BETWEEN_UNITS:
        if factor / width <= ratio <= factor * width:
            doubtful = least >= _SMALL if factor == 1000 else least <= 1 if in_percent else True
            return factor if doubtful else None
    return None


def above_hundred(scope: Scope) -> Iterator[Finding]:
    """A share above 100 %, where the plan gives no limits and its own numbers are shares."""
    for target, observations in scope.numeric():
        if not _is_share(target):
            continue
        for one in observations:
            if one.value is not None and one.value > _WHOLE:
                yield scope.on("above-hundred", one, value=plain(one.value))


def _is_share(target: Target) -> bool:
    told = [target.value, target.baseline.value if target.baseline else None]
    return (
        target.unit in _PERCENT
        and target.limits is None
        and target.kind in (Kind.LEVEL, Kind.MAINTAIN, Kind.PHASE_OUT, Kind.COMPARE, Kind.DIRECTION)
        and not any(word in target.indicator for word in ("增长", "增速", "增幅", "growth"))
        and all(value is None or 0 <= value <= _WHOLE for value in told)
    )
