"""One row of a data sheet: where it stands in; the observations, the remark and the findings of its target out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plancheck.findings import CellPlace, Finding
from plancheck.findings.cell_ranges import address
from plancheck.observations import Observation, Remark, State
from plancheck.spreadsheet.book import BLANK_CELL, Cell
from plancheck.workbook import layout
from plancheck.workbook.answers.answers import AnswerReader

if TYPE_CHECKING:
    from plancheck.workbook.answers.columns import Columns


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where the answers of one target stand. `falls`: its numbers stand beside the word 下降.

    `doubtful`: what the row says of its numbers is not what was issued, and they were not taken.
    """

    path: str
    sheet: str
    columns: Columns
    row: int
    target: str
    falls: bool = False
    doubtful: bool = False

    def has(self, code: str) -> bool:
        return code in self.columns.by_code

    def cell(self, code: str) -> CellPlace:
        """The place of an answer, filled or not; that of the target id where its column is gone."""
        column = self.columns.by_code.get(code, self.columns.by_code[layout.CODE_TARGET])
        return CellPlace(self.path, self.sheet, address(self.row, column))

    def content(self, code: str, cells: Mapping[int, Cell]) -> Cell:
        """The cell of an answer, from the cells of the row."""
        return cells.get(self.columns.by_code.get(code, 0), BLANK_CELL)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was read from one row."""

    observations: tuple[Observation, ...]
    remark: Remark | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Period:
    """What was reported for one period, while its cells are gathered."""

    place: CellPlace | None = None
    value: Decimal | None = None
    state: State | None = None
    reference: Decimal | None = None


def read_row(
    place: RowPlace,
    cells: Mapping[int, Cell],
    department: str | None,
    year: int,
    undated: date | None,
    legacy_format: str = "",
) -> Answers:
    """Read one target's answers. `undated` is the period that columns without a date are for.

    `legacy_format` is the file's format where that does not tell how a number is shown, else empty.
    """
    unit = place.content(layout.CODE_UNIT, cells).text if place.has(layout.CODE_UNIT) else None
    reader = AnswerReader(place.target, department, unit, legacy_format)
    periods = _periods(place, cells, reader, undated)
    observations = [
        Observation(
            target=place.target,
            department=department or "",
            period_end=end,
            place=period.place,
            year=year,
            value=period.value,
            state=period.state,
            reference=period.reference,
        )
        for end, period in sorted(periods.items())
        if period.place is not None
    ]
    baseline = _baseline(place, cells, reader, department or "", year)
    remark = _remark(place, cells, reader, department or "", year)
    return Answers((*observations, *baseline), remark, tuple(reader.findings))


def _periods(
    place: RowPlace, cells: Mapping[int, Cell], reader: AnswerReader, undated: date | None
) -> dict[date, _Period]:
    periods: dict[date, _Period] = {}
    for code, end in _answer_codes(place, undated):
        cell, at = place.content(code, cells), place.cell(code)
        if cell.is_blank:
            continue
        period = periods.setdefault(end, _Period())
        read: Decimal | State | None
        if code.startswith(layout.CODE_VALUE):
            read = period.value = reader.fall(cell, at) if place.falls else reader.number(cell, at)
        elif code.startswith("reference"):
            read = period.reference = reader.number(cell, at)
        else:
            read = period.state = reader.state(cell, at)
        if read is not None and (period.place is None or code.startswith(layout.CODE_VALUE)):
            period.place = at
    return periods


def _answer_codes(place: RowPlace, undated: date | None) -> list[tuple[str, date]]:
    """Columns without a date first, so that one with a date has the last word."""
    codes = [(code, undated) for code in ("state", "reference") if place.has(code) and undated is not None]
    for prefix in (layout.CODE_VALUE, layout.CODE_REFERENCE, layout.CODE_STATE):
        codes += [(f"{prefix}{end.isoformat()}", end) for end, _ in place.columns.dated(prefix)]
    return codes


def _baseline(
    place: RowPlace, cells: Mapping[int, Cell], reader: AnswerReader, department: str, year: int
) -> list[Observation]:
    if place.content(layout.CODE_BASELINE, cells).is_blank:
        return []
    at = place.cell(layout.CODE_BASELINE)
    value = reader.number(place.content(layout.CODE_BASELINE, cells), at)
    day_cell = place.content(layout.CODE_BASELINE_DATE, cells)
    day = None if day_cell.is_blank else reader.day(day_cell, place.cell(layout.CODE_BASELINE_DATE))
    if value is None:
        return []
    if day is None:
        reader.report("baseline-without-date", at)
        return []
    return [
        Observation(
            target=place.target,
            department=department,
            period_end=day,
            place=at,
            year=year,
            value=value,
            is_baseline=True,
        )
    ]


def _remark(
    place: RowPlace, cells: Mapping[int, Cell], reader: AnswerReader, department: str, year: int
) -> Remark | None:
    def words(code: str) -> str:
        return reader.words(place.content(code, cells), place.cell(code))

    by = place.content(layout.CODE_MEASURE_BY, cells)
    measure_by = None if by.is_blank else reader.day(by, place.cell(layout.CODE_MEASURE_BY))
    evidence, reason, measure = words(layout.CODE_EVIDENCE), words(layout.CODE_REASON), words(layout.CODE_MEASURE)
    until = place.content(layout.CODE_REASON_PERIOD, cells)
    reason_until = None
    if not until.is_blank:
        reason_until = reader.period(until, place.cell(layout.CODE_REASON_PERIOD), year)
    if not (evidence or reason or measure or measure_by):
        return None
    codes = {layout.CODE_EVIDENCE: evidence, layout.CODE_REASON: reason, layout.CODE_MEASURE: measure}
    first = next((code for code, text in codes.items() if text), layout.CODE_MEASURE_BY)
    return Remark(
        target=place.target,
        department=department,
        year=year,
        place=place.cell(first),
        evidence=evidence,
        reason=reason,
        measure=measure,
        measure_by=measure_by,
        reason_until=reason_until if reason else None,
    )
