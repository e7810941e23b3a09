"""What formulas come to, written beside them: a sheet's XML as openpyxl saves it in, the same with results out.

openpyxl writes a formula and no result, so that a program that shows without reckoning (protected view, a preview on a
phone) shows nothing. A program that reckons does so when it opens the file, whatever stands there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

from plancheck.text.numbers import plain

#: What a formula comes to.
Result = str | Decimal
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>')


def with_results(sheet: bytes, results: Mapping[str, Result]) -> bytes:
    """The sheet with the results of its formulas, by cell; a formula without one stays as it is."""
    if not results:
        return sheet

    def written(found: re.Match[bytes]) -> bytes:
        cell, attributes, formula = found.groups()
        result = results.get(cell.decode("ascii"))
        if result is None:
            return found[0]
        kind, shown = (b"", plain(result)) if isinstance(result, Decimal) else (b' t="str"', escape(result))
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (cell, attributes, kind, formula, shown.encode())

    return _FORMULA.sub(written, sheet)
