"""A table as CSV that Excel opens as it is: rows by heading in, the text out; what looks like a formula is none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

#: Says to Excel that a CSV is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def csv_table(rows: Sequence[Mapping[str, str]]) -> str:
    """The headings are those of the first row; every row has the same."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([harmless(value) for value in row.values()] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(value: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe goes in front of what it would take for a formula."""
    return "'" + value if value.startswith(tuple("=+-@\t\r")) and not _NUMBER.fullmatch(value) else value
