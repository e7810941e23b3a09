"""Several workbooks of one department and year as one: their entries in; the union, and where they contradict, out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plancheck.findings import Finding, finding
from plancheck.spreadsheet.book import Cell, CellKind
from plancheck.workbook import layout
from plancheck.workbook.answers.cover_entries import COVER_CODES
from plancheck.workbook.answers.entries import Entry, EntryKey, period_of
from plancheck.workbook.answers.written_values import tidy

_AND = "、"
_TEXTS = (layout.CODE_EVIDENCE, layout.CODE_REASON, layout.CODE_MEASURE)


@dataclass(frozen=True, slots=True)
class UnitedEntries:
    """`entries` has one for each cell; `notes` say which of two texts was taken where one holds the other."""

    entries: tuple[Entry, ...]
    contradictions: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def unite(parts: Iterable[Iterable[Entry]]) -> UnitedEntries:
    """A cell that one part fills and another leaves empty is filled; what two fill must be the same."""
    united: dict[EntryKey, Entry] = {}
    contradictions: list[Finding] = []
    notes: list[Finding] = []
    for part in parts:
        for entry in part:
            first = united.setdefault(entry.key, entry)
            if first is entry or _are_same(first, entry):
                continue
            if entry.code in COVER_CODES:
                united[entry.key] = _joined(first, entry)
                notes.append(finding("cover-joined", entry.place, text=united[entry.key].says, other=first.place))
            elif (longer := _longer(first, entry)) is not None:
                united[entry.key] = longer
                shorter = first if longer is entry else entry
                told = {"target": entry.target, "other": longer.place, "text": shorter.says}
                notes.append(finding("entry-in-longer", shorter.place, **told))
            else:
                contradictions.append(_contradiction(first, entry))
    return UnitedEntries(tuple(united.values()), tuple(contradictions), tuple(notes))


def _are_same(one: Entry, other: Entry) -> bool:
    if one.answer.is_read != other.answer.is_read or tidy(one.row.unit) != tidy(other.row.unit):
        return False
    return one.says == other.says or (one.code in _TEXTS and tidy(one.says) == tidy(other.says))


def _longer(one: Entry, other: Entry) -> Entry | None:
    """The one of two texts that holds the other."""
    if one.code not in _TEXTS or not (one.answer.is_read and other.answer.is_read):
        return None
    first, second = tidy(one.says), tidy(other.says)
    return one if second in first else other if first in second else None


def _joined(first: Entry, second: Entry) -> Entry:
    """Both who filled a workbook, or approved it, for each did a part; of two days the later."""
    if first.cell.date is not None and second.cell.date is not None:
        return max(first, second, key=lambda entry: entry.says)
    if second.says in first.says.split(_AND):
        return first
    text = f"{first.says}{_AND}{second.says}"
    answer = replace(first.answer, says=text)
    return replace(first, answer=answer, cell=Cell(CellKind.TEXT, text))


def _contradiction(first: Entry, second: Entry) -> Finding:
    return finding(
        "entries-contradict",
        second.place,
        target=second.target,
        period=period_of(second.code),
        value=_with_unit(second, first),
        other_value=_with_unit(first, second),
        other=first.place,
    )


def _with_unit(entry: Entry, other: Entry) -> str:
    """What a cell says; with its unit where that is all that differs."""
    return entry.says if tidy(entry.row.unit) == tidy(other.row.unit) else f"{entry.says}{entry.row.unit}"
