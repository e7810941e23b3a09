"""A file that came in, whatever it is: a workbook or a long-form CSV in, what it says or the finding why not, out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from plancheck.findings import Finding
from plancheck.workbook.answers.progress import Progress

#: What is looked for in a folder; another ending is read only where the file itself is named.
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et", ".ett", ".xlsb", ".ods")
ENDINGS = (*WORKBOOK_ENDINGS, ".csv")


class ReportFile(NamedTuple):
    """A file to read: where it lies, the report year of its folder, and how findings name it, if not by that path."""

    path: Path
    year: int | None = None
    shown: str = ""

    @property
    def shown_path(self) -> str:
        """The path as findings name it."""
        return self.shown or self.path.as_posix()


@dataclass(frozen=True, slots=True)
class Intake:
    """One file as it was read. `progress` is None where it could not be; `digest` is the SHA-256 of its bytes.

    A long form (CSV) names the department in each row and has no cells. `as_drawn`: it is a marked copy in which nobody has
    written.
    """

    path: str
    digest: str
    progress: Progress | None = None
    findings: tuple[Finding, ...] = ()
    is_long_form: bool = False
    as_drawn: bool = False

    @property
    def faults(self) -> tuple[Finding, ...]:
        """All that is wrong in the file itself, as a file and in its cells; no plan is asked."""
        return (*self.findings, *(self.progress.findings if self.progress else ()))


def read_workbook(file: str | Path, year: int | None = None) -> Intake:
    """Read a department's workbook, or its figures as a long-form CSV. Nothing is raised for what is in it.

    What it says is in `progress`, what is wrong in `faults`. `year` is the report year, which a CSV does not name itself.
    """
    return read_file(Path(file), year)


def read_file(path: Path, year: int | None = None, shown: str = "") -> Intake:
    """Read one file. Whatever it is, there is an answer: content or a finding.

    `year` is the report year of its folder, which a long form does not name itself. `shown` is the path that findings
    name, the path as given where empty.
    """
    shown = shown or path.as_posix()
    if path.suffix.lower() == ".csv":
        return _read_long_form(path, year or 0, shown)
    from plancheck.spreadsheet.read_book import read_book
    from plancheck.workbook.answers.drawn_copies import is_copy_as_drawn
    from plancheck.workbook.answers.progress import read_progress

    book = read_book(path, shown)
    if isinstance(book, Finding):
        return Intake(shown, _digest(path), findings=(book,))
    progress = read_progress(book, shown)
    as_drawn = is_copy_as_drawn(book, progress)
    return Intake(shown, book.digest, progress, findings=book.findings, as_drawn=as_drawn)


def _read_long_form(path: Path, year: int, shown: str) -> Intake:
    from plancheck.spreadsheet.content import read_content
    from plancheck.workbook.answers.long_form import read_bytes

    content = read_content(path, shown)
    if isinstance(content, Finding):
        return Intake(shown, _digest(path), findings=(content,), is_long_form=True)
    progress = read_bytes(content.data, content.path)
    if isinstance(progress, Finding):
        return Intake(shown, content.digest, findings=(progress,), is_long_form=True)
    if year:
        progress = progress.attributed("", "", year)
    return Intake(shown, content.digest, progress, is_long_form=True)


def _digest(path: Path) -> str:
    """SHA-256 of a file that could not be read as a workbook; empty where it cannot even be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def report_files(folder: Path) -> list[Path]:
    """The report files of a folder, sorted."""
    return sorted(path for path in folder.iterdir() if is_report_name(path.name) and path.is_file())


def is_report_name(name: str) -> bool:
    """Whether a name can be a report's: not a lock file, not a hidden file. A marked copy that comes back is one too."""
    return name.lower().endswith(ENDINGS) and not name.startswith(("~$", "."))
