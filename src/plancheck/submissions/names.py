"""The names that a workbook bears, inside and outside: whose it says it is against how it is called, and since when not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plancheck.findings import Finding, TextPlace, finding
from plancheck.observations import Submission
from plancheck.plan.departments import find_department, former_name
from plancheck.plan.model import Plan


def misnamed(plan: Plan, path: str, file_name: str, named: str) -> Iterator[Finding]:
    """A workbook whose content says another department than its file, also two that are one department today."""
    by_name, by_content = (find_department(plan.departments, name) if name else None for name in (file_name, named))
    if by_name is None or by_content is None:
        return
    had, was = former_name(by_name, file_name), former_name(by_content, named)
    if by_name != by_content:
        yield finding("wrong-department", TextPlace(path), found=by_content.name, expected=by_name.name)
    elif had and was and had != was:
        yield finding("wrong-department", TextPlace(path), found=was, expected=had)


def bears_former_name(plan: Plan, submission: Submission, this_year: int | None) -> Iterator[Finding]:
    """A workbook that could have been issued under the name of today. What it says is taken."""
    if submission.former and this_year is not None and submission.year >= this_year:
        yield finding(
            "former-name",
            TextPlace(submission.path),
            department=plan.department_name(submission.department),
            former=submission.former,
            year=submission.year,
        )


def duplicate_workbooks(plan: Plan, submissions: Iterable[Submission], long_forms: set[str]) -> Iterator[Finding]:
    """Two workbooks of one department and year. A CSV may stand beside one; where they differ, `two-values` says so."""
    seen: dict[tuple[str, int], list[Submission]] = {}
    for submission in submissions:
        if submission.path in long_forms:
            continue
        others = seen.setdefault((submission.department, submission.year), [])
        first = next((one for one in others if not _are_of_two(one, submission)), None)
        others.append(submission)
        if first is not None and first.path != submission.path:
            yield finding(
                "duplicate-workbook",
                TextPlace(submission.path),
                department=plan.department_name(submission.department),
                year=submission.year,
                other=first.path,
            )


def _are_of_two(one: Submission, other: Submission) -> bool:
    """Whether two workbooks of a department came from two that were merged into it since."""
    return bool(one.former and other.former) and one.former != other.former
