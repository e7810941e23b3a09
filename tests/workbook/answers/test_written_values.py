"""Text where a number, a state or a day is meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.observations import State
from plancheck.workbook.answers.written_values import (
    Ambiguous,
    Number,
    is_plain_number,
    read_number,
    read_state,
    read_written_day,
)

D = Decimal


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("650", "辆", D(650)),
        (" 650 ", "辆", D(650)),
        ("１２３．５", "辆", D("123.5")),
        ("1,234,567", "辆", D(1234567)),
        ("１，２３４，５６７", "辆", D(1234567)),
        ("1,234", "家", D(1234)),
        ("１，３００", "辆", D(1300)),
        ("1,500辆", "辆", D(1500)),
        ("1，500", "万辆", D(1500)),
        ("1,234.5", "辆", D("1234.5")),
        ("1 234 567", "辆", D(1234567)),
        ("-12", "辆", D(-12)),
        ("－12", "辆", D(-12)),
        (".5", "%", D("0.5")),
        ("1e5", "辆", D(100000)),
        ("650辆", "辆", D(650)),
        ("650 辆", "辆", D(650)),
        ("12.5万", "辆", D(125000)),
        ("12.5万辆", "辆", D(125000)),
        ("12.5万辆", "万辆", D("12.5")),
        ("650辆", "万辆", D("0.065")),
        ("12.5万元", "亿元", D("0.00125")),
        ("0.1亿", "万元", D(1000)),
        ("2亿元", "万元", D(20000)),
        ("3％", "%", D(3)),
        ("3%", "％", D(3)),
        ("5台", "台（套）", D(5)),
        ("5台（套）", "台（套）", D(5)),
        ("12", None, D(12)),
        ("5千瓦时", "千瓦时", D(5)),
        ("5万千瓦", "万千瓦", D(5)),
    ],
)
def test_one_reading_is_taken(text: str, unit: str | None, value: Decimal) -> None:
    assert read_number(text, unit) == Number(value)


@pytest.mark.parametrize(
    ("text", "unit", "readings"),
    [
        ("12.5万", "万辆", {D("12.5"), D(125000)}),
        ("3亿", "亿元", {D(3), D(300000000)}),
        ("12.5万", None, {D("12.5"), D(125000)}),
        ("3%", None, {D(3), D("0.03")}),
    ],
)
def test_two_readings_are_both_shown(text: str, unit: str | None, readings: set[Decimal]) -> None:
    read = read_number(text, unit)
    assert isinstance(read, Ambiguous)
    assert set(read.readings) == readings


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("约200", "辆"),
        ("200以上", "辆"),
        ("200余", "辆"),
        ("200左右", "辆"),
        ("近200", "辆"),
        (">200", "辆"),
        ("200-300", "辆"),
        ("200～300", "辆"),
        ("二百", "辆"),
        ("650台", "辆"),
        ("3%", "辆"),
        ("12万", "%"),
        ("5个百分点", "%"),
        ("12,34", "辆"),
        ("1,23,456", "辆"),
        ("0,123", "辆"),
        ("1.2.3", "辆"),
        ("5.", "辆"),
        ("--5", "辆"),
        ("(5)", "辆"),
        ("NaN", "辆"),
        ("inf", "辆"),
        ("1e999999", "辆"),
        ("9" * 400, "辆"),
        ("—", "辆"),
        ("/", "辆"),
        ("无", "辆"),
        ("", "辆"),
        ("辆", "辆"),
        ("2025-03-31", "辆"),
    ],
)
def test_what_is_no_number_is_not_read(text: str, unit: str) -> None:
    assert read_number(text, unit) is None


@given(st.text(max_size=40), st.sampled_from(["辆", "万辆", "亿元", "%", "", None]))
def test_any_text_has_an_answer(text: str, unit: str | None) -> None:
    read = read_number(text, unit)
    if isinstance(read, Number):
        assert read.value.is_finite()
    elif isinstance(read, Ambiguous):
        assert len(set(read.readings)) > 1


@given(st.decimals(-(10**12), 10**12, places=3))
def test_digits_as_a_program_writes_them_read_as_themselves(value: Decimal) -> None:
    text = f"{value:f}"
    assert is_plain_number(text)
    assert read_number(text, "辆") == Number(value)


@given(st.integers(1_000, 10**14))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert read_number(f"{value:,}", "辆") == Number(Decimal(value))


@pytest.mark.parametrize("text", ["1e5", "1,234", "１２", "5.", ".5", " 5", "+5", "", "nan"])
def test_other_ways_to_write_a_number_are_not_plain(text: str) -> None:
    assert not is_plain_number(text)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("已完成", State.DONE),
        ("Under Way", State.UNDER_WAY),
        ("not-started", State.NOT_STARTED),
        ("基本完成", None),
        ("", None),
    ],
)
def test_states(text: str, state: State | None) -> None:
    assert read_state(text) is state


@pytest.mark.parametrize(
    "text", ["2025-12-31", "2025/12/31", "2025.12.31", "2025年12月31日", "２０２５-12-31", " 2025年 12月31日"]
)
def test_full_days(text: str) -> None:
    assert read_written_day(text) == date(2025, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["2025-12", "2025年12月", "2025年底", "12/31/2025", "2025-13-01", "2025-02-30", "2025-12/31", "20251231", "3", ""],
)
def test_nothing_is_added_to_a_day(text: str) -> None:
    assert read_written_day(text) is None
