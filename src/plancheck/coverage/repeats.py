"""Is this year's workbook only last year's: the same values in every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, TextPlace, finding
from plancheck.observations import Submission

#: Fewer rows may be equal by chance; 0 and 100 are where many things stay.
_ROWS = 3
_TRIVIAL = (Decimal(0), Decimal(100))

#: Month and day to value.
_Row = dict[tuple[int, int], Decimal]


def same_as_last_year(scope: Scope) -> Iterator[Finding]:
    """A workbook whose every value is last year's of the same period: it was copied, not filled."""
    workbooks = _by_workbook(scope)
    for submission in scope.reports.submissions:
        department, year = submission.department, submission.year
        now, then = workbooks.get((department, year)), workbooks.get((department, year - 1))
        rows = _equal_rows(now, then) if now and then else 0
        if rows >= _ROWS:
            yield finding(
                "same-as-last-year",
                TextPlace(submission.path),
                department=scope.plan.department_name(department),
                year=year,
                last=year - 1,
                count=rows,
            )


def _equal_rows(now: Mapping[str, _Row], then: Mapping[str, _Row]) -> int:
    """How many rows both have, all of them equal; 0 where one of them is not, or all of them are 0 or 100."""
    equal = 0
    for target in now.keys() & then.keys():
        values = [(now[target][period], then[target][period]) for period in now[target].keys() & then[target].keys()]
        if any(new != old for new, old in values):
            return 0
        if any(new not in _TRIVIAL for new, _ in values):
            equal += 1
    return equal


def _by_workbook(scope: Scope) -> dict[tuple[str, int], dict[str, _Row]]:
    """Department and year to the rows of that workbook, by target."""
    found: dict[tuple[str, int], dict[str, _Row]] = {}
    for target, observations in scope.numeric():
        for observation in observations:
            if (
                observation.value is not None
                and not observation.is_baseline
                and observation.period_end.year == observation.year
            ):
                row = found.setdefault((observation.department, observation.year), {}).setdefault(target.id, {})
                row[observation.period_end.month, observation.period_end.day] = observation.value
    return found


def empty_workbooks(scope: Scope) -> Iterator[Finding]:
    """A workbook that was sent back as it was issued, though something in it is due.

    A CSV without an answer beside a workbook with answers is a form that was not needed.
    """
    answered = {(one.department, one.year) for one in scope.reports.submissions if not is_empty(scope, one)}
    for submission in scope.reports.submissions:
        if submission.is_long_form and (submission.department, submission.year) in answered:
            continue
        duties = scope.duties.get(submission.department, ())
        due = sum(len(scope.due(target, submission.year)) for target in duties)
        if due and is_empty(scope, submission):
            name = scope.plan.department_name(submission.department)
            place = TextPlace(submission.path)
            yield finding("empty-workbook", place, department=name, year=submission.year, count=due)


def is_empty(scope: Scope, submission: Submission) -> bool:
    """Whether a workbook could be read and holds no value, no state and no remark at all."""
    return submission.usable and not submission.unread and submission.path not in scope.filled
