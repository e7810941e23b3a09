"""What was written where it cannot be read: beside the table, in a row of no target, into merged cells.

A `DataSheet` in, findings out, so that nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancheck.findings import CellPlace, Finding, finding
from plancheck.findings.cell_ranges import address
from plancheck.spreadsheet.book import Cell, CellKind
from plancheck.workbook import layout
from plancheck.workbook.answers.written_values import read_number, read_state, tidy

if TYPE_CHECKING:
    from plancheck.workbook.answers.data_sheets import DataSheet, SheetRow

_ANSWERS = (layout.CODE_VALUE, layout.CODE_STATE, layout.CODE_REFERENCE)
_LONGEST_SHOWN = 20


def find_unread_cells(data: DataSheet, path: str) -> Iterator[Finding]:
    """Everything on a sheet that somebody wrote and nobody reads."""
    for row in data.rows:
        yield from _without_code(data, row, path) if row.target else _without_target(data, row, path)
    yield from _merged(data, path)
    yield from _written_over(data, path)


def _without_target(data: DataSheet, row: SheetRow, path: str) -> Iterator[Finding]:
    """Values in a row that names no target. Words there are a heading or a note."""
    for column in _answer_columns(data):
        cell = row.cells.get(column)
        if cell is not None and _is_answer(cell):
            place = CellPlace(path, data.name, address(row.number, column))
            yield finding("row-without-target", place, text=row.written_id[:_LONGEST_SHOWN])


def _is_answer(cell: Cell) -> bool:
    if cell.kind is CellKind.NUMBER:
        return True
    return cell.kind is CellKind.TEXT and (read_number(cell.raw, "") or read_state(cell.raw)) is not None


def _without_code(data: DataSheet, row: SheetRow, path: str) -> Iterator[Finding]:
    for column, cell in row.cells.items():
        if column not in data.columns.coded and not cell.is_blank:
            yield finding("column-without-code", CellPlace(path, data.name, address(row.number, column)))


def _merged(data: DataSheet, path: str) -> Iterator[Finding]:
    """Cells to fill that were merged: one value is left of several, and nobody knows for which."""
    rows = [row.number for row in data.targets]
    for merge in data.merges:
        covered = sum(1 for row in rows for column in _answer_columns(data) if merge.covers(row, column))
        if covered > 1:
            cells = f"{address(merge.top, merge.left)}:{address(merge.bottom, merge.right)}"
            yield finding("merged-answers", CellPlace(path, data.name, cells))


def _written_over(data: DataSheet, path: str) -> Iterator[Finding]:
    """What was pasted over 比上期 and 检查, which the form reckons itself: a block meant for the columns of values.

    Where no cell of theirs is a formula any more, the sheet was pasted as values, or its format does not tell.
    """
    columns = _computed_columns(data)
    cells = [(row.number, column, row.cells.get(column)) for row in data.targets for column in columns]
    if not any(cell is not None and cell.is_formula for _, _, cell in cells):
        return
    for row, column, cell in cells:
        if cell is not None and not cell.is_formula and not cell.is_blank:
            place = CellPlace(path, data.name, address(row, column))
            yield finding("written-over", place, heading=columns[column], text=cell.text[:_LONGEST_SHOWN])


def _computed_columns(data: DataSheet) -> dict[int, str]:
    """The columns for people that the form reckons, and their headings: the only ones that are known by them."""
    shown = data.columns.coded - set(data.columns.by_code.values())
    heads = [row for row in data.rows if not row.target]
    return {
        column: heading
        for row in heads
        for column in sorted(shown & row.cells.keys())
        if (
            heading := next((one for one in layout.RECKONED_HEADINGS if tidy(row.cells[column].text).endswith(one)), "")
        )
    }


def _answer_columns(data: DataSheet) -> list[int]:
    return [column for code, column in data.columns.by_code.items() if code.startswith(_ANSWERS)]
