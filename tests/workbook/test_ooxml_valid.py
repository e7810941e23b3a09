"""What plancheck writes for Excel and Word is valid Open XML, by Microsoft's own validator."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.findings import CellPlace, finding
from plancheck.plan.ledger import ledger_rows
from plancheck.plan.read import read_plan
from plancheck.workbook.drawing.ledger_book import ledger_book
from plancheck.workbook.marked.copy import mark_copy
from tests.environment import run_plancheck
from tests.workbook.issued import issue_workbook
from tests.workbook.ooxml import faults_of, needs_validator
from tests.workbook.samples import sample_plan

pytestmark = [pytest.mark.ooxml, needs_validator]

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("synthetic", [False, True])
def test_an_issued_workbook(tmp_path: Path, language: str, synthetic: bool) -> None:
    path = tmp_path / "x.xlsx"
    issue_workbook(sample_plan(language=language), "jgsw", 2025, path, synthetic=synthetic)
    assert faults_of(path) == []


def test_a_marked_copy(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    issue_workbook(sample_plan(), "jgsw", 2025, path)
    found = finding("not-a-number", CellPlace("x.xlsx", "进度填报", "H5"), target="S-1", text="约200", unit="辆")
    copy = mark_copy(path, [found], "zh")
    assert copy is not None
    assert faults_of(copy) == []


def test_a_ledger(tmp_path: Path) -> None:
    plan, _ = read_plan(ROOT / "plans" / "zhengzhou.toml")
    assert plan is not None
    path = tmp_path / "x.xlsx"
    path.write_bytes(ledger_book(ledger_rows([plan])))
    assert faults_of(path) == []


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_yearly_report(tmp_path: Path, form: str) -> None:
    for name in ("plans", "reports", "plancheck.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    asked = ("report", "zhengzhou", "--year", "2025", "--to", form, "-o", "out", "--no-cache")
    made = run_plancheck(tmp_path, *asked, today="2026-02-01")
    assert made.returncode == 0, made.stderr
    assert faults_of(tmp_path / "out" / f"zhengzhou-2025.{form}") == []
