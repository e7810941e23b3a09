"""Builds a `Book` from the picture of its sheets in a test's docstring.

```
进度填报
| target | value:2025-03-31 |
| S-1    | 120              |
```
A line without bars names a sheet. Cells: `120` a number, `"120"` a text, `95%` a number shown as a percentage,
`@2025-03-31` a day, `=` a formula without a value, `#REF!` an error, `TRUE`, `!` a damaged cell, nothing: blank;
anything else is a text.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from plancheck.spreadsheet.book import Book, Cell, CellKind, Sheet, ShownAs

_EPOCH = date(1899, 12, 30)


def draw_book(picture: str, properties: dict[str, str] | None = None) -> Book:
    sheets: list[tuple[str, list[list[str]]]] = []
    for line in filter(None, map(str.strip, picture.splitlines())):
        if not line.startswith("|"):
            sheets.append((line, []))
            continue
        if not sheets:
            sheets.append(("进度填报", []))
        sheets[-1][1].append([field.strip() for field in line.strip("|").split("|")])
    return Book("x.xlsx", "0" * 64, "xlsx", tuple(_sheet(*sheet) for sheet in sheets), properties or {})


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    cells = {
        (row, column): _cell(text)
        for row, fields in enumerate(rows, 1)
        for column, text in enumerate(fields, 1)
        if text
    }
    return Sheet(name, cells)


def _cell(text: str) -> Cell:
    if text == "=":
        return Cell(CellKind.NO_VALUE, is_formula=True)
    if text == "!":
        return Cell(CellKind.DEFECT, "12,3x")
    if text == "TRUE":
        return Cell(CellKind.BOOL, text)
    if text.startswith("#"):
        return Cell(CellKind.ERROR, text)
    if text.startswith("@"):
        day = date.fromisoformat(text[1:])
        number = (day - _EPOCH).days
        return Cell(CellKind.NUMBER, str(number), Decimal(number), day, shown_as=ShownAs.DATE)
    if re.fullmatch(r"-?[0-9.]+%", text):
        return Cell(CellKind.NUMBER, text, Decimal(text[:-1]) / 100, shown_as=ShownAs.PERCENT)
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return Cell(CellKind.NUMBER, text, Decimal(text))
    return Cell(CellKind.TEXT, text.strip('"'))
