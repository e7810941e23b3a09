"""Departments that were renamed or merged, through the commands: what they were before stays their own.

D-12-1  累计更换公务用车 650辆, reported by jgsw (市机关事务中心): 170 by the end of 2024, 330 by the end of 2025
D-12-2  每年加装电梯 200部, a sum of what jgsw and czj (市财政局) report: 90 and 120 in 2024, 100 and 110 in 2025
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.typed import HEADING, typed
from tests.plans import plan_text, target_text

OLD = ('jgsw = { name = "市机关事务中心" }', '"jgsw"')
SUM = {
    "id": '"D-12-2"',
    "indicator": '"每年加装电梯"',
    "kind": '"annual"',
    "value": "200",
    "unit": '"部"',
    "figure": '"200部"',
    "aggregate": '"sum"',
}
RENAMED = 'fleet = { name = "市公务用车服务中心", formerly = "jgsw = 市机关事务中心" }'
MERGED = 'fleet = { name = "市机关财务中心", formerly = ["jgsw = 市机关事务中心", "czj = 市财政局"] }'
FIGURES: dict[tuple[int, str], dict[str, int | None]] = {
    (2024, "市机关事务中心"): {"D-12-1": 170, "D-12-2": 90},
    (2024, "市财政局"): {"D-12-2": 120},
    (2025, "市机关事务中心"): {"D-12-1": 330, "D-12-2": 100},
    (2025, "市财政局"): {"D-12-2": 110},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two years that both departments reported in workbooks; 2024 is published."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plancheck.toml").write_text("as_of = 2026-03-31\n", encoding="utf-8")
    write_plan(tmp_path, before())
    for (year, name), figures in FIGURES.items():
        assert typed(tmp_path, "template", "demo", "--year", str(year), "-o", "issued", "--force").returncode == 0
        fill(tmp_path, year, name, figures)
    assert typed(tmp_path, "publish", "demo", "--year", "2024", "--by", "市政府办公室").returncode == 0
    return tmp_path


def before() -> str:
    part = target_text(**SUM, reported_by='["jgsw", "czj"]')
    return plan_text(plan_reporting='"year"', more=part)


def renamed() -> str:
    return before().replace(OLD[0], RENAMED).replace(OLD[1], '"fleet"')


def merged() -> str:
    lines = [line for line in before().replace(OLD[0], MERGED).splitlines() if not line.startswith("czj = ")]
    return "\n".join(lines).replace('["jgsw", "czj"]', '["fleet"]')


def write_plan(folder: Path, text: str) -> None:
    (folder / "plans" / "demo.toml").write_text(text, encoding="utf-8")


def fill(workspace: Path, year: int, name: str, figures: dict[str, int | None], issued: str = "") -> None:
    """Take the issued workbook of a department, enter its figures, and file it."""
    book = openpyxl.load_workbook(workspace / "issued" / "demo" / str(year) / f"{issued or name}.xlsx")
    sheet = book.worksheets[1]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}
    rows = {str(cell.value): number for number, cell in enumerate(sheet["A"], 1)}
    for target, figure in figures.items():
        sheet.cell(rows[target], columns[f"value:{year}-12-31"]).value = figure
        sheet.cell(rows[target], columns["evidence"]).value = "台账"
    (workspace / "reports" / "demo" / str(year)).mkdir(parents=True, exist_ok=True)
    book.save(workspace / "reports" / "demo" / str(year) / f"{name}.xlsx")


def status(workspace: Path, *arguments: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Each target as it is judged, and everything that was found but that nothing has come of 2026."""
    done = typed(workspace, "status", "demo", "--format", "json", *arguments)
    told = json.loads(done.stdout)
    return {one["id"]: one for one in told["plans"][0]["targets"]}, told["findings"]


def rules(found: list[dict[str, Any]]) -> set[str]:
    return {one["rule"] for one in found}


def marks(judged: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    return {name: (one["lamp"], one["reason"], one["latest"]["value"]) for name, one in judged.items()}


def test_a_renamed_department_keeps_every_value_and_what_was_published_of_it(workspace: Path) -> None:
    was, found = status(workspace)
    assert found == []
    write_plan(workspace, renamed())
    assert typed(workspace, "lint").returncode == 0
    now, found = status(workspace)
    assert found == []
    assert marks(now) == marks(was)
    assert typed(workspace, "gate", "demo", "--year", "2025").returncode == 0
    again = typed(workspace, "publish", "demo", "--year", "2024", "--by", "市政府办公室")
    assert again.returncode == 0, again.stdout + again.stderr


def test_without_formerly_its_past_is_nobodys(workspace: Path) -> None:
    write_plan(workspace, renamed().replace(', formerly = "jgsw = 市机关事务中心"', ""))
    _, found = status(workspace)
    assert {"silent-department", "unknown-filing-department", "withdrawn-since-published"} <= rules(found)


def test_its_next_workbook_bears_the_new_name_and_shows_what_it_reported_before(workspace: Path) -> None:
    write_plan(workspace, renamed())
    assert typed(workspace, "template", "demo", "--year", "2026", "-o", "issued").returncode == 0
    sheet = openpyxl.load_workbook(workspace / "issued" / "demo" / "2026" / "市公务用车服务中心.xlsx").worksheets[1]
    assert 330 in [cell.value for row in sheet.iter_rows() for cell in row]


def test_a_workbook_of_this_year_under_the_old_name_is_taken_and_told(workspace: Path) -> None:
    """It was issued before the renaming."""
    assert typed(workspace, "template", "demo", "--year", "2026", "-o", "issued").returncode == 0
    fill(workspace, 2026, "市机关事务中心", {"D-12-1": 400})
    write_plan(workspace, renamed())
    judged, found = status(workspace, "--as-of", "2026-12-31")
    told = [one for one in found if one["rule"] == "former-name"]
    assert [(one["severity"], one["department"]) for one in told] == [("info", "市公务用车服务中心")]
    assert judged["D-12-1"]["latest"]["value"] == "400"


def test_a_csv_that_names_it_as_it_was_is_its_own(workspace: Path) -> None:
    write_plan(workspace, renamed())
    reports = workspace / "reports" / "demo"
    (reports / "2025" / "市机关事务中心.xlsx").unlink()
    lines = [f"{target},{name},2025-12-31,{value},台账,,,,,\n" for target, name, value in CSV]
    (reports / "2025" / "all.csv").write_text(HEADING + "".join(lines), encoding="utf-8")
    judged, found = status(workspace)
    assert found == []
    assert judged["D-12-1"]["latest"]["value"] == "330"


CSV = [("D-12-1", "jgsw", 330), ("D-12-2", "市机关事务中心", 100)]


def test_validate_puts_it_to_what_the_old_name_reported(workspace: Path) -> None:
    """A total below that of the year before, which lies under the old name."""
    write_plan(workspace, renamed())
    assert typed(workspace, "template", "demo", "--year", "2025", "-o", "issued", "--force").returncode == 0
    (workspace / "reports" / "demo" / "2025" / "市机关事务中心.xlsx").unlink()
    fill(workspace, 2025, "市公务用车服务中心", {"D-12-1": 100, "D-12-2": 100})
    done = typed(workspace, "validate", "reports/demo/2025/市公务用车服务中心.xlsx", "--format", "json")
    assert "fallen" in rules(json.loads(done.stdout)["findings"])


def test_merged_departments_are_one_and_a_sum_is_the_same_sum(workspace: Path) -> None:
    was, _ = status(workspace)
    write_plan(workspace, merged())
    assert typed(workspace, "lint").returncode == 0, typed(workspace, "lint").stdout
    now, found = status(workspace)
    assert found == []
    assert now["D-12-2"]["latest"]["value"] == "210"
    assert marks(now)["D-12-1"] == marks(was)["D-12-1"]
    assert typed(workspace, "gate", "demo", "--year", "2025").returncode == 0
    again = typed(workspace, "publish", "demo", "--year", "2024", "--by", "市政府办公室")
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_sum_of_which_a_part_is_missing_is_no_sum(workspace: Path) -> None:
    write_plan(workspace, merged())
    (workspace / "reports" / "demo" / "2025" / "市财政局.xlsx").unlink()
    judged, found = status(workspace)
    (missing,) = [one for one in found if one["rule"] == "part-missing"]
    assert (missing["target"], missing["department"]) == ("D-12-2", "市机关财务中心")
    assert "czj = 市财政局" in missing["message"]
    assert judged["D-12-2"]["latest"]["value"] == "210"
    assert judged["D-12-2"]["latest"]["period_end"] == "2024-12-31"


def test_two_pasts_of_one_value_contradict_each_other(workspace: Path) -> None:
    write_plan(workspace, merged().replace('aggregate = "sum"\n', ""))
    _, found = status(workspace)
    assert "two-values" in rules(found)


def test_a_file_of_one_under_the_others_name_is_found_though_both_are_one_now(workspace: Path) -> None:
    write_plan(workspace, merged())
    reports = workspace / "reports" / "demo" / "2025"
    (reports / "市财政局.xlsx").write_bytes((reports / "市机关事务中心.xlsx").read_bytes())
    _, found = status(workspace)
    assert "wrong-department" in rules(found)


def test_of_merged_departments_each_workbook_is_asked_for_its_own_rows(workspace: Path) -> None:
    """D-12-1 was never in the workbook of czj."""
    fill(workspace, 2025, "市机关事务中心", {"D-12-1": None, "D-12-2": 100})
    write_plan(workspace, merged())
    _, found = status(workspace)
    assert [(one["rule"], one["path"], one["target"]) for one in found] == [
        ("missing-value", "reports/demo/2025/市机关事务中心.xlsx", "D-12-1")
    ]


def test_of_merged_departments_one_that_came_back_empty_is_asked_for_its_own_row(workspace: Path) -> None:
    fill(workspace, 2025, "市财政局", {})
    write_plan(workspace, merged())
    _, found = status(workspace)
    (empty,) = [one for one in found if one["rule"] == "empty-workbook"]
    assert (empty["path"], empty["department"]) == ("reports/demo/2025/市财政局.xlsx", "市机关财务中心")
    assert "1" in empty["message"]
    assert "part-missing" in rules(found)


def test_a_document_from_before_the_renaming_has_the_old_name(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plancheck.toml").write_text("", encoding="utf-8")
    text = "一、任务\n1. 到2027年底，累计更换公务用车650辆。（市机关事务中心、市财政局负责）\n"
    (tmp_path / "document.txt").write_text(text, encoding="utf-8")
    plan = plan_text(task_locator='"一1"').replace(OLD[0], RENAMED).replace(OLD[1], '"fleet"')
    write_plan(tmp_path, plan)
    assert typed(tmp_path, "trace", "demo", "--source", "document.txt").returncode == 0
    write_plan(tmp_path, plan.replace(', formerly = "jgsw = 市机关事务中心"', ""))
    assert typed(tmp_path, "trace", "demo", "--source", "document.txt").returncode == 1
