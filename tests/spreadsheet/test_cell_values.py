"""Numbers, days, texts: from what a file writes to what a cell is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.spreadsheet.book import Cell, CellKind, ShownAs
from plancheck.spreadsheet.cell_values import number_cell, serial_day, text_cell, unescaped, unvalued_cell, written_cell
from plancheck.spreadsheet.number_formats import shown_as


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", "0"),
        ("-0.5", "-0.5"),
        ("1E-3", "0.001"),
        ("1.5e+2", "150"),
        (".5", "0.5"),
        ("5.", "5"),
        (" 12 ", "12"),
        ("+7", "7"),
        ("7.7999999999999998", "7.8"),
        ("0.28999999999999998", "0.29"),
        ("30000000000000.004", "30000000000000"),
        ("1000000000000000000", "1000000000000000000"),
    ],
)
def test_numbers_keep_their_digits_up_to_the_fifteen_that_excel_shows(written: str, number: str) -> None:
    cell = number_cell(written)
    assert (cell.kind, cell.number, cell.raw) == (CellKind.NUMBER, Decimal(number), written.strip())


@pytest.mark.parametrize(
    "written",
    [
        "NaN",
        "Infinity",
        "-inf",
        "1,234",
        "1_000",
        "１２",
        "12.5万",
        "1E999",
        "1E99999999",
        "9" * 500,
        "0x1F",
        "--1",
        "abc",
    ],
)
def test_what_is_no_number_is_a_defect(written: str) -> None:
    cell = number_cell(written)
    assert (cell.kind, cell.number) == (CellKind.DEFECT, None)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 14))
def test_fifteen_digits_are_never_changed(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    assert number_cell(str(number)).number == number
    assert number_cell(f"{number:f}").number == number


@given(st.decimals(-(10**12), 10**12, places=3))
def test_what_excel_saves_is_what_was_typed(typed: Decimal) -> None:
    assert number_cell(f"{float(typed):.17G}").number == typed


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("61", date(1900, 3, 1)),
        ("45747", date(2025, 3, 31)),
        ("45747.99", date(2025, 3, 31)),
        ("2958465", date(9999, 12, 31)),
        ("0", None),
        ("60", None),
        ("-1", None),
        ("2958466", None),
    ],
)
def test_serial_numbers_are_days(serial: str, day: date | None) -> None:
    assert serial_day(Decimal(serial)) == day


def test_days_counted_from_1904_lie_1462_later() -> None:
    assert serial_day(Decimal(45747 - 1462), from_1904=True) == date(2025, 3, 31)
    assert serial_day(Decimal(2958465), from_1904=True) is None


def test_an_iso_day_is_the_number_that_excel_has_for_it() -> None:
    cell = written_cell("d", "2025-03-31T00:00:00")
    assert (cell.kind, cell.number, cell.date, cell.is_date_styled) == (
        CellKind.NUMBER,
        Decimal(45747),
        date(2025, 3, 31),
        True,
    )
    assert written_cell("d", "2025-02-30").kind is CellKind.DEFECT
    assert written_cell("d", "31.3.2025").kind is CellKind.DEFECT


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\xa0\n", "\u200b", " \ufeff "])
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    assert text_cell(text).is_blank
    assert text_cell(text, is_formula=True) == Cell(CellKind.BLANK, is_formula=True)


def test_zero_is_not_blank() -> None:
    assert not number_cell("0").is_blank
    assert not text_cell("0").is_blank


def test_a_formula_without_a_value_is_not_blank_unless_its_text_is_empty() -> None:
    assert unvalued_cell("n", is_formula=True).kind is CellKind.NO_VALUE
    assert number_cell("", is_formula=True).kind is CellKind.NO_VALUE
    assert unvalued_cell("str", is_formula=True).kind is CellKind.BLANK
    assert unvalued_cell("s", is_formula=False).kind is CellKind.BLANK


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("b", "1", (CellKind.BOOL, "TRUE")),
        ("b", "false", (CellKind.BOOL, "FALSE")),
        ("b", "yes", (CellKind.DEFECT, "yes")),
        ("e", "#DIV/0!", (CellKind.ERROR, "#DIV/0!")),
        ("str", "a", (CellKind.TEXT, "a")),
        ("q", "a", (CellKind.DEFECT, "a")),
    ],
)
def test_types(kind: str, written: str, expected: tuple[CellKind, str]) -> None:
    cell = written_cell(kind, written)
    assert (cell.kind, cell.raw) == expected


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x4E2D_", "中"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("a_x0000_b_x001B_", "ab"),
        ("_x12_", "_x12_"),
    ],
)
def test_escapes(written: str, text: str) -> None:
    assert unescaped(written) == text


@given(st.text())
def test_any_text_can_be_printed(text: str) -> None:
    unescaped(text.replace("\ud800", "_xD800_")).encode("utf-8", "strict" if text.isprintable() else "replace")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", ShownAs.PLAIN),
        ("G/通用格式", ShownAs.PLAIN),
        ("0.00E+00", ShownAs.PLAIN),
        ("#,##0.00_);[Red](#,##0.00)", ShownAs.PLAIN),
        ('0.0"days"', ShownAs.PLAIN),
        ("0.00%", ShownAs.PERCENT),
        ("yyyy/m/d;@", ShownAs.DATE),
        ('[$-804]yyyy"年"m"月"d"日"', ShownAs.DATE),
        ("mmm-yy", ShownAs.DATE),
        ("m月d日", ShownAs.DATE),
        ("h:mm", ShownAs.PLAIN),
        ("mm:ss.0", ShownAs.PLAIN),
        ("[h]:mm:ss", ShownAs.PLAIN),
        ("上午/下午h时mm分", ShownAs.PLAIN),
        ("yyyy-mm-dd hh:mm:ss", ShownAs.DATE),
        ('@"mdy"', ShownAs.PLAIN),
    ],
)
def test_formats(code: str, shown: ShownAs) -> None:
    assert shown_as(164, code) is shown


def test_built_in_formats() -> None:
    assert [shown_as(number) for number in (0, 9, 14, 20, 31, 32, 57)] == [
        ShownAs.PLAIN,
        ShownAs.PERCENT,
        ShownAs.DATE,
        ShownAs.PLAIN,
        ShownAs.DATE,
        ShownAs.PLAIN,
        ShownAs.DATE,
    ]


def test_a_cell_in_words() -> None:
    assert number_cell("45747", ShownAs.DATE).text == "2025-03-31"
    assert text_cell("  核减 ").text == "核减"
    assert unvalued_cell("n", is_formula=True).text == ""
