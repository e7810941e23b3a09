"""Do the values stand for days that can be: the last day of a reporting period, and not before counting begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.periods import period_ends
from plancheck.plan.vocabulary import Frequency, Reporting
from plancheck.scoring.series import COUNTS
from plancheck.text.numbers import plain


def odd_periods(scope: Scope) -> Iterator[tuple[Observation, Finding]]:
    """A value or state for a day that ends no period. More often than asked is welcome, unless increments are added up."""
    for target in scope.plan.targets:
        for observation in scope.of(target):
            if not observation.is_baseline and not _fits(target, observation.period_end):
                due = _period_end(target.reporting, observation.period_end)
                yield observation, scope.on("odd-period", observation, due=due)


def _fits(target: Target, day: date) -> bool:
    if target.baseline is not None and day == target.baseline.date:
        return True
    frequency = target.reporting if target.reports is Reporting.PERIOD else Frequency.MONTH
    return day in (_period_end(frequency, day), target.by)


def _period_end(frequency: Frequency, day: date) -> date:
    """The last day of the period that a day lies in."""
    return next(end for end in period_ends(day.year, frequency) if day <= end)


def values_before_start(scope: Scope) -> Iterator[Finding]:
    """A value of what adds up for a day before its counting begins: nothing looks at it."""
    for target, observations in scope.numeric():
        if target.kind not in COUNTS:
            continue
        for observation in observations:
            if not observation.is_baseline and observation.value is not None and observation.period_end < target.start:
                yield scope.on("before-start", observation, start=target.start, value=plain(observation.value))
