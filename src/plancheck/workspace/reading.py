"""Many report files read for a workspace: with how many processes, from which cache; in the order they were named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plancheck.workbook.intake.intake import Intake, ReportFile
from plancheck.workspace.folder import OnProgress, WorkspaceFolder

if TYPE_CHECKING:
    from plancheck.workbook.intake.cache import Cache

#: Fewer files are read as soon as a cache is opened.
_WORTH_A_CACHE = 8
#: What the cache is kept with; a Python may come without it, and reads every file each time then.
_DATABASE = ("sqlite3", "_sqlite3")


def read_reports(workspace: WorkspaceFolder, files: Sequence[ReportFile]) -> Iterator[Intake]:
    """Every file's answer, in the order named."""
    cache = _open_cache(workspace) if len(files) >= _WORTH_A_CACHE else None

    def read(unknown: Sequence[ReportFile]) -> Iterator[Intake]:
        from plancheck.workbook.intake.pool import processes_for, read_files

        answers = read_files(unknown, processes_for(len(unknown), workspace.jobs))
        return _counted(answers, len(unknown), workspace.on_progress) if workspace.on_progress else answers

    if cache is None:
        return read(files)
    from plancheck.workbook.intake.cache import read_through

    return read_through(cache, files, read)


def _counted(answers: Iterator[Intake], total: int, on_progress: OnProgress) -> Iterator[Intake]:
    for number, intake in enumerate(answers, 1):
        on_progress(number, total)
        yield intake


def _open_cache(workspace: WorkspaceFolder) -> Cache | None:
    """The workspace's cache; None where it has none or none can be had."""
    folder = workspace.cache() if workspace.cache is not None else None
    if folder is None:
        return None
    try:
        from plancheck.workbook.intake.cache import open_cache
    except ImportError as missing:
        if missing.name not in _DATABASE:
            raise
        return None
    return open_cache(folder)
