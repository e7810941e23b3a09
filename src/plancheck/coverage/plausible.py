"""Can the reported values be, each by itself: values outside the limits, periods that have not been."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.text.numbers import plain


def outside_limits(scope: Scope) -> Iterator[tuple[Observation, Finding]]:
    """A value that the plan says cannot be: a share above 100 %, a negative count."""
    for target, observations in scope.numeric():
        low, high = target.limits or _natural_limits(target)
        for observation in observations:
            if observation.value is None:
                continue
            if (low is not None and observation.value < low) or (high is not None and observation.value > high):
                shown = {"value": plain(observation.value), "low": plain(low), "high": plain(high), "unit": target.unit}
                yield observation, scope.on("outside-range", observation, **shown)


def unsaid_rises(scope: Scope) -> Iterator[Finding]:
    """A positive number for a fall, from a file without the word 下降 beside it: read as the rise that it says."""
    for target, observations in scope.numeric():
        if not target.is_reported_as_fall:
            continue
        for observation in observations:
            if observation.is_baseline or observation.value is None or observation.value <= 0:
                continue
            if not scope.stands_beside_fall(observation):
                value = observation.value
                yield scope.on(
                    "rise-or-fall", observation, value=plain(value), expected=plain(-value), unit=target.unit
                )


def _natural_limits(target: Target) -> tuple[Decimal | None, Decimal | None]:
    """Counts are not negative; a change in percent, a direction or a comparison may be anything."""
    counted = target.kind in (Kind.CUMULATIVE, Kind.ANNUAL, Kind.CAP, Kind.PHASE_OUT)
    return (Decimal(0) if counted else None), None


def future_periods(scope: Scope) -> Iterator[tuple[Observation, Finding]]:
    """A value for a period that has not ended yet. A look back at an earlier day makes no value a future one."""
    for target in scope.plan.targets:
        for observation in scope.reports.of(target.id):
            if observation.period_end > scope.now:
                yield observation, scope.on("future-period", observation, as_of=scope.now)
