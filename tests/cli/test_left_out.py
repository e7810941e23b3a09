"""Wrong data as it is typed and told: a workspace with a unit mixed up, a total that fell, a confirmed jump."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.typed import typed
from tests.plans import target_text
from tests.workspaces import WorkspaceFiles, line, make_workspace, quota

AS_OF = ("--as-of", "2025-12-31")
FALLING = target_text(id='"D-12-2"', indicator='"累计更换公务用车"', value="650", unit='"辆"', by="2027-12-31")
MILLIONS = ("2025-03-31,0.4", "2025-06-30,5500", "2025-09-30,0.7", "2025-12-31,9100")
VEHICLES = ("2025-03-31,100", "2025-06-30,1000", "2025-09-30,120", "2025-12-31,260")
RESTATEMENT = (
    '[[restatement]]\ntarget = "D-12-1"\nperiod_end = {day}\nvalue = {value}\nreason = "全省统一口径"\n'
    'approved_by = "市统计局"\n'
)


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    """1.8 ten thousands by 2026, typed in ones twice; 650 vehicles by 2027, with one nought too many in June."""
    made = make_workspace(tmp_path)
    made.plan(
        quota(
            plan_reporting='"quarter"',
            plan_start="2025-01-01",
            target_value="1.8",
            target_unit='"万个"',
            target_figure='"1.8万个"',
            target_by="2026-12-31",
            more=FALLING,
        )
    )
    report(made)
    return made


def report(files: WorkspaceFiles, reason: str = "") -> None:
    both = (("D-12-1", MILLIONS, reason), ("D-12-2", VEHICLES, ""))
    files.report(
        *(
            line(target, day=day, value=value, evidence="台账", reason=why)
            for target, values, why in both
            for day, value in (one.split(",") for one in values)
        )
    )


def said(files: WorkspaceFiles, *words: str) -> Any:
    return json.loads(typed(files.folder, *words, "--format", "json").stdout)


def verdicts(files: WorkspaceFiles, *words: str) -> dict[str, tuple[str, str, str | None]]:
    (plan,) = said(files, "status", *AS_OF, *words)["plans"]
    return {one["id"]: (one["status"], one["reason"], (one["latest"] or {}).get("value")) for one in plan["targets"]}


def rules(found: list[dict[str, Any]]) -> list[tuple[str, int]]:
    kept = ("unit-mismatch", "fallen", "unit-jump", "odd-period")
    return [(one["rule"], one["line"]) for one in found if one["rule"] in kept]


def test_a_unit_mixed_up_is_an_error_and_no_verdict(files: WorkspaceFiles) -> None:
    assert verdicts(files)["D-12-1"] == ("at-risk", "no-data", "0.7")
    told = said(files, "status", *AS_OF)
    assert rules(told["findings"]) == [("unit-mismatch", 3), ("unit-mismatch", 5), ("fallen", 7)]
    assert {one["severity"] for one in told["findings"] if one["rule"] == "unit-mismatch"} == {"error"}
    first = next(one for one in told["findings"] if one["rule"] == "unit-mismatch")
    assert "5500万个" in first["message"]
    assert "0.4 for 2025-03-31 (reports/demo/2025/all.csv:2)" in first["message"]
    assert "perhaps 0.55" in first["fix"]


def test_the_typo_goes_and_not_the_correct_value_after_it(files: WorkspaceFiles) -> None:
    assert verdicts(files)["D-12-2"] == ("on-track", "on-path", "260")
    told = said(files, "explain", "D-12-2", *AS_OF)
    assert [one["left_out"] for one in told["observations"]] == [None, "fallen", None, None]


def test_explain_shows_each_with_what_is_wrong(files: WorkspaceFiles) -> None:
    told = said(files, "explain", "D-12-1", *AS_OF)
    assert [one["left_out"] for one in told["observations"]] == [None, "unit-mismatch", None, "unit-mismatch"]
    assert told["target"]["frozen"]["reason"] == "on-path"
    shown = typed(files.folder, "explain", "D-12-1", *AS_OF, PLANCHECK_LANG="zh").stdout
    assert "有错，未计入评定：unit-mismatch" in shown


def test_validate_and_its_exit_code_say_the_same(files: WorkspaceFiles) -> None:
    done = typed(files.folder, "validate", "reports/demo/2025/all.csv", "--format", "json")
    assert done.returncode == 1
    assert rules(json.loads(done.stdout)["findings"]) == [("unit-mismatch", 3), ("unit-mismatch", 5), ("fallen", 7)]


def test_the_gate_refuses_and_names_the_cell(files: WorkspaceFiles) -> None:
    done = typed(files.folder, "gate", "--year", "2025", "--as-of", "2026-04-05", "--format", "json")
    assert done.returncode == 1
    assert {"gate-invalid", "gate-unreported"} <= {one["rule"] for one in _findings(json.loads(done.stdout))}


def _findings(told: Any) -> list[dict[str, Any]]:
    if isinstance(told, dict):
        own = [told] if "rule" in told and "message" in told else []
        return own + [one for value in told.values() for one in _findings(value)]
    return [one for value in told for one in _findings(value)] if isinstance(told, list) else []


def test_the_next_workbook_shows_the_last_sound_answer(files: WorkspaceFiles) -> None:
    done = typed(files.folder, "template", "demo", "--year", "2026", "-o", "out")
    assert done.returncode == 0, done.stderr
    (made,) = (files.folder / "out").rglob("*.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(made.read_bytes()))
    cells = {str(cell.value) for sheet in book.worksheets for row in sheet for cell in row if cell.value is not None}
    assert any(cell.startswith("0.7\n") for cell in cells)
    assert not any(cell.startswith("9100") for cell in cells)


def test_the_reports_sheet_of_values_says_what_was_not_taken(files: WorkspaceFiles) -> None:
    done = typed(files.folder, "report", "demo", "--year", "2025", *AS_OF, "--to", "xlsx,csv", "-o", "out")
    assert done.returncode == 0, done.stderr
    (made,) = (files.folder / "out").rglob("*.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(made.read_bytes()))
    rows = [[cell.value for cell in row] for row in book["数据点"]]
    assert sorted(str(row[4]) for row in rows if "unit-mismatch" in row) == ["5500", "9100"]
    assert [str(row[4]) for row in rows if "fallen" in row] == ["1000"]
    numbers = [cell.value for sheet in ("长表",) for row in book[sheet] for cell in row]
    assert 5500 not in numbers


@pytest.mark.parametrize("where", ["plan", "workspace"])
def test_a_reason_and_a_restatement_confirm_it_together(files: WorkspaceFiles, where: str) -> None:
    entries = "".join(
        RESTATEMENT.format(day=day, value=value) for day, value in (one.split(",") for one in MILLIONS[1::2])
    )
    if where == "plan":
        with (files.folder / "plans/demo.toml").open("a", encoding="utf-8") as file:
            file.write("\n" + entries)
    else:
        files.config(entries)
    assert verdicts(files)["D-12-1"][1] == "no-data"
    report(files, reason="口径扩大到全部")
    # The two jumps are confirmed. What lies between them in the old unit now is a total that fell.
    assert verdicts(files)["D-12-1"] == ("on-track", "met", "9100")
    assert rules(said(files, "status", *AS_OF)["findings"]) == [("fallen", 4), ("fallen", 7)]


def test_the_last_day_of_grace_is_one_day_for_the_verdict_and_for_the_finding(files: WorkspaceFiles) -> None:
    """Sixty days after 31 March 2025 is 30 May; the value is missed from the day after on."""
    for path in (files.folder / "reports").rglob("*.csv"):
        path.unlink()
    for day, reason, silent in (("2025-05-30", "not-due", False), ("2025-05-31", "no-data", True)):
        told = said(files, "status", "--as-of", day)
        assert {one["reason"] for one in told["plans"][0]["targets"]} == {reason}
        assert ("silent-department" in {one["rule"] for one in told["findings"]}) is silent
