"""The yearly report as the tables of an Excel workbook: overview, ledger, departments, reasons, observations, long form.

A report in a language in, the bytes of an .xlsx out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plancheck.findings import CellPlace, Place
from plancheck.render.report.text import Line, ReportText
from plancheck.render.report.words import in_points, printed, shown_lines
from plancheck.scoring.marks import Status
from plancheck.words import word
from plancheck.workbook.drawing.report_book import BookColumn, Link, Table, Value, report_book

#: Signs that GBK has; they begin the cell of a verdict, so that colour is not needed to read it.
SIGNS = {"green": "●", "yellow": "▲", "red": "■", "grey": "○"}
_STATUSES = ("on-track", "at-risk", "missed")
_LEDGER = (
    ("id", 13, "text"),
    ("indicator", 34, "text"),
    ("section", 22, "text"),
    ("task", 24, "text"),
    ("departments", 20, "text"),
    ("status", 16, "text"),
    ("why", 28, "text"),
    ("goal", 16, "text"),
    ("by", 12, "date"),
    ("latest", 16, "text"),
    ("period", 12, "date"),
    ("attained", 10, "share"),
    ("expected", 10, "share"),
    ("before", 16, "text"),
    ("turn", 9, "text"),
    ("forecast", 26, "text"),
    ("needed", 14, "text"),
    ("reason", 36, "text"),
    ("measure", 36, "text"),
    ("measure_by", 12, "text"),
    ("evidence", 30, "text"),
    ("remark", 28, "text"),
    ("waiver", 24, "text"),
)


def report_xlsx(text: ReportText, link: Callable[[str], str] = str) -> bytes:
    """The workbook. `link` turns the path of a department's file into one that leads there from the workbook."""
    tables = [
        _overview(text),
        _ledger(text),
        _departments(text),
        _remarks(text, link),
        _observations(text, link),
        _long(text),
    ]
    page = word("ledger.page", text.language, page="&P", pages="&N")
    return report_book(text.title, tables, page, text.report.made_on)


def _name(text: ReportText, sheet: str) -> str:
    return text.say(f"sheet.{sheet}")


def _columns(text: ReportText, *columns: tuple[str, float, str]) -> list[BookColumn]:
    return [
        BookColumn(text.say(f"head.{name}", year=text.report.year + 1), width, kind, name == "status")
        for name, width, kind in columns
    ]


def _overview(text: ReportText) -> Table:
    report = text.report
    rows: list[list[Value]] = [
        [word(f"scoring.status.{status}", text.language), number]
        for status, number in zip(_STATUSES, report.counts.by_status(), strict=True)
    ]
    lamps = {str(lamp): number for lamp, number in report.counts.lamps.items()}
    rows += [
        [f"{sign} {word(f'scoring.lamp.{lamp}', text.language)}", lamps.get(lamp, 0)] for lamp, sign in SIGNS.items()
    ]
    rows += [[name, value] for name, value in text.thresholds()]
    notes = [text.subtitle, *text.warnings(), *text.overview(), text.change()]
    columns = [
        BookColumn(text.say("head.measure-name"), 34, "text", is_lamp=True),
        BookColumn(text.say("head.value"), 34, "count"),
    ]
    return Table(_name(text, "overview"), text.title, columns, rows, notes, lamp_signs=SIGNS)


def _verdict(line: Line) -> str:
    return f"{SIGNS[line.seen.lamp]} {line.seen.status}"


def _ledger(text: ReportText) -> Table:
    rows = [_ledger_row(text, line) for line in text.lines()]
    columns = _columns(text, *_LEDGER)
    return Table(_name(text, "ledger"), text.title, columns, rows, [text.subtitle, *text.warnings()], lamp_signs=SIGNS)


def _ledger_row(text: ReportText, line: Line) -> list[Value]:
    row, (latest, _), pace = line.entry.verdict.row, line.entry.verdict.judged_value, line.entry.pace
    needed = text.pace_cells(pace, line.entry.target)["needed"] if pace else ""
    return [
        line.id,
        line.seen.indicator,
        line.section,
        line.task,
        line.departments,
        _verdict(line),
        line.seen.reason,
        line.seen.goal,
        line.seen.by,
        line.latest,
        latest.period_end if latest else None,
        row.attained,
        row.expected,
        line.before,
        line.change,
        line.forecast,
        needed,
        line.reason,
        line.measure,
        line.measure_by,
        line.evidence,
        line.remark,
        line.waiver,
    ]


def _departments(text: ReportText) -> Table:
    names = [word(f"scoring.status.{status}", text.language) for status in _STATUSES]
    names += [f"{sign} {word(f'scoring.lamp.{lamp}', text.language)}" for lamp, sign in SIGNS.items()]
    columns = [BookColumn(text.say("head.department"), 30), BookColumn(text.say("head.targets"), 10, "count")]
    columns += [BookColumn(name, 10, "count") for name in names]
    columns += [BookColumn(text.say("head.filing"), 14), BookColumn(text.say("section.silence"), 60)]
    rows: list[list[Value]] = []
    for row in text.report.departments:
        lamps = {str(lamp): number for lamp, number in row.counts.lamps.items()}
        numbers: list[Value] = [row.counts.total, *row.counts.by_status(), *(lamps.get(lamp, 0) for lamp in SIGNS)]
        silence = text.silence(row) if row in text.report.silent else ""
        rows.append([printed(row.name), *numbers, text.say(f"filing.{row.filing}"), silence])
    return Table(_name(text, "departments"), text.say("section.matrix"), columns, rows, [text.say("page.matrix-note")])


def _remarks(text: ReportText, link: Callable[[str], str]) -> Table:
    """Each department's own words, a row each, with the way to where they stand."""
    plan = text.report.assessment.plan
    columns = _columns(
        text,
        ("id", 13, "text"),
        ("indicator", 34, "text"),
        ("department", 20, "text"),
        ("year", 9, "count"),
        ("reason", 44, "text"),
        ("measure", 44, "text"),
        ("measure_by", 12, "date"),
        ("evidence", 36, "text"),
        ("source", 34, "text"),
    )
    rows = [
        [
            entry.target.id,
            printed(entry.target.indicator),
            printed(plan.department_name(one.department)),
            one.year,
            shown_lines(one.reason),
            shown_lines(one.measure),
            one.measure_by,
            shown_lines(one.evidence),
            _link(one.place, link),
        ]
        for entry in text.report.entries
        for one in entry.remarks
    ]
    return Table(_name(text, "remarks"), _name(text, "remarks"), columns, rows)


def _observations(text: ReportText, link: Callable[[str], str]) -> Table:
    """Every value behind a verdict, with the way to the cell it came from."""
    plan = text.report.assessment.plan
    columns = _columns(
        text,
        ("id", 13, "text"),
        ("indicator", 34, "text"),
        ("department", 20, "text"),
        ("period", 12, "date"),
        ("value", 14, "number"),
        ("unit", 10, "text"),
        ("state", 11, "text"),
        ("reference", 12, "number"),
        ("year", 9, "count"),
        ("source", 44, "text"),
    )
    rows: list[list[Value]] = [
        [
            entry.target.id,
            printed(entry.target.indicator),
            printed(plan.department_name(one.department)),
            one.period_end,
            one.value,
            printed(entry.target.unit),
            word(f"status.state.{one.state}", text.language) if one.state else "",
            one.reference,
            one.year,
            _link(one.place, link),
        ]
        for entry in text.report.entries
        if not entry.target.same_as
        for one in entry.values
    ]
    return Table(_name(text, "observations"), _name(text, "observations"), columns, rows)


def _link(place: Place, link: Callable[[str], str]) -> Link:
    location = ""
    if isinstance(place, CellPlace):
        sheet = place.sheet.replace("'", "''")
        location = f"'{sheet}'!{place.cells or 'A1'}"
    return Link(printed(str(place)), link(place.path), location)


def _long(text: ReportText) -> Table:
    """A row a number, for pivot tables: target, department, section, verdict beside each."""
    names = ("plan", "id", "indicator", "section", "department", "status", "lamp", "measure-name", "period", "unit")
    columns = [BookColumn(text.say(f"head.{name}"), 18) for name in names]
    columns[names.index("period")] = BookColumn(text.say("head.period"), 12, "date")
    columns.append(BookColumn(text.say("head.value"), 16, "number"))
    rows = [row for line in text.lines() for row in _long_rows(text, line)]
    return Table(_name(text, "long"), "", columns, rows, flat=True)


def _long_rows(text: ReportText, line: Line) -> Iterator[list[Value]]:
    """A target reported by several departments has its verdict under each, so that a pivot gives the matrix."""
    plan, entry = text.report.assessment.plan, line.entry
    row, unit = entry.verdict.row, printed(entry.target.unit)
    head: list[Value] = [plan.id, line.id, line.seen.indicator, line.section]
    tail: list[Value] = [line.seen.status, line.seen.lamp_word]
    for department in line.seen.departments:
        yield [*head, printed(department), *tail, text.say("measure.status"), text.report.assessment.as_of, "", 1]
    own = line.departments
    rate = text.say("points") if in_points(entry.target) else unit
    for one in entry.values:
        if one.value is not None and not one.is_baseline:
            name = printed(plan.department_name(one.department))
            yield [*head, name, *tail, text.say("measure.value"), one.period_end, unit, one.value]
    for name, number, in_unit in (
        ("goal", row.value, unit),
        ("attained", row.attained, ""),
        ("expected", row.expected, ""),
        ("forecast", row.forecast if not row.closed else None, unit),
        ("required", row.required_rate if row.status is not Status.MISSED else None, rate),
        ("recent", row.recent_rate, rate),
    ):
        if number is not None:
            yield [*head, own, *tail, text.say(f"measure.{name}"), row.by, in_unit, round(number, 6)]
