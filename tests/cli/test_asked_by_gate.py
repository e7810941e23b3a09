"""What the gate will refuse as unexplained is asked for beforehand, in the same words, by `validate` and by the form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.cli.typed import typed
from tests.plans import plan_text
from tests.workbook.issued import cell_of, columns_by_code
from tests.workspaces import WorkspaceFiles, line

NAME = "市机关事务中心"
DAYS = ("03-31", "06-30", "09-30", "12-31")
#: Of 650 by the end of 2027, from 2024 on: far behind, behind, on the path at the end of 2025.
RED, YELLOW, GREEN = (60, 80, 100, 120), (150, 190, 240, 300), (180, 230, 280, 330)
AS_OF = "2026-04-01"


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    files = WorkspaceFiles(tmp_path)
    files.config("")
    files.plan(plan_text(task_lead='["jgsw"]', departments_czj=None))
    return files


def workbook(workspace: WorkspaceFiles, values: tuple[int, ...], **remarks: object) -> Path:
    before = [
        line(day=f"2024-{day}", value=str(values[0] * number // 5), evidence="台账")
        for number, day in enumerate(DAYS, 1)
    ]
    workspace.report(*before, year=2024)
    assert typed(workspace.folder, "template", "demo", "--year", "2025", "-o", "reports").returncode == 0
    path = workspace.folder / "reports" / "demo" / "2025" / f"{NAME}.xlsx"
    book = openpyxl.load_workbook(path)
    answers = {f"value:2025-{day}": value for day, value in zip(DAYS, values, strict=True)}
    for code, answer in {**answers, "evidence": "更新台账第三页", **remarks}.items():
        cell_of(book.worksheets[1], "D-12-1", code).value = answer  # type: ignore[assignment]
    book.save(path)
    return path


def asked(workspace: WorkspaceFiles, path: Path, language: str = "zh", as_of: str = AS_OF) -> list[str]:
    told = typed(workspace.folder, "validate", str(path), "--as-of", as_of, "--lang", language).stdout
    return [part for part in told.splitlines() if part.endswith("[asked-by-gate]")]


def refused(workspace: WorkspaceFiles) -> str:
    return typed(workspace.folder, "gate", "--year", "2025", "--as-of", AS_OF, "--format", "lines").stdout


def letters(path: Path, code: str) -> str:
    return get_column_letter(columns_by_code(openpyxl.load_workbook(path).worksheets[1])[code])


@pytest.mark.parametrize(
    ("language", "needs"),
    [
        ("zh", "亮红灯"),
        ("zh", "没有写的：“原因”“整改措施”“措施完成日期”"),
        ("en", "red"),
        ("en", "reason measure date of the measure"),
    ],
)
def test_a_red_lamp_wants_reason_measure_and_date(workspace: WorkspaceFiles, language: str, needs: str) -> None:
    path = workbook(workspace, RED)
    (told,) = asked(workspace, path, language)
    assert needs in told
    assert f"!{letters(path, 'reason')}5" in told
    assert "gate-unexplained" in refused(workspace)


def test_a_yellow_lamp_wants_a_reason(workspace: WorkspaceFiles) -> None:
    (told,) = asked(workspace, workbook(workspace, YELLOW))
    assert "亮黄灯" in told
    assert told.split("没有写的：")[1].split("  [")[0].strip("“”").split("”“") == ["原因"]
    assert "gate-no-reason" in refused(workspace)


def test_what_is_on_its_way_is_asked_for_nothing(workspace: WorkspaceFiles) -> None:
    assert asked(workspace, workbook(workspace, GREEN)) == []
    assert "gate-no-" not in refused(workspace)


@pytest.mark.parametrize(
    ("remarks", "column"),
    [
        ({"reason": "供应商破产", "measure": "重新招标"}, "measure_by"),
        ({"reason": "供应商破产", "measure_by": date(2026, 6, 30)}, "measure"),
        (
            {"reason": "供应商破产", "reason_period": "6月30日", "measure": "重招", "measure_by": date(2026, 6, 30)},
            "reason",
        ),
        ({"reason": "供应商破产", "measure": "重招", "measure_by": date(2026, 6, 30)}, ""),
    ],
)
def test_only_what_is_blank_is_asked_for(workspace: WorkspaceFiles, remarks: dict[str, object], column: str) -> None:
    """And the gate asks for no more, and for no less."""
    path = workbook(workspace, RED, **remarks)
    assert [part.split(".xlsx:")[1].split(":")[0] for part in asked(workspace, path)] == (
        [f"进度填报!{letters(path, column)}5"] if column else []
    )
    assert ("gate-no-" in refused(workspace)) is bool(column)


def test_the_policy_says_what_is_asked_for(workspace: WorkspaceFiles) -> None:
    workspace.config(f'[gate]\nyellow_needs = []\n[gate.department."{NAME}"]\nred_needs = ["measure"]\n')
    path = workbook(workspace, RED)
    (told,) = asked(workspace, path)
    assert told.split("没有写的：")[1].split("  [")[0].strip("“”").split("”“") == ["整改措施"]
    steps = " ".join(str(row[1].value) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(max_col=2))
    assert "低得多（亮红灯）的，写明整改措施。" in steps
    assert "低于应达值的" not in steps
    workspace.config("[gate]\nevidence = true\n")
    assert "佐证材料" not in asked(workspace, path)[0]  # it is there


def test_a_waiver_lifts_it(workspace: WorkspaceFiles) -> None:
    entry = '[[waiver]]\ntarget = "D-12-1"\nreason = "资金调整"\napproved_by = "常务会议"\nuntil = 2026-12-31\n'
    workspace.config(entry)
    assert asked(workspace, workbook(workspace, RED)) == []


def test_it_is_asked_during_the_year_and_not_twice(workspace: WorkspaceFiles) -> None:
    """At the half-year of what was known then; where a reason says nothing, that is said, and the rest asked for."""
    path = workbook(workspace, RED, reason="正在推进")
    told = typed(workspace.folder, "validate", str(path), "--as-of", AS_OF, "--lang", "zh").stdout
    assert "reason-says-nothing" in told
    assert [
        part.split("没有写的：")[1].split("  [")[0].strip("“”").split("”“")
        for part in told.splitlines()
        if "asked-by-gate" in part
    ] == [["整改措施", "措施完成日期"]]
    (early,) = asked(workspace, path, as_of="2025-07-15")
    assert "2025-06-30" in early


def test_a_file_elsewhere_is_judged_with_what_was_filed_before(workspace: WorkspaceFiles) -> None:
    path = workbook(workspace, RED)
    copy = workspace.folder / "表.xlsx"
    copy.write_bytes(path.read_bytes())
    path.unlink()
    (told,) = asked(workspace, copy)
    assert told.startswith("表.xlsx:")
