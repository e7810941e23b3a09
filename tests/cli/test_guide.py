"""What the officer's guide (docs/填报说明.md) quotes of the checker is what the checker says."""

from __future__ import annotations

import contextlib
import csv
import re
import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from docs.images.make import PAGE_PICTURE, PICTURES
from openpyxl import Workbook

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from plancheck.words import word
from tests.plans import plan_text

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "填报说明.md"
TEXT = GUIDE.read_text(encoding="utf-8")
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
#: What the guide calls by its name: columns, the cover's cells, the page's buttons and verdicts.
HEADS = (
    *("wording", "unit", "basis", "direction", "baseline_date", "last", "evidence", "reason", "narrative", "measure"),
    *("measure_by", "reason_period"),
)
SIGNED = ("recipient", "deadlines", "prepared_by", "phone", "approved_by", "reported_on")
OFFICER = ("save", "copy", "add", "error", "warning", "verdict-alone")
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


def checked(book: Path, answers: Answers, capsys: pytest.CaptureFixture[str], *others: str) -> str:
    """The lines about a workbook that was filled so, checked where it lies."""
    opened = openpyxl.load_workbook(book)
    fill(opened, answers)
    opened.save(book)
    return lines_about(capsys, book.name, *others)


def lines_about(capsys: pytest.CaptureFixture[str], *names: str) -> str:
    capsys.readouterr()
    run("validate", *names, "--format", "lines", "--lang", "zh")
    return capsys.readouterr().out


def run(*words: str) -> None:
    with contextlib.suppress(SystemExit), exit_codes("zh"):
        _app("zh", list(words))(list(words), standalone_mode=True)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans, workbooks of the year, and what one department had reported before: nothing for the last day of 2025."""
    (tmp_path / "plans").mkdir()
    for plan, _ in (CITY, HEALTH):
        shutil.copy(ROOT / "plans" / f"{plan}.toml", tmp_path / "plans")
    (tmp_path / "plans" / "demo.toml").write_text(FALL_PLAN, encoding="utf-8")
    (tmp_path / "plancheck.toml").write_text(f"as_of = {YEAR}-09-05\n", encoding="utf-8")
    for year in (YEAR - 2, YEAR - 1):
        before = Path("reports", CITY[0], str(year), f"{CITY[1]}.xlsx")
        (tmp_path / before).parent.mkdir(parents=True)
        shutil.copy(ROOT / before, tmp_path / before)
    monkeypatch.chdir(tmp_path)
    for plan, department in {CITY, HEALTH, REFORM, FALL}:
        run("template", plan, "--year", str(YEAR), "--department", department, "-o", "reports", "-q")
    return tmp_path


@pytest.fixture
def book(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workbook of the department that the guide shows, in the folder where it lies."""
    folder = workspace / "reports" / CITY[0] / str(YEAR)
    monkeypatch.chdir(folder)
    return folder / f"{CITY[1]}.xlsx"


def mistaken(workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of every mistake, made alone."""
    lines = ""
    for (plan, department), answers in MISTAKES:
        folder = workspace / "reports" / plan / str(YEAR)
        monkeypatch.chdir(folder)
        found = folder / f"{department}.xlsx"
        kept = found.read_bytes()
        lines += checked(found, answers, capsys)
        found.write_bytes(kept)
    return lines


def with_merged_cells(book: Path, capsys: pytest.CaptureFixture[str]) -> str:
    kept = book.read_bytes()
    opened = openpyxl.load_workbook(book)
    merge(opened)
    opened.save(book)
    said = lines_about(capsys, book.name)
    book.write_bytes(kept)
    return said


def with_a_copy(book: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The marked copy is mended instead of the workbook: beside it, and alone."""
    run("validate", book.name, "--mark", "-q")
    copy = book.with_suffix(".checked.xlsx")
    lines = checked(copy, {("ZZ-8-1", JUNE): 322}, capsys, book.name)
    kept = book.read_bytes()
    book.unlink()
    lines += lines_about(capsys, copy.name)
    copy.unlink()
    book.write_bytes(kept)
    return lines


def with_another_name(book: Path, capsys: pytest.CaptureFixture[str]) -> str:
    other = book.rename(book.with_stem("市财政局"))
    lines = lines_about(capsys, other.name)
    other.rename(book)
    return lines


def saved_as_csv(book: Path, capsys: pytest.CaptureFixture[str]) -> str:
    sheet = openpyxl.load_workbook(book)["进度填报"]
    saved = book.with_suffix(".csv")
    with saved.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([cell.value for cell in row] for row in sheet)
    lines = lines_about(capsys, saved.name)
    saved.unlink()
    return lines


def at_a_desk(workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Of a plan that is not at hand."""
    desk = workspace.parent / "desk"
    desk.mkdir()
    shutil.copy(workspace / "reports" / FALL[0] / str(YEAR) / f"{FALL[1]}.xlsx", desk)
    monkeypatch.chdir(desk)
    return lines_about(capsys, f"{FALL[1]}.xlsx")


def test_every_sentence_that_the_guide_quotes_is_said(
    workspace: Path, book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = with_merged_cells(book, capsys) + with_a_copy(book, capsys)
    lines += with_another_name(book, capsys) + saved_as_csv(book, capsys)
    lines += mistaken(workspace, monkeypatch, capsys) + at_a_desk(workspace, monkeypatch, capsys)
    quoted = re.findall(r"「(.+?)」", TEXT)
    assert len(quoted) >= len(MISTAKES)
    assert [sentence for sentence in quoted if sentence not in lines] == []


@pytest.mark.parametrize("text", ["正在推进", "无", "同上", "见附件"])
def test_what_the_guide_calls_no_reason_is_none(text: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"“{text}”" in TEXT
    lines = checked(book, {("ZZ-8-1", MARCH): 375, ("ZZ-8-1", "reason"): text}, capsys)
    assert "[reason-says-nothing]" in lines
    assert "ZZ-8-1 已到期的 2026-06-30 没有数据" in lines


def test_a_reason_is_for_its_period_and_those_before(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def until(day: str) -> Answers:
        period = datetime.fromisoformat(day)
        return {("ZZ-8-1", "reason"): "两家企业的更新贷款6月底才获批", ("ZZ-8-1", "reason_period"): period}

    assert "[missing-value]" in checked(book, until("2026-03-31"), capsys)
    assert "[missing-value]" not in checked(book, until("2026-06-30"), capsys)


def test_ten_times_too_much_is_told_by_the_form_alone(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "差十倍到一千倍的只有表里会提醒" in TEXT
    lines = checked(book, {("ZZ-8-3", MARCH): 47, ("ZZ-8-3", JUNE): 490}, capsys)
    assert [line for line in lines.splitlines() if "490" in line] == []


def test_what_the_guide_calls_by_name_is_called_so() -> None:
    """Columns of the workbook, what its column of checks and its counter say, and the buttons and verdicts of the page."""
    heads = [word(f"template.head.{key}", "zh", year=YEAR - 1) for key in HEADS]
    said = [word(f"template.cover.{key}", "zh") for key in SIGNED]
    said += [word(f"form.head.{key}", "zh") for key in ("check", "change")]
    said += [word("form.verdict.more", "zh", count=2), "到期未填", "有原因未填"]
    said += [word(f"page.{key}", "zh") for key in ("ready", *(f"officer.{key}" for key in OFFICER))]
    said.append(word("page.file.officer", "zh", department=""))
    names = [re.sub(r"\s|（.*", "", head) for head in heads] + said
    assert [name for name in names if name not in TEXT] == []
    assert "到期未填" in word("template.progress.line", "zh", filled="", asked="", missing="", explained="")
    assert word("page.officer.send", "zh", recipient="").startswith("可以报送")


def test_every_picture_of_the_guide_is_there_and_small() -> None:
    """And each is made by one command, and each that is made is shown."""
    pictures = re.findall(r"!\[[^\]]+\]\((images/[^)]+)\)", TEXT)
    assert {f"images/{picture.name}.png" for picture in (*PICTURES, PAGE_PICTURE)} == set(pictures)
    for picture in pictures:
        assert 0 < (GUIDE.parent / picture).stat().st_size < 150_000
