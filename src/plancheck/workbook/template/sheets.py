"""Draws a data sheet: the hidden row of codes, a title, a hint, the heading, a row a target.

A `SheetDraft` in, an openpyxl sheet out. Rows: 1 codes (hidden), 2 title, 3 progress and hint, 4 heading,
then the data.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.views import Selection

from plancheck.findings.cell_ranges import address, column_letters
from plancheck.spreadsheet.book import Cell as WrittenCell
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.written_cell import write_cell
from plancheck.workbook.target_words import say
from plancheck.workbook.template.drafts import CellDraft, Column, RowDraft, SheetDraft
from plancheck.workbook.template.marks import FIRST_ROW, add_marks, add_validations, counts

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADING_ROW = FIRST_ROW - 1
#: The progress and, below it, the hint: merged over the frozen columns, so that both stay in sight.
PROGRESS_CELL = "A3"
_CENTRED = {"target", "unit", "basis", "direction", "baseline_date", "by", "measure_by"}
_ABSENT = CellDraft()
#: Characters that can still be read on a page across; a monthly sheet needs two pages.
_PAGE_WIDTH = 280


def draw_sheet(book: Workbook, draft: SheetDraft, language: str) -> Worksheet:
    """Add a data sheet to a workbook."""
    sheet: Worksheet = book.create_sheet(draft.name)
    _draw_codes(sheet, draft)
    _draw_head(sheet, draft, language)
    for index, row in enumerate(draft.rows):
        _draw_row(sheet, draft, row, FIRST_ROW + index)
    add_validations(sheet, draft)
    add_marks(sheet, draft, language)
    _set_view(sheet, draft)
    pages_wide = pages_across(column.width for column in draft.columns)
    area = f"A2:{column_letters(len(draft.columns))}{FIRST_ROW + len(draft.rows) - 1}"
    set_page(sheet, language, area, pages_wide=pages_wide)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    if pages_wide > 1:
        sheet.print_title_cols = f"A:{column_letters(draft.frozen)}"
    lock(sheet)
    return sheet


def _draw_codes(sheet: Worksheet, draft: SheetDraft) -> None:
    for number, column in enumerate(draft.columns, 1):
        style.write_text(sheet.cell(1, number), column.code)
        sheet.cell(1, number).font = style.font(8, colour=style.FAINT)
        sheet.column_dimensions[column_letters(number)].width = column.width
    sheet.row_dimensions[1].hidden = True


def _draw_head(sheet: Worksheet, draft: SheetDraft, language: str) -> None:
    style.write_text(sheet.cell(2, 1), draft.title)
    sheet.cell(2, 1).font = style.font(15, bold=True, colour=style.HEADING)
    asked, filled, missing = counts(draft)
    line = sheet[PROGRESS_CELL]
    progress = say("progress.line", language, asked=asked, filled=f"({filled})", missing=f"({missing})")
    line.value = f'={progress}&CHAR(10)&"{draft.hint}"'
    line.font = style.font(bold=True, colour=style.HEADING)
    line.alignment = style.align()
    sheet.merge_cells(f"{PROGRESS_CELL}:{column_letters(draft.frozen)}3")
    room = sum(column.width for column in draft.columns[: draft.frozen])
    sheet.row_dimensions[2].height = 26
    sheet.row_dimensions[3].height = style.row_height([(f"-\n{draft.hint}", room)])
    for cell in sheet[2]:
        cell.alignment = style.align(wrap=False)
    for number, column in enumerate(draft.columns, 1):
        _draw_heading(sheet.cell(_HEADING_ROW, number), column)
    texts = [(column.heading, column.width) for column in draft.columns]
    sheet.row_dimensions[_HEADING_ROW].height = style.row_height(texts, 38)


def _draw_heading(cell: object, column: Column) -> None:
    assert isinstance(cell, Cell)
    style.write_text(cell, column.heading)
    cell.font, cell.fill = style.font(bold=True, colour="FFFFFF"), style.solid(style.HEADING)
    cell.alignment, cell.border = style.align("center"), style.GRID


def _draw_row(sheet: Worksheet, draft: SheetDraft, row: RowDraft, number: int) -> None:
    texts = []
    for place, column in enumerate(draft.columns, 1):
        content = row.cells.get(column.key, _ABSENT)
        cell = sheet.cell(number, place)
        assert isinstance(cell, Cell)
        _write(cell, content)
        _dress(cell, column, content)
        texts.append((content.content if isinstance(content.content, str) else "", column.width))
    sheet.row_dimensions[number].height = style.row_height(texts, 30)


def _write(cell: Cell, draft: CellDraft) -> None:
    match draft.content:
        case str() as text if text:
            style.write_text(cell, text)
        case Decimal() as number:
            cell.value = number
        case date() as day:
            cell.value = day
        case WrittenCell() as written:
            write_cell(cell, written)


def _dress(cell: Cell, column: Column, draft: CellDraft) -> None:
    nothing_here = draft.content is None and (column.period is not None or column.key.startswith("baseline"))
    colour = style.ASKED if draft.asked else style.OFF if nothing_here else style.SHOWN
    cell.fill, cell.border = style.solid(colour), style.GRID
    cell.font = style.font(9, colour=style.FAINT) if column.key == "target" else style.font()
    cell.protection = style.OPEN if draft.asked else style.LOCKED
    cell.alignment = style.align(_side(column))
    if column.key in ("measure_by", "baseline_date") and not isinstance(draft.content, Decimal | WrittenCell):
        cell.number_format = "yyyy-mm-dd"


def _side(column: Column) -> str:
    if column.key in _CENTRED or column.key.startswith("state:"):
        return "center"
    return "right" if column.period is not None or column.key in ("baseline_known", "baseline", "last") else "left"


def first_to_fill(draft: SheetDraft) -> str | None:
    """The first empty cell that counts, period by period from the top; else the first cell to fill."""
    first: str | None = None
    for place, column in enumerate(draft.columns, 1):
        for index, row in enumerate(draft.rows):
            cell = row.cells.get(column.key)
            if cell is None or not cell.counted:
                continue
            at = address(FIRST_ROW + index, place)
            if cell.content is None:
                return at
            first = first or at
    return first


def _set_view(sheet: Worksheet, draft: SheetDraft) -> None:
    corner = address(FIRST_ROW, draft.frozen + 1)
    sheet.freeze_panes = corner
    start = first_to_fill(draft) or corner
    view = sheet.sheet_view
    view.zoomScale, view.showGridLines = 90, False
    right, below = f"{column_letters(draft.frozen + 1)}1", f"A{FIRST_ROW}"
    view.selection = [
        Selection(pane="topRight", activeCell=right, sqref=right),
        Selection(pane="bottomLeft", activeCell=below, sqref=below),
        Selection(pane="bottomRight", activeCell=start, sqref=start),
    ]


def set_page(sheet: Worksheet, language: str, area: str, *, pages_wide: int = 1, pages_high: int = 0) -> None:
    """A4 across, so many pages wide (and high, where that is bounded), the page number below."""
    sheet.print_area = area
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, pages_wide, pages_high
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.55
    margins.header = margins.footer = 0.25
    sheet.print_options.horizontalCentered = True
    pages = say("footer.page", language, page="&P", pages="&N")
    sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(text=sheet.title), center=_HeaderFooterPart(text=pages))


def pages_across(widths: Iterable[float]) -> int:
    """How many pages side by side columns of these widths need."""
    return max(1, ceil(int(sum(widths)) / _PAGE_WIDTH))


def lock(sheet: Worksheet) -> None:
    """Only unlocked cells can be edited; no password, for it guards against slips, not against people."""
    protection = sheet.protection
    protection.sheet = True
    # False means allowed: whoever reads a long note may widen its column.
    protection.formatColumns = protection.formatRows = False
