"""What a department reported: a `Book` in, a `Progress` out.

The hidden codes decide, wherever rows, columns and sheets have been moved to. The plan is not known here: a target that
it does not have, a period that is not due, a value outside its limits are found elsewhere. A fault is a finding on its
cell and costs no other cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Self

from plancheck.cellranges import address
from plancheck.findings import CellPlace, Finding, TextPlace, finding
from plancheck.workbook import layout
from plancheck.workbook.book import Book, Cell, CellKind, Sheet
from plancheck.workbook.columns import Columns, read_columns
from plancheck.workbook.identity import Identity, is_meta, read_identity
from plancheck.workbook.rows import RowPlace, read_row
from plancheck.workbook.values import fold, read_number, read_state

if TYPE_CHECKING:
    from plancheck.observations import Observation, Remark

_TARGET_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Progress:
    """One workbook as it was understood. `rows` says where each target's answers stand, filled or not."""

    identity: Identity = field(default_factory=Identity)
    observations: tuple[Observation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows: Mapping[str, RowPlace] = field(default_factory=dict)

    @property
    def plan(self) -> str | None:
        return self.identity.plan

    @property
    def department(self) -> str | None:
        """As the workbook names it."""
        return self.identity.department

    @property
    def year(self) -> int | None:
        return self.identity.year

    @property
    def version(self) -> str | None:
        return self.identity.version

    @property
    def fingerprints(self) -> Mapping[str, str]:
        return self.identity.fingerprints

    @property
    def synthetic(self) -> bool:
        return self.identity.synthetic

    def attributed(self, plan: str, department: str, year: int) -> Self:
        """The same, as the folder and the file's name say where the workbook itself does not (a CSV never does)."""
        identity = replace(
            self.identity,
            plan=self.plan or plan,
            department=self.department or department,
            year=self.year or year,
        )
        theirs, then = identity.department or "", identity.year
        return replace(
            self,
            identity=identity,
            observations=tuple(
                replace(item, department=item.department or theirs, year=then or item.year)
                for item in self.observations
            ),
            remarks=tuple(
                replace(item, department=item.department or theirs, year=then or item.year) for item in self.remarks
            ),
            findings=tuple(replace(item, department=item.department or department) for item in self.findings),
        )


@dataclass(frozen=True, slots=True)
class _DataSheet:
    sheet: Sheet
    columns: Columns
    rows: Mapping[int, Mapping[int, Cell]]


def read_progress(book: Book, path_shown: str) -> Progress:
    """Read what a department filled in. `path_shown` is the path as findings name it."""
    identity, found = read_identity(book, path_shown)
    sheets = []
    for sheet in book.sheets:
        columns, column_findings = read_columns(sheet, path_shown) if not is_meta(sheet) else (None, [])
        found += column_findings
        if columns:
            sheets.append(_DataSheet(sheet, columns, sheet.by_row()))
    if not sheets:
        return Progress(identity, findings=(*found, finding("no-codes", TextPlace(path_shown))))
    places, place_findings = _place_rows(sheets, path_shown)
    found += place_findings
    if not places:
        found.append(finding("no-rows", CellPlace(path_shown, sheets[0].sheet.name)))
    undated = _latest_filled(sheets, identity.year)
    year = identity.year or (undated.year if undated else 0)
    answers = [read_row(place, cells, identity.department, year, undated) for place, cells in places.values()]
    return Progress(
        identity,
        tuple(item for answer in answers for item in answer.observations),
        tuple(answer.remark for answer in answers if answer.remark),
        (*found, *(item for answer in answers for item in answer.findings)),
        {target: place for target, (place, _) in places.items()},
    )


def _place_rows(
    sheets: list[_DataSheet], path: str
) -> tuple[dict[str, tuple[RowPlace, Mapping[int, Cell]]], list[Finding]]:
    """Where each target stands: a row with an id in the column of ids. Title and headings have none."""
    places: dict[str, tuple[RowPlace, Mapping[int, Cell]]] = {}
    found: list[Finding] = []
    for data in sheets:
        id_column = data.columns.by_code[layout.CODE_TARGET]
        for number, cells in data.rows.items():
            if number == data.columns.row:
                continue
            target = fold(cells[id_column].text) if id_column in cells else ""
            place = RowPlace(path, data.sheet.name, data.columns, number, target)
            if not _TARGET_ID.fullmatch(target):
                found += _without_target(place, target, cells)
            elif target in places:
                cell = CellPlace(path, data.sheet.name, address(number, id_column))
                found.append(finding("duplicate-row", cell, target=target, first=places[target][0].sheet))
            else:
                places[target] = (place, cells)
                found += _without_code(place, cells)
        found += _merged(data, path)
    return places, found


def _without_target(place: RowPlace, target: str, cells: Mapping[int, Cell]) -> Iterator[Finding]:
    """Values in a row that names no target are lost; say so. Words there are a heading or a note."""
    for code, column in place.columns.by_code.items():
        cell = cells.get(column)
        if cell is None or not code.startswith((layout.CODE_VALUE, layout.CODE_STATE, layout.CODE_REFERENCE)):
            continue
        is_number = cell.kind is CellKind.NUMBER or (cell.kind is CellKind.TEXT and read_number(cell.raw, ""))
        if is_number or read_state(cell.text):
            yield finding("row-without-target", place.cell(code), text=target[:20])


def _without_code(place: RowPlace, cells: Mapping[int, Cell]) -> Iterator[Finding]:
    """What stands beside the table is not read; say so."""
    for column, cell in cells.items():
        if column not in place.columns.coded and not cell.is_blank:
            yield finding("column-without-code", CellPlace(place.path, place.sheet, address(place.row, column)))


def _merged(data: _DataSheet, path: str) -> Iterator[Finding]:
    """Cells to fill that were merged: one value is left of several, and nobody knows for which."""
    answers = [
        column
        for code, column in data.columns.by_code.items()
        if code.startswith((layout.CODE_VALUE, layout.CODE_STATE))
    ]
    for merge in data.sheet.merges:
        rows = [row for row in data.rows if row != data.columns.row and merge.top <= row <= merge.bottom]
        columns = [column for column in answers if merge.left <= column <= merge.right]
        id_column = data.columns.by_code[layout.CODE_TARGET]
        ids = [row for row in rows if _TARGET_ID.fullmatch(fold(data.sheet.cell(row, id_column).text))]
        if ids and len(ids) * len(columns) > 1:
            cells = f"{address(merge.top, merge.left)}:{address(merge.bottom, merge.right)}"
            yield finding("merged-answers", CellPlace(path, data.sheet.name, cells))


def _latest_filled(sheets: list[_DataSheet], year: int | None) -> date | None:
    """The period that a column without a date is meant for: the latest with a value in it, else the year's end."""
    filled, all_periods = [], []
    for data in sheets:
        for prefix in (layout.CODE_VALUE, layout.CODE_STATE):
            for period, column in data.columns.dated(prefix):
                all_periods.append(period)
                if any(column in cells for number, cells in data.rows.items() if _is_row(data, number)):
                    filled.append(period)
    if filled:
        return max(filled)
    if year is not None:
        return date(year, 12, 31)
    return max(all_periods, default=None)


def _is_row(data: _DataSheet, number: int) -> bool:
    if number == data.columns.row:
        return False
    return bool(_TARGET_ID.fullmatch(fold(data.sheet.cell(number, data.columns.by_code[layout.CODE_TARGET]).text)))
