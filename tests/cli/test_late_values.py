"""What earlier years never reported is made good: a cell of its own, chased while blank, and judged by its own day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.cli.typed import typed
from tests.plans import plan_text, target_text
from tests.workbook.issued import cell_of, columns_by_code, open_codes, row_of
from tests.workspaces import WorkspaceFiles, line

DAYS = ("03-31", "06-30", "09-30", "12-31")
YEAR_END, SPRING = "2025-12-31", "2026-06-30"
NAME = "市机关事务中心"
#: One that ends in 2025, a yearly quota, one that must hold at every period, a milestone, one that was missed.
QUOTA = {
    "id": '"D-2"',
    "indicator": '"加装电梯"',
    "kind": '"annual"',
    "value": "200",
    "figure": '"200部"',
    "unit": '"部"',
}
KEPT = {"id": '"D-3"', "indicator": '"在线率"', "kind": '"maintain"', "value": "90", "figure": '"90%"', "unit": '"%"'}
MILESTONE = {"id": '"D-4"', "indicator": '"出台办法"', "kind": '"milestone"', "by": YEAR_END}
SHORT = {"id": '"D-5"', "value": "500", "figure": '"500辆"', "by": YEAR_END}
_NO_NUMBER = {"op": "", "value": "", "unit": "", "figure": ""}


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    """2024 is whole; of 2025 the last quarter never came, but for the target that was missed."""
    files = WorkspaceFiles(tmp_path)
    files.config("")
    more = "".join(map(_target, (QUOTA, KEPT, MILESTONE | _NO_NUMBER, SHORT)))
    first = {"target_id": '"D-1"', "target_by": YEAR_END, "target_value": "90", "target_figure": '"90辆"'}
    files.plan(plan_text(task_lead='["jgsw"]', departments_czj=None, **first, more=more))
    files.report(*_told(2024, DAYS), year=2024)
    files.report(*_told(2025, DAYS[:3]), line("D-5", day=YEAR_END, value="60"), year=2025)
    return files


def _target(keys: Mapping[str, str]) -> str:
    return target_text(**keys)


def _told(year: int, days: Iterable[str]) -> Iterable[str]:
    for number, day in enumerate(days):
        base = 10 * number + (40 if year == 2025 else 0)
        values = {"D-1": base, "D-2": 50 * number + 50, "D-3": 95, "D-5": base}
        yield from (line(target, day=f"{year}-{day}", value=str(value)) for target, value in values.items())
        yield line("D-4", day=f"{year}-{day}", state="推进中")


def issued(workspace: WorkspaceFiles, year: int = 2026) -> Path:
    """The year's workbook, put where it is to be read."""
    told = typed(workspace.folder, "template", "demo", "--year", str(year), "-o", "out")
    assert told.returncode == 0, told.stderr
    path = workspace.folder / "reports" / "demo" / str(year) / f"{NAME}.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes((workspace.folder / "out" / "demo" / str(year) / path.name).read_bytes())
    return path


def fill(path: Path, answers: Mapping[tuple[str, str], object]) -> None:
    book = openpyxl.load_workbook(path)
    for (target, code), answer in answers.items():
        sheet = next(sheet for sheet in book.worksheets[1:] if target in [cell.value for cell in sheet["A"]])
        cell_of(sheet, target, code).value = answer  # type: ignore[assignment]
    book.save(path)


def verdicts(workspace: WorkspaceFiles, as_of: str = SPRING) -> dict[str, tuple[str, str, int]]:
    told = typed(workspace.folder, "status", "--as-of", as_of, "--format", "json")
    targets: list[dict[str, Any]] = json.loads(told.stdout)["plans"][0]["targets"]
    return {one["id"]: (one["status"], one["reason"], one["silent_rows"]) for one in targets}


def test_only_what_was_never_reported_is_asked_for(workspace: WorkspaceFiles) -> None:
    book = openpyxl.load_workbook(issued(workspace))
    numbers, states = book.worksheets[1:3]
    day = f"value:{YEAR_END}"
    owing = {one for one in ("D-1", "D-2", "D-3", "D-5") if day in open_codes(numbers, one)}
    assert owing == {"D-1", "D-2", "D-3"}
    assert f"state:{YEAR_END}" in open_codes(states, "D-4")
    heading = numbers.cell(4, columns_by_code(numbers)[day]).value
    assert str(heading).split("\n") == ["补报", "2025年12月31日", "实际值"]
    assert columns_by_code(numbers)[day] < columns_by_code(numbers)["value:2026-03-31"]
    guards = {str(cell.prompt) for cell in numbers.data_validations.dataValidation}
    assert any(prompt.startswith("往年欠报，请补报 2025年12月31日") for prompt in guards)
    # The missed one goes on, under the word for it, and is not asked for what it told.
    assert str(numbers.cell(row_of(numbers, "D-5"), 3).value).startswith("【逾期】")
    assert "value:2026-03-31" in open_codes(numbers, "D-5")


@pytest.mark.parametrize(("told", "expected"), [(95, ("on-track", "met", 0)), (85, ("missed", "deadline", 0))])
def test_the_value_of_the_day_settles_the_row(
    workspace: WorkspaceFiles, told: int, expected: tuple[str, str, int]
) -> None:
    path = issued(workspace)
    assert verdicts(workspace)["D-1"] == ("at-risk", "no-data", 1)
    day = f"value:{YEAR_END}"
    fill(path, {("D-1", day): told, ("D-2", day): 210, ("D-3", day): 96, ("D-4", f"state:{YEAR_END}"): "已完成"})
    fill(path, {("D-4", "evidence"): "市政府办公室印发文件"})
    found = verdicts(workspace)
    assert found["D-1"] == expected
    assert found["D-4"] == ("on-track", "met", 0)
    assert [silent for _, _, silent in found.values()] == [0] * 5
    # Who looks at the end of 2025 had not heard of it.
    assert verdicts(workspace, YEAR_END)["D-1"][1] != expected[1]


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [("zh", "欠报 2025-12-31 的数", "往年欠报，请补报 2025-12-31"), ("en", "still owes its value", "往年欠报")],
)
def test_a_blank_one_is_named_and_chased(workspace: WorkspaceFiles, language: str, said: str, asked: str) -> None:
    path = issued(workspace)
    fill(path, {("D-1", "value:2026-03-31"): 70, ("D-2", "reason"): "统计口径正在核定，四月底报出"})
    checked = typed(workspace.folder, "validate", str(path), "--as-of", SPRING, "--lang", language).stdout
    owed = [part for part in checked.splitlines() if "owed-" in part]
    cells = {part.split(".xlsx:")[1].split(":")[0] for part in owed}
    column = get_column_letter(columns_by_code(openpyxl.load_workbook(path).worksheets[1])[f"value:{YEAR_END}"])
    assert cells == {f"进度填报!{column}5", f"进度填报!{column}7", "工作推进!F5"}, checked  # D-2 has its reason
    assert any(said in part for part in owed)
    chased = typed(workspace.folder, "chase", "--year", "2026", "--as-of", SPRING).stdout
    (owing,) = [part for part in chased.splitlines() if asked in part]
    assert f"{column}5" in owing
    assert "D-5" not in owing


def test_what_goes_on_after_its_date_is_asked_for_in_each_period(workspace: WorkspaceFiles) -> None:
    """An overdue row is painted where it is blank, so it is named and chased as well, until it is reached."""
    path = issued(workspace)
    fill(path, {("D-1", f"value:{YEAR_END}"): 70})
    blank = f"进度填报!{get_column_letter(columns_by_code(openpyxl.load_workbook(path).worksheets[1])['value:2026-03-31'])}5"
    ask = ("validate", str(path), "--as-of", SPRING, "--lang", "zh")
    (told,) = [part for part in typed(workspace.folder, *ask).stdout.splitlines() if f"{blank}:" in part]
    assert "[late-unreported]" in told
    assert "2026 年要接着报" in told
    assert blank in typed(workspace.folder, "chase", "--year", "2026", "--as-of", SPRING).stdout
    fill(path, {("D-1", f"value:{YEAR_END}"): 1000})
    assert f"{blank}:" not in typed(workspace.folder, *ask).stdout


def test_no_cell_is_asked_for_that_is_locked(workspace: WorkspaceFiles) -> None:
    """A quota that ended owes its closed year and nothing of the next; a row of yearly figures has no quarters."""
    ended = QUOTA | {"id": '"D-6"', "by": YEAR_END}
    yearly = SHORT | {"id": '"D-7"', "indicator": '"充电桩"', "reporting": '"year"'}
    first = {"target_id": '"D-1"', "target_by": YEAR_END, "target_value": "90", "target_figure": '"90辆"'}
    workspace.plan(
        plan_text(task_lead='["jgsw"]', departments_czj=None, **first, more=_target(ended) + _target(yearly))
    )
    path = issued(workspace)
    fill(path, {("D-1", f"value:{YEAR_END}"): 70, ("D-1", "value:2026-03-31"): 70})
    told = typed(workspace.folder, "validate", str(path), "--as-of", "2027-03-31", "--format", "json").stdout
    book = openpyxl.load_workbook(path)
    cells = [(one["sheet"], one["cell"]) for one in json.loads(told)["findings"] if one["rule"] == "late-unreported"]
    asked = [cell for sheet, run in cells for row in book[sheet][run if ":" in run else f"{run}:{run}"] for cell in row]
    assert asked
    assert [cell.coordinate for cell in asked if cell.protection.locked] == []


def test_a_workbook_that_lost_its_marks_is_of_the_year_that_it_was_issued_for(workspace: WorkspaceFiles) -> None:
    """Its columns lie in two years; in the folder of the other one it is out of place."""
    path = issued(workspace)
    fill(path, {("D-1", f"value:{YEAR_END}"): 95})
    mailed = without_marks(path, workspace.folder / "mail" / "表.xlsx")
    checked = typed(workspace.folder, "validate", str(mailed), "--as-of", SPRING).stdout
    assert "not-identified" not in checked
    owing = {part.split("warning: ")[1].split(" ")[0] for part in checked.splitlines() if "owed-" in part}
    assert owing == {"D-2", "D-3", "D-4"}
    path.unlink()
    without_marks(mailed, path)
    assert verdicts(workspace)["D-1"] == ("on-track", "met", 0)


def without_marks(path: Path, to: Path) -> Path:
    """As another program saves it: neither the hidden sheet nor the properties."""
    book = openpyxl.load_workbook(path)
    for sheet in [sheet for sheet in book.worksheets if sheet.title.startswith("_meta")]:
        book.remove(sheet)
    properties = book.custom_doc_props  # type: ignore[attr-defined] # the stubs do not have it
    for name in list(properties.names):
        del properties[name]
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    return to


def test_what_ended_before_a_year_does_not_refuse_it(workspace: WorkspaceFiles) -> None:
    """Its own year was refused for it, and goes on to be: who judges 2025 had not heard of what 2026 tells."""
    path = issued(workspace)
    told = {(f"D-{number}", f"value:2026-{day}"): 95 for number in (2, 3) for day in DAYS[:1]}
    fill(path, {**told, **{(f"D-{number}", "evidence"): "台账第三页" for number in (2, 3)}})
    gate = typed(workspace.folder, "gate", "--year", "2026", "--as-of", "2026-04-30", "--format", "lines")
    assert "D-1)" not in gate.stdout
    assert "gate-invalid" not in gate.stdout
    fill(path, {("D-1", f"value:{YEAR_END}"): 95})
    before = typed(workspace.folder, "gate", "--year", "2025", "--as-of", SPRING, "--format", "lines")
    assert "(D-1)" in before.stdout


def test_a_first_value_overturns_nothing_that_was_published(workspace: WorkspaceFiles) -> None:
    published = typed(workspace.folder, "publish", "demo", "--year", "2025", "--as-of", "2026-04-01")
    assert published.returncode == 0, published.stderr
    path = issued(workspace)
    fill(path, {("D-1", f"value:{YEAR_END}"): 95})
    assert verdicts(workspace)["D-1"] == ("on-track", "met", 0)
    told = typed(workspace.folder, "status", "--as-of", SPRING, "--format", "json").stdout
    rules = [one["rule"] for one in json.loads(told)["findings"]]
    assert "reported-since-published" in rules
    assert not any(rule.startswith(("restated", "verdict-turned", "withdrawn")) for rule in rules)


def test_the_year_after_the_plans_end_asks_for_what_is_still_owed(workspace: WorkspaceFiles) -> None:
    """Nothing else is due then: the workbook has the owed days alone, and the missed target's new periods."""
    path = issued(workspace, 2028)
    book = openpyxl.load_workbook(path)
    codes = {code for target in ("D-2", "D-3") for code in open_codes(book.worksheets[1], target)}
    values = {code for code in codes if code.startswith("value:")}
    assert values >= {f"value:{year}-12-31" for year in (2025, 2026, 2027)}
    assert not any(code.startswith("value:2028") for code in values)
    for target, code in [(target, code) for target in ("D-2", "D-3") for code in values]:
        if code in open_codes(book.worksheets[1], target):
            fill(path, {(target, code): 95 if target == "D-3" else 200})
    assert typed(workspace.folder, "validate", str(path), "--as-of", "2028-06-30").returncode == 0
    assert {verdicts(workspace, "2028-06-30")[target][2] for target in ("D-2", "D-3")} == {0}
