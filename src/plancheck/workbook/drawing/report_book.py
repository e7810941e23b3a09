"""Tables in, an Excel workbook out: the sheets of the yearly report. Text is text, whatever it begins with.

What the cells say is decided by the caller; here is how they look: headings, widths, filters, lamps in colour and sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from plancheck.findings.cell_ranges import address, column_letters
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.reproducible import reproducible_bytes

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

#: What an Excel cell holds at most.
LONGEST_CELL = 32_767
_HIGHEST_ROW = 96.0
#: Columns up to which a sheet is printed upright, and from which it takes two pages.
_NARROW, _WIDE = 4, 16
#: Columns over which a title runs: what a screen shows.
_NOTE_COLUMNS = 8
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Fill and ink of a lamp; the sign before the word tells them apart without colour.
LAMP_COLOURS = {
    "green": ("DDF1E6", "0B6B43"),
    "yellow": ("FFF0CC", "7A4F00"),
    "red": ("FBDDDD", "B3191F"),
    "grey": ("E7EAED", "4C5A68"),
}
_FORMATS = {"number": "#,##0.######", "share": "0.0%", "count": "0", "date": "yyyy-mm-dd"}


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads to a file, or to a cell of it (`'进度填报'!H7`)."""

    text: str
    path: str
    location: str = ""


Value = str | Decimal | float | int | date | Link | None


@dataclass(frozen=True, slots=True)
class BookColumn:
    """`kind` is text, number, share, count or date; a `lamp` column is coloured by the sign it begins with."""

    heading: str
    width: float
    kind: str = "text"
    is_lamp: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a title line, headings, rows. `flat` sheets have no title, for pivot tables."""

    name: str
    title: str
    columns: Sequence[BookColumn]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = ()
    flat: bool = False
    lamp_signs: dict[str, str] = field(default_factory=dict)


def report_book(title: str, tables: Sequence[Table], page: str, day: date) -> bytes:
    """The workbook as it lies on disk; the same tables give the same bytes. `page` is the footer, with &P and &N."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _draw(book.create_sheet(table.name), table, page)
    book.properties.title = title
    return reproducible_bytes(book, day)


def _draw(sheet: Worksheet, table: Table, page: str) -> None:
    top = 1 if table.flat else _draw_title(sheet, table)
    for number, column in enumerate(table.columns, 1):
        cell = sheet.cell(top, number)
        style.write_text(cell, _fit(column.heading))
        cell.font, cell.fill = style.font(10, bold=True), style.solid("E3E9EF")
        cell.alignment, cell.border = style.align("center"), style.GRID
        sheet.column_dimensions[column_letters(number)].width = column.width
    sheet.row_dimensions[top].height = 30
    looks = Looks(table.flat)
    for row, values in enumerate(table.rows, top + 1):
        _draw_row(sheet, row, table.columns, values, looks)
    bottom = max(top + len(table.rows), top + 1)
    last = column_letters(len(table.columns))
    sheet.auto_filter.ref = f"A{top}:{last}{bottom}"
    sheet.freeze_panes = address(top + 1, 3 if len(table.columns) > 4 else 1)
    _colour(sheet, table, top + 1, bottom)
    _set_page(sheet, table, top, f"A1:{last}{bottom}", page)


def _draw_title(sheet: Worksheet, table: Table) -> int:
    """Title and notes over the table, as wide as a page; the row of the headings."""
    last = min(len(table.columns), _NOTE_COLUMNS)
    room = sum(column.width for column in table.columns[:last])
    for row, text in enumerate([table.title, *table.notes], 1):
        size, least = (14, 26.0) if row == 1 else (10, 18.0)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        cell = sheet.cell(row, 1)
        style.write_text(cell, _fit(text))
        cell.font, cell.alignment = style.font(size, bold=row == 1), style.align()
        height = style.row_height([(text, room * 10 / size)], least, 1.5 * size)
        sheet.row_dimensions[row].height = min(height, _HIGHEST_ROW)
    return len(table.notes) + 2


def _draw_row(sheet: Worksheet, row: int, columns: Sequence[BookColumn], values: Sequence[Value], looks: Looks) -> None:
    for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        cell = sheet.cell(row, number)
        assert isinstance(cell, Cell)  # nothing is merged here
        looks.put_on(cell, column.kind, is_link=isinstance(value, Link))
        _write(cell, value)
    if not looks.flat:
        texts = [(value, column.width) for column, value in zip(columns, values, strict=True) if isinstance(value, str)]
        sheet.row_dimensions[row].height = min(style.row_height(texts, 18), _HIGHEST_ROW)


@dataclass(slots=True)
class Looks:
    """The look of a cell by its column's kind, made once: styling each cell for itself takes five times as long."""

    flat: bool
    made: dict[tuple[str, bool], StyleArray] = field(default_factory=dict)

    def put_on(self, cell: Any, kind: str, *, is_link: bool) -> None:
        key = (kind, is_link)
        if key in self.made:
            cell._style = copy(self.made[key])
            return
        cell.border = style.GRID
        cell.font = style.font(10, colour="0B4F8A") if is_link else style.font(10)
        cell.alignment = style.align("left" if kind == "text" else "right", "top", wrap=not self.flat)
        cell.number_format = _FORMATS.get(kind, "General")
        self.made[key] = copy(cell._style)


def _write(cell: Any, value: Value) -> None:
    """Words as words, numbers as numbers, links to their cell."""
    if isinstance(value, Link):
        style.write_text(cell, _fit(value.text))
        look = copy(cell._style)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=_quoted(value.path), location=value.location or None)
        cell._style = look
    elif isinstance(value, str):
        if value:
            style.write_text(cell, _fit(value))
    elif value is not None:
        # openpyxl gives a date a format of its own, and a link a style.
        look = copy(cell._style)
        cell.value = value
        cell._style = look


def _fit(text: str) -> str:
    """What Excel would read as an escape stays as it was written, and no cell is longer than one can be."""
    return _ESCAPE.sub("_x005F_", text[:LONGEST_CELL])


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return "".join(quote(char) if char in ' %#?"<>' else char for char in path)


def _colour(sheet: Worksheet, table: Table, first: int, last: int) -> None:
    for number, column in enumerate(table.columns, 1):
        letters = column_letters(number)
        cells = f"{letters}{first}:{letters}{last}"
        if column.is_lamp:
            for lamp, sign in table.lamp_signs.items():
                paper, ink = LAMP_COLOURS[lamp]
                formula = f'LEFT({letters}{first},1)="{sign}"'
                font = style.font(10, bold=True, colour=ink)
                rule = FormulaRule([formula], font=font, fill=style.solid(paper))  # type: ignore[no-untyped-call]
                sheet.conditional_formatting.add(cells, rule)
        elif column.kind == "share":
            bar = DataBarRule("num", 0, "num", 1, color="9CC3E6", showValue=True)  # type: ignore[no-untyped-call]
            sheet.conditional_formatting.add(cells, bar)
        elif column.kind == "count":
            grey = style.font(10, colour="9AA5B1")
            zero = CellIsRule("equal", ["0"], font=grey)  # type: ignore[no-untyped-call]
            sheet.conditional_formatting.add(cells, zero)


def _set_page(sheet: Worksheet, table: Table, top: int, area: str, page: str) -> None:
    """A4, headings on every page, the page number below; a wide table takes two pages side by side."""
    sheet.print_area = area
    sheet.print_title_rows = f"{top}:{top}"
    setup = sheet.page_setup
    setup.orientation = "landscape" if len(table.columns) > _NARROW else "portrait"
    setup.paperSize, setup.fitToHeight, setup.fitToWidth = 9, 0, 2 if len(table.columns) > _WIDE else 1
    if len(table.columns) > _WIDE:
        sheet.print_title_cols = "A:B"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom, margins.footer = 0.6, 0.75, 0.35
    footer = HeaderFooterItem()
    footer.center.text = page
    sheet.HeaderFooter.oddFooter = footer
    sheet.sheet_view.showGridLines = table.flat
