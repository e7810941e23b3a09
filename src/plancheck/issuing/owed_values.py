"""What a department was asked for from earlier years and left blank again: plan and reports in, findings out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from plancheck.assessment.assess import KnownReports, known_by
from plancheck.coverage.repeats import is_empty
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, finding
from plancheck.issuing.overdue import goes_on, is_still_late, owed_days
from plancheck.observations import Submission
from plancheck.plan.periods import period_ends
from plancheck.scoring.due import lag_days_of, last_overdue


def unanswered_days(scope: Scope) -> Iterator[Finding]:
    """A cell for a day of an earlier year that is still owed, or of what goes on after its date: blank, without a reason.

    Whether it is owed, or goes on, is judged anew: what came in since the workbook was issued is asked for no more. A
    warning, for what ended before a year does not refuse it. Of a workbook that came back as it was issued that is said,
    and no more.
    """
    heard: KnownReports | None = None
    for submission in scope.reports.submissions:
        asked = [key for key in submission.places if _is_late(scope, submission, *key)]
        if not asked or not submission.usable or submission.year > scope.as_of.year or _is_said(scope, submission):
            continue
        still = _owed(scope, submission)
        after = {target for target, day in asked if day.year == submission.year}
        if after and heard is None:
            heard = known_by(scope.plan, scope.reports, scope.as_of)
        going_on = _going_on(scope, submission, heard, after) if heard else set()
        for target, day in asked:
            is_asked = target in going_on if day.year == submission.year else (target, day) in still
            if is_asked and not _is_answered(scope, submission, target, day):
                yield from _blank(scope, submission, target, day)


def _is_late(scope: Scope, submission: Submission, target_id: str, day: date) -> bool:
    """Whether a cell is for a day of an earlier year, or for one of its own of a target whose date is past."""
    target = scope.plan.target(target_id)
    if target is None or day.year > submission.year:
        return False
    if day.year < submission.year:
        return True
    # A sheet has the columns of all its rows; a row that goes on is asked for its own periods, as it was issued.
    return goes_on(scope.plan, target, submission.year) and day in period_ends(submission.year, target.reporting)


def _owed(scope: Scope, submission: Submission) -> set[tuple[str, date]]:
    owed = owed_days(scope.plan, submission.year, scope.reports, scope.settings, {submission.department})
    return {(target, day) for target, days in owed.get(submission.department, {}).items() for day in days}


def _going_on(scope: Scope, submission: Submission, heard: KnownReports, target_ids: Collection[str]) -> set[str]:
    """Of these targets those that are still not reached, by all that is known now."""
    targets = (target for name in target_ids if (target := scope.plan.target(name)) is not None)
    return {one.id for one in targets if is_still_late(heard.judge(one, scope.settings).of(submission.department))}


def _is_said(scope: Scope, submission: Submission) -> bool:
    duties = scope.duties.get(submission.department, ())
    return is_empty(scope, submission) and any(scope.due(target, submission.year) for target in duties)


def _is_answered(scope: Scope, submission: Submission, target: str, day: date) -> bool:
    """Whether the workbook, or another of its year, has something there or says why not."""
    if scope.is_excused(target, submission.department, submission.year, day):
        return True
    return any(
        (one.department, one.period_end) == (submission.department, day)
        and one.year >= submission.year
        and (one.value is not None or one.state is not None)
        for one in scope.reports.of(target)
    )


def _blank(scope: Scope, submission: Submission, target_id: str, day: date) -> Iterator[Finding]:
    target, place = scope.plan.target(target_id), submission.places[target_id, day]
    if target is None or place in submission.unread or target_id in submission.lost:
        return
    overdue = last_overdue(scope.as_of, lag_days_of(target, scope.settings))
    if overdue is not None and day <= overdue:
        owed = "owed-value" if target.kind.is_numeric else "owed-state"
        yield finding(
            owed if day.year < submission.year else "late-unreported",
            place,
            target=target_id,
            part=scope.part(target_id, submission.department),
            department=scope.plan.department_name(submission.department),
            periods=day,
            year=submission.year,
        )
