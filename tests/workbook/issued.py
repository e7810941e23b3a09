"""Issued workbooks for tests: drawn, found their way about in, filled and read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell.cell import Cell

from plancheck.files import write_atomically
from plancheck.findings import Finding, TextPlace
from plancheck.observations import Observation, Remark, Reports, SignedBy, State
from plancheck.spreadsheet.read_book import read_book
from plancheck.workbook.answers.progress import Progress, read_progress
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import workbook_bytes
from tests.workbook.samples import DECEMBER, JUNE, MARCH, QUARTERS, reported, sample_plan

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.plan.model import Plan

BASE_DAY = date(2023, 12, 31)
_NO_REPORTS = Reports()
SIGNED = SignedBy("张三", "0371-12345678", "李四", date(2025, 4, 10))


def issue(order: Order | None = None) -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_bytes(order or Order(sample_plan(), "jgsw", 2025))))


def issue_workbook(
    plan: Plan,
    department: str,
    year: int,
    path: Path,
    *,
    last: Mapping[str, Observation] | None = None,
    expected: Mapping[tuple[str, date], Decimal] | None = None,
    synthetic: bool = False,
    filled: Reports = _NO_REPORTS,
    signed: SignedBy | None = SIGNED,
) -> None:
    """Write the workbook of one department for one plan and year, with the answers of its own in `filled` entered.

    Its cover is signed, so that a test of something else need not expect the remark that it is not.
    """
    order = Order(
        plan=plan,
        department=department,
        year=year,
        synthetic=synthetic,
        last=last or {},
        expected=expected or {},
        filled=Filled.of(filled, plan.department_name(department)),
        signed=signed,
    )
    write_atomically(path, workbook_bytes(order))


def read(path: Path) -> Progress:
    book = read_book(path)
    assert not isinstance(book, Finding)
    return read_progress(book, "x.xlsx")


def columns_by_code(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): column for column, cell in enumerate(sheet[1], 1) if cell.value != "shown"}


def row_of(sheet: Worksheet, target: str) -> int:
    return next(row for row, cell in enumerate(sheet["A"], 1) if cell.value == target)


def cell_of(sheet: Worksheet, target: str, code: str) -> Cell:
    cell = sheet.cell(row_of(sheet, target), columns_by_code(sheet)[code])
    assert isinstance(cell, Cell)
    return cell


def open_cells(book: Workbook) -> Iterator[tuple[Worksheet, str]]:
    """What the department can type into."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet, cell.coordinate) for cell in row if not cell.protection.locked)


def filled_reports() -> Reports:
    """An answer to everything that the fleet office of the sample plan is asked for in 2025."""
    numbers = [
        reported(
            f"S-{number}",
            period,
            value=Decimal(number) + Decimal(f"0.{index}"),
            reference=Decimal("80.5") if number == 8 else None,
        )
        for number in range(1, 10)
        for index, period in enumerate(QUARTERS)
        if number != 4 or period == DECEMBER
    ]
    states = [reported("S-10", MARCH, state=State.UNDER_WAY), reported("S-10", JUNE, state=State.DONE)]
    baseline = reported("S-4", BASE_DAY, value=Decimal("410.25"), is_baseline=True)
    remark = Remark(
        target="S-1",
        department="市机关事务中心",
        year=2025,
        place=TextPlace("sample"),
        evidence="=合同1+合同2",
        reason="-采购推迟",
        reason_until=JUNE,
        measure="@本月\n完成",
        measure_by=date(2025, 12, 1),
    )
    return Reports((*numbers, *states, baseline), (remark,))


def answers_of(progress: Progress | Reports) -> tuple[set[object], set[object]]:
    """Everything but the places."""
    return (
        {
            (one.target, one.department, one.period_end, one.year, one.value, one.state, one.reference, one.is_baseline)
            for one in progress.observations
        },
        {
            (
                one.target,
                one.department,
                one.year,
                one.evidence,
                one.reason,
                one.reason_until,
                one.measure,
                one.measure_by,
            )
            for one in progress.remarks
        },
    )


def open_codes(sheet: Worksheet, target: str) -> list[str]:
    """The codes of the columns that a target's row can be typed into."""
    row = row_of(sheet, target)
    return [code for code, column in columns_by_code(sheet).items() if not sheet.cell(row, column).protection.locked]
