"""Who signed a workbook: a `Book` in, a `SignedBy` out, from the cells of the cover beside the codes.

The cover is known by its codes, as a data sheet is, wherever they have been moved to; each stands to the right of the cell
that it is for. A workbook without them, as every one before version 3, was never asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plancheck.findings import CellPlace, Finding, Place
from plancheck.findings.cell_ranges import address
from plancheck.observations import SignedBy
from plancheck.spreadsheet.book import Cell
from plancheck.workbook import layout
from plancheck.workbook.answers.answers import AnswerReader
from plancheck.workbook.answers.identity import is_meta
from plancheck.workbook.answers.written_values import tidy

if TYPE_CHECKING:
    from plancheck.spreadsheet.book import Book, Sheet

_LONGEST = 100
_CODES = {f"{layout.CODE_COVER}{name}": name for name in layout.COVER_FIELDS}


def read_signing(book: Book, path: str, department: str | None) -> tuple[SignedBy | None, list[Finding]]:
    """What the cover says of who filled the workbook, and what of it cannot be read; None where it does not ask."""
    cover = find_cover(book)
    return _read(*cover, path, department) if cover else (None, [])


def find_cover(book: Book) -> tuple[Sheet, dict[str, tuple[int, int]]] | None:
    """The first sheet that asks who stands for the figures, and the row and column of each cell to fill by its field."""
    for sheet in book.sheets:
        asked = {} if is_meta(sheet) else _asked(sheet)
        if asked:
            return sheet, asked
    return None


def _asked(sheet: Sheet) -> dict[str, tuple[int, int]]:
    """The row and column of each cell to fill, by the name of its field; of two codes the first counts."""
    asked: dict[str, tuple[int, int]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        name = _CODES.get(tidy(cell.text)) if column > 1 and cell.text.startswith(layout.CODE_COVER) else None
        if name:
            asked.setdefault(name, (row, column - 1))
    return asked


def _read(
    sheet: Sheet, asked: dict[str, tuple[int, int]], path: str, department: str | None
) -> tuple[SignedBy, list[Finding]]:
    reader = AnswerReader("", department)
    places: dict[str, Place] = {}
    values: dict[str, Any] = {}
    for name in layout.COVER_FIELDS:
        if name not in asked:
            continue
        cell, place = sheet.cell(*asked[name]), CellPlace(path, sheet.name, address(*asked[name]))
        places[name] = place
        if not cell.is_blank:
            values[name] = _value(reader, name, cell, place)
    return SignedBy(**values, places=places), reader.findings


def _value(reader: AnswerReader, name: str, cell: Cell, place: CellPlace) -> object:
    if name == layout.COVER_DAY:
        return reader.day(cell, place)
    return tidy(reader.words(cell, place))[:_LONGEST]
