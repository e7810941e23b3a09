"""The appendix of the Word report, on pages that lie across: the ledger of targets, and whole what the body had cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.shared import Mm

from plancheck.render.report.docx import style
from plancheck.render.report.docx.sentences import LONGEST
from plancheck.render.report.lines import TargetLine, long_notes, report_lines
from plancheck.render.report.text import ReportText

if TYPE_CHECKING:
    from docx.document import Document

#: Columns of the ledger and their widths in millimetres, 247 in all.
_LEDGER = {
    "id": 21,
    "indicator": 42,
    "goal": 25,
    "by": 28,
    "latest": 25,
    "attained": 17,
    "status": 27,
    "why": 34,
    "departments": 28,
}


def write_appendix(document: Document, text: ReportText) -> None:
    """The ledger, and the notes of the body that were cut."""
    style.run(style.flush(document.add_paragraph()), text.say("section.appendix"), style.HEADING)
    _title(document, text.say("section.ledger"))
    _ledger(document, text)
    _notes(document, text)


def _title(document: Document, words: str) -> None:
    style.run(style.flush(document.add_paragraph(), "centre"), words, style.TITLE, size=18)


def _ledger(document: Document, text: ReportText) -> None:
    lines = report_lines(text)
    table: Any = document.add_table(rows=len(lines) + 1, cols=len(_LEDGER), style="Table Grid")
    table.autofit = False
    # Listed once: each `table.rows[n]` would walk the whole table.
    rows = list(table.rows)
    style.repeat_heading(rows[0])
    for column, cell, (name, width) in zip(table.columns, rows[0].cells, _LEDGER.items(), strict=True):
        column.width = Mm(width)
        _write(cell, width, text.say(f"head.{name}"), heading=True)
    for row, line in zip(rows[1:], lines, strict=True):
        style.keep_row_whole(row)
        words = _ledger_cells(text, line)
        for cell, (name, width) in zip(row.cells, _LEDGER.items(), strict=True):
            _write(cell, width, words[name])


def _ledger_cells(text: ReportText, line: TargetLine) -> dict[str, str]:
    return {
        "id": line.id,
        "indicator": line.seen.indicator,
        "goal": line.seen.goal,
        "by": text.date(line.seen.by),
        "latest": line.latest,
        "attained": line.seen.attained,
        "status": text.join((text.verdict(line.entry.verdict), line.seen.borderline)),
        "why": text.join((line.seen.reason, line.remark, line.waiver), "semicolon"),
        "departments": line.departments,
    }


def _write(cell: Any, width: float, words: str, *, heading: bool = False) -> None:
    cell.width = Mm(width)
    paragraph = style.flush(cell.paragraphs[0], "centre" if heading else "left", 14)
    style.run(paragraph, words, style.HEADING if heading else "", size=10.5 if heading else 9.5)


def _notes(document: Document, text: ReportText) -> None:
    """Notes that were cut, whole."""
    notes = long_notes(text, LONGEST)
    if notes:
        _title(document, text.say("section.notes"))
    for name, words in notes:
        style.run(style.flush(document.add_paragraph(), leading=20), name, style.HEADING, size=12)
        style.run(style.flush(document.add_paragraph(), leading=18), words, size=10.5)
