"""Reading what a department filled in: each picture is a sheet as it came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plancheck.observations import State
from plancheck.rules import catalogue, fix, message
from plancheck.workbook.answers.progress import Progress, read_progress
from tests.workbook.answers.reading import DECEMBER, JUNE, MARCH, cells_of, faults, shown, values
from tests.workbook.grid import draw_book


def test_values_are_read_by_code_and_remember_their_cells(progress: Progress) -> None:
    """
    | target   | shown | unit | value:2025-03-31 | shown | value:2025-06-30 |
    | 2025年   |       |      |                  |       |                  |
    | 目标编号 | 任务  | 单位 | 3月31日          | 应达  | 6月30日          |
    | S-1      | 更换  | 辆   | 120              | 200   | 0                |
    | S-2      | 加装  | 部   |                  | 9     | 7.80             |
    """
    assert values(progress) == {("S-1", MARCH): 120, ("S-1", JUNE): 0, ("S-2", JUNE): Decimal("7.8")}
    assert [cells_of(item.place) for item in progress.observations] == ["D4", "F4", "F5"]
    assert progress.findings == ()
    assert progress.rows["S-2"].cell("value:2025-03-31").cells == "D5"


def test_columns_rows_and_sheets_may_be_moved_and_renamed(progress: Progress) -> None:
    """
    我的备注
    | target 是什么 | 12 |
    改了名的表
    | S-2              | 7                |        |          |
    | 小计             |                  |        |          |
    | value:2025-06-30 | value:2025-03-31 | target | evidence |
    | 9                | 120              | S-1    | 见附件   |
    工作推进 (2)
    | evidence | state:2025-06-30 | target |
    |          | 已完成           | S-10   |
    """
    # Of the second sheet, only the row with an id in the column of ids is a target's.
    assert values(progress) == {("S-1", MARCH): 120, ("S-1", JUNE): 9, ("S-10", JUNE): None}
    assert progress.observations[2].state is State.DONE
    assert progress.remarks[0].evidence == "见附件"
    assert faults(progress) == [("row-without-target", "B1")]


def test_a_target_in_two_rows(progress: Progress) -> None:
    """
    | target | value:2025-03-31 |
    | S-1    | 120              |
    | S-1    | 130              |
    """
    assert faults(progress) == [("duplicate-row", "A3")]
    assert values(progress) == {("S-1", MARCH): 120}


@pytest.mark.parametrize(
    ("cell", "unit", "rule", "value"),
    [
        ("=", "辆", "formula-without-value", None),
        ("#REF!", "辆", "error-value", None),
        ("TRUE", "辆", "not-a-number", None),
        ("!", "辆", "unreadable-cell", None),
        ("@2025-03-31", "辆", "date-in-number", None),
        ("约200", "辆", "not-a-number", None),
        ("２００", "辆", "text-number", Decimal(200)),
        ('"200"', "辆", "text-number", Decimal(200)),
        ("12.5万", "辆", "text-number", Decimal(125000)),
        ("12.5万", "万辆", "ambiguous-number", None),
        ("95%", "%", "percent-cell", Decimal(95)),
        ("95%", "辆", "percent-cell-unit", None),
        ("95%", "", "percent-cell-unit", None),
        ("95％左右", "%", "not-a-number", None),
    ],
)
def test_a_wrong_cell_is_one_finding_and_costs_no_other(cell: str, unit: str, rule: str, value: Decimal | None) -> None:
    picture = f"| target | unit | value:2025-03-31 | value:2025-06-30 |\n| S-1 | {unit} | {cell} | 300 |"
    read = read_progress(draw_book(picture), "x.xlsx")
    assert faults(read) == [(rule, "C2")]
    assert read.findings[0].target == "S-1"
    assert values(read).get(("S-1", MARCH)) == value
    assert values(read)[("S-1", JUNE)] == 300


def test_an_ambiguous_number_shows_both_readings(progress: Progress) -> None:
    """
    | target | unit | value:2025-03-31 |
    | S-1    | 万辆 | 12.5万           |
    """
    sentence = message(progress.findings[0], "zh")
    assert "12.5 " in sentence
    assert "125000" in sentence


@pytest.mark.parametrize(
    "word", ["已完成", "done", "DONE", "done ", "推进中", "under way", "under-way", "未启动", "not started"]
)
def test_states_in_either_language(word: str) -> None:
    read = read_progress(draw_book(f"| target | state:2025-03-31 |\n| S-10 | {word} |"), "x.xlsx")
    assert read.findings == ()
    assert read.observations[0].state is not None


@pytest.mark.parametrize(
    ("word", "close"), [("完成", "已完成"), ("推进", "推进中"), ("finished", ""), ("donne", "done")]
)
def test_an_unknown_state_names_the_nearest(word: str, close: str) -> None:
    read = read_progress(draw_book(f"| target | state:2025-03-31 |\n| S-10 | {word} |"), "x.xlsx")
    assert faults(read) == [("unknown-state", "B2")]
    assert shown(read, "nearest") == close


def test_value_state_and_reference_of_a_period_are_one_observation(progress: Progress) -> None:
    """
    | target | value:2025-03-31 | reference:2025-03-31 | reference:2025-06-30 |
    | S-8    | 81.5             | 80.2                 | 80.9                 |
    """
    first, second = progress.observations
    assert (first.value, first.reference, cells_of(first.place)) == (Decimal("81.5"), Decimal("80.2"), "B2")
    assert (second.value, second.reference, cells_of(second.place)) == (None, Decimal("80.9"), "D2")


def test_a_baseline_is_an_observation_at_its_day(progress: Progress) -> None:
    """
    | target | baseline_date | baseline | value:2025-03-31 |
    | S-4    | @2023-12-31   | 410      |                  |
    | S-5    |               | 90       |                  |
    | S-6    | @2023-12-31   |          |                  |
    """
    (baseline,) = progress.observations
    assert (baseline.period_end, baseline.value, baseline.is_baseline) == (date(2023, 12, 31), Decimal(410), True)
    assert faults(progress) == [("baseline-without-date", "C3")]


def test_remarks_are_words_and_a_day(progress: Progress) -> None:
    """
    | target | value:2025-03-31 | evidence | reason     | measure  | measure_by  |
    | S-1    | 120              | -附件1   | =不是公式? | 加快采购 | @2025-12-31 |
    | S-2    | 7                | #N/A     |            | 催办     | 2025年底前  |
    | S-3    | 8                |          |            |          | 2025年6月3日 |
    """
    first, second, third = progress.remarks
    assert (first.evidence, first.reason, first.measure_by) == ("-附件1", "=不是公式?", DECEMBER)
    assert (second.evidence, second.measure, second.measure_by) == ("", "催办", None)
    assert third.measure_by == date(2025, 6, 3)
    assert faults(progress) == [("not-a-date", "F3"), ("error-value", "C3")]


def test_zero_is_a_value_and_blank_is_none(progress: Progress) -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 |
    | S-1    | 0                |                  |
    """
    assert values(progress) == {("S-1", MARCH): 0}


@pytest.mark.parametrize("sentence", [message, fix])
def test_every_finding_of_the_reader_can_be_said(sentence: Callable[..., str]) -> None:
    picture = (
        "| target | unit | value:2025-03-31 | value:2025-03-31 | state:2025-03-31 | sate | measure_by | baseline |\n"
        "| S-1 | 辆 | 约5 | | 好 | | 年底 | 3 |  | 旁 |\n| S-1 | | | | | | | |\n| 合计 | | 3 | | | | | |"
    )
    read = read_progress(draw_book(picture), "x.xlsx")
    assert len(read.findings) >= 8
    for item in read.findings:
        for language in ("zh", "en"):
            assert sentence(item, language)
            assert "{" not in sentence(item, language)
        names = {name for name, _ in item.values}
        rule = catalogue()[item.rule]
        said = "".join((rule.zh.message, rule.zh.fix, rule.en.message, rule.en.fix))
        assert all("{" + name + "}" in said for name in names), item


@pytest.mark.parametrize("form", ["xls", "xlsb", "ods"])
def test_an_old_format_does_not_tell_95_percent_from_0_95(form: str) -> None:
    """
    | target | unit | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
    | S-1    | %    | 0.95             | 1                | 0                | 95               |
    | S-2    | 辆   | 0.95             |                  |                  |                  |
    """
    book = draw_book(test_an_old_format_does_not_tell_95_percent_from_0_95.__doc__ or "")
    read = read_progress(replace(book, format=form), "x.xls")
    assert faults(read) == [("percent-or-share", "C2"), ("percent-or-share", "D2")]
    assert values(read) == {("S-1", date(2025, 9, 30)): 0, ("S-1", DECEMBER): 95, ("S-2", MARCH): Decimal("0.95")}
    assert "0.95%" in message(read.findings[0], "zh")
    assert "95%" in message(read.findings[0], "zh").replace("0.95%", "")
    assert read_progress(book, "x.xlsx").findings == ()
