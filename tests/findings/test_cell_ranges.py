"""Cell addresses and runs of neighbours."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.findings.cell_ranges import address, column_letters, column_number, join_cells, row_and_column

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
places = st.tuples(st.integers(1, 6), st.integers(1, 6))


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16_384, "XFD")])
def test_column_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number


@given(st.integers(1, LAST_ROW), st.integers(1, LAST_COLUMN))
def test_address_and_back(row: int, column: int) -> None:
    assert row_and_column(address(row, column)) == (row, column)


@pytest.mark.parametrize("text", ["", "7", "H", "h7", "H0", "H7:H8", "$H$7", " H7", "ABCD1", "H7\n"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError):
        row_and_column(text)


@given(st.lists(places))
def test_joining_loses_no_cell_and_doubles_none(cells: list[tuple[int, int]]) -> None:
    names = [address(*cell) for cell in cells]
    covered = [cell for _, parts in join_cells(names) for cell in parts]
    assert sorted(covered) == sorted(set(names))


@given(st.lists(places))
def test_a_range_is_exactly_the_cells_it_covers(cells: list[tuple[int, int]]) -> None:
    for name, parts in join_cells(address(*cell) for cell in cells):
        first, _, last = name.partition(":")
        (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
        inside = {address(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        assert inside == set(parts)


@given(st.lists(places), st.randoms())
def test_the_order_of_the_cells_does_not_matter(cells: list[tuple[int, int]], chance: Random) -> None:
    names = [address(*cell) for cell in cells]
    shuffled = chance.sample(names, len(names))
    assert join_cells(shuffled) == join_cells(names)


def test_down_before_across() -> None:
    """
    |   | H | I | J |
    | 7 | x | x | x |
    | 8 | x |   |   |
    """
    assert [name for name, _ in join_cells(["H7", "I7", "J7", "H8"])] == ["H7:H8", "I7:J7"]


def test_a_range_stays_a_run_of_its_own() -> None:
    assert join_cells(["A1:B2", "A3"]) == [("A3", ["A3"]), ("A1:B2", ["A1:B2"])]
