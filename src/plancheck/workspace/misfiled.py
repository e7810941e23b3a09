"""Report files that lie where no plan and no year takes them: a workspace in, a finding for each of them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plancheck.findings import Finding, TextPlace, finding
from plancheck.workbook.intake.checked_names import original_of, original_stem
from plancheck.workbook.intake.intake import is_report_name
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.reports import is_year_folder


def misfiled_in_plan(workspace: WorkspaceFolder, plan_id: str) -> Iterator[Finding]:
    """Files of a plan's folder beside its years, in a folder that is no year, or in a folder below a year."""
    for entry in _entries(workspace.config.reports / plan_id):
        outside = [inner for inner in _entries(entry) if inner.is_dir()] if is_year_folder(entry) else [entry]
        yield from _findings(workspace, outside, plan_id)


def filed_under_no_plan(workspace: WorkspaceFolder) -> Iterator[Finding]:
    """Files among the reports that lie in the folder of no plan of the workspace."""
    plans = {path.stem for path in workspace.config.plan_files()}
    outside = [entry for entry in _entries(workspace.config.reports) if entry.name not in plans]
    yield from _findings(workspace, outside, "")


def _findings(workspace: WorkspaceFolder, entries: Iterable[Path], plan_id: str) -> Iterator[Finding]:
    for entry in entries:
        files = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
        for path in files:
            # A marked copy beside its workbook goes where that goes.
            if is_report_name(path.name) and path.is_file() and original_of(path, _beside(path)) is None:
                folder = workspace.shown(workspace.config.reports)
                yield finding("misfiled-workbook", TextPlace(workspace.shown(path)), plan=plan_id, folder=folder)


def _beside(path: Path) -> list[Path]:
    return list(path.parent.iterdir()) if original_stem(path.name) else []


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
