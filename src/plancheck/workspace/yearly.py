"""A plan judged for a year, and for the year before: workspace in, assessments out.

A year is judged on its last day, or on the as-of day where that is earlier: what was reported for later periods belongs
to the next report, and a yearly quota is judged in its own year. The days of grace for handing in run on to the as-of
day: made in January, a report waits for year-end values; made in April, it holds that they are absent. The reader's own
day counts for nothing else, so that the same input and as-of day give the same report at any time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.assessment.assess import Assessment, assess
from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.files import show_path
from plancheck.findings import merge_neighbours
from plancheck.rules import sort_findings
from plancheck.rules.usage import UsageProblem
from plancheck.submissions.gather import gather
from plancheck.workspace.assess import plan_settings, read_plan_reports
from plancheck.workspace.misfiled import misfiled_in_plan
from plancheck.workspace.record import keep_in_force, told_once, turned_verdicts

if TYPE_CHECKING:
    from plancheck.observations import Reports
    from plancheck.plan.model import Plan
    from plancheck.scoring.settings import Settings
    from plancheck.workspace.folder import Edge


@dataclass(frozen=True, slots=True)
class YearOfPlan:
    """A plan at the end of a year, and at the end of the year before where the plan had begun."""

    assessment: Assessment
    before: Assessment | None


def plans_in_year(plans: list[Plan], year: int, *, named: bool) -> list[Plan]:
    """The plans that run in a year. Raises UsageProblem where none does, or one that was named does not."""
    running = [plan for plan in plans if plan.start.year <= year <= plan.end.year]
    outside = [plan for plan in plans if plan not in running]
    if outside and (named or not running):
        told = ", ".join(f"{plan.id} {plan.start.year}—{plan.end.year}" for plan in outside)
        raise UsageProblem("year-outside-plan", year=year, plan=told)
    return running


def day_of_judgement(edge: Edge, year: int) -> date:
    """The last day of the year, or the as-of day where that is earlier. Raises UsageProblem before the year begins."""
    if edge.as_of.year < year:
        raise UsageProblem("year-not-begun", year=year, day=edge.as_of)
    return min(edge.as_of, date(year, 12, 31))


def judge_year(edge: Edge, plan: Plan, year: int) -> YearOfPlan:
    """Read a plan's reports, once, and judge it for a year."""
    settings = plan_settings(edge, plan)
    day = day_of_judgement(edge, year)
    reports, found = gather(plan, read_plan_reports(edge.config, plan, max(edge.as_of.year, edge.now.year), edge.jobs))
    found += misfiled_in_plan(edge.config, plan.id)
    folder = show_path(edge.config.reports / plan.id, Path.cwd())
    lagged = lag_until(settings, day, edge.as_of)
    found += cover(Scope(plan, reports, day, edge.as_of, folder, lagged, restatements=edge.config.restatements))
    standing, record = keep_in_force(edge, plan, reports, day, settings)
    reports = standing.reports
    judged = _judge(plan, reports, day, edge.as_of, settings)
    found = [*told_once(found, standing.findings), *standing.findings, *turned_verdicts(judged, record)]
    judged = replace(judged, findings=tuple(sort_findings(merge_neighbours(found))))
    last_year = date(year - 1, 12, 31)
    before = _judge(plan, reports, last_year, edge.as_of, settings) if plan.start <= last_year else None
    return YearOfPlan(judged, before)


def _judge(plan: Plan, reports: Reports, day: date, made_on: date, settings: Settings) -> Assessment:
    judged = assess(plan, reports, day, lag_until(settings, day, made_on))
    return replace(judged, settings=settings)


def lag_until(settings: Settings, day: date, made_on: date) -> Settings:
    """Settings whose days of grace have run from the day judged to the day of the report; -1: all have run out.

    `report_lag_days` counts from a period's end to the day judged, and a value is missed the day after it has passed.
    """
    passed = max(timedelta(0), made_on - day).days
    return replace(settings, report_lag_days=max(-1, settings.report_lag_days - passed))
