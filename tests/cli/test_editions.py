"""A year that was published under the first edition of the method, as every command shows it under the one in force.

The publication is made by publishing today and writing into it what the first edition gave: what had to be kept was held
by the year's last value, and 2024 was met.
"""

from __future__ import annotations

import csv
import json
import subprocess
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plancheck.publication.written import digest_of
from tests.environment import run_plancheck
from tests.plans import plan_text, target_text

KEPT: dict[str, str | None] = {
    "target_kind": '"maintain"',
    "target_value": "95",
    "target_unit": '"%"',
    "target_figure": '"95%"',
    "task_lead": '["jgsw"]',
    "departments_czj": None,
    "target_indicator": '"新能源公务用车占比"',
}
QUOTA = {
    "id": '"D-7"',
    "indicator": '"每年加装电梯"',
    "kind": '"annual"',
    "value": "200",
    "unit": '"部"',
    "figure": '"200部左右"',
}
DONE = {"id": '"D-9"', "kind": '"milestone"', "by": "2024-12-31", "value": "", "op": "", "unit": "", "figure": ""}
PUBLISHED = "reports/demo/2024/published.json"
#: The thresholds that the first edition did not know.
NEW_SETTINGS = ("slowing_ratio", "slowing_ratio_counts", "maintain")


def plan(workspace: Path, quota: str = "200") -> None:
    changed = {"value": quota, "figure": f'"{quota}部左右"'}
    more = "\n".join([target_text(**QUOTA | changed), target_text(**DONE)])
    (workspace / "plans" / "demo.toml").write_text(plan_text(**KEPT, more=more), encoding="utf-8")


def report(workspace: Path, year: int, *, lifts: int = 195, second: str = "94", evidence: str = "验收报告") -> None:
    """A year's figures by quarter; `second` is the share of 2024's second, which is short of 95."""
    folder = workspace / "reports" / "demo" / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["target,department,period_end,value,state,evidence,reason,measure,measure_by"]
    told = ",,慢,赶,2026-03-31"
    for number, day in enumerate(("03-31", "06-30", "09-30", "12-31"), 1):
        share = second if (year, number) == (2024, 2) else "96"
        lines.append(f"D-12-1,jgsw,{year}-{day},{share}{told}")
        lines.append(f"D-7,jgsw,{year}-{day},{lifts * number // 4}{told}")
    if year == 2024:
        lines.append(f"D-9,jgsw,2024-12-31,,done,{evidence},慢,赶,2026-03-31")
    (folder / "x.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def plancheck(workspace: Path, *arguments: str, today: str = "2025-02-01") -> subprocess.CompletedProcess[str]:
    return run_plancheck(workspace, *arguments, today=today, COLUMNS="120")


def published(workspace: Path, year: int = 2024) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((workspace / f"reports/demo/{year}/published.json").read_text(encoding="utf-8"))
    return told


def write(workspace: Path, content: dict[str, Any]) -> None:
    content["digest"] = digest_of(content)
    (workspace / PUBLISHED).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def into_the_first_edition(workspace: Path, *, met: bool) -> None:
    """The publication without what the first edition did not write; `met`: with what it made of the short quarter."""
    content = published(workspace)
    del content["method_edition"]
    for name in NEW_SETTINGS:
        del content["settings"][name]
    if met:
        mark = {"status": "on-track", "lamp": "green", "reason": "met"}
        target = next(one for one in content["targets"] if one["id"] == "D-12-1")
        target |= mark
        target["rows"][0] |= {**mark, "closed": True}
        content["targets"][0] = target
    write(workspace, content)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """2024 was published under the first edition; one verdict of it reads otherwise now."""
    (tmp_path / "plans").mkdir()
    plan(tmp_path)
    report(tmp_path, 2024)
    assert plancheck(tmp_path, "publish", "--year", "2024", "--by", "张三").returncode == 0
    into_the_first_edition(tmp_path, met=True)
    return tmp_path


def told(workspace: Path, *arguments: str, today: str = "2025-02-01") -> tuple[list[str], dict[str, Any]]:
    """The rules of the findings about what was published, and the target's entry."""
    done = plancheck(workspace, "status", "--format", "json", *arguments, today=today)
    assert done.returncode == 0, done.stderr
    status = json.loads(done.stdout)
    watched = ("restate", "withdrawn", "verdict", "closed", "published", "edition")
    rules = [one["rule"] for one in status["findings"] if one["rule"].startswith(watched)]
    return rules, next(one for one in status["plans"][0]["targets"] if one["id"] == "D-12-1")


def first_row(target: dict[str, Any]) -> tuple[str, str, bool, int]:
    row = target["checkpoints"][0]
    return row["status"], row["reason"], row["closed"], row["method_edition"]


def test_where_both_editions_say_the_same_there_is_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    plan(tmp_path)
    report(tmp_path, 2024, second="97")
    plancheck(tmp_path, "publish", "--year", "2024")
    into_the_first_edition(tmp_path, met=False)
    before = (tmp_path / PUBLISHED).read_bytes()
    rules, target = told(tmp_path)
    assert (rules, first_row(target)) == ([], ("on-track", "met", True, 2))
    done = plancheck(tmp_path, "publish", "--year", "2024")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / PUBLISHED).read_bytes() == before


def test_the_closed_row_stays_as_published_and_the_edition_is_named(workspace: Path) -> None:
    rules, target = told(workspace)
    assert (rules, first_row(target)) == (["edition-turned"], ("on-track", "met", True, 1))
    assert (target["missed_rows"], target["met_years"], target["closed_years"], target["short_periods"]) == (0, 1, 1, 0)


def test_so_it_does_in_every_later_year(workspace: Path) -> None:
    report(workspace, 2025)
    rules, target = told(workspace, today="2026-02-01")
    assert (rules, first_row(target)) == (["edition-turned"], ("on-track", "met", True, 1))
    assert (target["method_edition"], target["missed_rows"]) == (2, 0)


def test_before_the_rows_date_nothing_is_upheld(workspace: Path) -> None:
    rules, target = told(workspace, "--as-of", "2024-09-30")
    assert (rules, target["method_edition"]) == ([], 2)


def test_a_look_back_sees_what_was_published(workspace: Path) -> None:
    report(workspace, 2025)
    _, target = told(workspace, "--since", "2024-12-31", today="2026-02-01")
    assert (target["change"]["status"], target["change"]["missed"]) == ("on-track", [])


def test_without_the_publication_the_verdict_is_the_one_in_force(workspace: Path) -> None:
    (workspace / PUBLISHED).unlink()
    assert first_row(told(workspace)[1]) == ("missed", "not-kept", True, 2)


def test_the_finding_has_both_verdicts_and_the_place(workspace: Path) -> None:
    done = plancheck(workspace, "status", "--format", "lines")
    (line,) = (line for line in done.stdout.splitlines() if "[edition-turned]" in line)
    assert "info" in line
    for part in (
        "D-12-1",
        "2024-12-31",
        "on-track green met",
        "missed red not-kept",
        "edition 1",
        "edition 2",
        PUBLISHED,
    ):
        assert part in line
    assert "as published, edition 1" in done.stdout


def test_the_table_lists_it_below_the_faults(workspace: Path) -> None:
    done = plancheck(workspace, "status", "--format", "table")
    assert "D-12-1 by 2024-12-31: edition 1: on track, green, " in done.stdout
    assert "edition 2: missed, red, " in done.stdout


def test_the_gate_and_the_report_of_the_year_hold_to_it(workspace: Path) -> None:
    done = plancheck(workspace, "gate", "--year", "2024", "--format", "json")
    told = json.loads(done.stdout)
    decision = told["plans"][0]
    assert (told["method_edition"], "edition-turned" in [one["rule"] for one in decision["remarks"]]) == (2, True)
    assert [one["rule"] for one in decision["refusals"] if one["target"] == "D-12-1"] == []
    done = plancheck(workspace, "report", "--year", "2024", "--to", "json", "-o", "out")
    assert done.returncode == 0, done.stderr
    made = json.loads((workspace / "out" / "demo-2024.json").read_text(encoding="utf-8"))
    target = next(one for one in made["plans"][0]["targets"] if one["id"] == "D-12-1")
    assert (target["status"], target["method_edition"]) == ("on-track", 1)


def test_an_edited_value_is_told_as_ever_and_turns_nothing(workspace: Path) -> None:
    report(workspace, 2024, second="97")
    rules, target = told(workspace)
    assert sorted(rules) == ["edition-turned", "restated-since-published"]
    assert first_row(target) == ("on-track", "met", True, 1)


def test_an_approved_value_is_judged_by_the_edition_in_force(workspace: Path) -> None:
    report(workspace, 2024, second="93")
    entry = '[[restatement]]\ntarget = "D-12-1"\nperiod_end = 2024-06-30\nvalue = 93\nreason = "更正"\napproved_by = "统计局"\n'
    (workspace / "plancheck.toml").write_text(entry, encoding="utf-8")
    rules, target = told(workspace)
    assert (rules, first_row(target)) == (["restatement-approved"], ("missed", "not-kept", True, 2))


def test_a_value_that_was_added_is_no_doing_of_the_edition(workspace: Path) -> None:
    with (workspace / "reports/demo/2024/x.csv").open("a", encoding="utf-8") as file:
        file.write("D-12-1,jgsw,2024-04-30,96,,,慢,赶,2026-03-31\n")
    rules, target = told(workspace)
    assert ("verdict-turned" in rules, "edition-turned" in rules) == (True, False)
    assert first_row(target)[0] == "missed"


def test_a_threshold_that_turns_a_verdict_is_told_as_ever(workspace: Path) -> None:
    (workspace / "plancheck.toml").write_text("[scoring]\nabout = 0.01\n", encoding="utf-8")
    assert sorted(told(workspace)[0]) == ["edition-turned", "verdict-turned"]


def test_a_threshold_that_turns_nothing_hides_nothing(workspace: Path) -> None:
    (workspace / "plancheck.toml").write_text("[scoring]\nbehind_points = 12\n", encoding="utf-8")
    rules, target = told(workspace)
    assert (rules, first_row(target)) == (["edition-turned"], ("on-track", "met", True, 1))


def test_what_a_new_threshold_gives_back_needs_no_upholding(workspace: Path) -> None:
    (workspace / "plancheck.toml").write_text('[scoring]\nmaintain = "last"\n', encoding="utf-8")
    rules, target = told(workspace)
    assert (rules, first_row(target)) == ([], ("on-track", "met", True, 2))


def test_a_target_that_was_edited_is_told_as_ever(workspace: Path) -> None:
    plan(workspace, quota="300")
    assert sorted(told(workspace)[0]) == ["edition-turned", "verdict-turned"]


def test_evidence_is_not_in_the_record_and_its_loss_no_doing_of_the_edition(workspace: Path) -> None:
    report(workspace, 2024, evidence="")
    assert sorted(told(workspace)[0]) == ["edition-turned", "verdict-turned"]


def test_publishing_it_as_it_stays_writes_nothing_and_lists_what_turned(workspace: Path) -> None:
    before = (workspace / PUBLISHED).read_bytes()
    done = plancheck(workspace, "publish", "--year", "2024")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("demo/D-12-1 by 2024-12-31: edition 1: on track, green")
    assert (workspace / PUBLISHED).read_bytes() == before


def test_a_value_that_differs_is_not_published_for_the_edition_alone(workspace: Path) -> None:
    report(workspace, 2024, lifts=210)
    done = plancheck(workspace, "publish", "--year", "2024")
    assert (done.returncode, "[already-published]" in done.stdout) == (1, True)


def test_publishing_again_signs_the_edition_in_force(workspace: Path) -> None:
    replaced = published(workspace)["digest"]
    assert plancheck(workspace, "publish", "--year", "2024", "--again").returncode == 2
    done = plancheck(workspace, "publish", "--year", "2024", "--again", "--note", "按第2版重评")
    assert (done.returncode, "demo/D-12-1 by 2024-12-31" in done.stdout) == (0, True), done.stderr
    now = published(workspace)
    assert (now["method_edition"], now["signed"]["replaces"]) == (2, replaced)
    assert now["targets"][0]["rows"][0]["status"] == "missed"
    assert "method_edition" not in now["targets"][0]["rows"][0]
    rules, target = told(workspace)
    assert (rules, first_row(target)) == ([], ("missed", "not-kept", True, 2))


def test_a_later_publication_carries_the_row_with_its_edition(workspace: Path) -> None:
    report(workspace, 2025)
    assert plancheck(workspace, "publish", "--year", "2025", today="2026-02-01").returncode == 0
    now = published(workspace, 2025)
    row = now["targets"][0]["rows"][0]
    assert (now["method_edition"], row["status"], row["method_edition"]) == (2, "on-track", 1)
    rules, target = told(workspace, today="2026-03-01")
    assert (rules, first_row(target)) == (["edition-turned"], ("on-track", "met", True, 1))


def test_what_was_published_again_binds_though_a_later_year_has_the_old_verdict(workspace: Path) -> None:
    report(workspace, 2025)
    plancheck(workspace, "publish", "--year", "2025", today="2026-02-01")
    plancheck(workspace, "publish", "--year", "2024", "--again", "--note", "重评", today="2026-02-01")
    rules, target = told(workspace, today="2026-03-01")
    assert (rules, first_row(target)) == ([], ("missed", "not-kept", True, 2))


@pytest.mark.parametrize("edition", [0, -1, True, "2", 1.5, None])
def test_an_edition_that_is_none_is_no_publication(workspace: Path, edition: object) -> None:
    write(workspace, published(workspace) | {"method_edition": edition})
    assert told(workspace)[0] == ["published-unreadable"]


def test_marks_of_an_edition_still_to_come_are_told_and_break_nothing(workspace: Path) -> None:
    content = published(workspace) | {"method_edition": 3}
    content["targets"][0]["reason"] = content["targets"][0]["rows"][0]["reason"] = "something-new"
    write(workspace, content)
    assert told(workspace)[0] == ["verdict-turned"]


def test_a_first_edition_that_is_claimed_by_hand_is_not_believed(workspace: Path) -> None:
    plancheck(workspace, "publish", "--year", "2024", "--again", "--note", "重评")
    text = (workspace / PUBLISHED).read_text(encoding="utf-8").replace(' "method_edition": 2,\n', "")
    (workspace / PUBLISHED).write_text(text, encoding="utf-8")
    assert told(workspace)[0] == ["published-altered"]
    assert plancheck(workspace, "publish", "--year", "2024").returncode == 1


ENGLISH, CHINESE, KEY = "edition 2", "第2版", "method_edition"


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("status", "--format", "table"), ENGLISH),
        (("status", "--format", "lines"), ENGLISH),
        (("status", "--format", "github"), ENGLISH),
        (("status", "--format", "table", "--lang", "zh"), f"评分办法{CHINESE}"),
        (("status", "--format", "json"), KEY),
        (("explain", "D-7", "--format", "table"), ENGLISH),
        (("explain", "D-7", "--format", "lines"), ENGLISH),
        (("explain", "D-7", "--format", "json"), KEY),
        (("explain", "behind", "--format", "json"), KEY),
        (("gate", "--year", "2024", "--format", "table"), ENGLISH),
        (("gate", "--year", "2024", "--format", "lines", "--lang", "zh"), f"评分办法{CHINESE}"),
        (("gate", "--year", "2024", "--format", "json"), KEY),
        (("gate", "--year", "2024", "--format", "junit"), '<property name="method_edition" value="2"/>'),
        (("gate", "--year", "2024", "--format", "github"), ENGLISH),
        (("gate", "--year", "2024", "--format", "markdown"), ENGLISH),
        (("compare", "demo", "other", "--format", "table"), ENGLISH),
        (("compare", "demo", "other", "--format", "lines"), ENGLISH),
        (("compare", "demo", "other", "--format", "markdown"), ENGLISH),
        (("compare", "demo", "other", "--format", "json"), KEY),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_output_names_the_edition(workspace: Path, command: tuple[str, ...], named: str) -> None:
    text = (workspace / "plans" / "demo.toml").read_text(encoding="utf-8").replace('"demo"', '"other"')
    (workspace / "plans" / "other.toml").write_text(text, encoding="utf-8")
    plans = () if command[0] in ("explain", "compare") else ("demo",)
    extra = ("--plan", "demo") if command[:2] == ("explain", "D-7") else ()
    assert named in plancheck(workspace, *command, *plans, *extra).stdout


def test_the_report_names_it_in_all_its_forms(workspace: Path) -> None:
    done = plancheck(workspace, "report", "--year", "2024", "--to", "html,docx,xlsx,md,json,csv", "-o", "out")
    assert done.returncode == 0, done.stderr
    texts = {path.suffix[1:]: path.read_bytes() for path in (workspace / "out").iterdir()}
    with zipfile.ZipFile(workspace / "out" / "demo-2024.docx") as package:
        texts["docx"] = package.read("word/document.xml")
    book = openpyxl.load_workbook(workspace / "out" / "demo-2024.xlsx")
    cells = [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
    texts["xlsx"] = "\n".join(cells).encode()
    for form in ("html", "docx", "xlsx", "md"):
        assert "评分办法" in texts[form].decode(), form
        assert "第2版" in texts[form].decode(), form
    (row,) = (one for one in csv.DictReader(StringIO(texts["csv"].decode("utf-8-sig"))) if one["target"] == "D-12-1")
    assert (row["method_edition"], row["status"]) == ("1", "on-track")
    assert json.loads(texts["json"])["method_edition"] == 2
