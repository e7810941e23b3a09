"""Where reports lie: the years of a plan, the names of files, and what lies where nobody takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.workbook.intake.intake import ReportFile
from plancheck.workspace.misfiled import filed_under_no_plan, misfiled_in_plan
from plancheck.workspace.reports import belonging, is_year_folder, read_filed, read_plan_reports, year_folders
from tests.workspaces import WorkspaceFiles, line, make_workspace


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    made = make_workspace(tmp_path)
    for year in (2024, 2025, 2026):
        made.report(line(day=f"{year}-12-31", value="90"), year=year)
    return made


def test_the_years_up_to_one_are_those_of_folders_in_their_order(files: WorkspaceFiles) -> None:
    files.file("reports/demo/2023", b"no folder")
    files.file("reports/demo/notes/a.csv", b"x")
    workspace = files.open()
    plan = workspace.plan("demo")
    assert [year for year, _ in year_folders(workspace, plan, 2025)] == [2024, 2025]
    assert [filed.year for filed in read_plan_reports(workspace, plan, 2024)] == [2024]


def test_a_workbook_is_called_after_its_file_and_a_csv_after_nobody(files: WorkspaceFiles) -> None:
    files.file("reports/demo/2025/市财政局.xlsx", b"PK\x03\x04 no workbook")
    workspace = files.open()
    filed = read_plan_reports(workspace, workspace.plan("demo"), 2025)
    assert [(one.plan, one.year, one.name) for one in filed] == [
        ("demo", 2024, ""),
        ("demo", 2025, ""),
        ("demo", 2025, "市财政局"),
    ]
    assert read_filed(workspace, workspace.plan("demo"), list[ReportFile]()) == []


@pytest.mark.parametrize(
    ("folder", "meant"),
    [
        ("reports/demo/2025", ("demo", 2025)),
        ("demo/1999", ("demo", 1999)),
        ("reports/demo/2025年", ("", None)),
        ("reports/demo/3025", ("", None)),
        ("reports/demo", ("", None)),
    ],
)
def test_a_folder_belongs_to_the_plan_and_year_it_is_called_after(
    tmp_path: Path, folder: str, meant: tuple[str, int | None]
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    assert belonging(tmp_path / folder) == meant
    assert is_year_folder(tmp_path / folder) is (meant[1] is not None)


def test_the_root_of_a_disk_belongs_to_no_plan(tmp_path: Path) -> None:
    root = Path(tmp_path.anchor)
    assert belonging(root) == ("", None)
    assert belonging(root / "2025") == (root.parts[0], 2025)


def test_reports_under_no_plan_are_misfiled_and_other_files_are_not(files: WorkspaceFiles) -> None:
    for path in ("dema/2025/a.csv", "loose.xlsx", "说明.txt", "dema/2025/b.txt", "dema/folder.xlsx/c.txt"):
        files.file(f"reports/{path}", b"x")
    found = list(filed_under_no_plan(files.open()))
    assert [(one.rule, one.path) for one in found] == [
        ("misfiled-workbook", "reports/dema/2025/a.csv"),
        ("misfiled-workbook", "reports/loose.xlsx"),
    ]
    assert dict(found[0].values)["folder"] == "reports"


def test_files_beside_the_years_and_below_them_are_misfiled(files: WorkspaceFiles) -> None:
    for path in ("loose.csv", "2025/inner/deep/a.csv", "2025/inner.txt", "旧/a.csv", "说明.txt"):
        files.file(f"reports/demo/{path}", b"x")
    found = [one.path for one in misfiled_in_plan(files.open(), "demo")]
    assert found == ["reports/demo/2025/inner/deep/a.csv", "reports/demo/loose.csv", "reports/demo/旧/a.csv"]
    assert list(misfiled_in_plan(files.open(), "nobody")) == []
