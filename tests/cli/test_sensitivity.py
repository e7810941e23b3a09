"""临界 as it is shown: a target at SPI 0.93 with a pace that nearly suffices, through the real command line in every form."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plancheck.render.terminal.printable import cell_width
from tests.cli.typed import HEADING, typed
from tests.plans import plan_text, target_text

#: 302 of 325 expected at the end of 2025; 162 in a year where 174 are needed. D-12-2 is far from every cut-off.
VALUES = {"D-12-1": (140, 302), "D-12-2": (190, 380)}
YELLOW = '[gate]\nrefuse = ["yellow", "red"]\n'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sensitivity")
    firm = target_text(id='"D-12-2"', indicator='"累计加装电梯"', unit='"部"', figure='"650部"')
    (folder / "plans").mkdir()
    (folder / "plans" / "demo.toml").write_text(plan_text(plan_reporting='"year"', more=firm), encoding="utf-8")
    (folder / "plancheck.toml").write_text("as_of = 2025-12-31\n" + YELLOW, encoding="utf-8")
    for place, year in enumerate((2024, 2025)):
        reports = folder / "reports" / "demo" / str(year)
        reports.mkdir(parents=True)
        lines = [f"{target},市机关事务中心,{year}-12-31,{told[place]},,,,,,\n" for target, told in VALUES.items()]
        (reports / "all.csv").write_text(HEADING + "".join(lines), encoding="utf-8")
    return folder


def test_status_in_lines_and_json(workspace: Path) -> None:
    near, firm = (line for line in typed(workspace, "status").stdout.splitlines() if line.startswith("demo/D"))
    assert "demo/D-12-1: at-risk yellow behind: " in near
    assert "; borderline; " in near
    assert "borderline" not in firm
    told = json.loads(typed(workspace, "status", "--format", "json").stdout)["plans"][0]["targets"]
    assert [target["sensitivity"]["borderline"] for target in told] == [True, False]
    trials = told[0]["sensitivity"]["trials"]
    turned = {"change": "on-track-ratio-lower", "from": "0.95", "to": "0.9", "status": "on-track", "lamp": "green"}
    assert {**turned, "reason": "on-path"} in trials
    assert len(trials) > len([trial for trial in trials if trial["lamp"] != "yellow"])


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize(("language", "mark"), [("zh", "临界"), ("en", "borderline")])
def test_a_table_has_the_mark_below_the_lamp(workspace: Path, columns: str, language: str, mark: str) -> None:
    table = typed(workspace, "status", "--format", "table", "-q", "--lang", language, COLUMNS=columns).stdout
    lines = table.splitlines()
    assert max(map(cell_width, lines)) <= int(columns)
    assert [line[:1] + line.strip()[: len(mark)] for line in lines if mark in line] == [f" {mark}"]


def test_explain_says_what_turns_it_and_what_does_not(workspace: Path) -> None:
    near = typed(workspace, "explain", "D-12-1", "--lang", "zh").stdout
    assert "verdict: 结论: 有风险 (at-risk)，黄灯 (yellow)，临界" in near
    assert "sensitivity: 临界: 达到序时进度的比例取 0.9，而不是 0.95：正常，绿灯，达到序时进度（on-path）" in near
    firm = typed(workspace, "explain", "D-12-2").stdout
    assert "sensitivity: no small change of the rules turns this verdict" in firm
    told = json.loads(typed(workspace, "explain", "D-12-1", "--format", "json").stdout)
    assert told["target"]["sensitivity"]["borderline"] is True
    page = typed(workspace, "explain", "D-12-1", "--format", "table").stdout
    assert "If the rules were a little different" in page


def test_what_is_supposed_is_tried_as_supposed(workspace: Path) -> None:
    done = typed(workspace, "status", "--what-if", "D-12-1=330@2025-12-31", "--format", "json")
    told = json.loads(done.stdout)["plans"][0]["targets"][0]
    assert (told["lamp"], told["sensitivity"]["borderline"]) == ("green", False)


def test_gate_marks_the_lamp_that_it_refuses(workspace: Path) -> None:
    done = typed(workspace, "gate", "--year", "2025", "--lang", "zh")
    assert done.returncode == 1
    (refusal,) = [line for line in done.stdout.splitlines() if "gate-yellow" in line]
    assert "年底亮黄灯（临界），最新 302辆" in refusal
    assert " (borderline): 302" in typed(workspace, "gate", "--year", "2025").stdout


def test_every_form_of_the_report(workspace: Path, tmp_path: Path) -> None:
    forms = "html,docx,xlsx,md,csv,json"
    done = typed(workspace, "report", "--year", "2025", "--to", forms, "-o", str(tmp_path), "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert re.search(r"D-12-1.*有风险（临界）", (tmp_path / "demo-2025.md").read_text(encoding="utf-8"))
    page = (tmp_path / "demo-2025.html").read_text(encoding="utf-8")
    assert page.count('<span class="borderline">临界</span>') == 1
    rows = list(csv.DictReader(io.StringIO((tmp_path / "demo-2025.csv").read_text(encoding="utf-8-sig"))))
    assert [row["borderline"] for row in rows] == ["true", "false"]
    with zipfile.ZipFile(tmp_path / "demo-2025.docx") as packed:
        assert "有风险（临界）" in packed.read("word/document.xml").decode()
    cells = [cell for row in load_workbook(tmp_path / "demo-2025.xlsx").worksheets[1].values for cell in row]
    assert [cell for cell in cells if "临界" in str(cell)] == ["▲ 有风险（临界）"]
    told = json.loads((tmp_path / "demo-2025.json").read_text(encoding="utf-8"))
    assert [target["sensitivity"]["borderline"] for target in told["plans"][0]["targets"]] == [True, False]
