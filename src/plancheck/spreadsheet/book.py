"""A workbook as it was read: sheets and their cells, without any opinion about what they ought to hold.

Blank is defined here and nowhere else. A cell is blank where the officer sees nothing: nothing was ever written, only
spaces or invisible characters, or a formula came out as an empty text. 0 is not blank. A formula that no program has
calculated (`NO_VALUE`) and an error such as #REF! (`ERROR`) are not blank either: each is a state of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from plancheck.findings import Finding

#: The formats of which the component that reads them tells no number formats.
LEGACY_FORMATS = frozenset({"xls", "xlsb", "ods"})


class CellKind(StrEnum):
    """What stands in a cell; a date is a NUMBER that is shown as a date."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    BOOL = "bool"
    ERROR = "error"
    NO_VALUE = "formula-without-value"
    DEFECT = "defect"


class ShownAs(StrEnum):
    """What a cell's number format makes of its number: 0.5 as 50%, 45747 as 2025-03-31."""

    PLAIN = "plain"
    DATE = "date"
    PERCENT = "percent"


class Visibility(StrEnum):
    """Whether a sheet's tab is seen; `veryHidden` cannot be brought back from Excel's own menu."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


class Cell(NamedTuple):
    """One cell. A named tuple, not a dataclass: thousands are made a file, and this halves the time it takes.

    `raw` is what the file says: digits as written, the whole text, `TRUE`, `#REF!`. `number` is those digits, at most
    15 significant: Excel saves a typed 7.8 as 7.7999999999999998 and shows no more than 15 itself. `date` is set where
    the number format shows a day.
    """

    kind: CellKind
    raw: str = ""
    number: Decimal | None = None
    date: date | None = None
    is_formula: bool = False
    shown_as: ShownAs = ShownAs.PLAIN

    @property
    def is_blank(self) -> bool:
        """Whether the officer sees nothing here (a formula with an empty result included)."""
        return self.kind is CellKind.BLANK

    @property
    def is_date_styled(self) -> bool:
        return self.shown_as is ShownAs.DATE

    @property
    def is_percent_styled(self) -> bool:
        """The number is stored as a share: shown as 50%, stored as 0.5."""
        return self.shown_as is ShownAs.PERCENT

    @property
    def text(self) -> str:
        """The cell as words, without spaces around them; a day as 2025-03-31; empty where there is no value."""
        if self.kind in (CellKind.BLANK, CellKind.NO_VALUE, CellKind.DEFECT):
            return ""
        return self.date.isoformat() if self.date else self.raw.strip()


BLANK_CELL = Cell(CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells shown as one; only the top left one holds a value."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, sparse: `cells` has what is not blank, by (row, column), both counted from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    visibility: Visibility = Visibility.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[MergedRange, ...] = ()

    @property
    def hidden(self) -> bool:
        return self.visibility is not Visibility.VISIBLE

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; the blank cell where nothing stands."""
        return self.cells.get((row, column), BLANK_CELL)

    def by_row(self) -> dict[int, dict[int, Cell]]:
        """Row number to column number to cell, in the sheet's order."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, {})[column] = self.cells[row, column]
        return rows


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook. `findings` are remarks on the file that did not keep it from being read.

    `format` is what the file is, whatever its name says: xlsx, xlsb, xls or ods. Of the last three nothing is known
    about formulas, error values, hidden rows, hidden columns and custom properties.
    """

    path: str
    digest: str
    format: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    defined_names: Mapping[str, str] = field(default_factory=dict)
    counts_from_1904: bool = False
    findings: tuple[Finding, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, upper and lower case alike."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)
