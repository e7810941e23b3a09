"""The Excel ledger: layout, text that stays text, bytes that stay the same."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from plancheck.plan.ledger import ledger_rows
from plancheck.workbook.drawing.ledger_book import ledger_book
from plancheck.workbook.drawing.style import lines_of
from tests.plans import plan_text, sound_plan, target_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SECTIONS = '[[section]]\nlocator = "二"\ntitle = "重点任务"\n[[section]]\nlocator = "二（四）"\ntitle = "交通运输"\n'
#: LibreOffice's filter for CSV: comma, quote, UTF-8.
UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76"
WITHOUT_VALUE = {"value": "", "figure": "", "by": "", "unit": "", "op": ""}
NEXT_TASK = """
[[task]]
id = "13"
locator = "二（四）13"
title = "鼓励充电"
lead = ["czj"]
support = ["jgsw"]
"""


def book_of(folder: Path, text: str) -> Workbook:
    return load_workbook(io.BytesIO(ledger_book(ledger_rows([sound_plan(folder, text)]), "zh")))


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    """
    |   | A    | B          | C            | D        | E      | F        |
    | 1 | 示范市推动设备更新行动计划目标台账                                  |
    | 3 | 序号 | 重点任务   | 工作内容及目标 | 完成时限 | 牵头单位 | 责任单位 |
    | 4 | 二、重点任务                                                       |
    | 5 | （四）交通运输                                                     |
    | 6 | 12   | 促进…      | 累计更换…      | 2027年底 | 两家   |          |
    | 7 |      |            | 每年巡检…      | 2024—2027年每年 |  |          |
    | 8 | 13   | 鼓励充电   | 鼓励充电       | —        | 市财政局 | 市机关… |
    """
    second = target_text(id='"D-12-2"', indicator='"每年巡检"', kind='"annual"')
    action = target_text(
        id='"D-13-1"', indicator='"鼓励充电"', kind='"action"', value="", figure="", by="", unit="", op=""
    )
    text = plan_text(
        target_checkpoints="[{ by = 2025-06-30, value = 300 }]", more=second + NEXT_TASK + action + SECTIONS
    )
    return book_of(tmp_path, text)["demo"]


def values(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def test_layout(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "示范市推动设备更新行动计划目标台账"
    assert values(sheet, 3) == ["序号", "重点任务", "工作内容及目标", "完成时限", "牵头单位", "责任单位"]
    assert sheet["A4"].value == "二、重点任务"
    assert sheet["A5"].value == "（四）交通运输"
    assert values(sheet, 6) == [
        "12",
        "促进公务用车更新",
        "累计更换公务用车：不低于650辆\n节点：2025年6月底300辆",
        "2027年底",
        "市机关事务中心、市财政局",
        None,
    ]
    assert values(sheet, 7) == [None, None, "每年巡检：每年不低于650辆", "2024—2027年\n每年", None, None]
    assert values(sheet, 8) == ["13", "鼓励充电", "鼓励充电", "—", "市财政局", "市机关事务中心"]
    assert sheet.max_row == 8


def test_what_belongs_to_the_task_is_merged_over_its_targets(sheet: Worksheet) -> None:
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert merged == {"A1:F1", "A2:F2", "A4:F4", "A5:F5", "A6:A7", "B6:B7", "E6:E7", "F6:F7"}


def test_it_prints_on_a4_across_with_its_heading(sheet: Worksheet) -> None:
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    page = sheet.sheet_properties.pageSetUpPr
    assert page is not None
    assert page.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'demo'!$A$1:$F$8"


def test_every_cell_of_the_table_has_a_border_and_wraps(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=6, max_row=8):
        for cell in row:
            assert cell.border.bottom.style == "thin"
        assert row[2].alignment.wrap_text


def test_rows_are_as_high_as_their_longest_text(tmp_path: Path) -> None:
    """What is merged over a task counts as well: many departments beside one short target."""
    crowd = {f"departments_d{number}": f'{{ name = "市第{number}号事务管理服务中心" }}' for number in range(12)}
    lead = json.dumps([f"d{number}" for number in range(12)])
    sheet = book_of(tmp_path, plan_text(task_lead=lead, **crowd))["demo"]
    text = sheet["E4"].value
    assert isinstance(text, str)
    needed = lines_of(text, sheet.column_dimensions["E"].width) * 15
    assert sheet.row_dimensions[4].height >= needed


@pytest.mark.parametrize("words", ["=1+2", "+1", "-1", "@SUM(A1)"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, words: str) -> None:
    quoted = json.dumps(words)
    text = plan_text(
        task_title=quoted, plan_title=quoted, departments_jgsw=f"{{ name = {quoted} }}", task_support='["jgsw"]'
    )
    sheet = book_of(tmp_path, text)["demo"]
    for cell in (sheet["B4"], sheet["E4"], sheet["F4"], sheet["A1"]):
        assert cell.data_type == "s"
        assert str(cell.value).startswith(words)


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = ledger_rows([sound_plan(tmp_path)])
    first, second = ledger_book(rows, "zh"), ledger_book(rows, "zh")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-03-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_a_sheet_for_each_plan(tmp_path: Path) -> None:
    long_name = "a-plan-with-a-name-longer-than-a-sheet-may-have"
    plans = [sound_plan(tmp_path), sound_plan(tmp_path, name=long_name)]
    book = load_workbook(io.BytesIO(ledger_book(ledger_rows(plans), "en")))
    assert book.sheetnames == ["demo", long_name[:31]]


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(ledger_book(ledger_rows([sound_plan(tmp_path)]), "zh"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", UTF8, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "累计更换公务用车：不低于650辆" in (tmp_path / "ledger.csv").read_text(encoding="utf-8")


def test_merged_cells_stand_in_the_order_of_rows(tmp_path: Path) -> None:
    """Kept as a set, they would stand in another order on a Python of 32 bits: other bytes from the same plan."""
    drawn = ledger_book(ledger_rows([sound_plan(tmp_path, plan_text(more=SECTIONS))]), "zh")
    with zipfile.ZipFile(io.BytesIO(drawn)) as parts:
        written = re.findall(r'mergeCell ref="([A-Z])(\d+):', parts.read("xl/worksheets/sheet1.xml").decode())
    places = [(int(row), column) for column, row in written]
    assert len(places) > 2
    assert places == sorted(places)
