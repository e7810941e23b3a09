"""Entries of workbooks that were filled before, carried into a new one: an `Order` and entries in; what fits, what not, out.

A cell is carried as it is written, so that it is read in the new workbook as it was in the old: what was wrong stays wrong
and stays said. What would mean something else in its new cell, because the plan has changed, is not carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plancheck.findings import Finding, finding
from plancheck.plan.model import Target
from plancheck.spreadsheet.book import Cell, CellKind, ShownAs
from plancheck.workbook import layout
from plancheck.workbook.answers.cover_entries import COVER_CODES
from plancheck.workbook.answers.entries import Entry, EntryKey, period_of
from plancheck.workbook.answers.written_values import tidy
from plancheck.workbook.target_words import basis_in_words
from plancheck.workbook.template.drafts import CellContent, CellDraft, Order, SheetDraft
from plancheck.workbook.template.rows import number_as_shown, number_sheet, state_sheet

_DAYS = (layout.CODE_MEASURE_BY, layout.CODE_REASON_PERIOD, f"{layout.CODE_COVER}{layout.COVER_DAY}")
_NUMBERS = (layout.CODE_VALUE, layout.CODE_REFERENCE, layout.CODE_BASELINE)


@dataclass(frozen=True, slots=True)
class CarriedOrder:
    """The order with the entries written in; `left` says of each that has no cell in it where it stands and what it says."""

    order: Order
    left: tuple[Finding, ...] = ()


def is_left(found: Finding) -> bool:
    """Whether a finding says that an entry was not carried."""
    return found.rule in ("entry-without-cell", "entry-of-other-form")


def sheet_drafts(order: Order) -> list[SheetDraft]:
    """The sheets of an order, with what is carried over written in."""
    drafts = (number_sheet(order), state_sheet(order))
    return [_written_in(draft, order.written) for draft in drafts if draft]


def carry(order: Order, entries: Iterable[Entry]) -> CarriedOrder:
    """Put every entry into the cell of its target and column."""
    asked = {
        (row.target.id, column.code): row.target
        for draft in sheet_drafts(order)
        for row in draft.rows
        for column in draft.columns
        if _is_asked(row.cells.get(column.key))
    }
    written: dict[EntryKey, CellContent] = {}
    left: list[Finding] = []
    for entry in entries:
        target = asked.get(entry.key)
        if entry.code in COVER_CODES:
            written[entry.key] = _as_written(entry)
        elif target is None:
            values = {"target": entry.target, "period": period_of(entry.code), "value": _shown(entry)}
            left.append(finding("entry-without-cell", entry.place, **values))
        elif (change := _change(order, target, entry)) is not None:
            values = {"target": entry.target, "value": _shown(entry), "was": change[0], "now": change[1]}
            left.append(finding("entry-of-other-form", entry.place, **values))
        else:
            written[entry.key] = _content(order, target, entry)
    return CarriedOrder(replace(order, written=written), tuple(left))


def _shown(entry: Entry) -> str:
    """What stands in the cell: as it was read, else as it is written."""
    return entry.says if entry.answer.is_read else entry.cell.text or entry.says


def _is_asked(cell: CellDraft | None) -> bool:
    return cell is not None and cell.asked


def _written_in(draft: SheetDraft, written: Mapping[EntryKey, CellContent]) -> SheetDraft:
    if not written:
        return draft
    rows = []
    for row in draft.rows:
        cells = dict(row.cells)
        for column in draft.columns:
            cell = cells.get(column.key)
            if cell is not None and cell.asked and (row.target.id, column.code) in written:
                cells[column.key] = replace(cell, content=written[row.target.id, column.code])
        rows.append(replace(row, cells=cells))
    return replace(draft, rows=tuple(rows))


def _change(order: Order, target: Target, entry: Entry) -> tuple[str, str] | None:
    """What the row asked for when it was filled and what it asks for now, where that makes its numbers others."""
    if not entry.code.startswith(_NUMBERS):
        return None
    row = entry.row
    if row.unit and tidy(row.unit) != tidy(target.unit):
        return row.unit, target.unit
    if entry.code == layout.CODE_BASELINE:
        day = target.baseline.date if target.baseline else None
        return None if row.baseline_day == day else (str(row.baseline_day or ""), str(day or ""))
    bases = [tidy(basis_in_words(target, language)) for language in ("zh", "en")]
    if row.basis and tidy(row.basis) not in bases:
        return row.basis, basis_in_words(target, order.language)
    return None


def _would_be_read(target: Target, entry: Entry) -> bool:
    """Whether a number that was not taken in its old cell would be taken in its new one, for no better reason."""
    if entry.answer.is_read or entry.cell.kind is not CellKind.NUMBER:
        return False
    if entry.cell.shown_as is not ShownAs.PLAIN:
        return not entry.is_flagged
    stays_fall = entry.code.startswith(layout.CODE_VALUE) and entry.row.falls and target.is_reported_as_fall
    return not (entry.is_flagged and stays_fall)


def _content(order: Order, target: Target, entry: Entry) -> CellContent:
    """What to write: the number or the words; the cell itself where its format decides how it is read.

    A number that was not taken in its old cell, and would be in its new one, stays in sight and is none.
    """
    if entry.code.startswith(_NUMBERS) and _would_be_read(target, entry):
        return Cell(CellKind.DEFECT, entry.cell.text)
    turned = entry.code.startswith(layout.CODE_VALUE) and entry.row.falls != target.is_reported_as_fall
    if turned and entry.number is not None:
        return number_as_shown(order, target, entry.number)
    return _as_written(entry)


def _as_written(entry: Entry) -> CellContent:
    cell = entry.cell
    if cell.kind is CellKind.TEXT:
        return cell.raw
    if cell.kind is CellKind.NUMBER and cell.shown_as is ShownAs.PLAIN and isinstance(cell.number, Decimal):
        return cell.number
    if cell.date is not None and entry.code in _DAYS:
        return cell.date
    return cell
