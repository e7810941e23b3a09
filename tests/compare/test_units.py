"""Units that differ by 万 or 亿 alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.compare.units import convert, is_ratio, same_quantity, split_unit


@pytest.mark.parametrize(
    ("unit", "size", "counted"),
    [
        ("辆", 1, "辆"),
        ("万辆", 10_000, "辆"),
        ("亿元", 100_000_000, "元"),
        ("千瓦", 1, "千瓦"),
        ("万千瓦", 10_000, "千瓦"),
        ("台（套）", 1, "台(套)"),
        ("万", 1, "万"),
        ("", 1, ""),
    ],
)
def test_a_unit_is_a_size_and_what_it_counts(unit: str, size: int, counted: str) -> None:
    assert split_unit(unit) == (Decimal(size), counted)


def test_what_is_counted_decides_whether_values_compare() -> None:
    assert same_quantity("万辆", "辆")
    assert same_quantity("台（套）", "台(套)")
    assert not same_quantity("辆", "台")
    assert not same_quantity("%", "辆")


@pytest.mark.parametrize(("unit", "expected"), [("%", True), ("％", True), ("比值", True), ("万辆", False)])
def test_shares_and_ratios_are_known(unit: str, expected: bool) -> None:
    assert is_ratio(unit) is expected


@given(
    st.decimals(-(10**6), 10**6, places=4),
    st.sampled_from(["辆", "万辆", "亿辆"]),
    st.sampled_from(["辆", "万辆", "亿辆"]),
)
def test_there_and_back_is_the_same(value: Decimal, unit: str, into: str) -> None:
    assert convert(convert(value, unit, into), into, unit) == value


def test_ten_thousands_become_singles() -> None:
    assert convert(Decimal("2.5"), "万辆", "辆") == 25000
