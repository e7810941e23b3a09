"""Is everything there: workbooks, values, baselines."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Kind, Target


def silent_departments(scope: Scope) -> Iterator[Finding]:
    """A department that has something due in a year and sent no workbook for it."""
    if not scope.silence:
        return
    sent = {(one.department, one.year) for one in scope.reports.submissions}
    for key, targets in reporting_departments(scope.plan).items():
        for year in range(scope.plan.start.year, min(scope.as_of.year, scope.plan.end.year) + 1):
            due = [target for target in targets if scope.due(target, year)]
            if due and (key, year) not in sent:
                name = scope.plan.department_name(key)
                yield finding(
                    "silent-department", TextPlace(f"{scope.folder}/{year}/{name}.xlsx"),
                    department=name, year=year, count=len(due),
                    targets=", ".join(target.id for target in due[:5]) + (" …" if len(due) > 5 else ""),
                )  # fmt: skip


def missing_values(scope: Scope) -> Iterator[Finding]:
    """A due period without a value in a workbook that was sent, and without a reason beside it."""
    told = {(one.target, one.department, one.period_end) for one in scope.reports.observations}
    excused = {(one.target, one.department, one.year) for one in scope.reports.remarks if one.reason}
    own = reporting_departments(scope.plan)
    for submission in scope.reports.submissions:
        if not submission.usable:
            continue
        for target in own.get(submission.department, []):
            missing = [
                day for day in scope.due(target, submission.year)
                if (target.id, submission.department, day) not in told
            ]  # fmt: skip
            if missing and (target.id, submission.department, submission.year) not in excused:
                place = scope.place_of(submission, target.id, missing[0]) or TextPlace(submission.path)
                name = scope.plan.department_name(submission.department)
                days = ", ".join(day.isoformat() for day in missing)
                yield finding(_rule(target), place, target=target.id, department=name, periods=days)


def _rule(target: Target) -> str:
    return "missing-value" if target.kind.is_numeric else "missing-state"


def missing_bases(scope: Scope) -> Iterator[Finding]:
    """Growth in levels that nothing was reported to grow from, though values are there."""
    for target, observations in scope.numeric():
        if target.kind is not Kind.GROWTH or target.is_growth_itself:
            continue
        has_value = target.baseline is not None and target.baseline.value is not None
        if not has_value and not any(one.is_baseline for one in observations):
            last = observations[-1]
            name = scope.plan.department_name(last.department)
            day = target.baseline.date if target.baseline else ""
            yield finding("missing-base", last.place, target=target.id, department=name, day=day)
