"""What a department reported: a `Book` in, a `Progress` out.

The hidden codes decide, wherever rows, columns and sheets have been moved to. The plan is not known here: a target that
it does not have, a period that is not due, a value outside its limits are found elsewhere. A fault is a finding on its
cell and costs no other cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from plancheck.findings import CellPlace, Finding, TextPlace, finding
from plancheck.spreadsheet.book import LEGACY_FORMATS
from plancheck.workbook import layout
from plancheck.workbook.answers.data_sheets import DataSheet, SheetRow, read_data_sheet, undated_period
from plancheck.workbook.answers.identity import Identity, is_meta, read_identity
from plancheck.workbook.answers.lost_rows import find_lost_rows
from plancheck.workbook.answers.rows import RowPlace, read_row
from plancheck.workbook.answers.unread_cells import find_unread_cells
from plancheck.workbook.answers.written_values import is_fall

if TYPE_CHECKING:
    from plancheck.observations import Observation, Remark
    from plancheck.spreadsheet.book import Book


class AskedLine(NamedTuple):
    """A line of a long form, filled or not: whose answer for which target and period belongs there."""

    target: str
    department: str
    period_end: date
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Progress:
    """One workbook as it was understood. `rows` says where each target's answers stand, filled or not.

    `lines` says it of a long form, which has no rows.
    """

    identity: Identity = field(default_factory=Identity)
    observations: tuple[Observation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows: Mapping[str, RowPlace] = field(default_factory=dict)
    lines: tuple[AskedLine, ...] = ()

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
    def lost(self) -> list[str]:
        """The targets that the workbook was issued with and has no readable row of."""
        return [target for target in self.fingerprints if target not in self.rows]

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
        named, report_year = identity.department or "", identity.year
        return replace(
            self,
            identity=identity,
            observations=tuple(
                replace(item, department=item.department or named, year=report_year or item.year)
                for item in self.observations
            ),
            remarks=tuple(
                replace(item, department=item.department or named, year=report_year or item.year)
                for item in self.remarks
            ),
            findings=tuple(replace(item, department=item.department or department) for item in self.findings),
        )


def read_progress(book: Book, shown_path: str) -> Progress:
    """Read what a department filled in. `shown_path` is the path as findings name it."""
    identity, found = read_identity(book, shown_path)
    sheets, sheet_findings = _data_sheets(book, shown_path)
    found += sheet_findings
    rows, row_findings = _target_rows(sheets, shown_path)
    lost = list(find_lost_rows(book, shown_path, identity.fingerprints, {sheet.name for sheet in sheets}, rows))
    found += row_findings + lost
    if not sheets and not lost:
        found.append(finding("no-codes", TextPlace(shown_path)))
    elif not rows and not lost:
        found.append(finding("no-rows", CellPlace(shown_path, sheets[0].name)))
    undated = undated_period(sheets, identity.year)
    legacy_format = book.format if book.format in LEGACY_FORMATS else ""
    year = identity.year or (undated.year if undated else 0)
    answers = [
        read_row(place, row.cells, identity.department, year, undated, legacy_format) for place, row in rows.values()
    ]
    return Progress(
        identity=identity,
        observations=tuple(item for answer in answers for item in answer.observations),
        remarks=tuple(answer.remark for answer in answers if answer.remark),
        findings=(*found, *(item for answer in answers for item in answer.findings)),
        rows={target: place for target, (place, _) in rows.items()},
    )


def _data_sheets(book: Book, path: str) -> tuple[list[DataSheet], list[Finding]]:
    sheets: list[DataSheet] = []
    found: list[Finding] = []
    for sheet in book.sheets:
        if is_meta(sheet):
            continue
        data, sheet_findings = read_data_sheet(sheet, path)
        found += sheet_findings
        if data:
            sheets.append(data)
            found += find_unread_cells(data, path)
    return sheets, found


def _target_rows(sheets: list[DataSheet], path: str) -> tuple[dict[str, tuple[RowPlace, SheetRow]], list[Finding]]:
    """Each target's row, by its id; of two rows the first."""
    rows: dict[str, tuple[RowPlace, SheetRow]] = {}
    found: list[Finding] = []
    for data in sheets:
        for row in data.targets:
            place = RowPlace(
                path=path,
                sheet=data.name,
                columns=data.columns,
                row=row.number,
                target=row.target,
                falls=is_fall(_word_of_direction(data, row)),
            )
            if row.target in rows:
                first = rows[row.target][0].sheet
                found.append(finding("duplicate-row", place.cell(layout.CODE_TARGET), target=row.target, first=first))
            else:
                rows[row.target] = (place, row)
    return rows, found


def _word_of_direction(data: DataSheet, row: SheetRow) -> str:
    column = data.columns.by_code.get(layout.CODE_DIRECTION)
    return row.cells[column].text if column is not None and column in row.cells else ""
