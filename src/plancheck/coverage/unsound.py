"""Values that no verdict may rest on: what was reported of a plan in, each such value with what is wrong with it out. Pure.

Wrong data is a finding and not a verdict: a value is left out until its author mends it, and what is left out for one
reason decides nothing for another. So the order is fixed, and each step looks only at what the steps before it left: values
that cannot be, each by itself; then, period by period, values of another unit and two values for one period; then totals
that fall. Which values are left out does not hang on the order in which they were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from plancheck.coverage.contradictions import UnsoundValue, falls, rivals
from plancheck.coverage.day_numbers import day_number
from plancheck.coverage.periods import odd_periods
from plancheck.coverage.plausible import future_periods, outside_limits
from plancheck.coverage.scope import Scope
from plancheck.coverage.unit_mismatch import LastKept, mismatch
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.scoring.series import usable

#: What each value shows by itself.
_BY_ITSELF: tuple[Callable[[Scope], Iterator[UnsoundValue]], ...] = (odd_periods, outside_limits, future_periods)


def find_unsound(scope: Scope) -> dict[Observation, list[Finding]]:
    """The values to leave out, each with what is wrong with it; of a value that stands against another, that finding."""
    unsound: dict[Observation, list[Finding]] = {}
    for check in _BY_ITSELF:
        for observation, fault in check(scope):
            unsound.setdefault(observation, []).append(fault)
    for target, observations in scope.numeric():
        possible = [one for one in observations if usable(one.value) and not (unsound and one in unsound)]
        for observation, fault in _one_beside_the_other(scope, target, possible):
            unsound[observation] = [fault]
    return unsound


def unsound_values(scope: Scope) -> Mapping[Observation, Finding]:
    """The values to leave out, each with the first finding that says why."""
    return {observation: faults[0] for observation, faults in find_unsound(scope).items()}


def findings_of(unsound: Mapping[Observation, Iterable[Finding]]) -> list[Finding]:
    """Each finding once."""
    return list(dict.fromkeys(fault for faults in unsound.values() for fault in faults))


def _one_beside_the_other(scope: Scope, target: Target, possible: Sequence[Observation]) -> Iterator[UnsoundValue]:
    """What the possible values of a target, oldest period first, show beside each other."""
    baselines = [one for one in possible if one.is_baseline]
    contradicted = dict(_rivals_by_period(scope, target, baselines))
    yield from contradicted.items()
    values = [one for one in possible if not one.is_baseline]
    last = LastKept.of(target, [one for one in baselines if one not in contradicted], values)
    kept: list[Observation] = []
    for _, group in groupby(values, key=lambda one: one.period_end):
        alike = []
        for observation in group:
            fault = mismatch(scope, last, observation) or day_number(scope, last, observation)
            if fault is None:
                alike.append(observation)
            else:
                yield observation, fault
        contradicted = dict(rivals(scope, target, alike)) if len(alike) > 1 else {}
        yield from contradicted.items()
        believed = [one for one in alike if one not in contradicted] if contradicted else alike
        last.keep(believed)
        kept += believed
    yield from falls(scope, target, kept)


def _rivals_by_period(scope: Scope, target: Target, values: Sequence[Observation]) -> Iterator[UnsoundValue]:
    for _, group in groupby(values, key=lambda one: one.period_end):
        yield from rivals(scope, target, list(group))
