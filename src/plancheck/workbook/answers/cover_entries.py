"""What a department filled in on the cover, cell by cell: a `Book` in, an `Entry` for each filled field out.

A field is known by the code to its right. It belongs to no target: its entries have an empty one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from plancheck.findings import CellPlace, Place
from plancheck.findings.cell_ranges import address
from plancheck.spreadsheet.book import Book
from plancheck.workbook import layout
from plancheck.workbook.answers.cover import find_cover
from plancheck.workbook.answers.entries import CellAnswer, Entry, RowAsIssued
from plancheck.workbook.answers.written_values import tidy

COVER_CODES = tuple(f"{layout.CODE_COVER}{name}" for name in layout.COVER_FIELDS)


def read_cover(book: Book, path: str, flagged: Collection[Place] = ()) -> Iterator[Entry]:
    """The filled fields of the cover; `flagged` are the cells that a finding stands on."""
    cover = find_cover(book)
    if cover is None:
        return
    sheet, asked = cover
    for name, at in asked.items():
        cell, place = sheet.cell(*at), CellPlace(path, sheet.name, address(*at))
        if not cell.is_blank:
            answer = CellAnswer(place, tidy(cell.text), is_read=place not in flagged)
            code = f"{layout.CODE_COVER}{name}"
            yield Entry("", code, answer, cell, RowAsIssued(), is_flagged=place in flagged)
