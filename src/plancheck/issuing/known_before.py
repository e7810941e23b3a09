"""What is known before a workbook is issued: a plan and its earlier reports in, what to show and to carry over out.

Pure. A department sees its own figures of last year, what is expected of it by each period, and the baseline that it
gave once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from plancheck.coverage.scope import Scope
from plancheck.coverage.unsound import find_unsound
from plancheck.observations import Observation, Reports
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan
from plancheck.plan.periods import due_periods
from plancheck.scoring.expected import expected_values
from plancheck.scoring.settings import Settings


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """For one department: last year's last answers by target, expected values by target and day, baselines to carry over."""

    last: Mapping[str, Observation] = field(default_factory=dict)
    expected: Mapping[tuple[str, date], Decimal] = field(default_factory=dict)
    baselines: tuple[Observation, ...] = ()


def sound_before(plan: Plan, year: int, reports: Reports) -> Reports:
    """What had been reported before a year, without the values that no verdict rests on: they are not shown as answers."""
    earlier = replace(reports, observations=tuple(one for one in reports.observations if one.year < year))
    scope = Scope.of_values(plan, earlier, date(year, 12, 31))
    return scope.without(find_unsound(scope)).reports


def known_before(plan: Plan, department: str, year: int, reports: Reports, settings: Settings) -> KnownBefore:
    """What to show a department (by its key) in the workbook of a year. Later years' reports are not looked at."""
    last_answers: dict[str, Observation] = {}
    expected: dict[tuple[str, date], Decimal] = {}
    baselines: list[Observation] = []
    for target in reporting_departments(plan).get(department, []):
        own = [one for one in reports.of(target.id) if one.department == department and one.year < year]
        days = due_periods(target, year, plan.end)
        for day, value in expected_values(target, own, settings, plan.end, days).items():
            expected[target.id, day] = value
        last = _last_answer(own, year - 1)
        if last is not None:
            last_answers[target.id] = last
        baselines += _baseline(plan, own)
    return KnownBefore(last_answers, expected, tuple(baselines))


def _last_answer(own: Sequence[Observation], year: int) -> Observation | None:
    of_the_year = [one for one in own if one.period_end.year == year and not one.is_baseline]
    return next((one for one in reversed(of_the_year) if one.value is not None or one.state is not None), None)


def _baseline(plan: Plan, own: Sequence[Observation]) -> list[Observation]:
    """The answer that was given last, under the name by which a workbook knows its department."""
    given = [one for one in own if one.is_baseline and one.value is not None]
    return [replace(one, department=plan.department_name(one.department)) for one in given[-1:]]
