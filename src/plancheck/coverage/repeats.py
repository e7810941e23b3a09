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

_Row = Mapping[tuple[int, int], Decimal]


def same_as_last_year(scope: Scope) -> Iterator[Finding]:
    """A workbook whose every value is last year's of the same period: it was copied, not filled."""
    years = _by_workbook(scope)
    for one in scope.reports.submissions:
        now, then = years.get((one.department, one.year)), years.get((one.department, one.year - 1))
        rows = _equal_rows(now, then) if now and then else 0
        if rows >= _ROWS:
            name = scope.plan.department_name(one.department)
            place = TextPlace(one.path)
            yield finding("same-as-last-year", place, department=name, year=one.year, last=one.year - 1, count=rows)


def _equal_rows(now: Mapping[str, _Row], then: Mapping[str, _Row]) -> int:
    """How many rows both have, all of them equal; 0 where one of them is not, or all of them are 0 or 100."""
    pairs = [(now[target], then[target]) for target in now.keys() & then.keys()]
    compared = [[(new[period], old[period]) for period in new.keys() & old.keys()] for new, old in pairs]
    compared = [values for values in compared if values]
    if any(new != old for values in compared for new, old in values):
        return 0
    says_something = [values for values in compared if any(new not in _TRIVIAL for new, _ in values)]
    return len(says_something)


def _by_workbook(scope: Scope) -> dict[tuple[str, int], dict[str, dict[tuple[int, int], Decimal]]]:
    """Department and year to target to (month, day) to value."""
    found: dict[tuple[str, int], dict[str, dict[tuple[int, int], Decimal]]] = {}
    for target, observations in scope.numeric():
        for one in observations:
            if one.value is not None and not one.is_baseline and one.period_end.year == one.year:
                row = found.setdefault((one.department, one.year), {}).setdefault(target.id, {})
                row[one.period_end.month, one.period_end.day] = one.value
    return found


def empty_workbooks(scope: Scope) -> Iterator[Finding]:
    """A workbook that was sent back as it was issued, though something in it is due."""
    for one in scope.reports.submissions:
        due = sum(len(scope.due(target, one.year)) for target in scope.duties.get(one.department, ()))
        if due and is_empty(scope, one):
            name = scope.plan.department_name(one.department)
            yield finding("empty-workbook", TextPlace(one.path), department=name, year=one.year, count=due)


def is_empty(scope: Scope, submission: Submission) -> bool:
    """Whether a workbook could be read and holds no value, no state and no remark at all."""
    return submission.usable and not submission.unread and submission.path not in scope.filled
