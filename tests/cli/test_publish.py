"""`plancheck publish` as it is typed, and what status, gate and report say of a number that was edited afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import run_plancheck
from tests.plans import plan_text

QUOTA: dict[str, str | None] = {
    "target_kind": '"annual"',
    "target_value": "200",
    "target_figure": '"200辆"',
    "task_lead": '["jgsw"]',
    "departments_czj": None,
    "target_indicator": '"每年更换公务用车"',
}
HEADING = "target,department,period_end,value,reason,measure,measure_by\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """One yearly quota, short in 2024."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "demo.toml").write_text(plan_text(**QUOTA), encoding="utf-8")
    report(tmp_path, 2024, 150)
    return tmp_path


def report(workspace: Path, year: int, last: int, **more: int) -> None:
    """A year's figures by quarter, the last as given; `d2024` and the like restate an earlier year's end."""
    folder = workspace / "reports" / "demo" / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    figures = {f"{year}-03-31": 40, f"{year}-06-30": 80, f"{year}-09-30": 120, f"{year}-12-31": last}
    figures |= {f"{name[1:]}-12-31": value for name, value in more.items()}
    lines = "".join(f"D-12-1,jgsw,{day},{value},慢,赶,2026-03-31\n" for day, value in sorted(figures.items()))
    (folder / "x.csv").write_text(HEADING + lines, encoding="utf-8")


def restate(workspace: Path) -> None:
    entry = '[[restatement]]\ntarget = "D-12-1"\nperiod_end = 2024-12-31\nvalue = 210\n'
    entry += 'reason = "漏报"\napproved_by = "市统计局"\n'
    (workspace / "plancheck.toml").write_text(entry, encoding="utf-8")


def plancheck(workspace: Path, *arguments: str, today: str = "2025-02-01") -> subprocess.CompletedProcess[str]:
    return run_plancheck(workspace, *arguments, today=today)


def publish(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return plancheck(workspace, "publish", "--year", "2024", *arguments)


def published(workspace: Path) -> dict[str, object]:
    path = workspace / "reports" / "demo" / "2024" / "published.json"
    told: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return told


def status(workspace: Path, *arguments: str, today: str = "2025-02-01") -> tuple[list[str], str]:
    """The rules of the findings about past values, and 2024's status."""
    done = plancheck(workspace, "status", "--format", "json", *arguments, today=today)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    rows = told["plans"][0]["targets"][0]["checkpoints"]
    watched = ("restate", "withdrawn", "verdict", "closed", "published")
    return [one["rule"] for one in told["findings"] if one["rule"].startswith(watched)], rows[0]["status"]


def test_a_publication_names_its_files_its_signer_and_itself(workspace: Path) -> None:
    done = publish(workspace, "--by", "张三")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    told = published(workspace)
    assert told["signed"] == {"on": "2025-02-01", "by": "张三", "note": None, "replaces": None}
    assert [one["path"] for one in told["files"]] == ["reports/demo/2024/x.csv"]  # type: ignore[attr-defined]
    assert str(told["digest"]).startswith("sha256:")
    assert told["targets"][0]["rows"][0]["status"] == "missed"  # type: ignore[index]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
def test_a_file_whose_name_is_no_text_is_published_and_known_again(workspace: Path) -> None:
    """A name in GBK, as an archive from Windows is unpacked with elsewhere."""
    folder = workspace / "reports" / "demo" / "2024"
    (folder / "x.csv").rename(folder / os.fsdecode("局.csv".encode("gbk")))
    assert publish(workspace, "--by", "市政府办公室").returncode == 0
    assert publish(workspace, "--by", "市政府办公室").returncode == 0
    summary = workspace / "summary.md"
    commands = (["status", "-o", "out.txt"], ["validate", str(folder), "-o", "out.txt"], ["gate", "--year", "2024"])
    for command in commands:
        run = run_plancheck(workspace, *command, today="2025-02-01", GITHUB_STEP_SUMMARY=str(summary))
        assert run.returncode in (0, 1), run.stderr


def test_publishing_the_same_again_changes_nothing(workspace: Path) -> None:
    publish(workspace)
    first = (workspace / "reports/demo/2024/published.json").read_bytes()
    done = publish(workspace, "--by", "李四")
    assert done.returncode == 0
    assert (workspace / "reports/demo/2024/published.json").read_bytes() == first


def test_the_published_year_stands_on_the_day_it_was_published_for(workspace: Path) -> None:
    publish(workspace)
    assert status(workspace, "--as-of", "2024-12-31") == ([], "missed")


def test_a_different_publication_is_not_overwritten(workspace: Path) -> None:
    publish(workspace)
    first = published(workspace)
    restate(workspace)
    report(workspace, 2024, 210)
    done = publish(workspace)
    assert done.returncode == 1
    assert "[already-published]" in done.stdout
    assert published(workspace) == first


def test_publishing_again_takes_a_note_and_names_what_it_replaces(workspace: Path) -> None:
    publish(workspace)
    first = published(workspace)
    restate(workspace)
    report(workspace, 2024, 210)
    assert publish(workspace, "--again").returncode == 2
    assert publish(workspace, "--again", "--note", "更正").returncode == 0
    signed = published(workspace)["signed"]
    assert (signed["note"], signed["replaces"]) == ("更正", first["digest"])  # type: ignore[index]
    assert status(workspace) == ([], "on-track")


def test_an_edited_number_does_not_get_into_a_second_publication(workspace: Path) -> None:
    """Without a restatement the published value stays in force there too."""
    publish(workspace)
    report(workspace, 2024, 210)
    publish(workspace, "--again", "--note", "再发")
    assert published(workspace)["targets"][0]["rows"][0]["status"] == "missed"  # type: ignore[index]


def test_an_edited_number_is_an_error_and_turns_nothing(workspace: Path) -> None:
    publish(workspace)
    report(workspace, 2024, 210)
    assert status(workspace) == (["restated-since-published"], "missed")


def test_with_a_restatement_it_counts_and_is_told(workspace: Path) -> None:
    publish(workspace)
    report(workspace, 2024, 210)
    restate(workspace)
    assert status(workspace) == (["restatement-approved"], "on-track")


def test_an_approval_holds_for_the_value_that_it_names(workspace: Path) -> None:
    """A restatement that was published is no blank cheque for the next edit of the cell."""
    publish(workspace)
    restate(workspace)
    report(workspace, 2024, 210)
    publish(workspace, "--again", "--note", "更正")
    report(workspace, 2024, 99999)
    assert status(workspace) == (["restated-since-published"], "on-track")


def test_a_later_years_workbook_does_not_turn_a_closed_year(workspace: Path) -> None:
    report(workspace, 2025, 200, d2024=210)
    rules, first = status(workspace, today="2026-02-01")
    assert first == "missed"
    assert "restated-closed-year" in rules
    restate(workspace)
    assert status(workspace, today="2026-02-01")[1] == "on-track"


def test_the_gate_refuses_an_edited_year(workspace: Path) -> None:
    report(workspace, 2024, 250)
    assert plancheck(workspace, "gate", "--year", "2024").returncode == 0
    publish(workspace)
    report(workspace, 2024, 260)
    assert plancheck(workspace, "gate", "--year", "2024").returncode == 1


def test_a_publication_changed_by_hand_is_not_used(workspace: Path) -> None:
    publish(workspace)
    path = workspace / "reports/demo/2024/published.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"150"', '"210"'), encoding="utf-8")
    assert status(workspace) == (["published-altered"], "missed")


def test_a_target_lowered_after_publishing_is_told(workspace: Path) -> None:
    publish(workspace)
    lowered = QUOTA | {"target_value": "140", "target_figure": '"140辆"'}
    (workspace / "plans" / "demo.toml").write_text(plan_text(**lowered), encoding="utf-8")
    assert status(workspace)[0] == ["verdict-turned"]


def test_nothing_reported_is_nothing_to_sign(workspace: Path) -> None:
    done = plancheck(workspace, "publish", "--year", "2025", today="2025-12-31")
    assert done.returncode == 2
    assert not (workspace / "reports" / "demo" / "2025").exists()


def test_from_a_folder_below_the_cells_are_named_as_seen_from_there(workspace: Path) -> None:
    (workspace / "plancheck.toml").write_text('lang = "en"\n', encoding="utf-8")
    publish(workspace)
    report(workspace, 2024, 210)
    done = plancheck(workspace / "reports" / "demo", "status", "--format", "lines")
    assert "2024/x.csv:5" in done.stdout
    assert "restated-since-published" in done.stdout
