"""A file that came in, whatever it is: a workbook or a long-form CSV in, what it says or the finding why not, out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from plancheck.findings import Finding
from plancheck.workbook.answers.progress import Progress

#: What is looked for in a folder; another ending is read only where the file itself is named.
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et", ".ett", ".xlsb", ".ods")
ENDINGS = (*WORKBOOK_ENDINGS, ".csv")


@dataclass(frozen=True, slots=True)
class Intake:
    """One file as it was read. `progress` is None where it could not be; `digest` is the SHA-256 of its bytes.

    A long form (CSV) names the department in each row and has no cells.
    """

    path: str
    digest: str
    progress: Progress | None = None
    findings: tuple[Finding, ...] = ()
    is_long_form: bool = False


def read_file(path: Path, year: int | None = None) -> Intake:
    """Read one file, named in findings as it is named here. Whatever it is, there is an answer: content or a finding.

    `year` is the report year of its folder, which a long form does not name itself.
    """
    if path.suffix.lower() == ".csv":
        return _read_longform(path, year or 0)
    from plancheck.spreadsheet.read_book import read_book
    from plancheck.workbook.answers.progress import read_progress

    book = read_book(path)
    if isinstance(book, Finding):
        return Intake(path.as_posix(), _digest(path), None, (book,))
    return Intake(path.as_posix(), book.digest, read_progress(book, path.as_posix()), book.findings)


def _read_longform(path: Path, year: int) -> Intake:
    from plancheck.spreadsheet.content import read_content
    from plancheck.workbook.answers.longform import read_bytes

    content = read_content(path)
    if isinstance(content, Finding):
        return Intake(path.as_posix(), _digest(path), None, (content,), is_long_form=True)
    read = read_bytes(content.data, content.path)
    if isinstance(read, Finding):
        return Intake(content.path, content.digest, None, (read,), is_long_form=True)
    return Intake(content.path, content.digest, read.attributed("", "", year) if year else read, is_long_form=True)


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
    """Whether a name can be a report's: not a lock file, a hidden file or our own marked copy."""
    return name.lower().endswith(ENDINGS) and not name.startswith(("~$", ".")) and ".checked." not in name
