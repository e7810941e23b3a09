"""A progress sheet that was saved as CSV: a text in, whether it is one, and what its fields are parted by, out.

Such a file is no long form: a column a period, with title, hint and heading above the rows. Excel keeps the hidden row of
codes as its first line; where that is gone the heading betrays it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from plancheck.workbook import layout
from plancheck.workbook.answers.written_values import tidy

#: What a comma-separated file is parted by, by the system's settings and the program.
SEPARATORS = (",", "\t", ";")
#: A heading stands in the fourth row, the labels of a cover in the first ten.
_ROWS, _CHARACTERS = 16, 32_768
_PERIODS = (layout.CODE_VALUE, layout.CODE_STATE)


def is_saved_sheet(text: str) -> bool:
    """Whether a text is a sheet of an issued workbook, saved as CSV."""
    return any(_is_ours(list(_first_rows(text[:_CHARACTERS], separator))) for separator in SEPARATORS)


def separator_of(text: str, names: tuple[str, ...]) -> str:
    """What parts the fields of a text whose first line has these names; a comma where nothing tells."""
    first_line = text[:_CHARACTERS].lstrip("\r\n ").partition("\n")[0]

    def known(separator: str) -> int:
        return len(
            {tidy(field.strip('"')).casefold().replace(" ", "_") for field in first_line.split(separator)} & {*names}
        )

    return max(SEPARATORS, key=known)


def _first_rows(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _ROWS)
    except csv.Error:
        return


def _is_ours(rows: list[list[str]]) -> bool:
    begins = {tidy(row[0]) for row in rows if row}
    is_cover = any(begins.issuperset(labels) for labels in layout.COVER_LABELS.values())
    return is_cover or layout.META_PLAN in begins or any(_is_codes(row) or _is_heading(row) for row in rows)


def _is_codes(row: list[str]) -> bool:
    codes = [field.strip() for field in row]
    return layout.CODE_TARGET in codes and any(code.startswith(_PERIODS) for code in codes)


def _is_heading(row: list[str]) -> bool:
    fields = {tidy(field) for field in row}
    return any(fields.issuperset(headings) for headings in layout.SHEET_HEADINGS.values())
