"""Workbooks that a department has filled already, as they are carried into a new one: files in, their entries out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plancheck.findings import Finding
from plancheck.plan.model import Plan
from plancheck.spreadsheet.read_book import read_book
from plancheck.submissions.checked_copies import without_copies
from plancheck.submissions.gather import Filed, gather
from plancheck.submissions.issued import edited_rows
from plancheck.workbook.answers.cover_entries import read_cover
from plancheck.workbook.answers.entries import Entry, read_entries
from plancheck.workbook.answers.progress import Progress, read_progress
from plancheck.workspace.folder import WorkspaceFolder


@dataclass(frozen=True, slots=True)
class FilledBook:
    """One workbook as it is filled. `department` is the key; `path` can be opened, `shown` is how findings name it.

    Not `is_whole`: something is written in it that is in none of its entries, or a formula that only its result is of.
    `findings` name the targets that were edited since it was issued, of those that something is filled in for.
    """

    path: Path
    shown: str
    department: str
    year: int
    entries: tuple[Entry, ...]
    is_whole: bool
    synthetic: bool
    findings: tuple[Finding, ...] = ()


def filled_books(
    workspace: WorkspaceFolder, plan: Plan, files: Sequence[Filed]
) -> tuple[list[FilledBook], list[Finding], list[str]]:
    """The workbooks among files, what is to be said of marked copies, and the paths of those that cannot be read."""
    kept, found = without_copies([filed for filed in files if not filed.intake.is_long_form])
    books = [filled_book(workspace, plan, filed) for filed in kept]
    unread = [filed.intake.path for filed, book in zip(kept, books, strict=True) if book is None]
    return [book for book in books if book is not None], found, unread


def filled_book(workspace: WorkspaceFolder, plan: Plan, filed: Filed) -> FilledBook | None:
    """A workbook that was read, with its cells; None where it is none of the plan's, or nobody's."""
    reports, _ = gather(plan, [filed])
    taken = [one for one in reports.submissions if one.usable]
    path = workspace.at(Path(filed.intake.path))
    book = read_book(path, filed.intake.path) if taken and not filed.intake.is_long_form else None
    if book is None or isinstance(book, Finding):
        return None
    progress = read_progress(book, filed.intake.path)
    flagged = {found.place for found in progress.findings}
    entries = (*read_entries(book, progress), *read_cover(book, filed.intake.path, flagged))
    return FilledBook(
        path=path.resolve(),
        shown=filed.intake.path,
        department=taken[0].department,
        year=taken[0].year,
        entries=entries,
        is_whole=_is_whole(progress, entries),
        synthetic=progress.synthetic,
        findings=tuple(one for one in edited_rows(plan, progress) if one.target in {entry.target for entry in entries}),
    )


def _is_whole(progress: Progress, entries: Iterable[Entry]) -> bool:
    places = {entry.place for entry in entries}
    return all(found.place in places for found in progress.findings) and not any(
        entry.cell.is_formula for entry in entries
    )
