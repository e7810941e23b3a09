"""Issued workbooks that came back sorted, rearranged or renamed: read as if nothing had happened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbook.issued import answers_of, filled_reports, issue_workbook, read
from tests.workbook.mishandled import data_sheets, grid, new_book, write
from tests.workbook.samples import sample_plan

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

OFFICE = "市机关事务中心"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "filled.xlsx"
    issue_workbook(sample_plan(), "jgsw", 2025, path, filled=filled_reports())
    return path


def sort_by_value(book: Workbook) -> None:
    sheet = book["进度填报"]
    rows = grid(sheet)
    write(sheet, rows[:4] + sorted(rows[4:], key=lambda row: str(row[8]), reverse=True))


def sort_with_headings(book: Workbook) -> None:
    """Everything was selected, so codes and headings were sorted among the rows."""
    sheet = book["进度填报"]
    write(sheet, sorted(grid(sheet), key=lambda row: str(row[0]), reverse=True))


def move_columns(book: Workbook) -> None:
    for sheet in book.worksheets[1:3]:
        write(sheet, [list(reversed(row)) for row in grid(sheet)])


def rename_sheets(book: Workbook) -> None:
    for number, sheet in enumerate(book.worksheets[:3], 1):
        sheet.title = f"Sheet{number} (2)"
    book.move_sheet(book.worksheets[1], 2)


def add_rows_and_columns(book: Workbook) -> None:
    """Blank ones; what stands in a row moves with it."""
    sheet = book["进度填报"]
    rows = [[*row[:6], None, *row[6:]] for row in grid(sheet)]
    write(sheet, [[], *rows[:7], [], [], *rows[7:]])


def delete_headings(book: Workbook) -> None:
    for sheet in book.worksheets[1:3]:
        sheet.delete_rows(2, 3)


def delete_what_is_shown(book: Workbook) -> None:
    """All columns that are there for people only."""
    for sheet in book.worksheets[1:3]:
        for column in range(sheet.max_column, 0, -1):
            if sheet.cell(1, column).value == "shown":
                sheet.delete_cols(column)


def delete_cover(book: Workbook) -> None:
    book.remove(book.worksheets[0])


def unhide_and_filter(book: Workbook) -> None:
    sheet = book["进度填报"]
    sheet.row_dimensions[1].hidden = False
    sheet.auto_filter.ref = f"A4:T{sheet.max_row}"
    for row in (6, 8):
        sheet.row_dimensions[row].hidden = True


@pytest.mark.parametrize(
    "mishandle",
    [
        sort_by_value,
        sort_with_headings,
        move_columns,
        rename_sheets,
        add_rows_and_columns,
        delete_headings,
        delete_what_is_shown,
        delete_cover,
        unhide_and_filter,
    ],
    ids=lambda change: change.__name__,
)
def test_read_as_if_nothing_had_happened(filled: Path, mishandle: Callable[[Workbook], None]) -> None:
    book = openpyxl.load_workbook(filled)
    mishandle(book)
    book.save(filled)
    progress = read(filled)
    assert progress.findings == ()
    assert answers_of(progress) == answers_of(filled_reports())
    assert (progress.plan, progress.department, progress.year) == ("sample", OFFICE, 2025)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_in_any_order_of_rows_and_columns(filled: Path, data: st.DataObject) -> None:
    shuffled = {}
    for name, rows in data_sheets(filled).items():
        places = data.draw(st.permutations(range(len(rows[0]))))
        shuffled[name] = [[row[place] for place in places] for row in data.draw(st.permutations(rows))]
    progress = read(new_book(filled.with_name("shuffled.xlsx"), shuffled))
    theirs = progress.attributed("sample", OFFICE, 2025)
    assert answers_of(theirs) == answers_of(filled_reports())
    assert progress.findings == ()
