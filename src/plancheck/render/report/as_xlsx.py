"""The yearly report as the tables of an Excel workbook: overview, ledger, departments, reasons, observations, long form.

A report in a language in, the bytes of an .xlsx out.
"""

from __future__ import annotations

from collections.abc import Callable

from plancheck.render.report.counts import LAMP_SIGNS, lamp_counts, signed_lamps, status_words
from plancheck.render.report.lines import TargetLine, report_lines
from plancheck.render.report.outstanding import pace_cells, silence_words
from plancheck.render.report.overview import change_sentence, overview_sentences
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.render.report.xlsx_reported import long_form, observations_table, remarks_table
from plancheck.render.report.xlsx_table import NamedRow, named_table
from plancheck.words import word
from plancheck.workbook.drawing.report_book import BookColumn, Table, Value, report_book

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
        remarks_table(text, link),
        observations_table(text, link),
        long_form(text),
    ]
    page = word("ledger.page", text.language, page="&P", pages="&N")
    return report_book(text.title, tables, page, text.report.made_on)


def _overview(text: ReportText) -> Table:
    counts = text.report.counts
    names = [*status_words(text.language), *signed_lamps(text.language)]
    numbers: list[Value] = [*counts.by_status(), *lamp_counts(counts)]
    rows: list[list[Value]] = [[name, number] for name, number in zip(names, numbers, strict=True)]
    rows += [[name, value] for name, value in text.thresholds()]
    columns = [
        BookColumn(text.say("head.measure-name"), 34, "text", is_lamp=True),
        BookColumn(text.say("head.value"), 34, "count"),
    ]
    return Table(
        name=text.say("sheet.overview"),
        title=text.title,
        columns=columns,
        rows=rows,
        notes=[text.subtitle, *text.warnings(), *overview_sentences(text), change_sentence(text)],
        lamp_signs=LAMP_SIGNS,
    )


def _ledger(text: ReportText) -> Table:
    rows = [_ledger_row(text, line) for line in report_lines(text)]
    return named_table(
        text, "ledger", _LEDGER, rows, title=text.title, notes=[text.subtitle, *text.warnings()], lamp_signs=LAMP_SIGNS
    )


def _ledger_row(text: ReportText, line: TargetLine) -> NamedRow:
    row, (latest, _), pace = line.entry.verdict.row, line.entry.verdict.judged_value, line.entry.pace
    return {
        "id": line.id,
        "indicator": line.seen.indicator,
        "section": line.section,
        "task": line.task,
        "departments": line.departments,
        "status": f"{LAMP_SIGNS[line.seen.lamp]} {line.seen.verdict}",
        "why": line.seen.reason,
        "goal": line.seen.goal,
        "by": line.seen.by,
        "latest": line.latest,
        "period": latest.period_end if latest else None,
        "attained": row.attained,
        "expected": row.expected,
        "before": line.before,
        "turn": line.change,
        "forecast": line.forecast,
        "needed": pace_cells(text, pace, line.entry.target)["needed"] if pace else "",
        "reason": line.reason,
        "measure": line.measure,
        "measure_by": line.measure_by,
        "evidence": line.evidence,
        "remark": line.remark,
        "waiver": line.waiver,
    }


def _departments(text: ReportText) -> Table:
    counted = [*status_words(text.language), *signed_lamps(text.language)]
    columns = [
        BookColumn(text.say("head.department"), 30),
        BookColumn(text.say("head.targets"), 10, "count"),
        *(BookColumn(name, 10, "count") for name in counted),
        BookColumn(text.say("head.filing"), 14),
        BookColumn(text.say("section.silence"), 60),
    ]
    rows: list[list[Value]] = [
        [
            printed(row.name),
            row.counts.total,
            *row.counts.by_status(),
            *lamp_counts(row.counts),
            text.say(f"filing.{row.filing}"),
            silence_words(text, row) if row in text.report.silent else "",
        ]
        for row in text.report.departments
    ]
    return Table(
        name=text.say("sheet.departments"),
        title=text.say("section.matrix"),
        columns=columns,
        rows=rows,
        notes=[text.say("page.matrix-note")],
    )
