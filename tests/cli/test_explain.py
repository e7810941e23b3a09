"""`plancheck explain` as it is typed: targets, rules, reasons, and words that are none of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plancheck.render.terminal.printable import cell_width
from tests.cli.typed import make_workspace, typed
from tests.plans import plan_text


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("explain"))


def test_a_pipe_gets_a_fact_a_line(workspace: Path) -> None:
    done = typed(workspace, "explain", "D-12-1")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert all(line.startswith("demo/D-12-1: ") for line in lines)
    assert 'demo/D-12-1: target: figure: "650辆"' in lines
    assert any(line.startswith("demo/D-12-1: values: 2024-03-31: 20辆") and line.endswith(":2") for line in lines)


def test_a_table_has_the_rule_the_pace_and_the_chart(workspace: Path) -> None:
    done = typed(workspace, "explain", "D-12-1", "--format", "table")
    assert "forecast with an interval, which decides: " in " ".join(done.stdout.split())
    assert "207.5辆 a year needed from now, 115辆 a year so far: 1.8 times faster" in " ".join(done.stdout.split())
    assert "* reported  . expected path  + if the pace holds  - target" in done.stdout


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(workspace: Path, columns: str, language: str) -> None:
    done = typed(workspace, "explain", "D-12-2", "--format", "table", "--lang", language, COLUMNS=columns)
    assert done.returncode == 0
    assert max(cell_width(line) for line in done.stdout.splitlines()) <= int(columns)


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_a_console_that_lacks_signs_gets_the_same_lines(workspace: Path, encoding: str) -> None:
    done = typed(workspace, "explain", "D-12-1", "--format", "table", "--lang", "zh", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert "D-12-1" in done.stdout
    assert "\x1b" not in done.stdout


def test_json_carries_all_of_it(workspace: Path) -> None:
    told = json.loads(typed(workspace, "explain", "d-12-1", "--format", "json").stdout)
    assert (told["target"]["id"], told["target"]["figure"], told["target"]["locator"]) == (
        "D-12-1",
        "650辆",
        "二（四）12",
    )
    assert [one["value"] for one in told["observations"]] == ["20", "45", "80", "120", "145", "170", "205", "235"]
    assert {one["department"] for one in told["observations"]} == {"市机关事务中心"}
    assert (told["rule"]["number"], told["target"]["reason"]) == ("outlook", "off-track")
    assert told["path"][0] == {"day": "2024-01-01", "value": "0"}
    assert told["remedy"]["outlook"] == "value"
    assert told["remedy"]["then"]["lamp"] == "green"
    assert told["before"]["as_of"] == "2025-09-30"
    assert told["settings"]["on_track_ratio"] == "0.95"
    assert told["target"]["likelihood"] == "very-unlikely"


def test_the_remedy_holds_when_it_is_supposed(workspace: Path) -> None:
    remedy = json.loads(typed(workspace, "explain", "D-12-1", "--format", "json").stdout)["remedy"]
    supposed = f"D-12-1={remedy['answer']}@{remedy['day']}"
    told = json.loads(typed(workspace, "explain", "D-12-1", "--what-if", supposed, "--format", "json").stdout)
    assert told["target"]["lamp"] == "green"
    assert told["hypothetical"] == [supposed]


def test_every_line_of_a_supposed_explanation_says_so(workspace: Path) -> None:
    lines = typed(workspace, "explain", "D-12-1", "--what-if", "D-12-1=600@2026-06-30").stdout.splitlines()
    assert lines[0].startswith("Supposed: D-12-1=600@2026-06-30.")
    assert "as of 2026-06-30" in lines[1]
    assert all(line.startswith("[hypothetical] ") for line in lines[2:])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_rule_has_its_meaning_and_both_examples(workspace: Path, language: str) -> None:
    done = typed(workspace, "explain", "text-number", "--lang", language)
    heads = {
        "zh": ("含义：", "为什么：", "改法：", "错例：", "正例："),
        "en": ("what it means: ", "why: ", "fix: ", "wrong:", "right:"),
    }
    assert all(head in done.stdout for head in heads[language])
    assert json.loads(typed(workspace, "explain", "text-number", "--format", "json").stdout)["rule"] == "text-number"


def test_a_reason_names_every_rule_that_gives_it_and_no_other(workspace: Path) -> None:
    told = json.loads(typed(workspace, "explain", "met", "--format", "json").stdout)
    assert [rule["id"] for rule in told["rules"]] == ["met", "met-closed", "met-milestone"]
    assert "rule 12" in typed(workspace, "explain", "behind").stdout


def test_a_reason_states_the_threshold_of_the_workspace(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, config="[scoring]\non_track_ratio = 0.8\n")
    assert "SPI is at least 0.8" in typed(workspace, "explain", "on-path").stdout


@pytest.mark.parametrize(
    ("word", "nearest"), [("D-12-3", "D-12-1"), ("text-numbr", "text-number"), ("catching", "catching-up")]
)
def test_an_unknown_word_gets_the_nearest(workspace: Path, word: str, nearest: str) -> None:
    done = typed(workspace, "explain", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert nearest in done.stderr


def test_an_id_in_two_plans_wants_its_plan(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (workspace / "plans" / "other.toml").write_text(plan_text(plan_id='"other"'), encoding="utf-8")
    assert typed(workspace, "explain", "D-12-1").returncode == 2
    assert typed(workspace, "explain", "other/D-12-1").stdout.startswith("other/D-12-1: ")
    assert typed(workspace, "explain", "D-12-1", "--plan", "demo").stdout.startswith("demo/D-12-1: ")


def test_a_cell_with_markup_stays_text(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    file = workspace / "reports" / "demo" / "2025" / "database.csv"
    text = file.read_text(encoding="utf-8").replace("12-31,235,,,,", "12-31,235,,[bold]慢[/bold],,")
    file.write_text(text, encoding="utf-8")
    assert "[bold]慢[/bold]" in typed(workspace, "explain", "D-12-1", "--format", "table").stdout
