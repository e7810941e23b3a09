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
from plancheck.observations import Observation, Reports
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Aggregate

#: The checks whose findings take a value out of judging.
CHECKS = (two_values, falls, outside_limits, future_periods, odd_periods)


def unsound_values(plan: Plan, observations: Iterable[Observation], as_of: date) -> dict[Observation, Finding]:
    """The observations to leave out on a day, each with the first finding that says why."""
    told = tuple(observations)
    scope = Scope(plan, Reports(told), as_of, as_of, plan.id)
    faults: dict[tuple[str | None, object], list[Finding]] = {}
    for check in CHECKS:
        for fault in check(scope):
            faults.setdefault((fault.target, fault.place), []).append(fault)
    if not faults:
        return {}
    unsound: dict[Observation, Finding] = {}
    for one in told:
        for fault in faults.get((one.target, one.place), ()):
            if _is_about(fault, one):
                for each in _with_its_rival(plan, one, told) if fault.rule == "two-values" else (one,):
                    unsound.setdefault(each, fault)
    return unsound


def _is_about(fault: Finding, one: Observation) -> bool:
    if fault.rule == "fallen" and one.year > one.period_end.year:
        return False
    values: Mapping[str, str] = dict(fault.values)
    return "period" not in values or values["period"] == str(one.period_end)


def _with_its_rival(plan: Plan, one: Observation, told: Iterable[Observation]) -> list[Observation]:
    """A value and the ones that it stands against: of its target, period and year, of its department in a sum."""
    target = plan.target(one.target)
    own_part = target is not None and target.aggregate is Aggregate.SUM
    return [
        other
        for other in told
        if (other.target, other.period_end, other.year, other.is_baseline)
        == (one.target, one.period_end, one.year, one.is_baseline)
        and (not own_part or other.department == one.department)
    ]
