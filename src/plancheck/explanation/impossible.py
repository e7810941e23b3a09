"""Can it be what is supposed: what was reported and what is supposed in, the findings on it out. Pure.

No verdict rests on a value that cannot be; that holds of a supposed one too. It is put to the checks that take reported
values out of judging: the limits, the days that values stand for, a fall below what was reported before, a later value
that would be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plancheck.coverage.periods import values_before_start
from plancheck.coverage.scope import Scope
from plancheck.coverage.units import above_hundred
from plancheck.coverage.unsound import find_unsound, findings_of
from plancheck.findings import Finding
from plancheck.observations import Observation, Reports
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Aggregate

_CHECKS = (above_hundred, values_before_start)


def impossible_suppositions(
    plan: Plan, reported: Sequence[Observation], supposed: Sequence[Observation]
) -> list[Finding]:
    """What the supposed values break that was whole without them."""
    names = {one.target for one in supposed}
    replaced = {(one.target, one.department, one.period_end) for one in supposed}
    own = [one for one in reported if one.target in names]
    others = [one for one in own if (one.target, one.department, one.period_end) not in replaced]
    before = set(_faults(plan, own))
    broken = list(dict.fromkeys(fault for fault in _faults(plan, [*others, *supposed]) if fault not in before))
    # Of two values that cannot both be, the supposed one is at fault.
    places = {one.place for one in supposed}
    return [fault for fault in broken if fault.place in places] or broken


def _faults(plan: Plan, observations: Sequence[Observation]) -> list[Finding]:
    whole = tuple(_wholes(plan, observations))
    day = max((one.period_end for one in whole), default=date.max)
    scope = Scope.of_values(plan, Reports(whole), day)
    return [*findings_of(find_unsound(scope)), *(fault for check in _CHECKS for fault in check(scope))]


def _wholes(plan: Plan, observations: Sequence[Observation]) -> list[Observation]:
    """Parts that are added up as their sum, where every department has reported its part; a supposed one is the sum."""
    kept: list[Observation] = []
    parts: dict[tuple[str, date], list[Observation]] = {}
    for observation in observations:
        target = plan.target(observation.target)
        if target is not None and target.aggregate is Aggregate.SUM and not observation.is_baseline:
            parts.setdefault((observation.target, observation.period_end), []).append(observation)
        else:
            kept.append(observation)
    for (target_id, _), reported in parts.items():
        target = plan.target(target_id)
        if target is not None and (whole := _sum(target, reported)) is not None:
            kept.append(whole)
    return kept


def _sum(target: Target, parts: Sequence[Observation]) -> Observation | None:
    latest = {one.department: one for one in sorted(parts, key=lambda one: one.year)}
    values = [one.value for one in latest.values() if one.value is not None]
    if len(values) < len(target.reported_by):
        return None
    return replace(parts[0], department=target.reported_by[0], value=sum(values[1:], values[0]))
