"""What the officer's guide (docs/填报说明.md) quotes of the checker is what the checker says."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from tests.plans import plan_text

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "填报说明.md"
YEAR = 2026
DAYS = MARCH, JUNE, DECEMBER = (f"value:{YEAR}-03-31", f"value:{YEAR}-06-30", f"value:{YEAR}-12-31")
CITY, HEALTH, REFORM = ("zhengzhou", "市城建局"), ("jinan", "市卫生健康委"), ("jinan", "市发展改革委")
FALL = ("demo", "市机关事务中心")
Answers = dict[tuple[str, str], str | float | datetime]
Mistake = tuple[tuple[str, str], Answers]
MISTAKES: list[Mistake] = [
    (REFORM, {("JN-G2027-2-1", MARCH): "22.5万"}),
    (CITY, {("ZZ-8-4", JUNE): "约33"}),
    (CITY, {("ZZ-8-4", JUNE): "33项"}),
    (HEALTH, {("JN-26-1", MARCH): "83％"}),
    (HEALTH, {("JN-26-1", MARCH): 830}),
    (CITY, {("ZZ-8-3", JUNE): "=47+2"}),
    (CITY, {("ZZ-8-3", MARCH): 47, ("ZZ-8-3", JUNE): 7}),
    (CITY, {("ZZ-8-3", MARCH): 47, ("ZZ-8-3", JUNE): 490}),
    (CITY, {("ZZ-8-3", MARCH): 47, ("ZZ-8-3", JUNE): 490000}),
    (CITY, {("ZZ-8-3", JUNE): datetime(YEAR, 6, 30)}),  # noqa: DTZ001 - Excel's days have no zone
    (CITY, {("ZZ-8-3", DECEMBER): 60}),
    (CITY, {("ZZ-8-1", MARCH): 375, ("ZZ-8-1", JUNE): 540}),
    (CITY, {("ZZ-8-1", MARCH): 900}),
    (CITY, {("ZZ-S3-1", "state:2026-06-30"): "基本完成"}),
    (CITY, {("ZZ-S3-1", "state:2026-03-31"): "已完成", ("ZZ-S3-1", "state:2026-06-30"): "推进中"}),
    (CITY, {("ZZ-8-1", "measure_by"): "9月底前"}),
    (CITY, {("ZZ-8-1", MARCH): 375}),
    (CITY, {("ZZ-8-1", MARCH): 375, ("ZZ-8-1", "reason"): "正在推进"}),
    (CITY, {("ZZ-8-1", "reason"): "两家企业的更新贷款6月底才获批"}),
    (CITY, {("ZZ-8-1", MARCH): 375, ("ZZ-8-1", JUNE): 600}),
    (CITY, {("ZZ-8-3", "unit"): "个"}),
    (CITY, {("ZZ-8-3", "wording"): "培育智能建造骨干企业：到2025年底累计不低于40家"}),
    (CITY, {("ZZ-8-3", "target"): "ZZ-8-4", ("ZZ-8-4", "target"): "ZZ-8-3", ("ZZ-8-3", MARCH): 47}),
    (FALL, {("D-12-1", DECEMBER): -13.5}),
]
#: No shipped plan asks for a reduction that is reported itself.
FALL_PLAN = plan_text(
    target_kind='"growth"',
    target_op='"<="',
    target_value="-18",
    target_unit='"%"',
    target_figure='"18%"',
    target_baseline="{ date = 2023-12-31 }",
)


def fill(book: Workbook, answers: Answers) -> None:
    for sheet in book.worksheets:
        rows = {cell.value: row for row, cell in enumerate(sheet["A"], 1)}
        columns = {cell.value: column for column, cell in enumerate(sheet[1], 1)}
        for (target, code), content in answers.items():
            if target in rows and code in columns:
                sheet.cell(rows[target], columns[code]).value = content


def merge(book: Workbook) -> None:
    """The first period's cells of three rows become one."""
    sheet = book["进度填报"]
    letters = next(cell.column_letter for cell in sheet[1] if cell.value == MARCH)
    sheet.merge_cells(f"{letters}6:{letters}8")


def said(book: Path, change: Callable[[Workbook], None], capsys: pytest.CaptureFixture[str]) -> str:
    """The lines about one workbook that was changed so, checked where it lies."""
    opened = openpyxl.load_workbook(book)
    change(opened)
    opened.save(book)
    run("validate", book.name, "--format", "lines", "--lang", "zh")
    return capsys.readouterr().out


def run(*words: str) -> None:
    with contextlib.suppress(SystemExit), exit_codes("zh"):
        _app("zh", list(words))(list(words), standalone_mode=True)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    for plan, _ in (CITY, HEALTH):
        shutil.copy(ROOT / "plans" / f"{plan}.toml", tmp_path / "plans")
    (tmp_path / "plans" / "demo.toml").write_text(FALL_PLAN, encoding="utf-8")
    (tmp_path / "plancheck.toml").write_text("as_of = 2025-09-05\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for plan, department in {CITY, HEALTH, REFORM, FALL}:
        run("template", plan, "--year", "2025", "--department", department, "-o", "reports", "-q")
    return tmp_path


def test_every_sentence_that_the_guide_quotes_is_said(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ""
    changes = [(where, lambda book, answers=answers: fill(book, answers)) for where, answers in MISTAKES]
    for (plan, department), change in [*changes, (CITY, merge)]:
        folder = workspace / "reports" / plan / "2025"
        monkeypatch.chdir(folder)
        kept = (folder / f"{department}.xlsx").read_bytes()
        lines += said(folder / f"{department}.xlsx", change, capsys)
        (folder / f"{department}.xlsx").write_bytes(kept)
    desk = workspace.parent / "desk"
    desk.mkdir(exist_ok=True)
    shutil.copy(workspace / "reports" / "zhengzhou" / "2025" / "市城建局.xlsx", desk)
    monkeypatch.chdir(desk)
    lines += said(desk / "市城建局.xlsx", lambda book: None, capsys)
    quoted = re.findall(r"「(.+?)」", GUIDE.read_text(encoding="utf-8"))
    assert len(quoted) >= len(MISTAKES)
    assert [sentence for sentence in quoted if sentence not in lines] == []


def test_every_picture_of_the_guide_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((images/[^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert len(pictures) >= 3
    for picture in pictures:
        assert 0 < (GUIDE.parent / picture).stat().st_size < 120_000
