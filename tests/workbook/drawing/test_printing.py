"""Which columns a page holds: never less than four fifths of their size, never a period on two pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plancheck.workbook.drawing.printing import PageLayout, Paper, lay_out

NARROW = [10.0] * 6


def pages_of(layout: PageLayout, count: int, repeated: int) -> list[range]:
    starts = [repeated, *layout.breaks]
    return [range(start, end) for start, end in zip(starts, [*layout.breaks, count], strict=True)]


def test_what_fits_is_printed_at_its_size_on_one_page() -> None:
    assert lay_out(NARROW, range(6), 1) == PageLayout(Paper.A4, 100, ())


def test_what_nearly_fits_is_made_smaller_not_divided() -> None:
    layout = lay_out([23.0] * 6, range(6), 1)
    assert (layout.across, layout.paper) == (1, Paper.A4)
    assert 80 <= layout.scale < 100


def test_two_pages_of_a4_go_before_one_of_a3() -> None:
    assert lay_out([40.0] * 5, range(5), 1).paper is Paper.A4


def test_a3_where_a4_would_need_three() -> None:
    layout = lay_out([40.0] * 9, range(9), 1)
    assert (layout.paper, layout.across) == (Paper.A3, 2)


def test_a_break_stands_between_periods() -> None:
    """Three columns a period; four periods and the first three columns need more than one page."""
    groups = ["facts"] * 3 + [period for period in "abcd" for _ in range(3)]
    layout = lay_out([18.0] * 15, groups, 3)
    assert layout.breaks
    assert all((column - 3) % 3 == 0 for column in layout.breaks)


def test_a_group_wider_than_a_page_is_divided() -> None:
    layout = lay_out([10.0, *[60.0] * 12], ["id", *["one"] * 12], 1)
    assert layout.across > 2


@given(
    st.lists(st.tuples(st.floats(5, 40), st.integers(0, 5)), min_size=2, max_size=60),
    st.integers(1, 3),
)
def test_no_page_is_wider_than_its_paper(columns: list[tuple[float, int]], repeated: int) -> None:
    widths = [width for width, _ in columns]
    layout = lay_out(widths, [group for _, group in columns], repeated)
    head = sum(widths[:repeated])
    for page in pages_of(layout, len(widths), min(repeated, len(widths))):
        used = (head + sum(widths[column] for column in page)) * 6.4
        assert used <= layout.paper.room(layout.scale) + 1e-6 or len(page) <= 1
    assert layout.scale >= 80
