"""`plancheck compare` as it is typed: formats, widths, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plancheck.render.terminal.printable import cell_width
from tests.environment import kept_environment
from tests.plans import plan_text

CODE = "from plancheck.cli import main; main()"
HEADING = "target,department,period_end,value\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A city, a county below it, and a county beside that; the city and the first county report."""
    plans = tmp_path / "plans"
    plans.mkdir()
    lower: dict[str, str | None] = {"plan_parent": '"city"', "target_parent_target": '"D-12-1"', "target_value": "65"}
    lower |= {"target_figure": '"65辆"', "target_wording": '"strive"'}
    (plans / "city.toml").write_text(plan_text(plan_id='"city"'), encoding="utf-8")
    for name in ("east", "west"):
        text = plan_text(plan_id=f'"{name}"', target_id=f'"{name[0].upper()}-1"', **lower)
        (plans / f"{name}.toml").write_text(text, encoding="utf-8")
    for plan, target, value in (("city", "D-12-1", 200), ("east", "E-1", 10)):
        folder = tmp_path / "reports" / plan / "2025"
        folder.mkdir(parents=True)
        (folder / "all.csv").write_text(f"{HEADING}{target},jgsw,2025-06-30,{value}\n", encoding="utf-8")
    return tmp_path


def compare(workspace: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": "en", "PLANCHECK_TODAY": "2025-07-31"}
    return subprocess.run(
        [sys.executable, "-c", CODE, "compare", *arguments],
        cwd=workspace,
        env=kept_environment() | settings | environment,
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        timeout=60,
        check=False,
    )


def test_json_carries_relation_shares_and_both_states(workspace: Path) -> None:
    done = compare(workspace, "city", "east", "--format", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["mode"], [plan["role"] for plan in told["plans"]]) == ("cascade", ["upper", "lower"])
    upper, lower = told["rows"][0]["targets"]
    assert (upper["latest"]["value"], lower["latest"]["value"]) == ("200", "10")
    assert lower["relation"] == "changed"
    assert [one["aspect"] for one in lower["differences"]] == ["wording"]
    assert lower["share_of_target"]["share"] == 0.1
    assert lower["share_of_progress"]["share"] == 0.05


def test_a_plan_that_is_named_twice_is_one(workspace: Path) -> None:
    done = compare(workspace, "city", "plans/city.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "two plans" in done.stderr


def test_several_lower_plans_are_added_up(workspace: Path) -> None:
    done = compare(workspace, "city", "east", "west")
    assert "add up to 130辆, 520辆 short of the upper 650辆 (20.0%)" in done.stdout


def test_counties_side_by_side_pair_by_their_parent_target(workspace: Path) -> None:
    done = compare(workspace, "east", "west", "--format", "json")
    told = json.loads(done.stdout)
    assert told["mode"] == "equal"
    assert [target["id"] for target in told["rows"][0]["targets"]] == ["E-1", "W-1"]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("plans", [("city", "east"), ("east", "west"), ("city", "east", "west")])
def test_the_table_stays_within_the_terminal(workspace: Path, plans: tuple[str, ...], width: int) -> None:
    done = compare(workspace, *plans, "--format", "table", "--lang", "zh", COLUMNS=str(width))
    assert done.returncode == 0, done.stderr
    assert max(cell_width(line) for line in done.stdout.splitlines()) <= width
    assert "累计更换公务用车" in done.stdout


def test_the_table_survives_a_console_that_knows_gbk_alone(workspace: Path) -> None:
    done = compare(
        workspace, "city", "east", "--format", "table", "--lang", "zh", PYTHONIOENCODING="gbk", PYTHONUTF8="0"
    )
    assert done.returncode == 0


def test_markdown_is_a_table_row_a_target(workspace: Path) -> None:
    done = compare(workspace, "city", "east", "--format", "markdown")
    rows = [line for line in done.stdout.splitlines() if line.startswith(("| city", "| east"))]
    assert len(rows) == 2
    assert all(line.count(" | ") == 7 for line in rows)


def test_an_output_file_gets_what_stdout_would(workspace: Path) -> None:
    shown = compare(workspace, "city", "east", "--format", "lines").stdout
    done = compare(workspace, "city", "east", "--format", "lines", "-o", "out.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert (workspace / "out.txt").read_text(encoding="utf-8") == shown
