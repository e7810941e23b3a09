"""What both readers of a sheet make of a cell: its address, type, style and value in, where it stands and a `Cell` out.

`sheet_xml` reads any sheet, `regular_rows` the regular ones faster; a cell means the same to both because it is made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plancheck.findings.cell_ranges import column_number
from plancheck.spreadsheet.book import Cell, ShownAs
from plancheck.spreadsheet.cell_values import defect, number_cell, text_cell, unvalued_cell, written_cell

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
#: Non-blank cells of a whole book. An issued workbook has below 10,000; each costs about 400 bytes here.
MAX_CELLS = 200_000

_PLAIN = ShownAs.PLAIN


class _Columns(dict[str, int]):
    """`AB` is 28, and what names no column is 0; filled as letters turn up."""

    def __missing__(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            return 0
        number = column_number(letters.upper())
        if number > MAX_COLUMN:
            return 0
        self[letters] = number
        return number


COLUMNS = _Columns()


@dataclass(slots=True)
class BookContext:
    """What a sheet needs from the rest of the book, and how many cells the book may still have.

    `strings` and `styles` go by the number as cells write it.
    """

    strings: Mapping[str, Cell]
    styles: Mapping[str, ShownAs]
    counts_from_1904: bool = False
    cells_left: int = MAX_CELLS


def string_cells(strings: Iterable[str]) -> dict[str, Cell]:
    """A cell for each shared string, made once however often it is used."""
    return {str(index): text_cell(text) for index, text in enumerate(strings)}


def valued_cell(context: BookContext, kind: str, style: str, value: str, is_formula: bool) -> Cell:
    """The cell of a type (`t`), a style number (`s`) and what stands in `<v>`."""
    if kind == "n":
        return number_cell(value, context.styles.get(style, _PLAIN), is_formula, context.counts_from_1904)
    if kind == "s":
        return _string_cell(context, value, is_formula)
    return written_cell(kind, value, is_formula)


def _string_cell(context: BookContext, written: str, is_formula: bool) -> Cell:
    """A shared string; an index that the table has not is a defect of this cell."""
    cell = context.strings.get(written) or context.strings.get(written.strip())
    if cell is None:
        return defect(written, is_formula) if written.strip() else unvalued_cell("s", is_formula)
    return text_cell(cell.raw, True) if is_formula else cell
