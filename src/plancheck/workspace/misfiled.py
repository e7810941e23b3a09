"""Report files that lie where no plan and no year takes them: a workspace in, a finding for each of them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plancheck.files import show_path
from plancheck.findings import Finding, TextPlace, finding
from plancheck.workbook.intake.intake import is_report_name
from plancheck.workspace.config import Config

_YEAR = re.compile(r"(19|20|21)\d\d")


def misfiled_in_plan(config: Config, plan_id: str) -> Iterator[Finding]:
    """Files of a plan's folder beside its years, in a folder that is no year, or in a folder below a year."""
    for entry in _entries(config.reports / plan_id):
        is_year = entry.is_dir() and _YEAR.fullmatch(entry.name)
        strays = [one for one in _entries(entry) if one.is_dir()] if is_year else [entry]
        yield from _findings(config, strays, plan_id)


def filed_under_no_plan(config: Config) -> Iterator[Finding]:
    """Files among the reports that lie in the folder of no plan of the workspace."""
    plans = {path.stem for path in config.plans.glob("*.toml")}
    yield from _findings(config, [one for one in _entries(config.reports) if one.name not in plans], "")


def _findings(config: Config, entries: Iterable[Path], plan_id: str) -> Iterator[Finding]:
    here = Path.cwd()
    for entry in entries:
        for path in sorted(entry.rglob("*")) if entry.is_dir() else [entry]:
            if is_report_name(path.name) and path.is_file():
                place = TextPlace(show_path(path, here))
                yield finding("misfiled-workbook", place, plan=plan_id, folder=show_path(config.reports, here))


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
