"""`plancheck status` as it is typed: filters, groups, the table's lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.typed import make_workspace, typed
from tests.plans import plan_text
from tests.workspaces import WorkspaceFiles, line


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("status"))


def test_that_nothing_fits_a_filter_of_states_is_an_answer(workspace: Path) -> None:
    told = json.loads(typed(workspace, "status", "--only", "grey", "--format", "json").stdout)
    assert [plan["targets"] for plan in told["plans"]] == [[]]
    for form in ("lines", "table"):
        done = typed(workspace, "status", "--only", "grey", "--format", form)
        assert done.returncode == 0
        assert "D-12-1" not in done.stdout
    assert "0 of 2 listed" in done.stdout


@pytest.mark.parametrize("option", ["--task", "--department"])
def test_what_no_plan_has_is_refused(workspace: Path, option: str) -> None:
    done = typed(workspace, "status", option, "市某某办")
    assert (done.returncode, done.stdout) == (2, "")
    assert "市某某办" in done.stderr


def test_a_task_is_found_however_it_is_typed(workspace: Path) -> None:
    assert "D-12-1" in typed(workspace, "status", "--task", "12").stdout


def test_a_department_that_was_asked_for_is_the_only_group(workspace: Path) -> None:
    # 市财政局 leads the task too, and reports nothing of it.
    done = typed(workspace, "status", "--by", "department", "--department", "财政局", "--format", "table", "-q")
    assert "市财政局" in done.stdout
    assert "市机关事务中心" not in done.stdout


@pytest.mark.parametrize("command", ["status", "targets", "lint", "compare", "explain", "gate", "validate", "trace"])
def test_a_colour_is_no_answer_to_whether_to_colour(workspace: Path, command: str) -> None:
    named = {
        "explain": ["D-12-1"],
        "validate": ["x.xlsx"],
        "trace": ["demo", "--source", "x.txt"],
        "gate": ["--year", "2025"],
    }
    done = typed(workspace, command, *named.get(command, []), "--color", "blue")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--color" in done.stderr
    assert "always" in done.stderr


@pytest.mark.parametrize("columns", ["60", "80", "100", "120", "160"])
def test_no_line_begins_with_a_stop_and_no_id_stands_alone(workspace: Path, columns: str) -> None:
    table = typed(workspace, "status", "--format", "table", "-q", "--lang", "zh", COLUMNS=columns).stdout
    cells = [cell for line in table.splitlines() for cell in re.split(r"\s{2,}", line.strip())]
    assert not [cell for cell in cells if cell[:1] in tuple("；，。、：）")]
    lines = [line.strip() for line in table.splitlines()]
    assert not [line for line in lines if re.fullmatch(r"D-12-\d", line)]


def test_a_new_workspace_begins_with_this_year(tmp_path: Path) -> None:
    assert "--year 2026" in typed(tmp_path, "init", "here", PLANCHECK_TODAY="2026-05-01").stdout
    # The example plan is over by then.
    assert "--year 2027" in typed(tmp_path, "init", "later", PLANCHECK_TODAY="2031-05-01").stdout


def test_a_level_that_may_turn_is_not_said_to_have_one_value(tmp_path: Path) -> None:
    """It is yellow instead of red by its four values, which go up and down."""
    files = WorkspaceFiles(tmp_path)
    files.config("")
    level = {"target_kind": '"level"', "target_value": "40", "target_unit": '"亿元"', "target_figure": '"40亿元"'}
    files.plan(plan_text(**level, plan_reporting='"quarter"', target_baseline="{ value = 10, date = 2023-12-31 }"))
    ends = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31")
    files.report(
        *(line(day=day, value=value) for day, value in zip(ends, ("20", "0", "21", "1"), strict=True)), year=2024
    )
    for language, said in (("en", "few or unsteady values"), ("zh", "数据少或起伏大")):
        told = typed(tmp_path, "status", "--as-of", "2024-12-31", "--format", "lines", "--lang", language).stdout
        assert said in told
