"""What a row showed when it was issued, against what it shows now: an edited unit makes other values of the same digits.

Rows and what the hidden sheet keeps of each target in; `CheckedRow`s and findings out. The plan is not asked, so that a
plan amended since, another edition or another language is no fault of the department. A row of which nothing is kept (an
older workbook, one without its hidden sheet) is as it stands.

What was issued is what a row means. A unit or a direction that says something else leaves the values in doubt, and so
does the id of another row: they are not taken. One that was cleared says nothing else, and the unit issued counts; for a
direction that is not enough, because 13.5 without its word may be a rise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from plancheck.findings import Finding, finding
from plancheck.spreadsheet.book import BLANK_CELL, Cell, CellKind
from plancheck.spreadsheet.cell_values import serial_day, shortened
from plancheck.text.numbers import plain
from plancheck.workbook import layout
from plancheck.workbook.answers.written_values import Number, is_fall, read_number, read_written_day, tidy

if TYPE_CHECKING:
    from plancheck.workbook.answers.data_sheets import SheetRow
    from plancheck.workbook.answers.rows import RowPlace

#: By target id: code -> what the cell said, numbers as digits, days as 2023-12-31.
IssuedCells = Mapping[str, Mapping[str, str]]
Rows = Mapping[str, tuple["RowPlace", "SheetRow"]]

_NAMES_A_ROW = (layout.CODE_TASK, layout.CODE_WORDING)
_RULES = {
    layout.CODE_UNIT: "edited-unit",
    layout.CODE_DIRECTION: "edited-direction",
    layout.CODE_BASELINE_DATE: "edited-baseline",
    layout.CODE_BASELINE_KNOWN: "edited-baseline",
}
_LONGEST_SHOWN = 60
_BEFORE = 12


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row as it is to be read: `cells` with what was issued in the place of what was edited.

    `own`: the row is the target's. `taken`: its values mean what they were asked for. `base_taken`: the value of its base
    is of the day that was asked for.
    """

    place: RowPlace
    cells: Mapping[int, Cell]
    own: bool = True
    taken: bool = True
    base_taken: bool = True


def check_shown_cells(
    rows: Rows, issued: IssuedCells, department: str | None
) -> tuple[dict[str, CheckedRow], list[Finding]]:
    """Every row as it is to be read, and what was edited in it."""
    checked: dict[str, CheckedRow] = {}
    found: list[Finding] = []
    owners: dict[tuple[str, ...], str] = {}
    for target, (place, row) in rows.items():
        checked[target] = CheckedRow(place, row.cells)
        other = ""
        if issued and not _is_as_issued(place, row.cells, issued.get(target, {})):
            owners = owners or _owners(issued)
            other = _owner(place, row.cells, issued, owners)
        if other:
            values = {"target": target, "other": other, "department": department}
            found.append(finding("row-of-another", place.cell(layout.CODE_TARGET), **values))
            checked[target] = CheckedRow(replace(place, doubtful=True), row.cells, own=False, taken=False)
        elif target in issued:
            checked[target], edited = _check(place, row.cells, issued[target])
            found += [replace(one, target=target, department=department) for one in edited]
    return checked, found


def _check(
    place: RowPlace, cells: Mapping[int, Cell], issued: Mapping[str, str]
) -> tuple[CheckedRow, Iterable[Finding]]:
    edited = {
        code: cell
        for code, text in issued.items()
        if place.has(code) and not _says(cell := place.content(code, cells), text)
    }
    found = [_finding(place, code, cell, issued[code]) for code, cell in edited.items()]
    unit, day = edited.get(layout.CODE_UNIT), edited.get(layout.CODE_BASELINE_DATE)
    taken = layout.CODE_DIRECTION not in edited and (unit is None or unit.is_blank)
    restored = {place.columns.by_code[code]: _as_issued(issued[code]) for code in edited}
    falls = is_fall(issued[layout.CODE_DIRECTION]) if layout.CODE_DIRECTION in edited else place.falls
    place = replace(place, falls=falls, doubtful=not taken)
    return CheckedRow(place, {**cells, **restored}, taken=taken, base_taken=day is None or day.is_blank), found


def _as_issued(text: str) -> Cell:
    return Cell(CellKind.TEXT, text) if text else BLANK_CELL


def _finding(place: RowPlace, code: str, cell: Cell, issued: str) -> Finding:
    written = plain(cell.number) if cell.number is not None and not cell.date else cell.text
    now, before = _around_difference(" ".join(written.split()), " ".join(issued.split()))
    conditions = {"cleared": cell.is_blank, "blank": not issued, "day": code == layout.CODE_BASELINE_DATE and now}
    conditions = {name: "yes" if holds else "" for name, holds in conditions.items()}
    return finding(_RULES.get(code, "edited-words"), place.cell(code), found=now, issued=before, **conditions)


def _around_difference(now: str, before: str) -> tuple[str, str]:
    """Both from shortly before where they part, so that what was changed in a long sentence is seen."""
    same = next((at for at, (one, other) in enumerate(zip(now, before, strict=False)) if one != other), 0)
    start = same - _BEFORE if max(len(now), len(before)) > _LONGEST_SHOWN and same > _BEFORE else 0
    return _cut(now, start), _cut(before, start)


def _cut(text: str, start: int) -> str:
    part = text[start : start + _LONGEST_SHOWN]
    return ("…" if start else "") + part + ("…" if start + _LONGEST_SHOWN < len(text) else "")


def _owners(issued: IssuedCells) -> dict[tuple[str, ...], str]:
    """What a row is known by, besides its id: its task and its wording; and by its wording alone. The first has it."""
    owners: dict[tuple[str, ...], str] = {}
    for target, texts in issued.items():
        owners.setdefault(_folded_names(texts), target)
    for target, texts in issued.items():
        owners.setdefault(_folded_names(texts)[1:], target)
    return owners


def _is_as_issued(place: RowPlace, cells: Mapping[int, Cell], issued: Mapping[str, str]) -> bool:
    """Whether task and wording are the same to the letter, as they nearly always are."""
    return all(place.content(code, cells).text == issued.get(code) for code in _NAMES_A_ROW)


def _owner(
    place: RowPlace, cells: Mapping[int, Cell], issued: IssuedCells, owners: Mapping[tuple[str, ...], str]
) -> str:
    """The other target whose row this is by its task and wording, or nothing."""
    names = _folded_names({code: place.content(code, cells).text for code in _NAMES_A_ROW})
    own = _folded_names(issued.get(place.target, {}))
    if not names[1] or names == own:
        return ""
    if names in owners:
        return owners[names]
    return owners.get(names[1:], "") if names[1:] != own[1:] else ""


def _folded_names(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_folded(texts.get(code, "")) for code in _NAMES_A_ROW)


def _folded(text: str) -> str:
    """Without any space: a line break that a program stored otherwise is no edit."""
    return re.sub(r"\s+", "", tidy(text))


def _says(cell: Cell, issued: str) -> bool:
    """Whether a cell says what was issued, however it is formatted now: 860.0, a day shown as its number."""
    if cell.text == issued or _folded(cell.text) == _folded(issued):
        return True
    if not issued or cell.is_blank:
        return False
    day = read_written_day(issued)
    if day is not None:
        return _is_day(cell, day)
    number, written = read_number(issued, None), cell.number
    if not isinstance(number, Number):
        return False
    if written is None:
        in_words = read_number(cell.text, None)
        written = in_words.value if isinstance(in_words, Number) else None
    return written is not None and shortened(written) == shortened(number.value)


def _is_day(cell: Cell, day: date) -> bool:
    if cell.number is not None and not cell.date:
        return day in (serial_day(cell.number), serial_day(cell.number, from_1904=True))
    return day == (cell.date or read_written_day(cell.text))
