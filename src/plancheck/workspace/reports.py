"""Where the reports of a workspace lie, `reports/<plan>/<year>/*`, and what was read from them."""

from __future__ import annotations

import re
from pathlib import Path

from plancheck.plan.model import Plan
from plancheck.submissions.gather import Filed
from plancheck.workbook.intake.checked_names import filed_stem
from plancheck.workbook.intake.intake import ReportFile, report_files
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.reading import read_reports

_YEAR = re.compile(r"(19|20|21)\d\d")


def year_folders(workspace: WorkspaceFolder, plan: Plan, last_year: int) -> list[tuple[int, Path]]:
    """The years of a plan that have a folder, up to a year; what is no year is no folder of ours."""
    folder = workspace.config.reports / plan.id
    if not folder.is_dir():
        return []
    years = [(int(path.name), path) for path in folder.iterdir() if path.name.isdecimal() and path.is_dir()]
    return sorted((year, path) for year, path in years if year <= last_year)


def read_plan_reports(workspace: WorkspaceFolder, plan: Plan, last_year: int) -> list[Filed]:
    """Every report file of a plan up to a year, read or known from the cache."""
    files = [
        report_file(workspace, path, year)
        for year, folder in year_folders(workspace, plan, last_year)
        for path in report_files(folder)
    ]
    return read_filed(workspace, plan, files)


def report_file(workspace: WorkspaceFolder, path: Path, year: int | None) -> ReportFile:
    """A file to be read, with the year of its folder: opened where it lies, named as findings name it."""
    return ReportFile(workspace.at(path), year, workspace.shown(path))


def read_filed(workspace: WorkspaceFolder, plan: Plan, files: list[ReportFile]) -> list[Filed]:
    """Files of a plan's folders, read, each with the year of its folder and the name that it has there."""
    return [
        Filed(intake, plan.id, file.year, "" if intake.is_long_form else filed_stem(Path(file.shown)))
        for file, intake in zip(files, read_reports(workspace, files), strict=True)
    ]


def is_year_folder(folder: Path) -> bool:
    """Whether a folder of a plan is one of its years."""
    return folder.is_dir() and _YEAR.fullmatch(folder.name) is not None


def belonging(folder: Path) -> tuple[str, int | None]:
    """Plan id and year of a folder `…/<plan>/<year>`; empty and None for another."""
    folders = folder.resolve().parts
    if len(folders) >= 2 and _YEAR.fullmatch(folders[-1]):
        return folders[-2], int(folders[-1])
    return "", None
