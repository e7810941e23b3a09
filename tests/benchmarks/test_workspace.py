"""The workspaces that are measured on are sound: every workbook of theirs is one that plancheck accepts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.workspace import make_workspace, workbooks_of

from plancheck.plan.read import read_plan
from plancheck.rules import has_errors
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import Intake, read_file
from plancheck.workspace.config import read_config

#: One more than the first county has, so that there is a copy.
WORKBOOKS = 60


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("measured")
    make_workspace(folder, WORKBOOKS)
    return folder


def test_it_has_as_many_workbooks_as_were_asked_for(workspace: Path) -> None:
    assert len(workbooks_of(workspace)) == WORKBOOKS
    assert read_config(workspace).as_of == date(2025, 12, 31)
    assert not read_config(workspace).findings


def test_every_workbook_is_accepted_by_its_plan(workspace: Path) -> None:
    for path in (workspace / "plans").iterdir():
        plan, found = read_plan(path)
        assert plan is not None
        assert not has_errors(found)
        files = [
            Filed(read_file(book), plan.id, int(book.parent.name), book.stem)
            for book in workbooks_of(workspace)
            if book.parent.parent.name == plan.id
        ]
        reports, faults = gather(plan, files)
        assert not has_errors(faults)
        assert len(reports.submissions) == len(files)


def test_a_copy_says_something_else(workspace: Path) -> None:
    counties = sorted((workspace / "reports").iterdir())
    assert len(counties) == 2
    pairs = [(counties[0] / path.relative_to(counties[1]), path) for path in workbooks_of(workspace, counties[1].name)]
    assert any(_values(read_file(first)) != _values(read_file(second)) for first, second in pairs)


def _values(intake: Intake) -> list[object]:
    assert intake.progress is not None
    return [one.value for one in intake.progress.observations]
