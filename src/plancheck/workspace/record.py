"""The publications of a workspace, `reports/<plan>/<year>/published.json`, and the restatements: what binds a plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.files import show_path
from plancheck.findings import Finding
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan
from plancheck.publication.record import Record
from plancheck.workspace.folder import WorkspaceFolder

if TYPE_CHECKING:
    from plancheck.publication.model import Publication

FILE_NAME = "published.json"


def publication_path(workspace: WorkspaceFolder, plan: Plan, year: int) -> Path:
    """Where a plan's publication of a year lies, or is to lie."""
    return workspace.config.reports / plan.id / str(year) / FILE_NAME


def read_record(workspace: WorkspaceFolder, plan: Plan, last_year: int) -> tuple[Record, list[Finding]]:
    """What binds a plan up to a year: its publications that can be relied on, and the restatements; and what cannot."""
    publications: list[Publication] = []
    found: list[Finding] = []
    paths = (publication_path(workspace, plan, year) for year in range(plan.start.year, last_year + 1))
    for path in paths:
        if path.is_file():
            from plancheck.publication.present_departments import under_present_keys
            from plancheck.publication.written import read_publication

            read = read_publication(path.read_bytes(), workspace.shown(path), from_workspace(workspace))
            if isinstance(read, Finding):
                found.append(read)
            else:
                publications.append(under_present_keys(plan, read))
    return Record(tuple(publications), tuple(restatements_of(workspace, plan))), found


def restatements_of(workspace: WorkspaceFolder, plan: Plan) -> list[Restatement]:
    """The restatements in the plan file and those for it in the workspace."""
    workspaces = workspace.config.restatements
    return [*plan.restatements, *(item for item in workspaces if _is_for(item, plan))]


def _is_for(restatement: Restatement, plan: Plan) -> bool:
    return restatement.plan in ("", plan.id) and plan.target(restatement.target) is not None


def below_workspace(workspace: WorkspaceFolder) -> Callable[[str], str]:
    """A path as findings name it, to the path below the workspace that a publication keeps."""
    return lambda path: show_path(workspace.at(Path(path)), workspace.folder)


def from_workspace(workspace: WorkspaceFolder) -> Callable[[str], str]:
    """A path below the workspace, as findings name it here."""
    return lambda path: workspace.shown(workspace.folder / path)
