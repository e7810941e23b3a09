"""What was written where nobody reads it is not lost in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from plancheck.spreadsheet.book import MergedRange
from plancheck.workbook.answers.progress import Progress, read_progress
from tests.workbook.answers.reading import faults
from tests.workbook.grid import draw_book
from tests.workbook.issued import cell_of, issue_workbook, read
from tests.workbook.samples import sample_plan


def test_values_beside_no_target_are_not_lost_in_silence(progress: Progress) -> None:
    """
    | target   | value:2025-03-31 | state:2025-03-31 | evidence |
    | 目标编号 | 实际值           | 状态             | 佐证     |
    | S-1      | 120              |                  |          |
    | 合计     | 120              |                  |          |
    |          |                  | 已完成           |          |
    |          |                  |                  | 备注     |
    """
    assert faults(progress) == [("row-without-target", "B4"), ("row-without-target", "C5")]


def test_what_stands_beside_the_table_is_not_lost_in_silence(progress: Progress) -> None:
    """
    | target | value:2025-03-31 |   |           |
    | S-1    | 120              |   | 请看这里  |
    """
    assert faults(progress) == [("column-without-code", "D2")]


def test_merged_cells_to_fill() -> None:
    picture = "| target | value:2025-03-31 |\n| S-1 | 120 |\n| S-2 | |"
    book = draw_book(picture)
    merged = replace(book, sheets=(replace(book.sheets[0], merges=(MergedRange(2, 2, 3, 2),)),))
    assert faults(read_progress(merged, "x.xlsx")) == [("merged-answers", "B2:B3")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_pasted_over_a_reckoned_cell_is_not_lost_in_silence(tmp_path: Path, language: str) -> None:
    path = tmp_path / "issued.xlsx"
    issue_workbook(replace(sample_plan(), language=language), "jgsw", 2025, path)
    assert read(path).findings == ()
    book = openpyxl.load_workbook(path)
    cell = cell_of(book.worksheets[1], "S-1", "value:2025-03-31")
    book.worksheets[1].cell(cell.row, cell.column + 1).value = 130
    check = next(one for one in book.worksheets[1][4] if one.value in ("检查", "Check"))
    book.worksheets[1].cell(cell.row + 1, check.column).value = "已电话核实"
    book.save(path)
    found = read(path).findings
    assert [one.rule for one in found] == ["written-over"] * 2
    assert [dict(one.values)["text"] for one in found] == ["130", "已电话核实"]
    assert [dict(one.values)["heading"] for one in found] == (
        ["比上期", "检查"] if language == "zh" else ["change", "Check"]
    )


def test_a_sheet_that_was_pasted_as_values_has_nothing_written_over() -> None:
    """
    | target   | value:2025-03-31 | shown  |
    | 目标编号 | 实际值           | 比上期 |
    | S-1      | 120              | 20     |
    """
    picture = test_a_sheet_that_was_pasted_as_values_has_nothing_written_over.__doc__
    assert faults(read_progress(draw_book(picture or ""), "x.xlsx")) == []
