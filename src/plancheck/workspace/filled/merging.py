"""Parts of one department's workbook that several people filled: files in; one workbook, or what contradicts, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.departments import find_department
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan
from plancheck.rules.usage import UsageProblem
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.template.workbook import workbook_name
from plancheck.workspace.filled.books import FilledBook, filled_book
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.issue import prepare_issue, refuse_nobody, workbook_of
from plancheck.workspace.known_plans import KnownPlans
from plancheck.workspace.validate import plan_of, read_asked


@dataclass(frozen=True, slots=True)
class MergedWorkbook:
    """One workbook with all that its parts say. `content` is empty where they contradict, and `findings` say where.

    `department` is its name; `counts` are the filled cells of each part, by its path.
    """

    plan: str
    department: str
    year: int
    counts: tuple[tuple[str, int], ...]
    content: bytes = b""
    findings: tuple[Finding, ...] = ()


def merge_parts(workspace: WorkspaceFolder, paths: Sequence[Path]) -> MergedWorkbook:
    """The union of what the parts say, issued anew from their plan.

    Raises UsageProblem where they are no two workbooks of one department, plan and year, or one of them cannot be read.
    """
    if len(paths) < 2:
        raise UsageProblem("one-part", path=paths[0].as_posix() if paths else "")
    known = KnownPlans(workspace)
    filed = read_asked(workspace, known, paths)
    _refuse_unreadable(filed)
    plan = _one_plan(filed, known)
    books = _books(workspace, plan, filed)
    first = books[0]
    issue = prepare_issue(workspace, plan, first.year, {first.department})
    name = plan.department_name(first.department)
    refuse_nobody([issue], [name])
    merged = workbook_of(issue, first.department, books, PurePosixPath(workbook_name(plan, first.department)))
    counts = tuple((book.shown, len(book.entries)) for book in books)
    found = merged.contradictions or merged.findings
    return MergedWorkbook(plan.id, name, first.year, counts, merged.content, found)


def _refuse_unreadable(filed: Sequence[Filed]) -> None:
    for part in filed:
        if part.intake.is_long_form:
            raise UsageProblem("part-is-csv", path=part.intake.path)
        if part.intake.progress is None:
            raise UsageProblem("part-not-usable", path=part.intake.path, findings=part.intake.findings)


def _one_plan(filed: Sequence[Filed], known: KnownPlans) -> Plan:
    ids = {part.intake.path: plan_of(part, known) for part in filed}
    named = {path: plan_id for path, plan_id in ids.items() if plan_id}
    _refuse_differing("plan", named)
    plan_id = next(iter(named.values()), "")
    plan = known.plan(plan_id)
    if plan is None:
        raise UsageProblem("part-without-plan", path=filed[0].intake.path, plan=plan_id)
    return plan


def _books(workspace: WorkspaceFolder, plan: Plan, filed: Sequence[Filed]) -> list[FilledBook]:
    """Every part as it is filled. One that says nowhere whose it is is taken for what the others are, if it can be."""
    given = [replace(part, plan=part.plan if part.plan == plan.id else "", original=None) for part in filed]
    stating = {part.intake.path: filled_book(workspace, plan, part) for part in given if _says_whose(plan, part)}
    other = next((book for book in stating.values() if book is not None), None)
    books = []
    for part in given:
        book = stating.get(part.intake.path)
        if part.intake.path not in stating:
            as_other = _as_other(workspace, plan, part, other) if other is not None else None
            book = as_other or filled_book(workspace, plan, part)
        if book is None:
            raise UsageProblem("part-not-usable", path=part.intake.path, findings=_why(plan, part))
        books.append(book)
    _refuse_differing("department", {book.shown: plan.department_name(book.department) for book in books})
    _refuse_differing("year", {book.shown: str(book.year) for book in books})
    return books


def _says_whose(plan: Plan, part: Filed) -> bool:
    progress = part.intake.progress
    return bool(progress and progress.department) or find_department(plan.departments, part.name) is not None


def _as_other(workspace: WorkspaceFolder, plan: Plan, part: Filed, other: FilledBook) -> FilledBook | None:
    """A part without marks as another part's department's, where that reports all its rows. Rows alone may fit several."""
    progress = part.intake.progress
    own = {target.id for target in reporting_departments(plan).get(other.department, ())}
    if progress is None or not progress.rows.keys() <= own:
        return None
    return filled_book(
        workspace, plan, replace(part, name=plan.department_name(other.department), year=part.year or other.year)
    )


def _why(plan: Plan, part: Filed) -> list[Finding]:
    _, found = gather(plan, [part])
    return found or [finding("not-identified", TextPlace(part.intake.path))]


def _refuse_differing(what: str, values: dict[str, str]) -> None:
    """Raises UsageProblem where two parts are of two plans, departments or years."""
    (first, expected), *others = values.items() or [("", "")]
    for path, value in others:
        if value != expected:
            told: dict[str, object] = {what: "true", "path": path, "found": value, "other": first, "expected": expected}
            raise UsageProblem("parts-of-two", findings=(), cause=None, **told)
