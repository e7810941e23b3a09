"""Whatever is written in a plan or a workbook stays text in every form: nothing runs, nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from plancheck.findings import CellPlace, Place, TextPlace
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Department, Section
from plancheck.render.report.forms import FORMS
from plancheck.report.content import YearReport
from plancheck.words import word
from tests.render.report.written_forms import Cards, all_text, written
from tests.report.report_samples import (
    a_plan,
    a_remark,
    a_report,
    a_target,
    sent,
    steady,
)

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


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
def test_no_direction_mark_and_no_control_reaches_a_reader(form: str) -> None:
    content = all_text(form, written(hostile_report(), form))
    assert sorted(set(content) & set("\u202e\u200f\u0007\u0000\ufffe\ud800")) == []


def test_json_keeps_what_was_written() -> None:
    answer = json.loads(written(hostile_report(), "json"))
    assert [target["indicator"] for target in answer["plans"][0]["targets"]] == list(HOSTILE)


@pytest.mark.parametrize("form", FORMS)
def test_a_note_of_the_greatest_length_is_whole_somewhere(form: str) -> None:
    assert LONG in all_text(form, written(hostile_report(), form))


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_where_a_long_note_is_cut_that_is_shown(form: str) -> None:
    assert "长长…" in all_text(form, written(hostile_report(), form))


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
