"""What stands in the cells that a department fills, cell by cell: by target and column code.

A `Progress` in, what each of its cells says out; with the `Book` that it was read from, also the cell as it is written, so
that it can be written again elsewhere and read the same there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plancheck.findings import CellPlace, Finding, Place
from plancheck.spreadsheet.book import BLANK_CELL, Cell, CellKind
from plancheck.text.numbers import plain
from plancheck.workbook import layout
from plancheck.workbook.answers.unreadable import DAMAGED, ERROR_TEXTS, NOT_CALCULATED, UNKNOWN_ERROR

if TYPE_CHECKING:
    from plancheck.observations import Observation, Remark
    from plancheck.spreadsheet.book import Book
    from plancheck.workbook.answers.progress import Progress
    from plancheck.workbook.answers.rows import RowPlace

#: Target and column code: `("ZZ-12-1", "value:2025-03-31")`.
EntryKey = tuple[str, str]

_DATED = (layout.CODE_VALUE, layout.CODE_REFERENCE, layout.CODE_STATE)
_UNDATED = {prefix.removesuffix(":"): prefix for prefix in (layout.CODE_REFERENCE, layout.CODE_STATE)}
_REMARKS = (
    layout.CODE_EVIDENCE,
    layout.CODE_REASON,
    layout.CODE_REASON_PERIOD,
    layout.CODE_MEASURE,
    layout.CODE_MEASURE_BY,
)
_QUOTES = ("text", "shown", "value")
_LONGEST_QUOTED = 30


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What a cell says: a number in plain digits, a state's code, a day, words; not `is_read`: what is wrong there."""

    place: Place
    says: str
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class RowAsIssued:
    """What the row said beside its cells: its unit, what kind of number it asks for, whether falls, the baseline's day."""

    unit: str = ""
    basis: str = ""
    falls: bool = False
    baseline_day: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled cell: what it says, where, as it is written. `is_flagged`: a finding stands on the cell itself."""

    target: str
    code: str
    answer: CellAnswer
    cell: Cell
    row: RowAsIssued
    number: Decimal | None = None
    is_flagged: bool = False

    @property
    def key(self) -> EntryKey:
        return self.target, self.code

    @property
    def place(self) -> Place:
        return self.answer.place

    @property
    def says(self) -> str:
        return self.answer.says


def is_answer_code(code: str) -> bool:
    """Whether a column of that code is filled by the department."""
    return code.startswith(_DATED) or code in _UNDATED or code == layout.CODE_BASELINE or code in _REMARKS


def period_of(code: str) -> str:
    """The day of a dated code as text; empty for one of the whole year."""
    return code.partition(":")[2]


def read_answers(progress: Progress) -> dict[EntryKey, CellAnswer]:
    """What every filled cell says, read or not. Of a long form the places are lines."""
    answers: dict[EntryKey, CellAnswer] = {}
    for observation in progress.observations:
        for code, says in _said(observation):
            answers[observation.target, code] = CellAnswer(_place(progress, observation, code), says)
    for remark in progress.remarks:
        for code, says in _remarked(remark):
            answers[remark.target, code] = CellAnswer(_place(progress, remark, code), says)
    signed = progress.signed
    for name, place in (signed.places if signed is not None else {}).items():
        if said := getattr(signed, name):
            answers["", f"{layout.CODE_COVER}{name}"] = CellAnswer(place, str(said))
    at = {row.cell(code): (target, code) for target, row in progress.rows.items() for code in row.columns.by_code}
    for found in progress.findings:
        key = at.get(found.place) if isinstance(found.place, CellPlace) else None
        if key is not None and key not in answers and is_answer_code(key[1]):
            answers[key] = CellAnswer(found.place, _quoted(found), is_read=False)
    return answers


def _quoted(found: Finding) -> str:
    """What stands in a cell that could not be read, as a copy of it has it too."""
    values = dict(found.values)
    match found.rule:
        case "error-value":
            return values["error"] if values["error"] in ERROR_TEXTS else UNKNOWN_ERROR
        case "formula-without-value":
            return NOT_CALCULATED
        case "percent-or-share":
            return f"{DAMAGED}{values['value']}"
        case "unreadable-cell":
            return f"{DAMAGED}{values['written']}"[:_LONGEST_QUOTED]
        case _:
            return next((values[name] for name in _QUOTES if values.get(name)), "")


def _said(observation: Observation) -> Iterator[tuple[str, str]]:
    day = observation.period_end
    if observation.value is not None:
        code = layout.CODE_BASELINE if observation.is_baseline else layout.value_code(day)
        yield code, plain(observation.value)
    if observation.reference is not None:
        yield layout.reference_code(day), plain(observation.reference)
    if observation.state is not None:
        yield layout.state_code(day), str(observation.state)


def _remarked(remark: Remark) -> Iterator[tuple[str, str]]:
    """A remark calls its parts by the codes of their columns, but for the period of the reason, which is a day to it."""
    for code in _REMARKS:
        part = remark.reason_until if code == layout.CODE_REASON_PERIOD else getattr(remark, code)
        if part:
            yield code, part.isoformat() if isinstance(part, date) else str(part)


def _place(progress: Progress, item: Observation | Remark, code: str) -> Place:
    row = progress.rows.get(item.target)
    if row is None:
        return item.place
    undated = code.partition(":")[0]
    return row.cell(code if row.has(code) or not row.has(undated) else undated)


def read_entries(book: Book, progress: Progress) -> Iterator[Entry]:
    """Every filled cell of a workbook, in the order of its rows."""
    answers = read_answers(progress)
    flagged = {found.place for found in progress.findings}
    numbers = dict(_numbers(progress.observations))
    for target, row in progress.rows.items():
        sheet = book.sheet(row.sheet)
        cells = {} if sheet is None else {place: sheet.cell(row.row, place) for place in row.columns.by_code.values()}
        issued = _row_as_issued(row, cells)
        for code in row.columns.by_code:
            cell = row.content(code, cells)
            if cell.is_blank or not is_answer_code(code):
                continue
            dated = _dated(code, target, row, answers)
            answer = answers.get((target, dated)) or answers.get((target, code))
            said = answer or CellAnswer(row.cell(code), _as_seen(cell), is_read=False)
            number = numbers.get((target, dated))
            yield Entry(target, dated, said, cell, issued, number, is_flagged=row.cell(code) in flagged)


def _numbers(observations: Iterable[Observation]) -> Iterator[tuple[EntryKey, Decimal]]:
    for one in observations:
        if one.value is not None:
            code = layout.CODE_BASELINE if one.is_baseline else layout.value_code(one.period_end)
            yield (one.target, code), one.value


def _dated(code: str, target: str, row: RowPlace, answers: Mapping[EntryKey, CellAnswer]) -> str:
    """A column without a date is for one period: the one under which its cell was read."""
    prefix = _UNDATED.get(code)
    if prefix is None:
        return code
    place = row.cell(code)
    return next(
        (
            key[1]
            for key, one in answers.items()
            if key[0] == target and key[1].startswith(prefix) and one.place == place
        ),
        code,
    )


def _row_as_issued(row: RowPlace, cells: Mapping[int, Cell]) -> RowAsIssued:
    def text(code: str) -> str:
        return (row.content(code, cells) if row.has(code) else BLANK_CELL).text

    day = row.content(layout.CODE_BASELINE_DATE, cells).date
    return RowAsIssued(text(layout.CODE_UNIT), text(layout.CODE_BASIS), row.falls, day)


def _as_seen(cell: Cell) -> str:
    return cell.raw if cell.kind in (CellKind.DEFECT, CellKind.ERROR) else cell.text
