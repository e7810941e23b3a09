"""Issued workbooks that came back sorted, rearranged, renamed or pasted elsewhere: read right, or refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from plancheck.workbook.template.workbook import issue_workbook
from tests.plans import plan_text, sound_plan
from tests.workbook.samples import sample_plan
from tests.workbook.template.test_workbook import filled_reports, read, told

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OFFICE = "市机关事务中心"
Grid = list[list[Any]]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "filled.xlsx"
    issue_workbook(sample_plan(), "jgsw", 2025, path, filled=filled_reports())
    return path


def grid(sheet: Worksheet) -> Grid:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def write(sheet: Worksheet, rows: Grid) -> None:
    """Make these the rows of a sheet: texts stay texts even if they begin like a formula, days stay days."""
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = value
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "General"
            if isinstance(value, str):
                cell.data_type = "s"


def new_book(path: Path, sheets: dict[str, Grid]) -> Path:
    """A new file with nothing but values: no identity, no styles, no hidden rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        write(book.create_sheet(name), rows)
    book.save(path)
    return path


def data_sheets(path: Path) -> dict[str, Grid]:
    """What can be seen of the sheets to fill."""
    names = ("进度填报", "工作推进")
    return {sheet.title: grid(sheet) for sheet in openpyxl.load_workbook(path).worksheets if sheet.title in names}


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
    assert told(progress) == told(filled_reports())
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
    assert told(theirs) == told(filled_reports())
    assert progress.findings == ()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one plan, whose department's workbook of 2025 was issued to `issued.xlsx` and filled there."""
    (tmp_path / "plans").mkdir()
    plan = sound_plan(tmp_path / "plans", plan_text())
    (tmp_path / "plancheck.toml").write_text("as_of = 2025-06-30\n", encoding="utf-8")
    issue_workbook(plan, "jgsw", 2025, tmp_path / "issued.xlsx")
    book = openpyxl.load_workbook(tmp_path / "issued.xlsx")
    sheet = book["进度填报"]
    for code, value in (("value:2025-03-31", 160), ("value:2025-06-30", 210), ("evidence", "台账")):
        sheet.cell(5, [cell.value for cell in sheet[1]].index(code) + 1).value = value
    book.save(tmp_path / "issued.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(path: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    words = ["validate", path, "--format", "json", "--lang", "zh"]
    with pytest.raises(SystemExit), exit_codes("zh"):
        _app("zh", words)(words, standalone_mode=True)
    return [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]]


def test_pasted_with_its_codes_it_is_known_by_its_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = workspace / "reports" / "demo" / "2025" / f"{OFFICE}.xlsx"
    report.parent.mkdir(parents=True)
    new_book(report, data_sheets(workspace / "issued.xlsx"))
    assert rules(f"reports/demo/2025/{OFFICE}.xlsx", capsys) == []


def test_pasted_and_anywhere_it_is_known_by_its_target_ids(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_book(workspace / "工作簿1.xlsx", data_sheets(workspace / "issued.xlsx"))
    assert rules("工作簿1.xlsx", capsys) == []


def test_with_ids_of_no_plan_it_is_refused_in_one_sentence(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheets = data_sheets(workspace / "issued.xlsx")
    for cells in sheets.values():
        for row in cells:
            row[0] = "QQ-1" if row[0] == "D-12-1" else row[0]
    new_book(workspace / "工作簿1.xlsx", sheets)
    assert rules("工作簿1.xlsx", capsys) == ["not-identified"]


@pytest.mark.parametrize(
    "pasted",
    [
        lambda rows: rows[1:],
        lambda rows: rows[3:],
        lambda rows: [list(column) for column in zip(*rows, strict=True)],
        lambda rows: [row[6:8] for row in rows[4:]],
    ],
    ids=["what-is-seen", "headings-and-rows", "transposed", "figures"],
)
def test_pasted_without_its_codes_it_is_refused_in_one_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str], pasted: Callable[[Grid], Grid]
) -> None:
    report = workspace / "reports" / "demo" / "2025" / f"{OFFICE}.xlsx"
    report.parent.mkdir(parents=True)
    new_book(report, {"Sheet1": pasted(data_sheets(workspace / "issued.xlsx")["进度填报"])})
    assert rules(f"reports/demo/2025/{OFFICE}.xlsx", capsys) == ["no-codes"]
