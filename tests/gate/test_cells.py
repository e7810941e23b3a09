"""Refusals point into the department's own workbook: at the blank that is to be filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from plancheck.findings import CellPlace, TextPlace
from plancheck.gate.chase import remind
from plancheck.observations import Observation, Reports
from plancheck.plan.read import read_plan
from plancheck.render.gate.reminders import reminder_text
from plancheck.workbook import layout
from tests.workbook.issued import issue_workbook
from tests.workspaces import WorkspaceFiles, quota

DEPARTMENT = "市机关事务中心"


def hand_in(workspace: WorkspaceFiles, value: int | None) -> Path:
    """A workbook of 2025, issued and filled with one value or none."""
    plan, _ = read_plan(workspace.folder / "plans" / "demo.toml")
    assert plan is not None
    observations: tuple[Observation, ...] = ()
    if value is not None:
        empty = Observation("D-12-1", DEPARTMENT, date(2025, 12, 31), TextPlace("test"), 2025)
        observations = (replace(empty, value=Decimal(value)),)
    path = workspace.folder / "reports" / "demo" / "2025" / f"{DEPARTMENT}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    issue_workbook(plan, "jgsw", 2025, path, filled=Reports(observations))
    return path


def cell_of(path: Path, code: str) -> tuple[str, str]:
    """The sheet and cell of the target's answer, by the hidden codes."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            codes = {str(cell.value): cell.column_letter for cell in row if cell.value is not None}
            if layout.CODE_TARGET in codes and code in codes:
                at = next(cell.row for cell in sheet[codes[layout.CODE_TARGET]] if cell.value == "D-12-1")
                return sheet.title, f"{codes[code]}{at}"
    raise AssertionError(code)


@pytest.mark.parametrize(
    ("value", "rule", "code"),
    [
        (154, "gate-missed", "value:2025-12-31"),
        (154, "gate-unexplained", "reason"),
        (None, "gate-no-data", "value:2025-12-31"),
    ],
)
def test_a_refusal_points_at_the_cell(workspace: WorkspaceFiles, value: int | None, rule: str, code: str) -> None:
    workspace.plan(quota(target_start="2025-01-01"))
    path = hand_in(workspace, value)
    refusal = next(one for one in workspace.decide().refusals if one.rule == rule)
    assert refusal.place == CellPlace(f"reports/demo/2025/{DEPARTMENT}.xlsx", *cell_of(path, code))


def test_a_reminder_names_the_cells_as_a_name_box_takes_them(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_start="2025-01-01"))
    sheet, cell = cell_of(hand_in(workspace, 154), "reason")
    decision = workspace.decide()
    text = reminder_text(decision, remind(decision)[0], date(2026, 4, 8))
    assert f"{sheet}!{cell}，" in text
