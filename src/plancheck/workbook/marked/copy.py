"""The marked copy of a workbook: a file and its findings in, `NAME.checked.xlsx` beside it out.

The copy is drawn afresh from what our own reader read; the file itself is neither opened for writing nor handed to
another library, because a stranger's file that passes the guard can still hang one. So a copy never carries macros,
links to other files, pictures or formulas of the file: it holds values, as they were read, and what could not be read is
no better in it. It keeps the hidden codes, so that one that is filled and sent back by mistake is understood all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.findings import CellPlace, Finding
from plancheck.spreadsheet.book import Book, Cell, CellKind, Sheet
from plancheck.workbook import layout
from plancheck.workbook.answers.drawn_copies import answers_digest, is_copy_as_drawn
from plancheck.workbook.answers.identity import is_meta
from plancheck.workbook.intake.checked_names import original_stem

if TYPE_CHECKING:
    from openpyxl import Workbook

    from plancheck.workbook.answers.columns import Columns
    from plancheck.workbook.answers.progress import Progress

#: Above this many cells a sheet is no progress sheet; its findings are listed and it is not drawn.
_MOST_CELLS = 20_000


def mark_copy(path: Path, found: Sequence[Finding], language: str) -> Path | None:
    """Write a workbook's copy with its findings listed, coloured and noted; say where it is.

    None where there is nothing to copy: the file cannot be read, is a CSV, or has no findings and no earlier copy that
    would now be wrong. An earlier copy that somebody has written in since is not replaced, and neither is the file itself
    where it is such a copy: the new one is numbered. Raises OSError, naming the copy, where it cannot be written.
    """
    from plancheck.files import write_atomically
    from plancheck.spreadsheet.read_book import read_book

    if path.suffix.lower() == ".csv" or (not found and not copy_path(path).exists()):
        return None
    book = read_book(path)
    if isinstance(book, Finding):
        return None
    copy = next(place for place in _copy_paths(path) if _is_free(place, path))
    try:
        write_atomically(copy, marked_bytes(book, found, language, _day_of(path)))
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror or str(problem), str(copy)) from problem
    return copy


def copy_path(path: Path) -> Path:
    """`局.xlsx` is copied to `局.checked.xlsx`; `局.xls`, which may lie beside it, to `局.xls.checked.xlsx`.

    A copy that came back is a workbook itself: `局.checked.xlsx` is copied to `局.checked-2.xlsx`.
    """
    return next(place for place in _copy_paths(path) if place.name != path.name)


def _copy_paths(path: Path) -> Iterator[Path]:
    stem = original_stem(path.name)
    if stem is None:
        stem = path.stem if path.suffix.lower() == ".xlsx" else path.name
    yield path.with_name(f"{stem}.checked.xlsx")
    yield from (path.with_name(f"{stem}.checked-{number}.xlsx") for number in itertools.count(2))


def _is_free(place: Path, path: Path) -> bool:
    """Whether a copy may be written there: nothing is there, or a copy of ours in which nobody has written."""
    if place.name == path.name:
        return False
    if not place.is_file():
        return True  # a folder in its place is the writer's to complain of
    from plancheck.spreadsheet.read_book import read_book
    from plancheck.workbook.answers.progress import read_progress

    book = read_book(place)
    if isinstance(book, Finding):
        return False
    return is_copy_as_drawn(book, read_progress(book, book.path))


def _day_of(path: Path) -> date:
    return date.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ012 - as the file manager shows it


def marked_bytes(book: Book, found: Sequence[Finding], language: str, day: date) -> bytes:
    """The copy as it lies on disk; the same file and findings give the same bytes."""
    from openpyxl import Workbook

    from plancheck.words import word
    from plancheck.workbook.answers.progress import read_progress
    from plancheck.workbook.drawing.reproducible import reproducible_bytes
    from plancheck.workbook.marked.findings_list import draw_list
    from plancheck.workbook.marked.sheet import draw_copy
    from plancheck.workbook.marked.target_names import name_targets

    copy = Workbook()
    first = copy.worksheets[0]
    first.title = word("marked.sheet", language)
    names: dict[str, str] = {}
    progress = read_progress(book, book.path)
    undecided = [one for one in progress.findings if one.rule == "percent-or-share"]
    sheets = _sheets_to_copy(book, undecided)
    for sheet, columns in sheets:
        names[sheet.name] = _free_name(copy, sheet.name)
        draw_copy(copy.create_sheet(names[sheet.name]), sheet, columns, _on_sheet(found, sheet.name), language)
    _keep_digest(copy, book, progress, names)
    draw_list(first, Path(book.path).name, found, names, language, name_targets(sheets))
    return reproducible_bytes(copy, day)


def _keep_digest(copy: Workbook, book: Book, progress: Progress, names: Mapping[str, str]) -> None:
    """Note on the hidden sheet what the copy says as it is drawn, so that one that was written in is known."""
    from plancheck.workbook.drawing import style

    meta = next((names[sheet.name] for sheet in book.sheets if is_meta(sheet) and sheet.name in names), None)
    if meta is None:
        sheet = copy.create_sheet(_free_name(copy, layout.META_SHEET))
        sheet.sheet_state = "hidden"
    else:
        sheet = copy[meta]
    rows = [cell.row for cell in sheet["A"] if cell.value == layout.META_COPIED]
    row = rows[0] if rows else len(sheet["A"]) + 1
    style.write_text(sheet.cell(row, 1), layout.META_COPIED)
    style.write_text(sheet.cell(row, 2), answers_digest(progress))


def _sheets_to_copy(book: Book, undecided: Sequence[Finding]) -> list[tuple[Sheet, Columns | None]]:
    """Every sheet of a size that people fill: those with codes first, then what else somebody may have written on."""
    from plancheck.workbook.answers.columns import read_columns

    chosen: list[tuple[Sheet, Columns | None]] = []
    for sheet in book.sheets:
        columns = None if is_meta(sheet) else read_columns(sheet.name, sheet.by_row(), book.path)[0]
        if len(sheet.cells) <= _MOST_CELLS:
            chosen.append((_with_undecided(sheet, undecided), columns))
    return sorted(chosen, key=lambda pair: pair[1] is None)


def _with_undecided(sheet: Sheet, undecided: Sequence[Finding]) -> Sheet:
    """The sheet with the numbers that only its old format left open, 0.9 or 90%, as no numbers: the copy is of a new one."""
    from plancheck.findings.cell_ranges import row_and_column

    cells = dict(sheet.cells)
    for place, _ in _on_sheet(undecided, sheet.name):
        at = row_and_column(place)
        cells[at] = Cell(CellKind.DEFECT, sheet.cell(*at).text)
    return replace(sheet, cells=cells)


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
