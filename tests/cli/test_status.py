"""`plancheck status` as it is typed: filters, groups, the table's lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.typed import make_workspace, typed


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
