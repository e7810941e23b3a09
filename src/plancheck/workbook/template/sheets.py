"""Draws a data sheet: the hidden row of codes, a title, a hint, the heading, a row a target.

A `SheetDraft` in, an openpyxl sheet out. Rows: 1 codes (hidden), 2 title, 3 progress and hint, 4 heading,
then the data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.filters import FilterColumn
from openpyxl.worksheet.views import Selection

from plancheck.findings.cell_ranges import address, column_letters
from plancheck.spreadsheet.book import Cell as WrittenCell
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.printing import lay_out, set_layout
from plancheck.workbook.drawing.written_cell import write_cell
from plancheck.workbook.template.drafts import CellDraft, Column, RowDraft, SheetDraft
from plancheck.workbook.template.formulas import Formula
from plancheck.workbook.template.marks import FIRST_ROW, add_marks, add_validations, progress_line

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADING_ROW = FIRST_ROW - 1
#: The progress and, below it, the hint: merged over the frozen columns, so that both stay in sight.
PROGRESS_CELL = "A3"
_CENTRED = {"target", "unit", "basis", "direction", "baseline_date", "by", "measure_by", "reason_period"}
_FILTERED = ("target", "task", "value:", "state:", "check", "evidence", "reason")
_ABSENT = CellDraft()


def draw_sheet(book: Workbook, draft: SheetDraft, language: str) -> Worksheet:
    """Add a data sheet to a workbook."""
    sheet: Worksheet = book.create_sheet(draft.name)
    _draw_codes(sheet, draft)
    _draw_head(sheet, draft, language)
    places = {column.key: number for number, column in enumerate(draft.columns, 1)}
    for index, row in enumerate(draft.rows):
        _draw_row(sheet, draft, row, FIRST_ROW + index, places)
    add_validations(sheet, draft)
    add_marks(sheet, draft)
    _set_view(sheet, draft)
    shown = [column for column in draft.columns if not column.hidden]
    last = f"{column_letters(len(shown))}{FIRST_ROW + len(draft.rows) - 1}"
    _add_filter(sheet, shown, f"A{_HEADING_ROW}:{last}")
    layout = lay_out([column.width for column in shown], _print_groups(shown), draft.frozen)
    set_layout(sheet, language, f"A2:{last}", layout, draft.frozen)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    lock(sheet)
    return sheet


def _add_filter(sheet: Worksheet, columns: Sequence[Column], area: str) -> None:
    """A filter over the table, its buttons only where somebody looks for rows: they cover the headings."""
    sheet.auto_filter.ref = area
    for number, column in enumerate(columns):
        if not column.key.startswith(_FILTERED):
            sheet.auto_filter.filterColumn.append(FilterColumn(colId=number, hiddenButton=True))


def _draw_codes(sheet: Worksheet, draft: SheetDraft) -> None:
    for number, column in enumerate(draft.columns, 1):
        style.write_text(sheet.cell(1, number), column.code)
        sheet.cell(1, number).font = style.font(8, colour=style.FAINT)
        sheet.column_dimensions[column_letters(number)].width = column.width
        sheet.column_dimensions[column_letters(number)].hidden = column.hidden
    sheet.row_dimensions[1].hidden = True


def _draw_head(sheet: Worksheet, draft: SheetDraft, language: str) -> None:
    style.write_text(sheet.cell(2, 1), draft.title)
    sheet.cell(2, 1).font = style.font(15, bold=True, colour=style.HEADING)
    line = sheet[PROGRESS_CELL]
    line.value = f'={progress_line(draft, language)}&CHAR(10)&"{draft.hint}"'
    line.font = style.font(bold=True, colour=style.HEADING)
    line.alignment = style.align()
    sheet.merge_cells(f"{PROGRESS_CELL}:{column_letters(draft.frozen)}3")
    room = sum(column.width for column in draft.columns[: draft.frozen])
    sheet.row_dimensions[2].height = 26
    sheet.row_dimensions[3].height = style.row_height([(f"-\n{draft.hint}", room)])
    _draw_hand_in(sheet, draft)
    for cell in sheet[2]:
        cell.alignment = style.align(wrap=False)
    for number, column in enumerate(draft.columns, 1):
        if not column.hidden:
            _draw_heading(sheet.cell(_HEADING_ROW, number), column)
    texts = [(column.heading, column.width) for column in draft.columns]
    sheet.row_dimensions[_HEADING_ROW].height = style.row_height(texts, 38)


def _draw_hand_in(sheet: Worksheet, draft: SheetDraft) -> None:
    """Above the column to fill of each period."""
    for number, column in enumerate(draft.columns, 1):
        if column.period and column.period in draft.hand_in and column.key.startswith(("value:", "state:")):
            cell = sheet.cell(3, number)
            assert isinstance(cell, Cell)
            style.write_text(cell, draft.hand_in[column.period])
            cell.font, cell.alignment = style.font(bold=True, colour=style.RED), style.align("center", "bottom")


def _draw_heading(cell: object, column: Column) -> None:
    assert isinstance(cell, Cell)
    style.write_text(cell, column.heading)
    cell.font, cell.fill = style.font(bold=True, colour="FFFFFF"), style.solid(style.HEADING)
    cell.alignment, cell.border = style.align("center"), style.GRID


def _draw_row(sheet: Worksheet, draft: SheetDraft, row: RowDraft, number: int, places: Mapping[str, int]) -> None:
    texts = []
    for place, column in enumerate(draft.columns, 1):
        content = row.cells.get(column.key, _ABSENT)
        cell = sheet.cell(number, place)
        assert isinstance(cell, Cell)
        if isinstance(content.content, Formula):
            cell.value = content.content.at(number, places)
        _write(cell, content)
        if column.hidden:
            continue
        _dress(cell, column, content)
        texts.append((content.content if isinstance(content.content, str) else "", column.width))
    # Room for the three lines that a check may need.
    sheet.row_dimensions[number].height = style.row_height(texts, 44)


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
    cell.font = style.font(colour=style.FAINT) if column.key == "target" else style.font()
    cell.protection = style.OPEN if draft.asked else style.LOCKED
    cell.alignment = style.align(_side(column), indent=1 if column.key == "check" else 0)
    if column.key in ("measure_by", "baseline_date") and not isinstance(draft.content, Decimal | WrittenCell):
        cell.number_format = "yyyy-mm-dd"
    if column.key.startswith("change:"):
        cell.number_format = "+General;-General;0"
    if column.key == "reason_period":
        cell.number_format = "@"  # else Excel turns 3月31日 into a day of the year in which it was chosen


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


def _print_groups(columns: Sequence[Column]) -> list[object]:
    """What is to stay on one page: a period's columns, what is said beside them, the facts before them."""
    remarks = {"evidence", "reason", "reason_period", "measure", "measure_by"}
    return [column.period or ("remarks" if column.key in remarks else "facts") for column in columns]


def lock(sheet: Worksheet) -> None:
    """Only unlocked cells can be edited; no password, for it guards against slips, not against people."""
    protection = sheet.protection
    protection.sheet = True
    # False means allowed: a long note may want a wider column, a cell that became a date its format back. Sorting is not:
    # under protection only the open cells could be sorted, away from the targets that they answer for.
    protection.formatColumns = protection.formatRows = protection.formatCells = protection.autoFilter = False
