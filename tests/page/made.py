"""Pages made for tests: of a small workspace or the shipped one, with the real engine or with a worker that only acts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from plancheck import __version__
from plancheck.page.contents import PageContents, officer_contents
from plancheck.page.engine import BrowserEngine
from plancheck.page.html import page_html
from plancheck.workspace.opening import open_workspace
from plancheck.workspace.plans import sound_plans
from plancheck.workspace.targets import choose_departments

ROOT = Path(__file__).parents[2]
ISSUED = date(2026, 1, 5)
TODAY = "2026-01-05"


def contents_of(folder: Path, *plans: str, department: str = "") -> PageContents:
    """What a page of a workspace holds."""
    workspace = open_workspace(folder, today=TODAY)
    found = sound_plans(workspace, plans)
    keys = dict(choose_departments(found, [department])) if department else {}
    return officer_contents(workspace, found, ISSUED, keys)


def acting(script: str, version: str = __version__) -> BrowserEngine:
    """An engine that is a script alone."""
    return BrowserEngine("text", script, "notices", version)


def write_page(
    path: Path, contents: PageContents, engine: BrowserEngine, *, limits: Mapping[str, float] | None = None
) -> Path:
    """A page on disk, with a day of its own and, where they are given, other limits of time."""
    told = {"environment": {"PLANCHECK_TODAY": TODAY}, "limits": limits or {}}
    text = page_html(contents, engine)
    start = b'{"kind": "'
    assert text.count(start) == 1
    path.write_bytes(text.replace(start, json.dumps(told)[:-1].encode() + b", " + start[1:]))
    return path


def write_files(folder: Path, contents: PageContents) -> Path:
    """The workspace of a page as a folder, to be looked at by the command line."""
    for name, content in contents.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
