"""A workbook that the first edition issued is filled, checked and scored as if it had been issued today."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.environment import run_plancheck
from tests.workbook.issued import cell_of

ISSUED = Path(__file__).parent / "first_edition"
QUARTERS = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
CARS, FALLS = (210, 250, 290, 330), ("-4.5", "-5.5", "-6", "-7.25")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    shutil.copy(ISSUED / "fleet.toml", tmp_path / "plans")
    filled = tmp_path / "reports" / "fleet" / "2025" / "市机关事务中心.xlsx"
    filled.parent.mkdir(parents=True)
    book = openpyxl.load_workbook(ISSUED / "fleet-2025.xlsx")
    numbers, states = book["进度填报"], book["工作推进"]
    for day, cars, fall in zip(QUARTERS, CARS, FALLS, strict=True):
        cell_of(numbers, "F-1", f"value:{day}").value = cars
        cell_of(numbers, "F-2", f"value:{day}").value = float(fall)
        cell_of(states, "F-3", f"state:{day}").value = "已完成" if day == QUARTERS[-1] else "推进中"
    for sheet, target in ((numbers, "F-1"), (numbers, "F-2"), (states, "F-3")):
        cell_of(sheet, target, "evidence").value = "验收报告"
    book.save(filled)
    return tmp_path


def plancheck(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_plancheck(workspace, *arguments, today="2026-01-10")


def test_it_is_what_the_first_edition_issued() -> None:
    book = openpyxl.load_workbook(ISSUED / "fleet-2025.xlsx")
    meta = {row[0]: row[1] for row in book["_meta"].iter_rows(values_only=True)}
    assert meta["plancheck.version"] == "1"
    assert book["进度填报"]["H5"].value == 204
    assert "direction" not in [cell.value for cell in book["进度填报"][1]]


def test_it_passes_validation(workspace: Path) -> None:
    done = plancheck(workspace, "validate", "reports", "--format", "json")
    assert done.returncode == 0, done.stdout
    assert [one["rule"] for one in json.loads(done.stdout)["findings"]] == []


def test_it_is_scored_with_every_value_as_it_was_typed(workspace: Path) -> None:
    done = plancheck(workspace, "status", "--as-of", "2025-12-31", "--format", "json")
    told = json.loads(done.stdout)
    assert {one["rule"] for one in told["findings"]} <= {"no-figure", "silent-department", "missing-baseline"}
    latest = {one["id"]: one["latest"] for one in told["plans"][0]["targets"]}
    assert (latest["F-1"]["value"], latest["F-2"]["value"], latest["F-3"]["state"]) == ("330", "-7.25", "done")
    assert latest["F-2"]["where"].endswith("市机关事务中心.xlsx:进度填报!O6")


def test_filled_again_today_it_says_the_same(workspace: Path) -> None:
    """What was answered in it goes into the workbook of the next year: last year's value, with its sign as it is told today."""
    done = plancheck(workspace, "template", "fleet", "--year", "2026", "-o", "issued")
    assert done.returncode == 0, done.stderr
    (issued,) = (workspace / "issued").rglob("*.xlsx")
    sheet = openpyxl.load_workbook(issued)["进度填报"]
    shown = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value}
    assert 330 in shown["F-1"]
    assert 7.25 in shown["F-2"]
