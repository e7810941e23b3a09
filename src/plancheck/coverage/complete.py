"""Is everything there: workbooks, values, baselines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from plancheck.coverage.repeats import is_empty
from plancheck.coverage.scope import Scope
from plancheck.files import safe_name
from plancheck.findings import Finding, TextPlace, finding
from plancheck.observations import Submission
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.series import find_base, read_series
from plancheck.text.numbers import plain
from plancheck.text.reasons import says_why
from plancheck.workbook.layout import reference_code


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
                    "silent-department",
                    TextPlace(f"{scope.folder}/{year}/{safe_name(name)}.xlsx"),
                    department=name,
                    year=year,
                    count=len(due),
                    targets=", ".join(target.id for target in due[:5]) + (" …" if len(due) > 5 else ""),
                )


def missing_values(scope: Scope) -> Iterator[Finding]:
    """A due period without a value in a workbook that was sent, and without a reason beside it; each empty cell is named.

    A cell whose content could not be read is not empty, a workbook that nothing was filled in is one finding, and so is
    a row that is gone.
    """
    to_be_complete = _to_be_complete(scope)
    for submission in to_be_complete:
        department, year = submission.department, submission.year
        for target in _asked_in(scope, submission, to_be_complete):
            if target.id not in submission.lost:
                missing = [
                    day
                    for day in scope.unanswered(target, department, year)
                    if not scope.is_excused(target.id, department, year, day)
                ]
                yield from _missing(scope, submission, target, missing)


def _asked_in(scope: Scope, submission: Submission, others: Sequence[Submission]) -> list[Target]:
    """The targets that a workbook is to answer; of those of departments that were merged since, each its own."""
    duties = list(scope.duties.get(submission.department, ()))
    same = [one for one in others if (one.department, one.year) == (submission.department, submission.year)]
    if not submission.former or len(same) < 2:
        return duties
    rows = [{target for target, _ in one.places} | one.lost for one in same]
    own, first = rows[same.index(submission)], submission is same[0]
    return [target for target in duties if target.id in own or (first and not any(target.id in row for row in rows))]


def _to_be_complete(scope: Scope) -> list[Submission]:
    """The workbooks that something was filled in. A CSV beside one, or beside another, need not hold what that lacks."""
    filled = [one for one in scope.reports.submissions if one.usable and not is_empty(scope, one)]
    first: dict[tuple[str, int], Submission] = {}
    # Workbooks before CSVs.
    for submission in sorted(filled, key=lambda one: one.is_long_form):
        first.setdefault((submission.department, submission.year), submission)
    return [one for one in filled if not one.is_long_form or first[one.department, one.year] is one]


def _missing(scope: Scope, submission: Submission, target: Target, days: list[date]) -> Iterator[Finding]:
    name, part = scope.plan.department_name(submission.department), scope.part(target.id, submission.department)
    rule = "missing-value" if target.kind.is_numeric else "missing-state"
    remarks = scope.remarks_on(target.id, submission.department, submission.year)
    # A reason for an earlier period stands in sight, and must be told apart from none.
    until = max((one.reason_until for one in remarks if one.reason_until and says_why(one.reason)), default="")
    nowhere = []
    for day in days:
        place = scope.place_of(submission, target.id, day)
        if place is None:
            nowhere.append(day.isoformat())
        elif place not in submission.unread:
            yield finding(rule, place, target=target.id, part=part, department=name, periods=day, until=until, gone="")
    if nowhere:
        shown = {"target": target.id, "part": part, "department": name, "periods": ", ".join(nowhere), "until": until}
        yield finding(rule, TextPlace(submission.path), **shown, gone=_has_row(submission, target))


def _has_row(submission: Submission, target: Target) -> str:
    """`yes` where a workbook has the target's row: then it is the column of the period that it lacks."""
    has_row = not submission.is_long_form and any(one == target.id for one, _ in submission.places)
    return "yes" if has_row else ""


def missing_bases(scope: Scope) -> Iterator[Finding]:
    """Growth in levels whose judge finds nothing to grow from, though values are there."""
    for target, observations in scope.numeric():
        if target.kind is not Kind.GROWTH or target.is_growth_itself:
            continue
        points = read_series(target, observations, scope.as_of)
        if points and find_base(target, observations, points, scope.as_of) is None:
            last = next(one for one in reversed(observations) if not one.is_baseline)
            name, part = scope.plan.department_name(last.department), scope.part(target.id, last.department)
            day = target.baseline.date if target.baseline else ""
            yield finding("missing-base", last.place, target=target.id, part=part, department=name, day=day)


def missing_references(scope: Scope) -> Iterator[Finding]:
    """A value that is to be compared, without what it is compared with."""
    unread = {place for submission in scope.reports.submissions for place in submission.unread}
    for target, observations in scope.numeric():
        if target.kind is not Kind.COMPARE:
            continue
        for observation in observations:
            place = scope.beside(observation, reference_code(observation.period_end)) or observation.place
            if (
                observation.value is not None
                and observation.reference is None
                and not observation.is_baseline
                and place not in unread
            ):
                yield scope.on(
                    "missing-reference",
                    replace(observation, place=place),
                    value=plain(observation.value),
                    unit=target.unit,
                    than=target.than,
                )
