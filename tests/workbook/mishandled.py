"""Rows and columns of a workbook taken out and put back otherwise, as people do before they hand it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.workbook.workbook import Workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: What a cell of an issued workbook holds.
Content = str | float | date | None
Grid = list[list[Content]]


def grid(sheet: Worksheet) -> Grid:
    return [[_content(cell.value) for cell in row] for row in sheet.iter_rows()]


def _content(value: object) -> Content:
    assert value is None or isinstance(value, str | float | int | date), value
    return value


def write(sheet: Worksheet, rows: Grid) -> None:
    """Make these the rows of a sheet: texts stay texts even if they begin like a formula, days stay days."""
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = value
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "General"
            if isinstance(value, str):
                cell.data_type = "s"


def new_book(path: Path, sheets: dict[str, Grid]) -> Path:
    """A new file with nothing but values: no identity, no styles, no hidden rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        write(book.create_sheet(name), rows)
    book.save(path)
    return path


def data_sheets(path: Path) -> dict[str, Grid]:
    """What can be seen of the sheets to fill."""
    names = ("进度填报", "工作推进")
    return {sheet.title: grid(sheet) for sheet in openpyxl.load_workbook(path).worksheets if sheet.title in names}
