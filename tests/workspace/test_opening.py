"""A workspace as Python opens it: around which folder, on which day, with how many processes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plancheck.rules.usage import UsageProblem
from plancheck.workspace.config import Config, read_config
from plancheck.workspace.days import read_day
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.opening import cache_folder, open_workspace
from tests.workspaces import WorkspaceFiles, make_workspace

PINNED, ASKED = date(2025, 12, 31), date(2025, 6, 30)


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    return make_workspace(tmp_path)


def test_reports_are_read_by_one_process_unless_more_are_asked_for(files: WorkspaceFiles) -> None:
    assert WorkspaceFolder(Config(files.folder), PINNED, PINNED, files.folder).jobs == 1
    assert open_workspace(files.folder).jobs == 1
    assert open_workspace(files.folder, jobs=3).jobs == 3


def test_the_working_directory_is_meant_where_no_folder_is_named(
    files: WorkspaceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files.folder / "plans")
    workspace = open_workspace()
    assert (workspace.folder, workspace.base) == (files.folder, files.folder)


def test_a_day_that_is_asked_for_is_judged_and_the_pinned_one_stays_today(files: WorkspaceFiles) -> None:
    files.config("as_of = 2025-12-31")
    for asked, judged in (("2025-06-30", ASKED), (ASKED, ASKED), (None, PINNED)):
        workspace = open_workspace(files.folder, as_of=asked)
        assert (workspace.as_of, workspace.today) == (judged, PINNED)


def test_a_folder_that_is_not_there_and_settings_at_fault_are_refused(files: WorkspaceFiles) -> None:
    with pytest.raises(UsageProblem) as problem:
        open_workspace(files.folder / "nowhere")
    assert problem.value.rule == "no-folder"
    files.config("lang = 5\nplans = 5")
    with pytest.raises(UsageProblem) as problem:
        open_workspace(files.folder)
    assert problem.value.cause is not None
    assert str(problem.value.cause.place) == "plancheck.toml:1"


@pytest.mark.parametrize("text", ["20251231", "2025-W52-3", "2025-12-32", "2025-1-1", "２０２５-12-31", ""])
def test_a_day_is_written_out_and_nothing_is_guessed(text: str) -> None:
    assert read_day("as_of", "2025-12-31") == PINNED
    with pytest.raises(UsageProblem) as problem:
        read_day("as_of", text)
    assert (problem.value.rule, problem.value.values) == ("bad-day", {"option": "as_of", "found": text})


@pytest.mark.parametrize(
    ("written", "kept", "lies_in"),
    [
        ("", "", None),
        ("cache = true", "", None),
        ("cache = false", None, None),
        ('cache = ""', "", None),
        ('cache = ".kept"', ".kept", ".kept/plancheck"),
    ],
)
def test_a_cache_is_kept_where_one_is_named(
    files: WorkspaceFiles, written: str, kept: str | None, lies_in: str | None
) -> None:
    files.config(written)
    config = read_config(files.folder)
    assert config.cache == kept
    assert cache_folder(config) == (files.folder / lies_in if lies_in else None)
    workspace = open_workspace(files.folder)
    assert workspace.cache is not None
    assert workspace.cache() == cache_folder(config)


def test_without_a_configuration_there_is_none_to_name(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert open_workspace(tmp_path / "bare").shown_config == ""
