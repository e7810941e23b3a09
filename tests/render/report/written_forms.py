"""A report in one of its forms, as if it lay in `out` of a workspace, and read back as a reader would."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from plancheck.render.report.forms import render_report
from plancheck.report.content import YearReport
from plancheck.words import word

WORKSPACE = Path("/somewhere/workspace")
STATUSES = ("on-track", "at-risk", "missed")


def written(report: YearReport, form: str, language: str = "zh") -> bytes:
    return render_report(report, form, language, Path("out"), WORKSPACE)


class Cards(HTMLParser):
    """Status by target id, and every tag and attribute met."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.statuses: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags.append((tag, own))
        if tag == "article":
            self.statuses[str(own["id"])[2:]] = str(own["data-status"])

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _from_words(words: str, language: str = "zh") -> str:
    return next(status for status in STATUSES if word(f"scoring.status.{status}", language) in words)


def _html(content: bytes) -> dict[str, str]:
    return Cards(content.decode()).statuses


def _json(content: bytes) -> dict[str, str]:
    return {target["id"]: target["status"] for target in json.loads(content)["plans"][0]["targets"]}


def _csv(content: bytes) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return {row["target"]: row["status"] for row in rows}


def _md(content: bytes) -> dict[str, str]:
    head = f"| {word('report.head.id', 'zh')} | {word('report.head.indicator', 'zh')} | {word('report.head.latest', 'zh')} |"
    found, inside = {}, False
    for line in content.decode().splitlines():
        inside = line.startswith(head) or (inside and line.startswith("|"))
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if inside and len(cells) == 11 and re.match(r"T-\d", cells[0]):
            found[cells[0]] = _from_words(cells[7])
    return found


def _xlsx(content: bytes) -> dict[str, str]:
    sheet = load_workbook(io.BytesIO(content))[word("report.sheet.ledger", "zh")]
    rows = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[0] == word("report.head.id", "zh"))
    column = rows[top].index(word("report.head.status", "zh"))
    return {str(row[0]): _from_words(str(row[column])) for row in rows[top + 1 :] if row[0]}


def _docx(content: bytes) -> dict[str, str]:
    table = Document(io.BytesIO(content)).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    column = rows[0].index(word("report.head.status", "zh"))
    return {row[0]: _from_words(row[column]) for row in rows[1:]}


#: From the bytes of a form to the status of each target.
STATUSES_IN = {"html": _html, "json": _json, "csv": _csv, "md": _md, "xlsx": _xlsx, "docx": _docx}


def all_text(form: str, content: bytes) -> str:
    """What a reader of the form sees."""
    if form == "docx":
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if form == "xlsx":
        book = load_workbook(io.BytesIO(content))
        values = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        return "\n".join(values)
    return "".join(Cards(content.decode()).text) if form == "html" else content.decode()
