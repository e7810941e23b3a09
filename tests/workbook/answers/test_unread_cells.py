"""What was written where nobody reads it is not lost in silence."""

from __future__ import annotations

from dataclasses import replace

from plancheck.spreadsheet.book import MergedRange
from plancheck.workbook.answers.progress import Progress, read_progress
from tests.workbook.answers.reading import faults
from tests.workbook.grid import draw_book


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
