"""What stands on the cover of earlier workbooks goes beside the same codes of a new one, wherever those stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpyxl import Workbook

from plancheck.spreadsheet.book import Cell, CellKind
from plancheck.workbook.answers.cover_entries import read_cover
from plancheck.workbook.answers.united import unite
from plancheck.workbook.template.cover_sheet.carried_fields import fill_cover
from tests.workbook.grid import draw_book

FIRST = """
封面
| 填表人 | 张三 | cover:prepared_by |
| 电话   | 0371 | cover:phone |
| 审核人 |      | cover:approved_by |
| 日期   | @2025-04-02 | cover:reported_on |
"""
SECOND = """
封面
| 说明 |
| 填表人 | 李四 | cover:prepared_by |
| 日期   | @2025-04-05 | cover:reported_on |
| 审核人 | 王五 | cover:approved_by |
"""


def test_fields_are_read_by_the_code_to_their_right() -> None:
    entries = {entry.code: (entry.says, str(entry.place)) for entry in read_cover(draw_book(FIRST), "a.xlsx")}
    assert entries == {
        "cover:prepared_by": ("张三", "a.xlsx:封面!B1"),
        "cover:phone": ("0371", "a.xlsx:封面!B2"),
        "cover:reported_on": ("2025-04-02", "a.xlsx:封面!B4"),
    }


def test_two_who_filled_a_workbook_are_both_named_and_the_later_day_counts() -> None:
    united = unite([read_cover(draw_book(FIRST), "a.xlsx"), read_cover(draw_book(SECOND), "b.xlsx")])
    assert {entry.code: entry.says for entry in united.entries} == {
        "cover:prepared_by": "张三、李四",
        "cover:phone": "0371",
        "cover:reported_on": "2025-04-05",
        "cover:approved_by": "王五",
    }
    assert united.contradictions == ()
    assert [note.rule for note in united.notes] == ["cover-joined", "cover-joined"]


def test_they_are_written_beside_their_codes() -> None:
    sheet = Workbook().worksheets[0]
    for row, code in enumerate(["", "cover:phone", "cover:prepared_by", "cover:reported_on", "cover:approved_by"], 1):
        sheet.cell(row, 3).value = code
    fill_cover(
        sheet,
        {
            ("", "cover:prepared_by"): "=张三",
            ("", "cover:phone"): Decimal(3710),
            ("", "cover:reported_on"): date(2025, 4, 2),
            ("", "cover:approved_by"): Cell(CellKind.ERROR, "#REF!"),
            ("D-1", "evidence"): "台账",
        },
    )
    shown = [sheet.cell(row, 2) for row in range(2, 6)]
    assert [cell.value for cell in shown] == [Decimal(3710), "=张三", date(2025, 4, 2), "#REF!"]
    assert [cell.data_type for cell in shown] == ["n", "s", "d", "e"]
