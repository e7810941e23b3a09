"""The files that `validate` was asked to look at: files, folders, patterns; and where each belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from plancheck.files import show_path
from plancheck.rules.usage import UsageProblem
from plancheck.spreadsheet.content import LOCK_PREFIXES
from plancheck.workbook.intake.intake import ENDINGS, is_report_name


def expand(names: Iterable[str]) -> list[Path]:
    """Every report file meant, once each, sorted within a folder. Raises UsageProblem where there is none.

    A file that is named is looked at whatever its ending; in a folder only what can be a report.
    """
    here = Path.cwd()
    found: dict[Path, None] = {}
    for name in names:
        for path in _matching(name):
            found[Path(show_path(path, here))] = None
    if not found:
        raise UsageProblem("no-workbook", paths=", ".join(names))
    return list(found)


def _matching(name: str) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file() and is_report_name(file.name))
    if path.exists() or not re.search(r"[*?\[]", name):
        return [path]
    root = Path(path.anchor) if path.is_absolute() else Path()
    pattern = path.relative_to(root).as_posix()
    return sorted(file for file in root.glob(pattern) if file.is_file() and file.suffix.lower() in ENDINGS)


def none_to_read(paths: Iterable[Path]) -> bool:
    """Whether there is no real file among them: none that is there but what a program puts beside an open one."""
    return all(path.name.startswith(LOCK_PREFIXES) or not path.exists() for path in paths)
