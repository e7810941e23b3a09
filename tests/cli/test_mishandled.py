"""Issued workbooks that came back pasted elsewhere: known by place or target ids, or refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from tests.plans import plan_text, sound_plan
from tests.workbook.issued import issue_workbook
from tests.workbook.mishandled import Grid, data_sheets, new_book

OFFICE = "市机关事务中心"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one plan, whose department's workbook of 2025 was issued to `issued.xlsx` and filled there."""
    (tmp_path / "plans").mkdir()
    plan = sound_plan(tmp_path / "plans", plan_text())
    (tmp_path / "plancheck.toml").write_text("as_of = 2025-06-30\n", encoding="utf-8")
    issue_workbook(plan, "jgsw", 2025, tmp_path / "issued.xlsx")
    book = openpyxl.load_workbook(tmp_path / "issued.xlsx")
    sheet = book["进度填报"]
    for code, value in (("value:2025-03-31", 210), ("value:2025-06-30", 260), ("evidence", "台账")):
        sheet.cell(5, [cell.value for cell in sheet[1]].index(code) + 1).value = value
    book.save(tmp_path / "issued.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(path: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    words = ["validate", path, "--format", "json", "--lang", "zh"]
    with pytest.raises(SystemExit), exit_codes("zh"):
        _app("zh", words)(words, standalone_mode=True)
    return [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]]


def test_pasted_with_its_codes_it_is_known_by_its_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = workspace / "reports" / "demo" / "2025" / f"{OFFICE}.xlsx"
    report.parent.mkdir(parents=True)
    new_book(report, data_sheets(workspace / "issued.xlsx"))
    assert rules(f"reports/demo/2025/{OFFICE}.xlsx", capsys) == []


def test_pasted_and_anywhere_it_is_known_by_its_target_ids(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_book(workspace / "工作簿1.xlsx", data_sheets(workspace / "issued.xlsx"))
    assert rules("工作簿1.xlsx", capsys) == []


def test_with_ids_of_no_plan_it_is_refused_in_one_sentence(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheets = data_sheets(workspace / "issued.xlsx")
    for cells in sheets.values():
        for row in cells:
            row[0] = "QQ-1" if row[0] == "D-12-1" else row[0]
    new_book(workspace / "工作簿1.xlsx", sheets)
    assert rules("工作簿1.xlsx", capsys) == ["not-identified"]


@pytest.mark.parametrize(
    "pasted",
    [
        lambda rows: rows[1:],
        lambda rows: rows[3:],
        lambda rows: [list(column) for column in zip(*rows, strict=True)],
        lambda rows: [row[6:8] for row in rows[4:]],
    ],
    ids=["what-is-seen", "headings-and-rows", "transposed", "figures"],
)
def test_pasted_without_its_codes_it_is_refused_in_one_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str], pasted: Callable[[Grid], Grid]
) -> None:
    report = workspace / "reports" / "demo" / "2025" / f"{OFFICE}.xlsx"
    report.parent.mkdir(parents=True)
    new_book(report, {"Sheet1": pasted(data_sheets(workspace / "issued.xlsx")["进度填报"])})
    assert rules(f"reports/demo/2025/{OFFICE}.xlsx", capsys) == ["no-codes"]
