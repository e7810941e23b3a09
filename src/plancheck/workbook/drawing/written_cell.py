"""A cell as it was read, written again so that a reader says the same of it: a `Cell` in, an openpyxl cell out.

A formula leaves its result behind, and no text becomes one. What could not be read stays so: an error is an error, and a
formula that was never calculated is one that shows #N/A, which is none of the file's own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.utils.datetime import from_excel

from plancheck.spreadsheet.book import Cell, CellKind, ShownAs
from plancheck.workbook.answers.unreadable import DAMAGED, ERROR_TEXTS, UNKNOWN_ERROR
from plancheck.workbook.drawing import style

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as DrawnCell

_DAY = "yyyy-mm-dd"
#: No value stands beside it, so it is read as not calculated; a program that calculates it shows that nothing is there.
_UNCALCULATED = "=NA()"


def write_cell(drawn: DrawnCell, cell: Cell) -> None:
    """Write what a cell says, with the number format that changes how it is read: a day, a percentage."""
    match cell.kind:
        case CellKind.BLANK:
            pass
        case CellKind.NUMBER if cell.number is not None:
            _write_number(drawn, cell, cell.number)
        case CellKind.BOOL:
            drawn.value = cell.raw == "TRUE"
        case CellKind.ERROR:
            drawn.value = cell.raw if cell.raw in ERROR_TEXTS else UNKNOWN_ERROR
            drawn.data_type = "e"
        case CellKind.DEFECT:
            # A file of ours holds no damaged cell. As a text the digits stay, and behind the mark they are no number.
            style.write_text(drawn, style.storable_text(f"{DAMAGED}{cell.raw}"))
        case CellKind.NO_VALUE:
            drawn.value = _UNCALCULATED
        case _:
            style.write_text(drawn, style.storable_text(cell.raw))


def _write_number(drawn: DrawnCell, cell: Cell, number: Decimal) -> None:
    if abs(number.adjusted()) >= 300:
        style.write_text(drawn, cell.raw)
        return
    drawn.value = number
    if cell.shown_as is ShownAs.PERCENT:
        drawn.number_format = "0%" if (number * 100) % 1 == 0 else "0.00%"
    elif cell.shown_as is ShownAs.DATE:
        if cell.date is not None and _day_of(number) != cell.date:
            drawn.value = cell.date  # a file whose days count from 1904
        drawn.number_format = _DAY


def _day_of(number: Decimal) -> object:
    try:
        read = from_excel(float(number))
    except (ValueError, OverflowError):
        return None
    return read.date() if hasattr(read, "date") else None
