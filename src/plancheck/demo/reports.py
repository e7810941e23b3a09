"""The synthetic reports of a plan: a plan in, `Reports` for two years out, departments by their names.

One department keeps silent in the last year, another fills only its first half; most of what is behind has a reason,
a measure and a date beside it, and a few have not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from plancheck.assessment.assess import Assessment, assess
from plancheck.demo.figures import Figures, figures_for, share_of, written
from plancheck.demo.remarks import remark_for
from plancheck.demo.scenarios import Scenario, deal_scenarios
from plancheck.findings import TextPlace
from plancheck.observations import Observation, Remark, Reports, State
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Aggregate, Kind, Reporting
from plancheck.scoring.path import exact
from plancheck.scoring.series import COUNTS, YEARLY

SEED = "plancheck-b"
YEARS = (2024, 2025)
AS_OF = date(2025, 12, 31)
_PLACE = TextPlace("demo")
_LAST_REPORTED = (6, 30)


@dataclass(frozen=True, slots=True)
class Absent:
    """Departments (by key) that send no workbook for the last year, or one that ends in June."""

    silent: str = ""
    late: str = ""


def synthetic_reports(plan: Plan) -> Reports:
    """Everything that the departments of a plan report in the demonstration, for all its years."""
    absent = choose_absent(plan)
    observations = tuple(one for one in _observations(plan) if not _is_absent(one, absent))
    by_year = {year: assess(plan, Reports(observations), date(year, 12, 31)) for year in YEARS}
    remarks = tuple(_remarks(plan, by_year, absent))
    name = plan.department_name
    return Reports(
        tuple(replace(one, department=name(one.department)) for one in observations),
        tuple(replace(remark, department=name(remark.department)) for remark in remarks),
    )


def choose_absent(plan: Plan) -> Absent:
    """Who is silent and who is late: departments with little to report, so that most of the plan stays in sight."""
    rng = Random(f"{SEED}:{plan.id}:absent")  # noqa: S311 - figures for show
    duties = {
        key: [target for target in targets if due_periods(target, YEARS[-1], plan.end)]
        for key, targets in reporting_departments(plan).items()
    }
    small = sorted(key for key, targets in duties.items() if 1 <= len(targets) <= 2)
    silent = rng.choice(small) if small else ""
    measured = sorted(
        key
        for key, targets in duties.items()
        if key != silent and len(targets) <= 5 and any(_is_open(target) for target in targets)
    )
    return Absent(silent, rng.choice(measured) if measured else "")


def _is_open(target: Target) -> bool:
    return target.kind.is_numeric and target.reporting.months <= 3 and (target.by is None or target.by > AS_OF)


def _is_absent(observation: Observation, absent: Absent) -> bool:
    if observation.year != YEARS[-1]:
        return False
    if observation.department == absent.silent:
        return True
    is_late = observation.department == absent.late and not observation.is_baseline
    return is_late and observation.period_end > date(observation.year, *_LAST_REPORTED)


def _observations(plan: Plan) -> Iterator[Observation]:
    scenarios = deal_scenarios(plan, SEED, AS_OF, _borrowed(plan))
    drawn: dict[str, Figures] = {}
    for target in plan.targets:
        if target.same_as:
            continue
        if not target.kind.is_numeric:
            yield from _states(plan, target, scenarios[target.id])
            continue
        drawn[target.id] = _figures(plan, target, scenarios, drawn)
        for number, department in enumerate(target.reported_by):
            part = _part(target, drawn[target.id], number)
            yield from _reported(target, part, department)


def _figures(plan: Plan, target: Target, scenarios: dict[str, Scenario], drawn: dict[str, Figures]) -> Figures:
    whole = plan.target(target.part_of) if target.part_of else None
    if whole is not None and whole.id in drawn:
        return share_of(target, whole, drawn[whole.id])
    source = plan.target(_invented()["follow"].get(target.id, "")) or target
    rng = Random(f"{SEED}:{plan.id}:{source.id}")  # noqa: S311 - figures for show
    start = _invented()["start"].get(source.id)
    figures = figures_for(source, scenarios[source.id], _days(plan, source), plan.end, rng, start)
    values = {day: value for day, value in figures.values.items() if day in _days(plan, target)}
    return replace(figures, values=values, baseline=figures.baseline if target.baseline else None)


def _borrowed(plan: Plan) -> set[str]:
    """Targets that have the figures of another, or a share of them."""
    repeating = {target.id for target in plan.targets if target.same_as or target.part_of}
    return repeating | _invented()["follow"].keys()


def _days(plan: Plan, target: Target) -> list[date]:
    return [day for year in YEARS for day in due_periods(target, year, plan.end)]


def _part(target: Target, figures: Figures, number: int) -> Figures:
    """One department's part of what several report together; the first one takes what division leaves."""
    several = len(target.reported_by)
    if target.aggregate is not Aggregate.SUM or several == 1:
        return figures
    shares = {day: written(target, exact(value) / several) for day, value in figures.values.items()}
    rest = {day: value - shares[day] * (several - 1) for day, value in figures.values.items()}
    return replace(figures, values=shares if number else rest)


def _reported(target: Target, figures: Figures, department: str) -> Iterator[Observation]:
    before: tuple[date, Decimal] | None = None
    for day, value in figures.values.items():
        yield Observation(
            target=target.id,
            department=department,
            period_end=day,
            place=_PLACE,
            year=day.year,
            value=_increment(target, day, value, before),
            reference=figures.references.get(day),
        )
        before = (day, value)
    if target.baseline is not None and figures.baseline is not None:
        for year in sorted({day.year for day in figures.values}):
            yield Observation(
                target=target.id,
                department=department,
                period_end=target.baseline.date,
                place=_PLACE,
                year=year,
                value=figures.baseline,
                is_baseline=True,
            )


def _increment(target: Target, day: date, value: Decimal, before: tuple[date, Decimal] | None) -> Decimal:
    """What a period adds, where that is reported; else the value to date."""
    if before is None or target.reports is not Reporting.PERIOD or target.kind not in COUNTS:
        return value
    day_before, value_before = before
    begins_anew = target.kind in YEARLY and day_before.year != day.year
    return value if begins_anew else value - value_before


def _states(plan: Plan, target: Target, scenario: Scenario) -> Iterator[Observation]:
    rng = Random(f"{SEED}:{plan.id}:{target.id}:state")  # noqa: S311 - figures for show
    days = _days(plan, target)
    begins = rng.randrange(0, min(3, len(days))) if days else 0
    ends = _done_from(target, days, rng)
    for department in target.reported_by:
        for number, day in enumerate(days):
            state = State.NOT_STARTED if number < begins or scenario.ends == "not-started" else State.UNDER_WAY
            if scenario.ends == "done" and number >= ends:
                state = State.DONE
            yield Observation(
                target=target.id, department=department, period_end=day, place=_PLACE, year=day.year, state=state
            )


def _done_from(target: Target, days: Sequence[date], rng: Random) -> int:
    """The number of the period from which it is done: a milestone's last; an action's some time in the second year."""
    if target.kind is Kind.MILESTONE:
        return len(days) - 1
    return rng.randrange(len(days) // 2, len(days)) if days else 0


def _remarks(plan: Plan, by_year: dict[int, Assessment], absent: Absent) -> Iterator[Remark]:
    scenarios = deal_scenarios(plan, SEED, AS_OF, _borrowed(plan))
    for department, targets in reporting_departments(plan).items():
        for year, assessment in by_year.items():
            if department == absent.silent and year == YEARS[-1]:
                continue
            for target in targets:
                if due_periods(target, year, plan.end):
                    is_late = department == absent.late and year == YEARS[-1]
                    remark = remark_for(assessment, target, department, scenarios[target.id], SEED, is_late=is_late)
                    yield replace(remark, year=year)


@cache
def _invented() -> dict[str, dict[str, Any]]:
    """Starting values, and targets that have the figures of another."""
    from importlib.resources import files

    import tomli

    text = files("plancheck.demo").joinpath("starts.toml").read_text(encoding="utf-8")
    return tomli.loads(text, parse_float=Decimal)
