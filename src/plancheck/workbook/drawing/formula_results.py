"""What formulas come to, written beside them: a sheet's XML as openpyxl saves it in, the same with results out.

openpyxl writes a formula and no result, so that a program that shows without reckoning (protected view, a preview on a
phone) shows nothing. A program that reckons does so when it opens the file, whatever stands there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape

from plancheck.text.numbers import plain

#: What a formula comes to.
Result = str | Decimal
_FORMULA = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')
_STRING = re.compile(rb'"[^"]*"')
_REFERENCE = re.compile(rb"(\$?[A-Z]{1,3})(\$?[0-9]+)")
_OWN_ROW = re.compile(rb"(\$[A-Z]+)([0-9]+)")


def with_results(sheet: bytes, results: Mapping[str, Result]) -> bytes:
    """The sheet with the results of its formulas, by cell; a formula without one stays as it is.

    A formula that the cells of a column share is written once, as every spreadsheet program does it: a sheet of many rows
    and periods is a tenth of the size.
    """
    if not results:
        return sheet
    writer = _Writer(results, _shared(sheet))
    return _FORMULA.sub(writer.written, sheet)


@dataclass(slots=True)
class _Shared:
    """A formula of a column: its number in the sheet, its rows, and whether it has been written."""

    number: int
    rows: list[int] = field(default_factory=list)
    is_written: bool = False


def _shared(sheet: bytes) -> dict[tuple[bytes, bytes], _Shared]:
    """The formulas that two or more rows of a column have but for the row's own number, by column and formula."""
    found: dict[tuple[bytes, bytes], _Shared] = {}
    for match in _FORMULA.finditer(sheet):
        letters, row, _, formula = match.groups()
        if not _is_of_own_row(formula, row):
            continue
        key = letters, _without_row(formula, row)
        found.setdefault(key, _Shared(len(found))).rows.append(int(row))
    return {key: shared for key, shared in found.items() if len(shared.rows) > 1}


def _is_of_own_row(formula: bytes, row: bytes) -> bool:
    """Whether a formula names cells of its own row alone, by fixed columns: any other would move with the rows."""
    named = _REFERENCE.findall(_STRING.sub(b"", formula))
    return all(column.startswith(b"$") and number == row for column, number in named)


def _without_row(formula: bytes, row: bytes) -> bytes:
    return _OWN_ROW.sub(lambda found: found[1] if found[2] == row else found[0], formula)


@dataclass(frozen=True, slots=True)
class _Writer:
    results: Mapping[str, Result]
    shared: Mapping[tuple[bytes, bytes], _Shared]

    def written(self, found: re.Match[bytes]) -> bytes:
        letters, row, attributes, formula = found.groups()
        result = self.results.get((letters + row).decode("ascii"))
        if result is None:
            return found[0]
        kind, shown = (b"", plain(result)) if isinstance(result, Decimal) else (b' t="str"', escape(result))
        return b'<c r="%b%b"%b%b>%b<v>%b</v></c>' % (
            letters,
            row,
            attributes,
            kind,
            self._formula(letters, row, formula),
            shown.encode(),
        )

    def _formula(self, letters: bytes, row: bytes, formula: bytes) -> bytes:
        shared = self.shared.get((letters, _without_row(formula, row)))
        if shared is None:
            return b"<f>%b</f>" % formula
        if shared.is_written:
            return b'<f t="shared" si="%d"/>' % shared.number
        shared.is_written = True
        area = b"%b%d:%b%d" % (letters, shared.rows[0], letters, shared.rows[-1])
        return b'<f t="shared" ref="%b" si="%d">%b</f>' % (area, shared.number, formula)
