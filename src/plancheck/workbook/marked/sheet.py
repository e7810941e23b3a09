"""Draws the copy of a data sheet: its cells as they were read, those in question coloured and noted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell as DrawnCell
from openpyxl.comments import Comment
from openpyxl.styles.cell_style import StyleArray

from plancheck.findings import Finding, Severity
from plancheck.findings.cell_ranges import address, column_letters, row_and_column
from plancheck.rules import fix, message, severity_of
from plancheck.spreadsheet.book import Cell, CellKind, Sheet
from plancheck.words import word
from plancheck.workbook import layout
from plancheck.workbook.answers.identity import is_meta
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.printing import lay_out, set_layout, set_page
from plancheck.workbook.drawing.written_cell import write_cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.workbook.answers.columns import Columns

COLOURS = {Severity.ERROR: style.WRONG, Severity.WARNING: style.MISSING, Severity.INFO: "CFE3F7"}

#: A merge over a whole sheet names a range of 17 billion cells: of a larger range than this the first is marked.
_LARGEST_RANGE = 400
_LONGEST_GRID = 500
#: Excel grows slow with thousands of notes; the list on the first sheet has them all.
_MOST_NOTES = 1000
_ANSWERS = (layout.CODE_VALUE, layout.CODE_STATE, layout.CODE_REFERENCE)
#: Styles by what decides them: openpyxl takes a tenth of a millisecond to look one up again.
_Looks = dict[tuple[object, ...], StyleArray]
_WIDEST, _WIDEST_LEADING, _WIDEST_ALONE, _WIDEST_NUMBER, _NARROWEST = 34, 20, 64, 14, 9
#: What a column is wide that nothing was written in.
_UNDRAWN = 8.43
_LEADING = (layout.CODE_TARGET, layout.CODE_TASK, layout.CODE_WORDING)
_MOST_FROZEN = 3


def draw_copy(
    drawn: Worksheet, sheet: Sheet, columns: Columns | None, found: Sequence[tuple[str, Finding]], language: str
) -> None:
    """Fill a sheet of the copy. `found` has the findings on this sheet with the cells that they name."""
    if is_meta(sheet):
        _write_all(drawn, sheet)
        drawn.sheet_state = "hidden"
        return
    first_row = _first_row(sheet, columns)
    if columns is not None:
        sheet, columns = _without_workings(sheet, columns, first_row - 1)
    _write_all(drawn, sheet)
    frozen = _frozen(columns)
    widths = _widths(sheet, first_row - 1, frozen if columns else 0)
    _dress(drawn, sheet, columns, first_row, widths)
    _hide_cover_codes(drawn, sheet)
    _mark(drawn, found, language)
    last_row, last_column = max(sheet.cells, default=(1, 1))[0], max(widths, default=1)
    area = f"A1:{address(last_row, last_column)}"
    if columns is None:
        set_page(drawn, language, area, upright=True)
    else:
        every_column = range(1, last_column + 1)
        groups = [_heading_word(sheet, first_row - 1, column) or column for column in every_column]
        pages = lay_out([widths.get(column, _UNDRAWN) for column in every_column], groups, frozen)
        set_layout(drawn, language, area, pages, frozen)
    if 1 < first_row <= last_row:
        drawn.freeze_panes = address(first_row, frozen + 1)
        drawn.print_title_rows = f"{first_row - 1}:{first_row - 1}"
    drawn.sheet_view.zoomScale, drawn.sheet_view.showGridLines = 90, False


def _without_workings(sheet: Sheet, columns: Columns, heading: int) -> tuple[Sheet, Columns]:
    """The sheet without the columns that its formulas alone look at: shown to nobody, and so without a heading."""
    if heading <= columns.row:
        return sheet, columns
    workings = {
        column
        for (row, column), cell in sheet.cells.items()
        if row == columns.row and cell.text == layout.CODE_SHOWN and sheet.cell(heading, column).is_blank
    }
    kept = {(row, column): cell for (row, column), cell in sheet.cells.items() if column not in workings}
    return replace(sheet, cells=kept), replace(columns, coded=columns.coded - workings)


def _write_all(drawn: Worksheet, sheet: Sheet) -> None:
    for at, cell in sorted(sheet.cells.items()):
        place = drawn.cell(*at)
        assert isinstance(place, DrawnCell)
        write_cell(place, cell)


def _hide_cover_codes(drawn: Worksheet, sheet: Sheet) -> None:
    for (_, column), cell in sheet.cells.items():
        if cell.text.startswith(layout.CODE_COVER):
            drawn.column_dimensions[column_letters(column)].hidden = True


def _frozen(columns: Columns | None) -> int:
    """How many columns stay in sight: those that the issued sheet keeps, id, task and words, where they still lead."""
    if columns is None or columns.by_code[layout.CODE_TARGET] != 1:
        return 1
    answers = {column for code, column in columns.by_code.items() if code not in _LEADING}
    return next((column - 1 for column in range(2, _MOST_FROZEN + 1) if column in answers), _MOST_FROZEN)


def _heading_word(sheet: Sheet, heading: int, column: int) -> str:
    """The first line of a heading of several: the day that the columns of a period have in common."""
    first, broken, _ = sheet.cell(heading, column).text.partition("\n") if heading > 0 else ("", "", "")
    return first if broken else ""


def _first_row(sheet: Sheet, columns: Columns | None) -> int:
    """The first row with a target's id; the row under the codes where there is none."""
    if columns is None:
        return 1
    ids = columns.by_code[layout.CODE_TARGET]
    rows = [row for row, column in sheet.cells if column == ids and row > columns.row]
    starts = [row for row in sorted(rows) if re.fullmatch(r"[A-Za-z][\w.-]*", sheet.cell(row, ids).text)]
    return starts[0] if starts else columns.row + 1


def _widths(sheet: Sheet, heading: int, frozen: int) -> dict[int, float]:
    """Wide enough for numbers, at most so wide for words; titles above the heading run over their neighbours.

    Of the frozen columns the last, the words of the target, is as wide as words may be: all stay in sight while the rest
    scrolls. A sheet without any is no table of ours, and has its words in one column.
    """
    widths: dict[int, float] = {}
    for (row, column), cell in sheet.cells.items():
        if row >= heading:
            width = max(style.width_of(line) for line in cell.text[:200].split("\n")) + 2
            words = _WIDEST_LEADING if column < frozen else _WIDEST if frozen else _WIDEST_ALONE
            widest = words if cell.kind is CellKind.TEXT else _WIDEST_NUMBER
            widths[column] = max(widths.get(column, _NARROWEST), min(width, widest))
    return widths


def _dress(
    drawn: Worksheet, sheet: Sheet, columns: Columns | None, first_row: int, widths: Mapping[int, float]
) -> None:
    for column, width in widths.items():
        drawn.column_dimensions[column_letters(column)].width = width
    if columns is not None:
        drawn.row_dimensions[columns.row].hidden = True
    answers = {column for code, column in (columns.by_code.items() if columns else ()) if code not in _shown_codes()}
    rows = sheet.by_row()
    # A grid behind empty cells too, where that is a table of people's size.
    grid = columns.coded if columns is not None and len(rows) <= _LONGEST_GRID else frozenset()
    looks: _Looks = {}
    for row, cells in rows.items():
        if columns is not None and row == columns.row:
            continue
        if columns is not None and row < first_row - 1:
            _dress_title(drawn, row, cells, is_first=row == columns.row + 1)
        else:
            _dress_row(drawn, row, grid | cells.keys(), answers, looks, is_heading=row == first_row - 1)
            texts = [(cell.text, widths.get(column, _NARROWEST)) for column, cell in cells.items()]
            drawn.row_dimensions[row].height = style.row_height(texts)


def _shown_codes() -> frozenset[str]:
    return frozenset({layout.CODE_TARGET, layout.CODE_UNIT, layout.CODE_BASELINE_DATE})


def _dress_title(drawn: Worksheet, row: int, cells: Mapping[int, Cell], *, is_first: bool) -> None:
    lines = 1
    for column, read in cells.items():
        cell = drawn.cell(row, column)
        cell.font = style.font(14, bold=True, colour=style.HEADING) if is_first else style.font(colour=style.FAINT)
        # What is long runs over its neighbours; the day above a period's column stands on two short lines.
        is_short = column > _MOST_FROZEN and "\n" in read.text
        cell.alignment = style.align("center" if is_short else "left", wrap=is_short)
        lines = max(lines, read.text.count("\n") + 1 if is_short else 1)
    drawn.row_dimensions[row].height = 26 if is_first else 4 + 15 * lines


def _dress_row(
    drawn: Worksheet, row: int, columns: Iterable[int], answers: Container[int], looks: _Looks, *, is_heading: bool
) -> None:
    for column in columns:
        cell = drawn.cell(row, column)
        assert isinstance(cell, DrawnCell)
        side = "center" if is_heading else "left" if isinstance(cell.value, str) else "right"
        kind = (is_heading, side, column in answers, cell.number_format, cell.quotePrefix)
        if kind in looks:
            cell._style = copy(looks[kind])  # type: ignore[attr-defined] # the stubs do not have it
        else:
            _dress_cell(cell, side, is_heading=is_heading, is_answer=column in answers)
            looks[kind] = copy(cell._style)  # type: ignore[attr-defined]


def _dress_cell(cell: DrawnCell, side: str, *, is_heading: bool, is_answer: bool) -> None:
    cell.border, cell.alignment = style.GRID, style.align(side)
    if is_heading:
        cell.font, cell.fill = style.font(bold=True, colour="FFFFFF"), style.solid(style.HEADING)
    else:
        cell.font, cell.fill = style.font(), style.solid(style.FILLED if is_answer else style.SHOWN)


def _mark(drawn: Worksheet, found: Sequence[tuple[str, Finding]], language: str) -> None:
    by_cell: dict[tuple[int, int], list[Finding]] = {}
    for cells, finding in found:
        for at in _cells_of(cells):
            by_cell.setdefault(at, []).append(finding)
    for number, (at, here) in enumerate(sorted(by_cell.items())):
        cell = drawn.cell(*at)
        worst = min((severity_of(finding) for finding in here), key=lambda severity: severity.rank)
        cell.fill, cell.border = style.solid(COLOURS[worst]), style.GRID
        if number < _MOST_NOTES:
            cell.comment = _note(here, language)


def _note(found: Sequence[Finding], language: str) -> Comment:
    text = "\n\n".join(_words(finding, language) for finding in found)
    lines = style.lines_of(text, 46)
    return Comment(style.storable_text(text), "plancheck", height=min(24 + 19 * lines, 420), width=340)


def _words(finding: Finding, language: str) -> str:
    severity = word(f"marked.severity.{severity_of(finding)}", language)
    sentence, remedy = message(finding, language), fix(finding, language)
    text = f"[{severity}] {sentence}" if language == "en" else f"【{severity}】{sentence}"
    return text + ("\n" + word("marked.note-fix", language, fix=remedy) if remedy else "")


def _cells_of(cells: str) -> Iterator[tuple[int, int]]:
    first, _, last = cells.partition(":")
    top, left = row_and_column(first)
    bottom, right = row_and_column(last or first)
    if (bottom - top + 1) * (right - left + 1) > _LARGEST_RANGE:
        bottom, right = top, left
    yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
