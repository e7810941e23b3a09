"""Fields of the cover of an earlier workbook, written into the drawn cover: beside the code of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell

from plancheck.spreadsheet.book import Cell as WrittenCell
from plancheck.workbook.answers.cover_entries import COVER_CODES
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.written_cell import write_cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.workbook.answers.entries import EntryKey
    from plancheck.workbook.template.drafts import CellContent


def fill_cover(sheet: Worksheet, written: Mapping[EntryKey, CellContent]) -> None:
    """Write what is carried over into the cells to the left of the codes."""
    carried = {code: written["", code] for code in COVER_CODES if ("", code) in written}
    for row in sheet.iter_rows() if carried else ():
        for cell, code in pairwise(row):
            content = carried.get(str(code.value))
            if content is not None and isinstance(cell, Cell):
                _write(cell, content)


def _write(cell: Cell, content: CellContent) -> None:
    match content:
        case str():
            style.write_text(cell, content)
        case Decimal() | date():
            cell.value = content
        case WrittenCell():
            write_cell(cell, content)
