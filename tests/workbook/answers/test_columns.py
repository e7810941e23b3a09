"""The row of codes: found wherever it is, read whatever a spreadsheet program has made of it."""

from __future__ import annotations

import pytest

from plancheck.workbook.answers.progress import Progress, read_progress
from tests.workbook.answers.reading import DECEMBER, JUNE, MARCH, faults, values
from tests.workbook.grid import draw_book


def test_a_row_of_codes_below_its_rows_is_found(progress: Progress) -> None:
    """
    | 120              | S-1    |
    | value:2025-03-31 | target |
    | 7                | S-2    |
    """
    assert values(progress) == {("S-1", MARCH): 120, ("S-2", MARCH): 7}


def test_without_codes_it_is_no_progress_workbook(progress: Progress) -> None:
    """
    | target | 一季度 | 二季度 |
    | S-1    | 120    | 240    |
    """
    assert faults(progress) == [("no-codes", "")]
    assert progress.observations == ()


def test_codes_without_any_target_are_said_to_be_empty(progress: Progress) -> None:
    """
    | target   | value:2025-03-31 |
    | 目标编号 | 3月31日          |
    """
    assert faults(progress) == [("no-rows", "")]


def test_two_columns_with_one_code(progress: Progress) -> None:
    """
    | target | value:2025-03-31 | value:2025-03-31 |
    | S-1    | 120              | 130              |
    """
    assert faults(progress) == [("duplicate-code", "C1")]
    assert values(progress) == {("S-1", MARCH): 120}


@pytest.mark.parametrize("code", ["value:2025-3-31", "value:2025-02-30", "vlaue:2025-03-31", "value", "evidense"])
def test_an_unknown_code_is_a_warning_on_its_cell(code: str) -> None:
    read = read_progress(draw_book(f"| target | {code} | reason |\n| S-1 | 120 | 待补 |"), "x.xlsx")
    assert faults(read) == [("unknown-code", "B1")]
    assert read.observations == ()


def test_codes_in_full_width_and_with_spaces_are_the_same_codes(progress: Progress) -> None:
    """
    | target | value：２０２５-03-31 | evidence |
    | Ｓ-1   | 120                    | 附件     |
    """
    assert values(progress) == {("S-1", MARCH): 120}


def test_columns_without_a_date_are_for_the_latest_filled_period(progress: Progress) -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | state  |
    | S-1    | 120              | 130              |                  |        |
    | S-10   |                  |                  |                  | 已完成 |
    """
    done = [item for item in progress.observations if item.state]
    assert [(item.target, item.period_end) for item in done] == [("S-10", JUNE)]


def test_columns_without_a_date_are_for_the_years_end_where_nothing_is_filled() -> None:
    """The year is in the properties."""
    book = draw_book("| target | state |\n| S-10 | 推进中 |", {"plancheck.year": "2025"})
    assert read_progress(book, "x.xlsx").observations[0].period_end == DECEMBER
