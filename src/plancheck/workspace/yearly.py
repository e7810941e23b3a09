"""A plan judged for a year, and for the year before: workspace in, assessments and the yearly report out.

A year is judged on its last day, or on the as-of day where that is earlier: what was reported for later periods belongs
to the next report, and a yearly quota is judged in its own year. The days of grace for handing in run on to the as-of
day: made in January, a report waits for year-end values; made in April, it holds that they are absent. The reader's own
day counts for nothing else, so that the same input and as-of day give the same report at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from plancheck.assessment.assess import Assessment, assess
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.assess import ReportsInForce, reports_in_force
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import plan_settings

if TYPE_CHECKING:
    from plancheck.plan.model import Plan
    from plancheck.report.content import YearReport
    from plancheck.scoring.settings import Settings


@dataclass(frozen=True, slots=True)
class YearOfPlan:
    """A plan at the end of a year, and at the end of the year before where the plan had begun."""

    assessment: Assessment
    before: Assessment | None


def plans_in_year(plans: Sequence[Plan], year: int, *, named: bool) -> list[Plan]:
    """The plans that run in a year. Raises UsageProblem where none does, or one that was named does not."""
    running = [plan for plan in plans if plan.start.year <= year <= plan.end.year]
    outside = [plan for plan in plans if plan not in running]
    if outside and (named or not running):
        spans = ", ".join(f"{plan.id} {plan.start.year}—{plan.end.year}" for plan in outside)
        raise UsageProblem("year-outside-plan", year=year, plan=spans)
    return running


def day_of_judgement(workspace: WorkspaceFolder, year: int) -> date:
    """The last day of the year, or the as-of day where that is earlier. Raises UsageProblem before the year begins."""
    if workspace.as_of.year < year:
        raise UsageProblem("year-not-begun", year=year, day=workspace.as_of)
    return min(workspace.as_of, date(year, 12, 31))


def judge_year(workspace: WorkspaceFolder, plan: Plan, year: int, *, anew: bool = False) -> YearOfPlan:
    """Read a plan's reports, once, and judge it for a year.

    What was published of it under another edition of the method stays as published, but where it is judged `anew`.
    """
    day, made_on = day_of_judgement(workspace, year), workspace.as_of
    settings = plan_settings(workspace, plan)
    grace = lag_until(settings, day, made_on)
    in_force = reports_in_force(workspace, plan, day, made_on, settings, grace, year if anew else None)
    judged = _judge(plan, in_force, day, made_on, settings)
    last_year = date(year - 1, 12, 31)
    before = _judge(plan, in_force, last_year, made_on, settings) if plan.start <= last_year else None
    return YearOfPlan(in_force.conclude(judged), before)


def _judge(plan: Plan, in_force: ReportsInForce, day: date, made_on: date, settings: Settings) -> Assessment:
    judged = assess(plan, in_force.reports, day, lag_until(settings, day, made_on), upheld=in_force.upheld)
    return replace(judged, settings=settings)


def lag_until(settings: Settings, day: date, made_on: date) -> Settings:
    """Settings whose days of grace have run from the day judged to the day of the report, each target's own as well.

    A lag counts from a period's end to the day judged, and a value is missed the day after it has passed.
    """
    return replace(settings, lag_gone_by=max(timedelta(0), made_on - day).days)


def compile_year(
    workspace: WorkspaceFolder, plan: Plan, year: int, advance: Callable[[], None] = lambda: None
) -> YearReport:
    """The content of a plan's yearly report. `advance` is called after each target."""
    from plancheck.report.compile import compile_report

    judged = judge_year(workspace, plan, year)
    return compile_report(judged.assessment, judged.before, year, workspace.as_of, workspace.config.waivers, advance)
