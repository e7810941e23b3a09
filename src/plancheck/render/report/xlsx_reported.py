"""The sheets of the report's workbook that show what was reported: words, values, and every number in a row of its own.

Words and values lead to the cell they came from. A report in a language in, a `Table` a sheet out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.findings import CellPlace, Place
from plancheck.observations import Observation, Remark
from plancheck.plan.model import Target
from plancheck.render.report.lines import TargetLine, report_lines
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import in_points, printed, shown_lines
from plancheck.render.report.xlsx_table import NamedColumn, NamedRow, named_table
from plancheck.report.content import ReportEntry
from plancheck.scoring.marks import Status
from plancheck.words import word
from plancheck.workbook.drawing.report_book import BookColumn, Link, Table, Value

_REMARKS: tuple[NamedColumn, ...] = (
    ("id", 13, "text"),
    ("indicator", 34, "text"),
    ("department", 20, "text"),
    ("year", 9, "count"),
    ("reason", 44, "text"),
    ("reason_until", 12, "date"),
    ("measure", 44, "text"),
    ("measure_by", 12, "date"),
    ("evidence", 36, "text"),
    ("source", 34, "text"),
)
_OBSERVATIONS: tuple[NamedColumn, ...] = (
    ("id", 13, "text"),
    ("indicator", 34, "text"),
    ("department", 20, "text"),
    ("period", 12, "date"),
    ("value", 14, "number"),
    ("unit", 10, "text"),
    ("state", 11, "text"),
    ("reference", 12, "number"),
    ("year", 9, "count"),
    ("left_out", 16, "text"),
    ("source", 44, "text"),
)
_LONG: tuple[NamedColumn, ...] = (
    *((name, 18, "text") for name in ("plan", "id", "indicator", "section", "department", "status", "lamp")),
    ("measure-name", 18, "text"),
    ("period", 12, "date"),
    ("unit", 18, "text"),
    ("value", 16, "number"),
)


def remarks_table(text: ReportText, link: Callable[[str], str]) -> Table:
    """Each department's own words, a row each, with the way to where they stand."""
    rows = [_remark(text, entry.target, remark, link) for entry in text.report.entries for remark in entry.remarks]
    return named_table(text, "remarks", _REMARKS, rows)


def _remark(text: ReportText, target: Target, remark: Remark, link: Callable[[str], str]) -> NamedRow:
    return {
        "id": target.id,
        "indicator": printed(target.indicator),
        "department": _department(text, remark.department),
        "year": remark.year,
        "reason": shown_lines(remark.reason),
        "reason_until": remark.reason_until,
        "measure": shown_lines(remark.measure),
        "measure_by": remark.measure_by,
        "evidence": shown_lines(remark.evidence),
        "source": _link(remark.place, link),
    }


def observations_table(text: ReportText, link: Callable[[str], str]) -> Table:
    """Every value that was reported, why it was left out where it was, and the way to its cell.

    A repeated target's stand with the other.
    """
    rows = [
        _observation(text, entry, value, link)
        for entry in text.report.entries
        if not entry.target.same_as
        for value in entry.values
    ]
    return named_table(text, "observations", _OBSERVATIONS, rows)


def _observation(text: ReportText, entry: ReportEntry, value: Observation, link: Callable[[str], str]) -> NamedRow:
    target, fault = entry.target, entry.left_out.get(value)
    return {
        "id": target.id,
        "indicator": printed(target.indicator),
        "department": _department(text, value.department),
        "period": value.period_end,
        "value": value.value,
        "unit": printed(target.unit),
        "state": word(f"status.state.{value.state}", text.language) if value.state else "",
        "reference": value.reference,
        "year": value.year,
        "left_out": fault.rule if fault is not None else "",
        "source": _link(value.place, link),
    }


def _department(text: ReportText, key: str) -> str:
    return printed(text.report.assessment.plan.department_name(key))


def _link(place: Place, link: Callable[[str], str]) -> Link:
    location = ""
    if isinstance(place, CellPlace):
        sheet = place.sheet.replace("'", "''")
        location = f"'{sheet}'!{place.cells or 'A1'}"
    return Link(printed(str(place)), link(place.path), location)


def long_form(text: ReportText) -> Table:
    """A row a number, for pivot tables: target, department, section, verdict beside each."""
    columns = [BookColumn(text.say(f"head.{head}"), width, kind) for head, width, kind in _LONG]
    rows = [_long_row(text, line, number) for line in report_lines(text) for number in _numbers(text, line)]
    return Table(name=text.say("sheet.long"), title="", columns=columns, rows=rows, flat=True)


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a target: whose it is, what it measures, for which day and in what."""

    department: str
    measure: str
    day: date | None
    unit: str
    value: Decimal | float | int


def _long_row(text: ReportText, line: TargetLine, number: _Number) -> list[Value]:
    target = (text.report.assessment.plan.id, line.id, line.seen.indicator, line.section)
    measure = text.say(f"measure.{number.measure}")
    verdict = (line.seen.status, line.seen.lamp_word)
    return [*target, number.department, *verdict, measure, number.day, number.unit, number.value]


def _numbers(text: ReportText, line: TargetLine) -> Iterator[_Number]:
    """A target reported by several departments has its verdict under each, so that a pivot gives the matrix."""
    entry, row, unit = line.entry, line.entry.verdict.row, printed(line.entry.target.unit)
    for department in line.seen.departments:
        yield _Number(
            department=printed(department),
            measure="status",
            day=text.report.assessment.as_of,
            unit="",
            value=1,
        )
    for value in entry.values:
        if value.value is not None and not value.is_baseline and value not in entry.left_out:
            yield _Number(
                department=_department(text, value.department),
                measure="value",
                day=value.period_end,
                unit=unit,
                value=value.value,
            )
    rate = text.say("points") if in_points(entry.target) else unit
    for measure, reckoned, in_unit in (
        ("goal", row.value, unit),
        ("attained", row.attained, ""),
        ("expected", row.expected, ""),
        ("forecast", row.forecast if not row.closed else None, unit),
        ("required", row.required_rate if row.status is not Status.MISSED else None, rate),
        ("recent", row.recent_rate, rate),
    ):
        if reckoned is not None:
            yield _Number(
                department=line.departments,
                measure=measure,
                day=row.by,
                unit=in_unit,
                value=round(reckoned, 6),
            )
