"""Whose a workbook is where it does not say so itself: the target ids in its rows in; plan, department and year out. Pure.

Marks can be lost on the way (another program, a pasted sheet); the ids in the locked first column are what remains, and
each of them belongs to one plan and to the department that reports it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import due_periods
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.layout import CODE_STATE, CODE_VALUE


def plan_by_rows(plans: Iterable[Plan], targets: Collection[str]) -> Plan | None:
    """The one plan that has most of these targets; None where two have as many, or none has any."""
    counts = [(sum(plan.target(target_id) is not None for target_id in targets), plan) for plan in plans]
    most = max((count for count, _ in counts), default=0)
    best = [plan for count, plan in counts if count == most]
    return best[0] if most and len(best) == 1 else None


def department_by_rows(plan: Plan, targets: Collection[str], year: int | None) -> str:
    """The key of the one department that was issued these rows, or that alone reports all of them; else nothing."""
    known = {target_id for target_id in targets if plan.target(target_id)}
    if not known:
        return ""
    duties = reporting_departments(plan)
    issued = [key for key, targets_of in duties.items() if year and known == _issued(plan, targets_of, year)]
    if len(issued) == 1:
        return issued[0]
    able = [key for key, targets_of in duties.items() if known <= {target.id for target in targets_of}]
    return able[0] if len(able) == 1 else ""


def _issued(plan: Plan, targets: Iterable[Target], year: int) -> set[str]:
    return {target.id for target in targets if due_periods(target, year, plan.end)}


def year_by_columns(progress: Progress) -> int | None:
    """The year that all periods of a workbook lie in; None where they lie in several."""
    years = _years_of_columns(progress)
    return years.pop() if len(years) == 1 else None


def latest_year_by_columns(progress: Progress) -> int | None:
    """The last of the years that the periods of a workbook lie in: earlier ones are owed still, later ones never asked."""
    return max(_years_of_columns(progress), default=None)


def _years_of_columns(progress: Progress) -> set[int]:
    return {
        period.year
        for row in progress.rows.values()
        for prefix in (CODE_VALUE, CODE_STATE)
        for period, _ in row.columns.dated(prefix)
    }


def year_by_lines(plan: Plan, progress: Progress) -> int | None:
    """The year that all lines of a long form lie in, but those of a day that growth is measured from; else None."""
    years = {line.period_end.year for line in progress.lines if line.period_end != _base_day(plan, line.target)}
    return years.pop() if len(years) == 1 else None


def _base_day(plan: Plan, target_id: str) -> date | None:
    target = plan.target(target_id)
    return target.baseline.date if target is not None and target.baseline is not None else None
