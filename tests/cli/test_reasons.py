"""A reason belongs to a period and says something: what excuses a blank cell, and what does not, as it is typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.cli.typed import typed
from tests.plans import plan_text
from tests.workbook.issued import cell_of, columns_by_code, open_codes
from tests.workspaces import HEADING, WorkspaceFiles, line

NAME = "市机关事务中心"
OCTOBER = "2025-12-15"  # the third quarter is late, the fourth is not due
REASON = "供应商破产，重新招标"


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    files = WorkspaceFiles(tmp_path)
    files.config("")
    files.plan(plan_text(task_lead='["jgsw"]', departments_czj=None, target_start="2025-01-01"))
    return files


def workbook(workspace: WorkspaceFiles, **answers: object) -> Path:
    """The workbook of 2025 with these answers in the row of its target; `q3` is the value of the third quarter."""
    assert typed(workspace.folder, "template", "demo", "--year", "2025", "-o", "reports").returncode == 0
    path = workspace.folder / "reports" / "demo" / "2025" / f"{NAME}.xlsx"
    book = openpyxl.load_workbook(path)
    days = dict(zip(("q1", "q2", "q3", "q4"), ("03-31", "06-30", "09-30", "12-31"), strict=True))
    for key, answer in answers.items():
        code = f"value:2025-{days[key]}" if key in days else key
        cell_of(book.worksheets[1], "D-12-1", code).value = answer  # type: ignore[assignment]
    book.save(path)
    return path


def found(workspace: WorkspaceFiles, path: Path, language: str = "zh", as_of: str = OCTOBER) -> dict[str, str]:
    """Rule to the line that names it, of one file."""
    told = typed(workspace.folder, "validate", str(path), "--as-of", as_of, "--lang", language).stdout
    return {part.rsplit("[", 1)[1].rstrip("]"): part for part in told.splitlines() if part.endswith("]")}


@pytest.mark.parametrize("written", ["6月30日", "2025-06-30", "2025年6月30日", "2025/6/30", date(2025, 6, 30)])
def test_a_reason_covers_the_gaps_up_to_its_period(workspace: WorkspaceFiles, written: object) -> None:
    """However the day is written; a later gap is as if there were no reason, and the message says how far it goes."""
    told = found(workspace, workbook(workspace, q1=10, reason=REASON, reason_period=written))
    assert "2025-09-30" in told["missing-value"]
    assert "已写的原因只管到 2025-06-30" in told["missing-value"]
    assert "2025-06-30 没有" not in told["missing-value"]
    assert "reason-for-several" not in told


def test_a_reason_up_to_the_last_gap_excuses_all(workspace: WorkspaceFiles) -> None:
    told = found(workspace, workbook(workspace, q1=10, reason=REASON, reason_period="9月30日"))
    assert not {"missing-value", "reason-for-several", "reason-says-nothing", "reason-ahead"} & set(told)


@pytest.mark.parametrize(("language", "said"), [("zh", "没有选“原因所属期”"), ("en", "one reason without its period")])
def test_one_reason_for_several_periods_is_asked_about(workspace: WorkspaceFiles, language: str, said: str) -> None:
    path = workbook(workspace, q1=10, reason=REASON)
    told = found(workspace, path, language)
    assert "missing-value" not in told
    assert said in told["reason-for-several"]
    assert "2025-06-30, 2025-09-30" in told["reason-for-several"]
    sheet = openpyxl.load_workbook(path).worksheets[1]
    column = get_column_letter(columns_by_code(sheet)["reason"])
    assert f"!{column}5" in told["reason-for-several"]


@pytest.mark.parametrize(("language", "said"), [("zh", "这一期还没有结束"), ("en", "a period that has not ended")])
def test_a_reason_for_what_has_not_ended_is_said(workspace: WorkspaceFiles, language: str, said: str) -> None:
    """Else one sentence in October, up to December, excuses whatever will be blank."""
    workspace.config(f"as_of = {OCTOBER}\n")
    told = found(workspace, workbook(workspace, q1=10, q2=20, reason=REASON, reason_period="12月31日"), language)
    assert said in told["reason-ahead"]
    assert "2025-12-31" in told["reason-ahead"]


def test_for_one_gap_its_period_goes_without_saying(workspace: WorkspaceFiles) -> None:
    told = found(workspace, workbook(workspace, q1=10, q2=20, reason=REASON))
    assert not {"missing-value", "reason-for-several"} & set(told)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text", ["x1", "推进中", "无", "见附件", "n/a"])
def test_what_says_nothing_excuses_nothing(workspace: WorkspaceFiles, text: str, language: str) -> None:
    told = found(workspace, workbook(workspace, q1=10, q2=20, reason=text), language)
    assert "2025-09-30" in told["missing-value"]
    assert text in told["reason-says-nothing"]


def test_none_beside_a_row_that_lacks_nothing_is_an_answer(workspace: WorkspaceFiles) -> None:
    whole = {"q1": 100, "q2": 200, "q3": 300, "evidence": "台账第三页"}
    assert found(workspace, workbook(workspace, **whole, reason="无")).keys() == {"cover-not-signed"}


def test_a_period_that_is_none_is_said(workspace: WorkspaceFiles) -> None:
    told = found(workspace, workbook(workspace, q1=10, q2=20, reason=REASON, reason_period="三季度"))
    assert "三季度" in told["not-a-reason-period"]
    told = found(workspace, workbook_again(workspace, date(2026, 3, 31)))
    assert "2026-03-31" in told["not-a-reason-period"]


def workbook_again(workspace: WorkspaceFiles, period: date) -> Path:
    path = workspace.folder / "reports" / "demo" / "2025" / f"{NAME}.xlsx"
    book = openpyxl.load_workbook(path)
    cell_of(book.worksheets[1], "D-12-1", "reason_period").value = period
    book.save(path)
    return path


def test_in_a_csv_a_reason_is_for_its_own_period(workspace: WorkspaceFiles) -> None:
    early = [line(day="2025-03-31", value="10"), line(day="2025-06-30", reason=REASON)]
    workspace.report(*early)
    told = found(workspace, workspace.folder / "reports" / "demo" / "2025" / "all.csv")
    assert "2025-09-30" in told["missing-value"]
    assert "2025-06-30" not in told["missing-value"].split("已写")[0]
    workspace.report(*early, line(day="2025-09-30", reason="x1"))
    assert "2025-09-30" in found(workspace, workspace.folder / "reports" / "demo" / "2025" / "all.csv")["missing-value"]
    workspace.report(*early, line(day="2025-09-30", reason="流标，四季度重新招标"))
    assert "missing-value" not in found(workspace, workspace.folder / "reports" / "demo" / "2025" / "all.csv")
    assert "reason_period" not in HEADING


@pytest.mark.parametrize(
    ("reason", "period", "refused"),
    [
        (REASON, "12月31日", False),
        (REASON, None, False),
        (REASON, "6月30日", True),
        ("正在推进", None, True),
    ],
)
def test_the_gate_takes_the_same_reasons(
    workspace: WorkspaceFiles, reason: str, period: str | None, refused: bool
) -> None:
    """A year that ends behind wants a reason that says something and is for its end."""
    written = {"q1": 60, "q2": 100, "q3": 140, "q4": 150, "evidence": "台账", "reason": reason}
    workbook(workspace, **written, reason_period=period, measure="增加标段", measure_by=date(2026, 6, 30))
    told = typed(workspace.folder, "gate", "--year", "2025", "--as-of", "2026-04-01", "--format", "lines").stdout
    assert ("gate-no-reason" in told) is refused, told


@pytest.mark.parametrize("period", ["9月30日", "12月31日"])
def test_a_blank_quarter_is_explained_by_a_reason_for_it(workspace: WorkspaceFiles, period: str) -> None:
    workbook(workspace, q1=60, q2=100, q3=140, reason=REASON, reason_period=period)
    told = typed(workspace.folder, "gate", "--year", "2025", "--as-of", "2026-04-01", "--format", "lines").stdout
    assert ("gate-unreported" in told) is (period == "9月30日"), told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_period_is_chosen_from_the_headings(workspace: WorkspaceFiles, language: str) -> None:
    if language == "en":
        workspace.plan(plan_text(task_lead='["jgsw"]', departments_czj=None, plan_language='"en"'))
    sheet = openpyxl.load_workbook(workbook(workspace)).worksheets[1]
    assert "reason_period" in open_codes(sheet, "D-12-1")
    cell = cell_of(sheet, "D-12-1", "reason_period")
    assert cell.number_format == "@"
    (guard,) = [one for one in sheet.data_validations.dataValidation if cell.coordinate in one.sqref]
    shown = {"zh": "3月31日,6月30日,9月30日,12月31日", "en": "2025-03-31,2025-06-30,2025-09-30,2025-12-31"}
    assert guard.formula1.strip('"') == shown[language]
    assert columns_by_code(sheet)["reason_period"] == columns_by_code(sheet)["reason"] + 1


def test_json_says_which_period_a_reason_is_for(workspace: WorkspaceFiles) -> None:
    workbook(workspace, q1=10, q2=20, reason=REASON, reason_period="9月30日")
    as_of = ("--as-of", "2026-04-01")
    for _ in range(2):  # the second time out of the cache
        told = typed(workspace.folder, "explain", "D-12-1", *as_of, "--format", "json").stdout
        assert '"reason_until": "2025-09-30"' in told
    lines = typed(workspace.folder, "explain", "D-12-1", *as_of, "--format", "lines", "--lang", "zh").stdout
    assert "原因所属期" in lines
    assert typed(workspace.folder, "report", "--year", "2025", "--to", "json", "-o", "out", *as_of).returncode == 0
    assert '"reason_until": "2025-09-30"' in (workspace.folder / "out" / "demo-2025.json").read_text("utf-8")
