"""Cell addresses: `H7` to row and column numbers and back, and runs of neighbours joined into ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """Row 7, column 8 is `H7`."""
    return f"{column_letters(column)}{row}"


def row_and_column(cell: str) -> tuple[int, int]:
    """`H7` is (7, 8). Raises ValueError for anything that is no single A1 address."""
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        raise ValueError(cell)
    return int(match[2]), column_number(match[1])


def join_cells(cells: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Runs of neighbours, first down a column, then along a row; each run with the cells it covers.

    What is already a range (`A1:B2`) stays one run of its own.
    """
    ranges = [cell for cell in cells if ":" in cell]
    singles = sorted({row_and_column(cell) for cell in cells if ":" not in cell}, key=lambda at: (at[1], at[0]))
    columns: list[list[tuple[int, int]]] = []
    for row, column in singles:
        if columns and columns[-1][-1] == (row - 1, column):
            columns[-1].append((row, column))
        else:
            columns.append([(row, column)])
    tall = [run for run in columns if len(run) > 1]
    rows: list[list[tuple[int, int]]] = []
    for row, column in sorted(run[0] for run in columns if len(run) == 1):
        if rows and rows[-1][-1] == (row, column - 1):
            rows[-1].append((row, column))
        else:
            rows.append([(row, column)])
    runs = sorted(tall + rows, key=lambda run: run[0])
    return [(_name(run), [address(*at) for at in run]) for run in runs] + [(cells, [cells]) for cells in ranges]


def _name(run: list[tuple[int, int]]) -> str:
    first, last = address(*run[0]), address(*run[-1])
    return first if first == last else f"{first}:{last}"
