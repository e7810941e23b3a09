"""Six forms, one content: the same counts and verdicts, no text that runs, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from plancheck.findings import CellPlace, Place, TextPlace
from plancheck.plan.model import Department, Section, Waiver
from plancheck.plan.vocabulary import Kind
from plancheck.render.report.forms import FORMS, links_from
from plancheck.report.content import YearReport
from plancheck.words import word
from tests.render.report.written import written
from tests.report.report_samples import (
    a_plan,
    a_remark,
    a_report,
    a_target,
    full_report,
    reported,
    sent,
    steady,
)

STATUSES = ("on-track", "at-risk", "missed")
HOSTILE = (
    '=HYPERLINK("http://x.example","y")',
    "<script>alert(1)</script>",
    "[red]危险[/red]",
    "甲\u202e乙\u200f丙",
    "+1+1",
    "@SUM(A1)",
    "a|b *c* `d` _e_",
    "\u0000\u0007零\ufffe宽\ud800",
    "_x0041_",
    "{plan} ⟨{year}⟩",
    "]]>&amp;</td>",
)
LONG = "长" * 32_766 + "。"


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


READERS = {"html": _html, "json": _json, "csv": _csv, "md": _md, "xlsx": _xlsx, "docx": _docx}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_carries_every_verdict(form: str) -> None:
    report = full_report()
    expected = {target: str(verdict.status) for target, verdict in report.assessment.verdicts.items()}
    assert set(expected.values()) == set(STATUSES)
    assert READERS[form](written(report, form)) == expected


@pytest.mark.parametrize("form", ["html", "md", "docx", "xlsx"])
def test_every_form_that_people_read_says_the_same_counts(form: str) -> None:
    report = full_report()
    counts = report.counts
    sentence = f"共有 {counts.total} 个目标：正常 {counts.on_track} 个"
    assert sentence in _all_text(form, written(report, form))


def test_json_carries_counts_of_this_year_and_the_last() -> None:
    report = full_report()
    answer = json.loads(written(report, "json"))
    assert tuple(answer["plans"][0]["counts"].values()) == report.counts.by_status()
    assert report.counts_before is not None
    assert tuple(answer["report"]["counts_before"].values()) == report.counts_before.by_status()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    assert written(full_report(), form) == written(full_report(), form)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_an_empty_year_is_readable_and_never_green(form: str, language: str) -> None:
    report = a_report(a_plan(a_target("T-1"), a_target("T-2", kind=Kind.ACTION, value=None)))
    assert report.is_empty
    assert report.counts.on_track == 0
    content = _all_text(form, written(report, form, language))
    assert "T-1" in content
    if form not in ("json", "csv"):
        assert word("report.empty", language) in content


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_without_targets_makes_a_report(form: str) -> None:
    assert written(a_report(a_plan()), form)


def hostile_report() -> YearReport:
    """Every name a trap, and in every note one of the traps."""
    names = dict(zip(("jg", "cz", "jt"), HOSTILE, strict=False))
    targets = [a_target(f"T-{number}", indicator=trap, unit="辆<b>", note=trap) for number, trap in enumerate(HOSTILE)]
    plan = a_plan(
        *targets,
        title=f"计划{HOSTILE[1]}",
        issuer=HOSTILE[0],
        sections=(Section("一（1）", HOSTILE[1]),),
        departments={key: Department(key, name) for key, name in names.items()},
        waivers=(Waiver("T-1", HOSTILE[1], HOSTILE[0], date(2027, 1, 1), plan="demo"),),
    )
    observations = [one for target in targets for one in steady(target.id, 20)]
    places: dict[str, Place] = {
        "T-0": CellPlace("reports/demo/2025/a b#c'<.xlsx", "进度'<", "H7"),
        "T-1": TextPlace("=x.csv", 3),
    }
    observations = [replace(one, place=places.get(one.target, one.place)) for one in observations]
    remarks = [a_remark(f"T-{number}", reason=trap, measure=trap, evidence=trap) for number, trap in enumerate(HOSTILE)]
    remarks[0] = a_remark("T-0", reason=LONG, measure=HOSTILE[0], evidence=HOSTILE[2])
    return a_report(plan, observations, remarks, sent("jg"))


def _all_text(form: str, content: bytes) -> str:
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


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
def test_no_direction_mark_and_no_control_reaches_a_reader(form: str) -> None:
    content = _all_text(form, written(hostile_report(), form))
    assert sorted(set(content) & set("\u202e\u200f\u0007\u0000\ufffe\ud800")) == []


def test_json_keeps_what_was_written() -> None:
    answer = json.loads(written(hostile_report(), "json"))
    assert [target["indicator"] for target in answer["plans"][0]["targets"]] == list(HOSTILE)


@pytest.mark.parametrize("form", FORMS)
def test_a_note_of_the_greatest_length_is_whole_somewhere(form: str) -> None:
    assert LONG in _all_text(form, written(hostile_report(), form))


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_where_a_long_note_is_cut_that_is_shown(form: str) -> None:
    assert "长长…" in _all_text(form, written(hostile_report(), form))


def test_no_tag_or_handler_comes_from_a_name() -> None:
    page = Cards(written(hostile_report(), "html").decode())
    names = [tag for tag, _ in page.tags]
    assert names.count("script") == 1
    assert not any(name.startswith("on") for _, own in page.tags for name in own)
    for trap in ("<script>alert(1)</script>", "[red]危险[/red]", "甲乙丙", "]]>&amp;</td>", "{plan} ⟨{year}⟩"):
        assert trap in "".join(page.text)


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    content = written(hostile_report(), "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(rb"<c [^>]*><f[ >]", sheet) for sheet in sheets)
    ledger = load_workbook(io.BytesIO(content))[word("report.sheet.ledger", "zh")]
    trapped = [cell for row in ledger.iter_rows() for cell in row if str(cell.value or "").startswith(("=", "+", "@"))]
    assert trapped
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in trapped)


def test_no_cell_of_the_csv_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(written(hostile_report(), "csv").decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert "'" + HOSTILE[0] in cells
    assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)", cell)]


def test_markdown_keeps_its_tables_and_renders_nothing_foreign() -> None:
    content = written(hostile_report(), "md").decode()
    bare = re.sub(r"\\.", "", content).replace("<br>", "")
    assert "<" not in bare
    assert "http://" not in content
    tables = re.findall(r"(?:^\|.*\n)+", content, re.MULTILINE)
    for table in tables:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table[:200]


def test_observations_link_to_their_cell() -> None:
    report = hostile_report()
    book = load_workbook(io.BytesIO(written(report, "xlsx")))
    sheet = book[word("report.sheet.observations", "zh")]
    links = {str(cell.value): cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    odd = next(link for text, link in links.items() if "a b" in text)
    assert (odd.target, odd.location) == ("../reports/demo/2025/a%20b%23c'%3C.xlsx", "'进度''<'!H7")
    csv_link = next(link for text, link in links.items() if text.startswith("=x.csv"))
    assert (csv_link.target, csv_link.location) == ("../=x.csv", None)


def test_the_long_sheet_has_a_heading_first_and_no_gaps() -> None:
    book = load_workbook(io.BytesIO(written(full_report(), "xlsx")))
    rows = list(book[word("report.sheet.long", "zh")].iter_rows(values_only=True))
    assert all(rows[0])
    names = {row[7] for row in rows[1:]}
    assert {word("report.measure.value", "zh"), word("report.measure.status", "zh")} <= names
    assert all(isinstance(row[-1], int | float) for row in rows[1:])


@pytest.mark.parametrize("form", FORMS)
def test_three_hundred_targets_of_sixty_departments(form: str) -> None:
    departments = {f"d{number}": Department(f"d{number}", f"第{number}局") for number in range(60)}
    targets = [
        a_target(f"T-{number}", reported_by=(f"d{number % 60}",), task=str(number % 9), value=Decimal(400 + number))
        for number in range(300)
    ]
    plan = a_plan(*targets, departments=departments)
    observations = [
        one for target in targets[::2] for one in reported(target.id, {"2024-12-31": 90, "2025-12-31": 200})
    ]
    report = a_report(plan, observations, submissions=sent(*list(departments)[:30]))
    statuses = READERS[form](written(report, form))
    assert len(statuses) == 300
    assert [list(statuses.values()).count(status) for status in STATUSES] == list(report.counts.by_status())


def test_links_are_reckoned_from_the_folder_of_the_report_and_not_from_where_we_are() -> None:
    link = links_from(Path("/a/b/out/2025"), Path("/a/b"))
    assert link("reports/demo/x.xlsx") == "../../reports/demo/x.xlsx"
    assert link("../elsewhere/./x.csv") == "../../../elsewhere/x.csv"
    assert link("/a/b/out/x.csv") == "../x.csv"
