"""Which column of a sheet holds what, by the hidden row of codes, wherever row and columns have been moved to.

A sheet's rows in; its `Columns` out, or None for a sheet without codes. Headings are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plancheck.findings import CellPlace, Finding, finding
from plancheck.findings.cell_ranges import address
from plancheck.text.nearest import nearest
from plancheck.workbook import layout
from plancheck.workbook.answers.written_values import tidy

if TYPE_CHECKING:
    from plancheck.spreadsheet.book import Cell

_ROWS_SEARCHED = 20
_PLAIN = (
    layout.CODE_TARGET,
    layout.CODE_UNIT,
    layout.CODE_DIRECTION,
    layout.CODE_BASELINE,
    layout.CODE_BASELINE_DATE,
    layout.CODE_EVIDENCE,
    layout.CODE_REASON,
    layout.CODE_REASON_PERIOD,
    layout.CODE_WORDING,
    layout.CODE_BASIS,
    layout.CODE_BASELINE_KNOWN,
    layout.CODE_TASK,
    layout.CODE_BY,
    layout.CODE_MEASURE,
    layout.CODE_MEASURE_BY,
    # Without a date: for the latest period that has a value.
    layout.CODE_STATE.removesuffix(":"),
    layout.CODE_REFERENCE.removesuffix(":"),
)
_DATED = (layout.CODE_VALUE, layout.CODE_REFERENCE, layout.CODE_STATE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Columns:
    """Code to column number, and the row that the codes stand in."""

    row: int
    by_code: Mapping[str, int]
    coded: frozenset[int]

    def dated(self, prefix: str) -> list[tuple[date, int]]:
        """The columns of `value:`, `reference:` or `state:`, by period end."""
        return sorted(
            (date.fromisoformat(code.removeprefix(prefix)), column)
            for code, column in self.by_code.items()
            if code.startswith(prefix)
        )


def read_columns(sheet: str, rows: Mapping[int, Mapping[int, Cell]], path: str) -> tuple[Columns | None, list[Finding]]:
    """Find the row of codes among the first rows of a sheet, and read it."""
    row = _code_row(rows)
    if row is None:
        return None, []
    by_code: dict[str, int] = {}
    coded: set[int] = set()
    found: list[Finding] = []
    for column, cell in sorted(_written(rows[row]).items()):
        coded.add(column)
        code = _code(cell)
        place = CellPlace(path, sheet, address(row, column))
        if not _is_known(code):
            close = nearest(code, [*_PLAIN, *_DATED, layout.CODE_SHOWN])
            found.append(finding("unknown-code", place, code=cell.text[:40], nearest=close))
        elif code in by_code:
            found.append(finding("duplicate-code", place, code=code, first=address(row, by_code[code])))
        elif code != layout.CODE_SHOWN:
            by_code[code] = column
    return Columns(row, by_code, frozenset(coded)), found


def _code_row(rows: Mapping[int, Mapping[int, Cell]]) -> int | None:
    """The first row with `target` and one more code: the word alone may stand in anybody's sheet."""
    for row, cells in rows.items():
        if row > _ROWS_SEARCHED:
            break
        codes = [_code(cell) for cell in cells.values()]
        if layout.CODE_TARGET in codes and sum(map(_is_known, codes)) > 1:
            return row
    return None


def _written(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    return {column: cell for column, cell in cells.items() if not cell.is_blank}


def _code(cell: Cell) -> str:
    return tidy(cell.text).replace(" ", "")


def _is_known(code: str) -> bool:
    if code in _PLAIN or code == layout.CODE_SHOWN:
        return True
    prefix = next((prefix for prefix in _DATED if code.startswith(prefix)), None)
    return prefix is not None and _is_day(code.removeprefix(prefix))


def _is_day(text: str) -> bool:
    if _ISO_DAY.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
