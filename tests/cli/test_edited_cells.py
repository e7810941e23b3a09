"""Locked cells that somebody unlocked and edited, through the commands: template, a hand in Excel, validate, status, gate.

D-12-1  累计更换公务用车 650辆; D-12-2  每年加装电梯 200部, both with 30 and 210 for the end of 2025
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.typed import typed
from tests.plans import plan_text, target_text

YEARLY = {"id": '"D-12-2"', "indicator": '"每年加装电梯"', "kind": '"annual"', "value": "200", "unit": '"部"'}
FILE = "reports/demo/2025/市机关事务中心.xlsx"
FIGURES = {"D-12-1": 30, "D-12-2": 210}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    text = plan_text(plan_reporting='"year"', more=target_text(**YEARLY, figure='"200部"'))
    (tmp_path / "plans" / "demo.toml").write_text(text, encoding="utf-8")
    (tmp_path / "plancheck.toml").write_text("as_of = 2025-12-31\n", encoding="utf-8")
    assert typed(tmp_path, "template", "demo", "--year", "2025", "-o", "reports").returncode == 0
    return tmp_path


def fill(workspace: Path, *edits: tuple[str, str, str]) -> None:
    """Enter the figures, then edit cells by the id that was issued."""
    book = openpyxl.load_workbook(workspace / FILE)
    sheet = book.worksheets[1]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}
    rows = {str(cell.value): number for number, cell in enumerate(sheet["A"], 1)}
    for target, figure in FIGURES.items():
        sheet.cell(rows[target], columns["value:2025-12-31"]).value = figure
        sheet.cell(rows[target], columns["evidence"]).value = "台账"
    for target, code, content in edits:
        sheet.cell(rows[target], columns[code]).value = content
    book.save(workspace / FILE)


def checked(workspace: Path) -> dict[str, list[dict[str, Any]]]:
    """What validate finds about what was edited, by rule."""
    done = typed(workspace, "validate", FILE, "--format", "json")
    found: dict[str, list[dict[str, Any]]] = {}
    for one in json.loads(done.stdout)["findings"]:
        if one["rule"].startswith(("edited", "row-of")):
            found.setdefault(one["rule"], []).append(one)
    return found


def verdicts(workspace: Path) -> dict[str, str]:
    done = typed(workspace, "status", "demo", "--format", "json")
    return {one["id"]: one["lamp"] for one in json.loads(done.stdout)["plans"][0]["targets"]}


def test_as_issued_nothing_is_found(workspace: Path) -> None:
    fill(workspace)
    assert checked(workspace) == {}
    assert verdicts(workspace)["D-12-2"] == "green"


def test_a_figure_in_another_unit_makes_no_verdict(workspace: Path) -> None:
    fill(workspace, ("D-12-2", "unit", "百部"))
    (found,) = checked(workspace)["edited-unit"]
    assert (found["severity"], found["target"]) == ("error", "D-12-2")
    assert "“部”" in found["message"]
    assert "“百部”" in found["message"]
    assert verdicts(workspace)["D-12-2"] == "grey"
    assert typed(workspace, "gate", "--year", "2025").returncode == 1


def test_the_requirement_written_lower_stays_what_it_was(workspace: Path) -> None:
    fill(workspace, ("D-12-2", "wording", "每年加装电梯：每年不低于20部"))
    (found,) = checked(workspace)["edited-words"]
    assert found["severity"] == "warning"
    assert verdicts(workspace)["D-12-2"] == "green"


def test_figures_under_each_others_ids_count_for_neither(workspace: Path) -> None:
    fill(workspace, ("D-12-1", "target", "D-12-2"), ("D-12-2", "target", "D-12-1"))
    found = checked(workspace)["row-of-another"]
    assert sorted((one["severity"], one["target"]) for one in found) == [("error", "D-12-1"), ("error", "D-12-2")]
    assert all("D-12-1" in one["message"] and "D-12-2" in one["message"] for one in found)
    assert set(verdicts(workspace).values()) == {"grey"}


def test_a_plan_that_was_changed_since_is_no_edit_of_the_department(workspace: Path) -> None:
    """The workbook still says what it was issued with; that the plan is another now has its own finding."""
    fill(workspace)
    plan = workspace / "plans" / "demo.toml"
    text = plan.read_text(encoding="utf-8").replace("value = 200", "value = 180").replace("200部", "180部")
    plan.write_text(text.replace('indicator = "每年加装电梯"', 'indicator = "每年新装电梯"'), encoding="utf-8")
    assert set(checked(workspace)) == {"edited-target"}


def test_a_unit_edited_together_with_its_hidden_mark_is_found_by_the_plan(workspace: Path) -> None:
    fill(workspace, ("D-12-2", "unit", "百部"))
    book = openpyxl.load_workbook(workspace / FILE)
    for row in book["_meta"].iter_rows():
        for cell in row:
            if cell.value == "unit=部":
                cell.value = "unit=百部"
    book.save(workspace / FILE)
    done = typed(workspace, "validate", FILE, "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert [(one["severity"], one["target"]) for one in found if one["rule"] == "altered-marks"] == [
        ("error", "D-12-2")
    ]
    assert verdicts(workspace)["D-12-2"] == "grey"
