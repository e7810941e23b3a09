"""The chart of a terminal: ASCII, inside its width, every value on its place."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plancheck.explanation.course import Dated
from plancheck.render.explain.chart import Chart, draw_chart

FIRST = date(2024, 1, 1)
DATED = st.tuples(
    st.integers(0, 3000).map(lambda days: FIRST + timedelta(days=days)),
    st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False),
)


def a_chart() -> Chart:
    values = [(date(2024, 12, 31), Decimal(100)), (date(2025, 12, 31), Decimal(300))]
    path = [(FIRST, Decimal(0)), (date(2027, 12, 31), Decimal(600))]
    return Chart({"path": path}, values)


def test_it_has_values_path_range_and_dates() -> None:
    drawn = draw_chart(a_chart(), 80)
    text = "\n".join(drawn)
    assert text.count("*") == 2
    assert "." in text
    assert drawn[0].startswith("600 |")
    assert any(line.startswith("  0 |") for line in drawn)
    assert drawn[-1].split() == ["2024-01-01", "2027-12-31"]


def test_a_higher_value_stands_higher_and_a_later_one_further_right() -> None:
    rows = [(number, line.index("*")) for number, line in enumerate(draw_chart(a_chart(), 80)) if "*" in line]
    (high, right), (low, left) = rows
    assert high < low
    assert right > left


def test_nothing_is_drawn_without_values_or_without_room() -> None:
    assert draw_chart(Chart({"path": a_chart().lines["path"]}, []), 80) == []
    assert draw_chart(a_chart(), 20) == []


def test_parts_are_painted_by_their_names() -> None:
    painted = "\n".join(draw_chart(a_chart(), 80, lambda sign, part: f"<{part}>"))
    assert painted.count("<value>") == 2
    assert "<path>" in painted


@given(st.lists(DATED, max_size=12), st.lists(DATED, max_size=5).map(sorted), st.integers(0, 200))
def test_no_series_breaks_it_or_leaves_its_width(values: list[Dated], path: list[Dated], width: int) -> None:
    drawn = draw_chart(Chart({"path": path}, sorted(values)), width)
    assert all(line.isascii() and len(line) <= width for line in drawn)
