"""Lines of a terminal's width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.render.terminal.printable import cell_width
from plancheck.render.terminal.wrapping import wrap_cells

texts = st.text(st.sampled_from("公务用车更新，。（）“”、 ab12%-"), max_size=60)


@given(texts, st.integers(8, 40))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap_cells(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("市财政局、市公安局", 8, ["市财政", "局、市公", "安局"]),
        ("老旧设备（车辆）", 10, ["老旧设备", "（车辆）"]),
        ("一二三four", 8, ["一二三", "four"]),
        ("two words", 5, ["two", "words"]),
        ("止于 2025-12-31，之后", 16, ["止于", "2025-12-31，之后"]),
        ("全部完成（基本）；之后", 16, ["全部完成（基", "本）；之后"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 10, [""]),
    ],
)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    assert wrap_cells(text, width) == lines
