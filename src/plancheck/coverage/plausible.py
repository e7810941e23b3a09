"""Can the reported values be: falls of what adds up, values outside the limits, periods that have not been."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.text.numbers import plain


def falls(scope: Scope) -> Iterator[Finding]:
    """A value that adds up and yet is lower than before (within the year, for a yearly quota)."""
    for target, observations in scope.numeric():
        if target.kind not in (Kind.CUMULATIVE, Kind.ANNUAL, Kind.CAP) or target.reports is Reporting.PERIOD:
            continue
        before: dict[object, Observation] = {}
        for observation in observations:
            if observation.is_baseline or observation.value is None:
                continue
            # A total runs through all years; what is counted by years begins anew with each.
            run = observation.period_end.year if target.kind is not Kind.CUMULATIVE else 0
            last = before.get((observation.department, run))
            if last is not None and observation.period_end > last.period_end and _is_lower(observation, last):
                yield scope.on(
                    "fallen",
                    observation,
                    value=plain(observation.value),
                    before=plain(last.value),
                    before_period=last.period_end,
                    difference=plain(_shortfall(last, observation)),
                    where=last.place,
                )
            before[observation.department, run] = observation


def _is_lower(now: Observation, before: Observation) -> bool:
    return now.value is not None and before.value is not None and now.value < before.value


def _shortfall(before: Observation, now: Observation) -> Decimal:
    return (before.value or Decimal(0)) - (now.value or Decimal(0))


def outside_limits(scope: Scope) -> Iterator[Finding]:
    """A value that the plan says cannot be: a share above 100 %, a negative count."""
    for target, observations in scope.numeric():
        low, high = target.limits or _natural_limits(target)
        for observation in observations:
            if observation.value is None:
                continue
            if (low is not None and observation.value < low) or (high is not None and observation.value > high):
                yield scope.on(
                    "outside-range",
                    observation,
                    value=plain(observation.value),
                    low=plain(low),
                    high=plain(high),
                    unit=target.unit,
                )


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


def future_periods(scope: Scope) -> Iterator[Finding]:
    """A value for a period that has not ended yet. A look back at an earlier day makes no value a future one."""
    for target in scope.plan.targets:
        for observation in scope.reports.of(target.id):
            if observation.period_end > scope.now:
                yield scope.on("future-period", observation, as_of=scope.now)
