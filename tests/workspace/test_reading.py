"""Many files read for a workspace: when a cache is worth it, and who is told of progress."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plancheck.workspace.reading import read_reports
from plancheck.workspace.reports import report_file
from tests.workspaces import WorkspaceFiles, line, make_workspace


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    made = make_workspace(tmp_path / "workspace")
    for number in range(8):
        made.report(line(value=str(number)), name=f"part-{number}")
    return made


@pytest.mark.parametrize(("count", "is_kept"), [(7, False), (8, True)])
def test_a_cache_is_opened_for_eight_files_and_not_for_fewer(
    files: WorkspaceFiles, tmp_path: Path, count: int, is_kept: bool
) -> None:
    workspace = replace(files.open(), cache=lambda: tmp_path / "cache")
    paths = sorted((files.folder / "reports" / "demo" / "2025").iterdir())[:count]
    answers = list(read_reports(workspace, [report_file(workspace, path, 2025) for path in paths]))
    assert [answer.path for answer in answers] == [f"reports/demo/2025/{path.name}" for path in paths]
    assert any((tmp_path / "cache").glob("*.sqlite3")) is is_kept


def test_what_the_cache_knows_is_not_counted_as_read(files: WorkspaceFiles, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    workspace = replace(
        files.open(),
        cache=lambda: tmp_path / "cache",
        on_progress=lambda done, total: seen.append((done, total)),
    )
    paths = sorted((files.folder / "reports" / "demo" / "2025").iterdir())
    reports = [report_file(workspace, path, 2025) for path in paths]
    first, again = list(read_reports(workspace, reports)), list(read_reports(workspace, reports))
    assert first == again
    assert seen == [(number, 8) for number in range(1, 9)]


def test_a_workspace_without_a_cache_reads_each_time(files: WorkspaceFiles) -> None:
    workspace = replace(files.open(), cache=lambda: None)
    paths = sorted((files.folder / "reports" / "demo" / "2025").iterdir())
    assert len(list(read_reports(workspace, [report_file(workspace, path, 2025) for path in paths]))) == 8


def test_a_workspace_that_was_given_no_cache_reads_many_files_all_the_same(files: WorkspaceFiles) -> None:
    workspace = replace(files.open(), cache=None)
    paths = sorted((files.folder / "reports" / "demo" / "2025").iterdir())
    assert len(list(read_reports(workspace, [report_file(workspace, path, 2025) for path in paths]))) == 8
