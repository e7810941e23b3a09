"""Whose a workbook is where it does not say so itself: the target ids in its rows in; plan, department and year out. Pure.

Marks can be lost on the way (another program, a pasted sheet); the ids in the locked first column are what remains, and
each of them belongs to one plan and to the department that reports it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan
from plancheck.plan.periods import due_periods
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.layout import CODE_STATE, CODE_VALUE


def plan_by_rows(plans: Iterable[Plan], targets: Collection[str]) -> Plan | None:
    """The one plan that has most of these targets; None where two have as many, or none has any."""
    counts = [(sum(plan.target(one) is not None for one in targets), plan) for plan in plans]
    most = max((count for count, _ in counts), default=0)
    best = [plan for count, plan in counts if count == most]
    return best[0] if most and len(best) == 1 else None


def department_by_rows(plan: Plan, targets: Collection[str], year: int | None) -> str:
    """The key of the one department that was issued these rows, or that alone reports all of them; else nothing."""
    known = {one for one in targets if plan.target(one)}
    if not known:
        return ""
    duties = reporting_departments(plan)
    issued = [
        key
        for key, theirs in duties.items()
        if year and known == {one.id for one in theirs if due_periods(one, year, plan.end)}
    ]
    able = [key for key, theirs in duties.items() if known <= {one.id for one in theirs}]
    return next((only[0] for only in (issued, able) if len(only) == 1), "")


def year_by_columns(progress: Progress) -> int | None:
    """The year that all periods of a workbook lie in; None where they lie in several."""
    years = {
        period.year
        for row in progress.rows.values()
        for prefix in (CODE_VALUE, CODE_STATE)
        for period, _ in row.columns.dated(prefix)
    }
    return years.pop() if len(years) == 1 else None
