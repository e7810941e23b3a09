"""Is everything there: workbooks, values, baselines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plancheck.coverage.repeats import is_empty
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, TextPlace, finding
from plancheck.observations import Submission
from plancheck.plan.model import Kind, Target


def silent_departments(scope: Scope) -> Iterator[Finding]:
    """A department that has something due in a year and sent no workbook for it."""
    if not scope.silence:
        return
    sent = {(one.department, one.year) for one in scope.reports.submissions}
    for key, targets in scope.duties.items():
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
    """A due period without a value in a workbook that was sent, and without a reason beside it; each empty cell is named.

    A cell whose content could not be read is not empty, and a workbook that nothing was filled in is one finding.
    """
    told = {(one.target, one.department, one.period_end) for one in scope.reports.observations}
    excused = {(one.target, one.department, one.year) for one in scope.reports.remarks if one.reason}
    for submission in scope.reports.submissions:
        if not submission.usable or is_empty(scope, submission):
            continue
        for target in scope.duties.get(submission.department, ()):
            missing = [
                day for day in scope.due(target, submission.year)
                if (target.id, submission.department, day) not in told
            ]  # fmt: skip
            if (target.id, submission.department, submission.year) not in excused:
                yield from _missing(scope, submission, target, missing)


def _missing(scope: Scope, submission: Submission, target: Target, days: list[date]) -> Iterator[Finding]:
    name = scope.plan.department_name(submission.department)
    rule = _rule(target)
    nowhere = []
    for day in days:
        place = scope.place_of(submission, target.id, day)
        if place is None:
            nowhere.append(day.isoformat())
        elif place not in submission.unread:
            yield finding(rule, place, target=target.id, department=name, periods=day)
    if nowhere:
        yield finding(rule, TextPlace(submission.path), target=target.id, department=name, periods=", ".join(nowhere))


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
