"""`plancheck demo`, through the real command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from plancheck.plan import shipped
from plancheck.plan.read import read_plan
from tests.workbook.issued import issue_workbook


@pytest.fixture(autouse=True)
def one_plan(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The smallest of the shipped plans stands for all: this is about files, not figures."""
    path = next(path for path in shipped.shipped_plans() if path.stem == "xinzheng")
    monkeypatch.setattr(shipped, "shipped_plans", lambda: [path])
    monkeypatch.chdir(tmp_path)
    return path


def plancheck(*words: str) -> int:
    try:
        with exit_codes("en"):
            _app("en", list(words))(list(words), standalone_mode=True)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_makes_a_workspace_that_can_be_scored_and_validates(capsys: pytest.CaptureFixture[str]) -> None:
    assert plancheck("demo", "show") == 0
    assert Path("show/plans/xinzheng.toml").is_file()
    assert Path("show/plans/plan.schema.json").is_file()
    assert "as_of = 2025-12-31" in Path("show/plancheck.toml").read_text(encoding="utf-8")
    assert sorted(path.name for path in Path("show/reports/xinzheng").iterdir()) == ["2024", "2025"]


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_its_reports_have_no_errors(monkeypatch: pytest.MonkeyPatch, year: str) -> None:
    plancheck("demo", "show", "-q")
    monkeypatch.chdir("show")
    assert plancheck("validate", f"reports/xinzheng/{year}") == 0


def test_reports_only_writes_nothing_else() -> None:
    assert plancheck("demo", ".", "--reports-only") == 0
    assert [path.name for path in Path().iterdir()] == ["reports"]


def test_again_replaces_what_is_synthetic() -> None:
    plancheck("demo", ".", "--reports-only")
    assert plancheck("demo", ".", "--reports-only") == 0


def test_never_replaces_a_real_report(one_plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, _ = read_plan(one_plan)
    assert plan is not None
    real = Path("reports/xinzheng/2024", f"{plan.department_name('fgw')}.xlsx")
    issue_workbook(plan, "fgw", 2024, real)
    before = real.read_bytes()
    assert plancheck("demo", ".", "--reports-only") == 2
    assert real.name in capsys.readouterr().err
    assert real.read_bytes() == before
    assert len(list(Path("reports").rglob("*.xlsx"))) == 1


def test_leaves_another_workspace_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plancheck.toml").write_text("# mine\n", encoding="utf-8")
    assert plancheck("demo", ".") == 2
    assert "plancheck.toml" in capsys.readouterr().err
    assert not Path("reports").exists()
