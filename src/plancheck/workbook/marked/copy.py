"""The marked copy of a workbook: a file and its findings in, `NAME.checked.xlsx` beside it out.

The copy is drawn afresh from what our own reader read; the file itself is neither opened for writing nor handed to
another library, because a stranger's file that passes the guard can still hang one. So a copy never carries macros,
links to other files, pictures or formulas: it holds values, as they were read. It keeps the hidden codes, so that one
that is filled and sent back by mistake is understood all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.findings import CellPlace, Finding
from plancheck.spreadsheet.book import Book, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

    from plancheck.workbook.answers.columns import Columns

#: Above this many cells a sheet is no progress sheet; its findings are listed and it is not drawn.
_MOST_CELLS = 20_000


def mark_copy(path: Path, found: Sequence[Finding], language: str) -> Path | None:
    """Write a workbook's copy with its findings listed, coloured and noted; say where it is.

    None where there is nothing to copy: the file cannot be read, is a CSV, or has no findings and no earlier copy that
    would now be wrong. Raises OSError, naming the copy, where it cannot be written.
    """
    from plancheck.files import write_atomically
    from plancheck.spreadsheet.read_book import read_book

    copy = copy_path(path)
    if path.suffix.lower() == ".csv" or (not found and not copy.exists()):
        return None
    book = read_book(path)
    if isinstance(book, Finding):
        return None
    try:
        write_atomically(copy, marked_bytes(book, found, language, _day_of(path)))
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror or str(problem), str(copy)) from problem
    return copy


def copy_path(path: Path) -> Path:
    """`局.xlsx` is copied to `局.checked.xlsx`; `局.xls`, which may lie beside it, to `局.xls.checked.xlsx`."""
    stem = path.stem if path.suffix.lower() == ".xlsx" else path.name
    return path.with_name(f"{stem}.checked.xlsx")


def _day_of(path: Path) -> date:
    return date.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ012 - as the file manager shows it


def marked_bytes(book: Book, found: Sequence[Finding], language: str, day: date) -> bytes:
    """The copy as it lies on disk; the same file and findings give the same bytes."""
    from openpyxl import Workbook

    from plancheck.words import word
    from plancheck.workbook.drawing.reproducible import reproducible_bytes
    from plancheck.workbook.marked.findings_list import draw_list
    from plancheck.workbook.marked.sheet import draw_copy
    from plancheck.workbook.marked.target_names import name_targets

    copy = Workbook()
    first = copy.worksheets[0]
    first.title = word("marked.sheet", language)
    names: dict[str, str] = {}
    sheets = _sheets_to_copy(book, found)
    for sheet, columns in sheets:
        names[sheet.name] = _free_name(copy, sheet.name)
        draw_copy(copy.create_sheet(names[sheet.name]), sheet, columns, _on_sheet(found, sheet.name), language)
    draw_list(first, Path(book.path).name, found, names, language, name_targets(sheets))
    return reproducible_bytes(copy, day)


def _sheets_to_copy(book: Book, found: Sequence[Finding]) -> list[tuple[Sheet, Columns | None]]:
    """The sheets with codes, the hidden sheet of identity, and any other that a finding names."""
    from plancheck.workbook.answers.columns import read_columns
    from plancheck.workbook.answers.identity import is_meta

    named = {finding.place.sheet for finding in found if isinstance(finding.place, CellPlace)}
    chosen = []
    for sheet in book.sheets:
        columns = None if is_meta(sheet) else read_columns(sheet.name, sheet.by_row(), book.path)[0]
        if (columns or is_meta(sheet) or sheet.name in named) and len(sheet.cells) <= _MOST_CELLS:
            chosen.append((sheet, columns))
    return chosen


def _on_sheet(found: Sequence[Finding], sheet: str) -> list[tuple[str, Finding]]:
    return [
        (finding.place.cells, finding)
        for finding in found
        if isinstance(finding.place, CellPlace) and finding.place.sheet == sheet and finding.place.cells
    ]


def _free_name(copy: Workbook, name: str) -> str:
    """A name that Excel takes and that no sheet of the copy has yet."""
    import re

    plain = re.sub(r"[\\/*?:\[\]\x00-\x1f]", "_", name).strip("'")[:28] or "_"
    taken = {sheet.casefold() for sheet in copy.sheetnames}
    free, number = plain, 1
    while free.casefold() in taken:
        number += 1
        free = f"{plain}_{number}"[:31]
    return free
