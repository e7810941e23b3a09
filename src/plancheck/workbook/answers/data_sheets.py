"""A sheet with a row of codes: which of its rows are targets', which are not.

A `Sheet` in; a `DataSheet` out, or None for a sheet that is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plancheck.workbook import layout
from plancheck.workbook.answers.columns import Columns, read_columns
from plancheck.workbook.answers.written_values import tidy

if TYPE_CHECKING:
    from plancheck.findings import Finding
    from plancheck.spreadsheet.book import Cell, MergedRange, Sheet

#: As in a plan file; a title or a heading is none.
_TARGET_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row and what stands in its column of ids, `written_id`; `target` is empty where that is no id."""

    number: int
    target: str
    written_id: str
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class DataSheet:
    """A sheet with a row of codes: where its columns are, and the rows that are not the codes' own."""

    name: str
    columns: Columns
    rows: tuple[SheetRow, ...]
    merges: tuple[MergedRange, ...] = ()

    @property
    def targets(self) -> list[SheetRow]:
        return [row for row in self.rows if row.target]


def read_data_sheet(sheet: Sheet, path: str) -> tuple[DataSheet | None, list[Finding]]:
    """Find the row of codes and tell the rows apart. What is wrong with the codes is said on their cells."""
    rows = sheet.by_row()
    columns, found = read_columns(sheet.name, rows, path)
    if columns is None:
        return None, found
    id_column = columns.by_code[layout.CODE_TARGET]
    data_rows = tuple(_row(number, cells, id_column) for number, cells in rows.items() if number != columns.row)
    return DataSheet(sheet.name, columns, data_rows, sheet.merges), found


def _row(number: int, cells: Mapping[int, Cell], id_column: int) -> SheetRow:
    written_id = tidy(cells[id_column].text) if id_column in cells else ""
    target = written_id if _TARGET_ID.fullmatch(written_id) else ""
    return SheetRow(number=number, target=target, written_id=written_id, cells=cells)


def undated_period(sheets: Iterable[DataSheet], year: int | None) -> date | None:
    """The period that a column without a date is meant for: the latest with a value in it, else the year's end."""
    filled, all_periods = [], []
    for data in sheets:
        filled_columns = {column for row in data.targets for column, cell in row.cells.items() if not cell.is_blank}
        for prefix in (layout.CODE_VALUE, layout.CODE_STATE):
            for period, column in data.columns.dated(prefix):
                all_periods.append(period)
                if column in filled_columns:
                    filled.append(period)
    if filled:
        return max(filled)
    if year is not None:
        return date(year, 12, 31)
    return max(all_periods, default=None)
