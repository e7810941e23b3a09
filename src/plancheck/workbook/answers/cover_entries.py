"""What a department filled in on the cover, cell by cell: a `Book` in, an `Entry` for each filled field out.

A field is known by the code to its right. It belongs to no target: its entries have an empty one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from plancheck.findings import CellPlace, Place
from plancheck.findings.cell_ranges import address
from plancheck.spreadsheet.book import Book
from plancheck.workbook import layout
from plancheck.workbook.answers.entries import CellAnswer, Entry, RowAsIssued
from plancheck.workbook.answers.identity import is_meta
from plancheck.workbook.answers.written_values import tidy

COVER_CODES = tuple(f"{layout.CODE_COVER}{name}" for name in layout.COVER_FIELDS)


def read_cover(book: Book, path: str, flagged: Collection[Place] = ()) -> Iterator[Entry]:
    """The filled fields of the first sheet that has any; `flagged` are the cells that a finding stands on."""
    for sheet in book.sheets:
        codes = {} if is_meta(sheet) else {at: tidy(cell.text) for at, cell in sheet.cells.items() if at[1] > 1}
        asked = {code: (row, column - 1) for (row, column), code in sorted(codes.items()) if code in COVER_CODES}
        for code, at in asked.items():
            cell, place = sheet.cell(*at), CellPlace(path, sheet.name, address(*at))
            if not cell.is_blank:
                answer = CellAnswer(place, tidy(cell.text), is_read=place not in flagged)
                yield Entry("", code, answer, cell, RowAsIssued(), is_flagged=place in flagged)
        if asked:
            return
