"""What was written as a reason: does it say anything, and which period is it for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, finding
from plancheck.observations import Remark
from plancheck.plan.model import Target
from plancheck.text.reasons import says_none, says_why

_LONGEST_SHOWN = 20


def empty_reasons(scope: Scope) -> Iterator[Finding]:
    """A reason that says nothing. Who writes 无 beside a row that lacks nothing has said what there is to say.

    Beside an action the column is for its progress, where 推进中 is an answer, until a state is absent.
    """
    for target, remark in _reasons(scope):
        if says_why(remark.reason):
            continue
        wanted = scope.unanswered(target, remark.department, remark.year)
        if wanted or (target.kind.is_numeric and not says_none(remark.reason)):
            shown = " ".join(remark.reason.split())[:_LONGEST_SHOWN]
            yield _beside(scope, "reason-says-nothing", target, remark, text=shown, periods=_days(wanted))


def reasons_for_several(scope: Scope) -> Iterator[Finding]:
    """One reason for several absent periods, and no word on which of them it is for."""
    for target, remark in _reasons(scope):
        if remark.reason_until is None and says_why(remark.reason):
            covered = scope.unanswered(target, remark.department, remark.year)
            if len(covered) > 1:
                yield _beside(scope, "reason-for-several", target, remark, count=len(covered), periods=_days(covered))


def reasons_ahead(scope: Scope) -> Iterator[Finding]:
    """A reason for a period that has not ended: written in April up to December, it would excuse what nobody knows yet."""
    for target, remark in _reasons(scope):
        if remark.reason_until is not None and remark.reason_until > scope.now:
            yield _beside(scope, "reason-ahead", target, remark, until=remark.reason_until)


def _reasons(scope: Scope) -> Iterator[tuple[Target, Remark]]:
    for remark in scope.reports.remarks:
        target = scope.plan.target(remark.target)
        if target is not None and remark.reason.strip():
            yield target, remark


def _beside(scope: Scope, rule: str, target: Target, remark: Remark, **values: object) -> Finding:
    return finding(
        rule,
        scope.reason_place(remark),
        target=target.id,
        part=scope.part(target.id, remark.department),
        department=scope.plan.department_name(remark.department),
        **values,
    )


def _days(days: list[date]) -> str:
    return ", ".join(day.isoformat() for day in days)
