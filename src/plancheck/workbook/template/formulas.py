"""Formulas of an issued sheet before they stand anywhere: cells of their own row by the key of the column.

`IF(ISNUMBER([value:2025-03-31]),…)` in, `IF(ISNUMBER($K5),…)` out. `[a..b]` is the run of columns from a to b. A formula
looks at its own row alone, so that a row means the same wherever it is sorted to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plancheck.findings.cell_ranges import column_letters

REFERENCE = re.compile(r"\[([^\[\]]+)\]")
#: Between the first and the last column of a run.
RUN = ".."


@dataclass(frozen=True, slots=True)
class Formula:
    """What a cell reckons, without the sign `=`."""

    text: str

    def at(self, row: int, columns: Mapping[str, int]) -> str:
        """The formula as it stands in that row; `columns` has the number of each column by its key."""

        def place(found: re.Match[str]) -> str:
            first, _, last = found[1].partition(RUN)
            cells = [f"${column_letters(columns[key])}{row}" for key in (first, last) if key]
            return ":".join(cells)

        return "=" + REFERENCE.sub(place, self.text)


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def day_in_formula(day: date) -> str:
    """DATE(2025,3,31)."""
    return f"DATE({day.year},{day.month},{day.day})"


def holds_nothing(cell: str) -> str:
    """Whether nothing but spaces stands in a cell: an error is something."""
    return f"IF(ISERROR({cell}),FALSE,LEN(TRIM({cell}))=0)"


def chain(*cases: tuple[str, str], last: str = '""') -> str:
    """The first of the (condition, result) that holds."""
    return "".join(f"IF({condition},{result}," for condition, result in cases) + last + ")" * len(cases)
