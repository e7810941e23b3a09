"""`path = "last-year"` through the commands: one answer about what a period is expected to bring, in every form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.typed import typed
from tests.plans import target_text
from tests.workspaces import WorkspaceFiles, line, quota

DAYS = ("03-31", "06-30", "09-30", "12-31")
QUOTA = {
    "plan_reporting": '"quarter"',
    "target_kind": '"annual"',
    "target_start": "2025-01-01",
    "target_by": "2027-12-31",
    "target_path": '"last-year"',
}
CAP = {
    "id": '"D-12-2"',
    "indicator": '"用地"',
    "kind": '"cap"',
    "op": '"<="',
    "value": "200",
    "unit": '"亩"',
    "figure": '"200亩"',
    "start": "2025-01-01",
    "by": "2027-12-31",
    "path": '"last-year"',
}


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    """Four lifts in ten come in a year's last quarter, one in ten in its first."""
    files = WorkspaceFiles(tmp_path)
    files.config("")
    files.plan(quota(**QUOTA, more=target_text(**CAP)))
    files.report(*_year(2025, 20, 60, 120, 200))
    files.report(*_year(2026, 21), year=2026)
    return files


def _year(year: int, *values: int) -> list[str]:
    told = zip(DAYS, values, strict=False)
    return [
        line(target, day=f"{year}-{day}", value=str(value)) for day, value in told for target in ("D-12-1", "D-12-2")
    ]


def explained(workspace: WorkspaceFiles, target: str, as_of: str) -> dict[str, Any]:
    told = typed(workspace.folder, "explain", target, "--as-of", as_of, "--format", "json").stdout
    found: dict[str, Any] = json.loads(told)
    return found


def test_a_slow_first_quarter_is_on_the_path(workspace: WorkspaceFiles) -> None:
    assert typed(workspace.folder, "lint").returncode == 0
    told = json.loads(typed(workspace.folder, "status", "demo", "--format", "json", "--as-of", "2026-03-31").stdout)
    by_id = {one["id"]: one for one in told["plans"][0]["targets"]}
    shown = {name: (one["reason"], one["expected"], one["burn"]) for name, one in by_id.items()}
    assert shown == {"D-12-1": ("on-path", 0.1, None), "D-12-2": ("burn", None, 1.05)}


def test_explain_says_what_the_path_follows(workspace: WorkspaceFiles) -> None:
    told = explained(workspace, "D-12-1", "2026-03-31")
    assert told["path_basis"] == "last-year"
    assert [one["value"] for one in told["path"]] == ["0", "20", "60", "120", "200"]
    text = typed(workspace.folder, "explain", "D-12-1", "--as-of", "2026-03-31").stdout
    assert "expected path: as last year" in text
    assert "expected by then: 20" in text
    chinese = typed(workspace.folder, "explain", "D-12-2", "--as-of", "2026-03-31", PLANCHECK_LANG="zh").stdout
    assert "预期路径: 按上年同期进度" in chinese


@pytest.mark.parametrize(("as_of", "basis"), [("2025-09-30", "before-start"), ("2027-03-31", "not-whole")])
def test_explain_says_why_the_path_is_straight(workspace: WorkspaceFiles, as_of: str, basis: str) -> None:
    """The plan's first year has none before it; of 2026 a single quarter was reported."""
    workspace.report(*_year(2027, 50), year=2027)
    told = explained(workspace, "D-12-1", as_of)
    assert told["path_basis"] == basis
    assert [one["value"] for one in told["path"]] == ["0", "50", "100", "150", "200"]
    assert (
        "the straight line, not as last year" in typed(workspace.folder, "explain", "D-12-1", "--as-of", as_of).stdout
    )


def test_where_the_plan_does_not_ask_nothing_is_said(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(**(QUOTA | {"target_path": None}), more=target_text(**(CAP | {"path": ""}))))
    told = explained(workspace, "D-12-1", "2026-03-31")
    assert (told["path_basis"], told["target"]["expected"]) == (None, 0.25)
    assert "expected path:" not in typed(workspace.folder, "explain", "D-12-1", "--as-of", "2026-03-31").stdout


def test_issued_workbooks_expect_what_verdicts_are_held_against(workspace: WorkspaceFiles) -> None:
    typed(workspace.folder, "template", "demo", "--year", "2026", "-o", "issued")
    cells = [
        [str(cell) for cell in row if cell is not None]
        for sheet in load_workbook(next((workspace.folder / "issued").rglob("*.xlsx")))
        for row in sheet.iter_rows(values_only=True)
    ]
    (row,) = [row for row in cells if any(cell.startswith("加装电梯") for cell in row)]
    assert [cell for cell in row if cell in ("20", "60", "120", "200")][1:5] == ["20", "60", "120", "200"]


def test_targets_and_the_report_show_the_key(workspace: WorkspaceFiles) -> None:
    told = json.loads(typed(workspace.folder, "targets", "--format", "json").stdout)
    assert told["plans"][0]["targets"][0]["path"] == "last-year"
    done = typed(workspace.folder, "report", "--year", "2026", "--to", "html,json,csv", "--as-of", "2026-03-31")
    assert done.returncode == 0, done.stderr


def test_what_if_goes_along_it(workspace: WorkspaceFiles) -> None:
    asked = ("explain", "D-12-1", "--as-of", "2026-06-30", "--what-if", "D-12-1=40@2026-06-30", "--format", "json")
    told = json.loads(typed(workspace.folder, *asked).stdout)
    assert (told["target"]["expected"], told["path_basis"]) == (0.3, "last-year")
