"""`plancheck status` through time and in supposition, and the thresholds it states."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plancheck.render.terminal.printable import cell_width
from tests.cli.typed import make_workspace, typed
from tests.plans import line_of


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("status"))


def targets(workspace: Path, *arguments: str) -> dict[str, Any]:
    done = typed(workspace, "status", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return {target["id"]: target for plan in json.loads(done.stdout)["plans"] for target in plan["targets"]}


def test_an_earlier_day_is_judged_by_what_was_reported_by_then(workspace: Path) -> None:
    seen = targets(workspace, "--as-of", "2024-09-30")
    assert seen["D-12-1"]["latest"]["value"] == "80"
    assert seen["D-12-2"]["status"] == "on-track"


def test_changes_since_a_day_are_in_the_json(workspace: Path) -> None:
    change = targets(workspace, "--since", "2024-09-30")["D-12-2"]["change"]
    assert (change["since"], change["status"], change["change"]) == ("2024-09-30", "on-track", "newly-missed")
    assert change["missed"] == ["2024-12-31"]


def test_without_since_there_is_no_change(workspace: Path) -> None:
    assert "change" not in targets(workspace)["D-12-1"]


def test_the_table_begins_with_what_changed_and_has_arrows(workspace: Path) -> None:
    done = typed(workspace, "status", "--since", "2024-09-30", "--format", "table", "-q")
    head, table = done.stdout.split("D-12-2", 1)
    assert "since 2024-09-30: newly missed 1" in head
    assert "↓" in head
    assert "↓" in table


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_keeps_to_its_width(workspace: Path, columns: str, language: str) -> None:
    arguments = ("--since", "2024-09-30", "--what-if", "D-12-1=400@2026-06-30", "--format", "table", "-q")
    done = typed(workspace, "status", *arguments, "--lang", language, COLUMNS=columns)
    assert max(cell_width(line) for line in done.stdout.splitlines()) <= int(columns)


def test_arrows_survive_a_console_without_them(workspace: Path) -> None:
    for encoding in ("gbk", "cp1252"):
        done = typed(workspace, "status", "--since", "2024-09-30", "--format", "table", PYTHONIOENCODING=encoding)
        assert done.returncode == 0
        assert "?" not in done.stdout.split("D-12-2")[0].splitlines()[-1].split("D-")[0]


def test_a_day_that_is_not_before_is_refused(workspace: Path) -> None:
    done = typed(workspace, "status", "--since", "2025-12-31")
    assert (done.returncode, done.stdout) == (2, "")
    assert "2025-12-31" in done.stderr


def test_every_line_of_a_supposed_status_says_so(workspace: Path) -> None:
    lines = typed(workspace, "status", "--what-if", "D-12-1=600@2025-12-31", "-q").stdout.splitlines()
    assert lines[0].startswith("Supposed: D-12-1=600@2025-12-31.")
    assert all(line.startswith("[hypothetical] ") for line in lines[1:])


def test_a_supposed_value_is_judged_and_named(workspace: Path) -> None:
    done = typed(workspace, "status", "--what-if", "D-12-1=650@2026-06-30", "--format", "json")
    told = json.loads(done.stdout)
    assert told["hypothetical"] == ["D-12-1=650@2026-06-30"]
    first, second = told["plans"][0]["targets"]
    assert (first["reason"], first["hypothetical"]) == ("met", True)
    assert (second["latest"]["period_end"], second["hypothetical"]) == ("2025-12-31", False)


def test_several_values_can_be_supposed(workspace: Path) -> None:
    seen = targets(workspace, "--what-if", "D-12-1=300@2025-12-31", "--what-if", "D-12-2=170@2025-12-31")
    assert seen["D-12-1"]["latest"]["value"] == "300"
    assert seen["D-12-2"]["status"] == "missed"


@pytest.mark.parametrize(
    ("supposed", "told"),
    [
        ("D-12-9=1@2025-12-31", "D-12-"),
        ("D-12-1=many@2025-12-31", "many"),
        ("D-12-1=nan@2025-12-31", "nan"),
        ("D-12-1=1e3@2025-12-31", "1e3"),
        ("D-12-1=1@2025-13-01", "2025-13-01"),
        ("D-12-1=1", "TARGET=VALUE@DATE"),
        ("D-12-1=1@2019-12-31", "2024-01-01"),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_a_sentence(workspace: Path, supposed: str, told: str) -> None:
    done = typed(workspace, "status", "--what-if", supposed)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_every_form_states_the_thresholds_in_force(tmp_path: Path) -> None:
    workspace = make_workspace(
        tmp_path, "[scoring]\nbehind_points = 12\n", "as_of = 2025-12-31\n[scoring]\nrecent_months = 9\n"
    )
    told = json.loads(typed(workspace, "status", "--format", "json").stdout)
    assert (told["plans"][0]["settings"]["behind_points"], told["plans"][0]["settings"]["recent_months"]) == ("12", "9")
    for form in ("lines", "table"):
        assert "points behind (yellow) 12" in " ".join(typed(workspace, "status", "--format", form).stdout.split())
        assert "points behind (yellow) 12" in " ".join(
            typed(workspace, "explain", "D-12-1", "--format", form).stdout.split()
        )


def test_an_impossible_setting_of_a_plan_is_found_at_its_line(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, "[scoring]\nrecent_months = 9\non_track_ratio = 2\non_track_ration = 1\n")
    done = typed(workspace, "lint")
    text = (workspace / "plans" / "demo.toml").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert f"plans/demo.toml:{line_of(text, 'on_track_ratio =')}: error: " in done.stdout
    assert f"plans/demo.toml:{line_of(text, 'on_track_ration')}: error: " in done.stdout
    assert typed(workspace, "status").returncode == 2


def test_a_plan_that_contradicts_its_workspace_is_found(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, "[scoring]\nbehind_points = 40\n")
    done = typed(workspace, "lint")
    text = (workspace / "plans" / "demo.toml").read_text(encoding="utf-8")
    assert f"plans/demo.toml:{line_of(text, 'behind_points')}: error: " in done.stdout
    assert "[contradictory-settings]" in done.stdout


def test_an_impossible_setting_of_the_workspace_is_named_with_its_line(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, config="as_of = 2025-12-31\n[scoring]\nrecent_months = 0\n")
    done = typed(workspace, "status")
    assert (done.returncode, done.stdout) == (2, "")
    assert "plancheck.toml:3" in done.stderr
