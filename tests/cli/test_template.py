"""`plancheck template`, through the real command line, in a workspace of one small plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from plancheck.findings import TextPlace
from plancheck.observations import Observation, Reports
from plancheck.plan.read import read_plan
from tests.plans import plan_text, target_text
from tests.workbook.issued import issue_workbook

DEPARTMENT = "市机关事务中心"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    growth = target_text(id='"D-12-2"', kind='"growth"', value="48", figure='"48%"', baseline="{ date = 2023-12-31 }")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "demo.toml").write_text(plan_text(more=growth), encoding="utf-8")
    (tmp_path / "plancheck.toml").write_text("as_of = 2025-12-31\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANCHECK_LANG", "en")
    return tmp_path


def plancheck(*words: str) -> int:
    """The exit code of a command line."""
    try:
        with exit_codes("en"):
            _app("en", list(words))(list(words), standalone_mode=True)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def book(year: int, folder: str = "out") -> Path:
    return Path(folder, "demo", str(year), f"{DEPARTMENT}.xlsx")


def shown(path: Path) -> set[str]:
    """Every text and number of a workbook, as text."""
    import openpyxl

    sheets = openpyxl.load_workbook(path).worksheets
    return {str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None}


def report(workspace: Path, year: int, *values: tuple[date, int]) -> None:
    """Hand in a filled workbook."""
    plan, _ = read_plan(workspace / "plans" / "demo.toml")
    assert plan is not None
    place = TextPlace("test")
    told = [Observation("D-12-1", DEPARTMENT, day, place, year, Decimal(value)) for day, value in values]
    base = Observation("D-12-2", DEPARTMENT, date(2023, 12, 31), place, year, Decimal(4321), is_baseline=True)
    path = workspace / "reports" / "demo" / str(year) / f"{DEPARTMENT}.xlsx"
    issue_workbook(plan, "jgsw", year, path, filled=Reports((*told, base)))


def test_issues_below_plan_and_year(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plancheck("template", "demo", "--year", "2025", "-o", "out") == 0
    assert book(2025).is_file()
    told = capsys.readouterr()
    assert told.out.count("\n") == 1
    assert "out/demo/2025" in told.out
    assert "demo" in told.err


def test_all_is_every_plan(workspace: Path) -> None:
    second = (workspace / "plans" / "demo.toml").read_text(encoding="utf-8").replace('id = "demo"', 'id = "other"')
    (workspace / "plans" / "other.toml").write_text(second, encoding="utf-8")
    assert plancheck("template", "--all", "--year", "2026", "-o", "out") == 0
    assert {path.parent.parent.name for path in Path("out").glob("*/2026/*.xlsx")} == {"demo", "other"}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--year", "2025"], "no plan was named"),
        (["demo", "--all", "--year", "2025"], "--all as well"),
        (["demo", "--year", "2035"], "2027-12-31"),
        (["demo", "--year", "2025", "--department", "财政局"], "财政局"),
        (["demo", "--year", "2025", "--department", "市卫健委"], "市卫健委"),
        (["nowhere", "--year", "2025"], "nowhere"),
    ],
)
def test_what_cannot_be_issued_is_exit_2(
    workspace: Path, capsys: pytest.CaptureFixture[str], words: list[str], named: str
) -> None:
    assert plancheck("template", *words) == 2
    assert named in capsys.readouterr().err
    assert not Path("workbooks").exists()


def test_again_changes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plancheck("template", "demo", "--year", "2025", "-o", "out")
    before = book(2025).stat()
    assert plancheck("template", "demo", "--year", "2025", "-o", "out") == 0
    assert book(2025).stat().st_mtime_ns == before.st_mtime_ns
    assert "unchanged" in capsys.readouterr().out


def test_a_filled_workbook_is_never_replaced_unless_forced(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(workspace, 2025, (date(2025, 3, 31), 170))
    filled = book(2025, "reports").read_bytes()
    assert plancheck("template", "demo", "--year", "2025", "-o", "reports") == 2
    assert f"{DEPARTMENT}.xlsx" in capsys.readouterr().err
    assert book(2025, "reports").read_bytes() == filled
    assert plancheck("template", "demo", "--year", "2025", "-o", "reports", "--force") == 0
    assert book(2025, "reports").read_bytes() != filled


def test_shows_last_year_and_carries_the_baseline_over(workspace: Path) -> None:
    report(workspace, 2024, (date(2024, 9, 30), 111), (date(2024, 12, 31), 163))
    plancheck("template", "demo", "--year", "2025", "-o", "out")
    texts = shown(book(2025))
    assert {"163", "4321"} <= texts
    assert "111" not in texts


def test_last_years_value_of_another_day_than_the_years_end_says_so(workspace: Path) -> None:
    report(workspace, 2024, (date(2024, 6, 30), 111))
    plancheck("template", "demo", "--year", "2025", "-o", "out")
    assert "111\n（6月30日）" in shown(book(2025))


def test_shows_what_is_expected_by_each_period(workspace: Path) -> None:
    """650 by the end of four years: half of it after two; 40.625 a quarter on the way, in whole vehicles."""
    plancheck("template", "demo", "--year", "2025", "-o", "out")
    assert {"203", "243", "284", "325"} <= shown(book(2025))


def test_what_was_missed_last_year_is_asked_for_again(workspace: Path) -> None:
    text = plan_text(target_by="2024-12-31", more=target_text(id='"D-12-2"'))
    (workspace / "plans" / "demo.toml").write_text(text, encoding="utf-8")
    report(workspace, 2024, (date(2024, 12, 31), 163))
    plancheck("template", "demo", "--year", "2025", "-o", "out")
    assert {"D-12-1", "D-12-2"} <= shown(book(2025))
    assert sum(text.startswith("【逾期】") for text in shown(book(2025))) == 1


def test_an_unreadable_report_is_said_and_stops_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = book(2024, "reports")
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"PK\x03\x04 broken")
    assert plancheck("template", "demo", "--year", "2025", "-o", "out") == 0
    assert broken.as_posix() in capsys.readouterr().err


def test_a_disk_that_fills_up_leaves_word_of_what_is_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from plancheck.cli.writing import write_files
    from plancheck.files import write_atomically

    files = [(workspace / name, b"content") for name in ("a", "b", "c")]

    def until_full(path: Path, content: bytes) -> None:
        if path.name == "b":
            raise OSError(28, "No space left on device", str(path))
        write_atomically(path, content)

    monkeypatch.setattr("plancheck.cli.writing.write_atomically", until_full)
    with pytest.raises(OSError, match="No space"):
        write_files(files, "en")
    assert capsys.readouterr().err.startswith("stopped: 1 of 3 files are written and whole")
    assert [(workspace / name).exists() for name in ("a", "b", "c")] == [True, False, False]
