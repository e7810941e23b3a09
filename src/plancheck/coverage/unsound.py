"""Values that no verdict may rest on: a plan and what was reported of it in, each such value with its finding out. Pure.

Wrong data is a finding and not a verdict. A value that falls, that cannot be, that stands for a day which ends no period,
or against another of its period is left out until its author mends it. Of two values neither is believed. What a later
year's workbook says of an earlier period is a restatement, whose own rules decide (`publication`), and so no fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from plancheck.coverage.consistent import two_values
from plancheck.coverage.periods import odd_periods
from plancheck.coverage.plausible import falls, future_periods, outside_limits
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Aggregate

#: The checks whose findings take a value out of judging.
CHECKS = (two_values, falls, outside_limits, future_periods, odd_periods)


def unsound_values(plan: Plan, observations: Iterable[Observation], as_of: date) -> dict[Observation, Finding]:
    """The observations to leave out on a day, each with the first finding that says why."""
    reported = tuple(observations)
    scope = Scope.of_values(plan, reported, as_of)
    faults: dict[tuple[str | None, object], list[Finding]] = {}
    for check in CHECKS:
        for fault in check(scope):
            faults.setdefault((fault.target, fault.place), []).append(fault)
    if not faults:
        return {}
    unsound: dict[Observation, Finding] = {}
    for observation in reported:
        for fault in faults.get((observation.target, observation.place), ()):
            if _is_about(fault, observation):
                for left_out in _believed_no_longer(plan, fault, observation, reported):
                    unsound.setdefault(left_out, fault)
    return unsound


def _is_about(fault: Finding, observation: Observation) -> bool:
    if fault.rule == "fallen" and observation.year > observation.period_end.year:
        return False
    values: Mapping[str, str] = dict(fault.values)
    return "period" not in values or values["period"] == str(observation.period_end)


def _believed_no_longer(
    plan: Plan, fault: Finding, observation: Observation, reported: Iterable[Observation]
) -> list[Observation]:
    """The value with the fault, and those that it stands against: of its target, period and year, of its part in a sum."""
    if fault.rule != "two-values":
        return [observation]
    target = plan.target(observation.target)
    own_part = target is not None and target.aggregate is Aggregate.SUM
    return [
        other
        for other in reported
        if _same_question(other, observation) and (not own_part or other.department == observation.department)
    ]


def _same_question(observation: Observation, other: Observation) -> bool:
    asked = (observation.target, observation.period_end, observation.year, observation.is_baseline)
    return asked == (other.target, other.period_end, other.year, other.is_baseline)
