"""A plan that later documents changed, through the commands: before the day, on it, after it, and what was published.

D-12-1  300辆 by 2025-12-31, 180 reached; from 2026-03-01 on due 2027-12-31
D-12-2  200部 a year, 150 and 130 reached; from 2025-06-01 on 120部
D-12-3  a milestone due 2026-12-31; from 2026-09-01 on 2027-06-30
"""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.typed import ENDS, HEADING, typed
from tests.plans import plan_text, target_text

MOVED = """[[task.target.amendment]]
document = "示政〔2026〕2号"
date = 2026-03-01
by = 2027-12-31
locator = "三（二）"
"""
LOWERED = """[[task.target.amendment]]
document = "示政〔2025〕8号"
date = 2025-06-01
value = 120
figure = "每年120部"
"""
POSTPONED = """[[task.target.amendment]]
document = "示政〔2026〕9号"
date = 2026-09-01
by = 2027-06-30
"""
YEARLY = {"id": '"D-12-2"', "indicator": '"每年加装电梯"', "kind": '"annual"', "unit": '"部"', "figure": '"200部"'}
MILESTONE = {
    "id": '"D-12-3"',
    "indicator": '"建成回收平台"',
    "kind": '"milestone"',
    "by": "2026-12-31",
    "figure": '"建成"',
    "value": "",
    "op": "",
    "unit": "",
}
COUNTED = {2024: (20, 45, 70, 90), 2025: (110, 130, 150, 180), 2026: (195, 215)}
LIFTS = {2024: (40, 80, 120, 150), 2025: (30, 60, 90, 130), 2026: (20, 50)}


def write_plan(folder: Path, *, amended: bool = True, lifts: str = "200", issued_for: str = "2025-12-31") -> None:
    parts = [MOVED, target_text(**YEARLY, value=lifts), LOWERED, target_text(**MILESTONE), POSTPONED]
    more = "\n".join(part for part in parts if amended or "amendment" not in part)
    text = plan_text(target_value="300", target_by=issued_for, target_figure='"300辆"', more=more)
    (folder / "plans" / "demo.toml").write_text(text.replace('"200部"', f'"{lifts}部"'), encoding="utf-8")


def make_amended(folder: Path) -> Path:
    """The workspace, with every quarter from 2024 to June 2026 reported."""
    (folder / "plans").mkdir()
    write_plan(folder)
    (folder / "plancheck.toml").write_text("", encoding="utf-8")
    for year, counted in COUNTED.items():
        reports = folder / "reports" / "demo" / str(year)
        reports.mkdir(parents=True)
        lines = [HEADING]
        for end, vehicles, lifts in zip(ENDS, counted, LIFTS[year], strict=False):
            explained = f"流程慢,抓紧办,{year + 1}-12-31"
            lines.append(f"D-12-1,市机关事务中心,{year}-{end},{vehicles},,{explained},,\n")
            lines.append(f"D-12-2,市机关事务中心,{year}-{end},{lifts},,{explained},,\n")
            lines.append(f"D-12-3,市机关事务中心,{year}-{end},,,,,,,under-way\n")
        (reports / "all.csv").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_amended(tmp_path)


def run(
    workspace: Path, *arguments: str, today: str = "2026-07-15", **settings: str
) -> subprocess.CompletedProcess[str]:
    return typed(workspace, *arguments, PLANCHECK_TODAY=today, **settings)


def status_of(workspace: Path, as_of: str, target: str = "D-12-1") -> dict[str, Any]:
    told = run(workspace, "status", "--as-of", as_of, "--format", "json")
    assert told.returncode == 0, told.stderr
    (plan,) = json.loads(told.stdout)["plans"]
    found: dict[str, Any] = next(one for one in plan["targets"] if one["id"] == target)
    return found


def test_the_plan_is_sound(workspace: Path) -> None:
    assert run(workspace, "lint").returncode == 0


@pytest.mark.parametrize(
    ("as_of", "target", "verdict"),
    [
        ("2025-06-30", "D-12-1", ("at-risk", "300", "2025-12-31", 0)),
        ("2026-02-28", "D-12-1", ("missed", "300", "2025-12-31", 1)),
        ("2026-03-01", "D-12-1", ("on-track", "300", "2027-12-31", 1)),
        ("2026-07-15", "D-12-1", ("on-track", "300", "2027-12-31", 1)),
        ("2025-05-31", "D-12-2", ("at-risk", "200", "2027-12-31", 1)),
        ("2025-12-31", "D-12-2", ("on-track", "120", "2027-12-31", 1)),
        ("2026-08-31", "D-12-3", ("on-track", None, "2026-12-31", 0)),
        ("2026-09-01", "D-12-3", ("on-track", None, "2027-06-30", 0)),
    ],
)
def test_before_on_and_after_the_day(
    workspace: Path, as_of: str, target: str, verdict: tuple[str, str | None, str, int]
) -> None:
    """A look back says what was said then; the miss of an old date stays counted."""
    found = status_of(workspace, as_of, target)
    assert (found["status"], found["value"], found["by"], found["missed_rows"]) == verdict


@pytest.mark.parametrize("as_of", ["2024-12-31", "2025-03-31", "2025-05-31"])
def test_before_every_amendment_the_plan_says_what_it_always_said(workspace: Path, as_of: str) -> None:
    amended = {one: status_of(workspace, as_of, one) for one in ("D-12-1", "D-12-2", "D-12-3")}
    write_plan(workspace, amended=False)
    for one, found in amended.items():
        plain = status_of(workspace, as_of, one)
        assert {**found, "amendments": [], "as_issued": None} == plain


def test_a_closed_year_keeps_its_quota(workspace: Path) -> None:
    rows = {
        row["by"]: (row["value"], row["status"]) for row in status_of(workspace, "2026-07-15", "D-12-2")["checkpoints"]
    }
    assert rows["2024-12-31"] == ("200", "missed")
    assert rows["2025-12-31"] == ("120", "on-track")


def test_json_has_both(workspace: Path) -> None:
    found = status_of(workspace, "2026-07-15")
    assert found["as_issued"] == {"value": "300", "by": "2025-12-31", "figure": "300辆"}
    assert found["amendments"] == [
        {
            "document": "示政〔2026〕2号",
            "date": "2026-03-01",
            "value": None,
            "by": "2027-12-31",
            "figure": None,
            "locator": "三（二）",
            "in_force": True,
        }
    ]
    assert status_of(workspace, "2026-02-28")["amendments"][0]["in_force"] is False


SHOWN = "2026-03-01起时限由2025-12-31调整为2027-12-31"
SHOWN_QUOTA = "2025-06-01起由每年≥200部调整为每年≥120部"


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "--format", "lines"),
        ("explain", "D-12-1", "--format", "lines"),
        ("targets", "--format", "lines"),
        ("targets", "--format", "markdown"),
    ],
    ids=" ".join,
)
def test_what_people_read_shows_both(workspace: Path, arguments: tuple[str, ...]) -> None:
    assert SHOWN in run(workspace, *arguments, PLANCHECK_LANG="zh").stdout


@pytest.mark.parametrize("command", ["status", "targets"])
def test_a_terminal_shows_both(workspace: Path, command: str) -> None:
    told = run(workspace, command, "--format", "table", PLANCHECK_LANG="zh", COLUMNS="200").stdout
    assert SHOWN in told


def test_the_ledger_as_a_table_of_cells_has_both(workspace: Path) -> None:
    told = run(workspace, "targets", "--format", "csv").stdout
    assert "2026-03-01 by=2027-12-31 示政〔2026〕2号" in told
    assert "300,2025-12-31,300辆" in told


@pytest.mark.parametrize("form", ["csv", "json", "md", "html", "docx", "xlsx"])
def test_the_report_shows_both(workspace: Path, form: str) -> None:
    """Of 2025, when the quota had been lowered and the deadline was still to be moved."""
    made = run(workspace, "report", "demo", "--year", "2025", "--to", form, "-o", "out", PLANCHECK_LANG="zh")
    assert made.returncode == 0, made.stderr
    (file,) = (path for path in (workspace / "out").rglob("*") if path.is_file())
    said = _text_of(file)
    if form in ("csv", "json"):
        assert "示政〔2025〕8号" in said
        assert "2026-03-01" in said
    else:
        assert SHOWN_QUOTA in said
        assert "2026-03-01起将时限由2025-12-31调整为2027-12-31" in said


def _text_of(file: Path) -> str:
    """The text of a report, without the markup of its form."""
    if file.suffix not in (".docx", ".xlsx"):
        return file.read_text(encoding="utf-8-sig").replace("&gt;", ">").replace("\\-", "-")
    if file.suffix == ".xlsx":
        return "\n".join(texts_of(file))
    with zipfile.ZipFile(file) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode("utf-8"))


def texts_of(file: Path) -> list[str]:
    book = load_workbook(file)
    return [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]


class TestWorkbooks:
    def issue(self, workspace: Path, year: int) -> Path:
        made = run(workspace, "template", "demo", "--year", str(year), "-o", "out")
        assert made.returncode == 0, made.stderr
        (file,) = (workspace / "out").rglob("*.xlsx")
        return file

    def test_a_workbook_of_the_year_shows_the_new_target_and_the_old(self, workspace: Path) -> None:
        shown = "\n".join(texts_of(self.issue(workspace, 2026)))
        assert "到2027年底累计不低于300辆" in shown
        assert SHOWN in shown

    def test_a_workbook_of_the_year_before_shows_what_held_then(self, workspace: Path) -> None:
        shown = "\n".join(texts_of(self.issue(workspace, 2025)))
        assert "到2025年底累计不低于300辆" in shown
        assert "2026-03-01起将时限由2025-12-31调整为2027-12-31" in shown

    def test_expected_values_follow_the_new_quota(self, workspace: Path) -> None:
        """120 a year: 30, 60, 90, 120 by quarter."""
        shown = texts_of(self.issue(workspace, 2026))
        assert {"30", "60", "90", "120"} <= set(shown)

    def test_one_issued_before_the_amendment_still_reads(self, workspace: Path) -> None:
        """Filled in, filed, and the plan amended afterwards: neither its rows nor its wording are a fault."""
        write_plan(workspace, amended=False, issued_for="2027-12-31")
        file = self.issue(workspace, 2026)
        write_plan(workspace, issued_for="2027-12-31")
        plan = workspace / "plans" / "demo.toml"
        plan.write_text(
            plan.read_text(encoding="utf-8").replace("by = 2027-12-31\nlocator", "by = 2026-12-31\nlocator")
        )
        told = run(workspace, "validate", str(file.relative_to(workspace)))
        assert "edited-target" not in told.stdout + told.stderr
        write_plan(workspace, lifts="210", issued_for="2027-12-31")
        told = run(workspace, "validate", str(file.relative_to(workspace)))
        assert "edited-target" in told.stdout + told.stderr


class TestWhatWasPublished:
    def publish(self, workspace: Path) -> None:
        write_plan(workspace, amended=False)
        told = run(workspace, "publish", "demo", "--year", "2024", today="2025-03-15")
        assert told.returncode == 0, told.stderr

    def test_an_amendment_turns_no_published_row(self, workspace: Path) -> None:
        """2024 is published; both targets are amended in 2025 and 2026; nothing of 2024 turns."""
        self.publish(workspace)
        published = (workspace / "reports" / "demo" / "2024" / "published.json").read_bytes()
        write_plan(workspace)
        for as_of in ("2025-07-01", "2026-07-15"):
            told = run(workspace, "status", "--as-of", as_of)
            assert "verdict-turned" not in told.stdout + told.stderr
            assert "closed-row-gone" not in told.stdout + told.stderr
            assert told.returncode == 0
        assert (workspace / "reports" / "demo" / "2024" / "published.json").read_bytes() == published
        assert run(workspace, "report", "demo", "--year", "2024", "-o", "out").returncode == 0

    def test_an_edit_without_an_amendment_still_does(self, workspace: Path) -> None:
        """150 were short of 200; 140 in the plan's own words would have been met."""
        self.publish(workspace)
        write_plan(workspace, amended=False, lifts="140")
        assert "verdict-turned" in run(workspace, "status").stdout

    def test_an_amendment_that_is_dated_back_does_too(self, workspace: Path) -> None:
        """Before the end of the year that was published as missed: the year would be judged again."""
        self.publish(workspace)
        write_plan(workspace)
        plan = workspace / "plans" / "demo.toml"
        plan.write_text(
            plan.read_text(encoding="utf-8").replace("date = 2025-06-01", "date = 2024-12-01"), encoding="utf-8"
        )
        assert "verdict-turned" in run(workspace, "status").stdout


def test_what_was_done_early_may_be_moved(workspace: Path) -> None:
    """A milestone done and published as closed before its date; the date is moved later: nothing is gone."""
    reports = workspace / "reports" / "demo" / "2024" / "all.csv"
    text = reports.read_text(encoding="utf-8").replace("D-12-3,市机关事务中心,2024-12-31,,,,,,,under-way", DONE)
    reports.write_text(text, encoding="utf-8")
    write_plan(workspace, amended=False)
    assert run(workspace, "publish", "demo", "--year", "2024", today="2025-03-15").returncode == 0
    write_plan(workspace)
    told = run(workspace, "status", "--as-of", "2027-01-15", today="2027-01-15").stdout
    assert "closed-row-gone" not in told
    assert "verdict-turned" not in told


DONE = "D-12-3,市机关事务中心,2024-12-31,,验收报告,,,,,done"


def test_compare_shows_both(workspace: Path) -> None:
    other = plan_text(plan_id='"twin"', target_figure='"650辆"')
    (workspace / "plans" / "twin.toml").write_text(other, encoding="utf-8")
    told = run(workspace, "compare", "demo", "twin", "--format", "lines", PLANCHECK_LANG="zh")
    assert SHOWN in told.stdout, told.stdout + told.stderr


def test_the_gate_names_what_was_asked_before(workspace: Path) -> None:
    """2025 with 100 lifts in place of 130: short of 120, which were 200."""
    reports = workspace / "reports" / "demo" / "2025" / "all.csv"
    reports.write_text(
        reports.read_text(encoding="utf-8").replace("2025-12-31,130,", "2025-12-31,100,"), encoding="utf-8"
    )
    told = run(workspace, "gate", "demo", "--year", "2025")
    assert "asked for ≥120部 (amended 2025-06-01, before 200部)" in told.stdout + told.stderr


def test_an_extended_target_can_be_supposed_at_its_new_date(workspace: Path) -> None:
    told = run(workspace, "status", "--what-if", "D-12-1=300@2027-12-31")
    assert told.returncode == 0, told.stderr
    assert "on-track green met" in told.stdout


def test_trace_asks_for_the_old_figure_and_not_for_the_new(workspace: Path) -> None:
    """The later document is not the plan's source: 120 is looked for nowhere, 200 must be in the text."""
    source = workspace / "source.md"
    clause = "12.促进公务用车更新。到2025年累计更换公务用车300辆，每年加装电梯200部，到2026年建成回收平台。"
    text = f"# 方案\n\n## 二、重点任务\n\n### （四）更新\n\n{clause}市机关事务中心牵头，市财政局配合。\n"
    source.write_text(text, encoding="utf-8")
    told = run(workspace, "trace", "demo", "--source", "source.md")
    assert "120" not in told.stdout
    assert "示政〔2025〕8号" not in told.stdout
    source.write_text(text.replace("200部", "120部"), encoding="utf-8")
    assert "200部" in run(workspace, "trace", "demo", "--source", "source.md").stdout


def test_what_no_workbook_can_hold_stops_none(workspace: Path) -> None:
    """A title with control characters, a formula and markup: shown as words, and no form breaks."""
    plan = workspace / "plans" / "demo.toml"
    hostile = '"=HYPERLINK(1)\\u0007\\u001b[31m\\n<script>x</script>|"'
    plan.write_text(plan.read_text(encoding="utf-8").replace('"示政〔2025〕8号"', hostile), encoding="utf-8")
    for arguments in (
        ("targets", "-o", "ledger.xlsx"),
        ("template", "demo", "--year", "2026", "-o", "out"),
        ("report", "demo", "--year", "2025", "--to", "html,docx,xlsx,md,json,csv", "-o", "report"),
        ("explain", "D-12-2"),
    ):
        told = run(workspace, *arguments)
        assert told.returncode == 0, told.stderr
        assert "\x1b[31m" not in told.stdout
    assert "<script>x" not in (workspace / "report" / "demo-2025.html").read_text(encoding="utf-8")
    assert any("HYPERLINK(1)" in text and not text.startswith("=") for text in texts_of(workspace / "ledger.xlsx"))
