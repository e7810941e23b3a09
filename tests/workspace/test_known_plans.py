"""The plan that a file is put to where it does not say so: by the target ids in its rows, the workspace's plans first."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from plancheck.plan.shipped import shipped_plans
from plancheck.workspace.known_plans import KnownPlans
from tests.plans import plan_text, target_text
from tests.workspaces import WorkspaceFiles, make_workspace, quota


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    return make_workspace(tmp_path)


def known(files: WorkspaceFiles) -> KnownPlans:
    return KnownPlans(files.open())


def test_a_plan_is_known_by_its_id_and_read_once(files: WorkspaceFiles) -> None:
    plans = known(files)
    plan = plans.plan("demo")
    assert plan is not None
    assert plan.path == "plans/demo.toml"
    assert plans.plan("demo") is plan
    assert plans.plan("nobody") is None


def test_a_plan_whose_file_cannot_be_read_is_none(files: WorkspaceFiles) -> None:
    files.plan("format = ", name="broken")
    assert known(files).plan("broken") is None
    assert known(files).plan_with({"D-12-1"}) is not None


def test_the_shipped_plans_are_known_in_every_workspace(files: WorkspaceFiles) -> None:
    plan = known(files).plan("zhengzhou")
    assert plan is not None
    assert plan.target("ZZ-12-1") is not None
    assert {path.stem for path in shipped_plans()} == {"binzhou", "jinan", "xinzheng", "zhengzhou"}


def test_the_targets_say_which_plan_is_meant(files: WorkspaceFiles) -> None:
    found = {ids: known(files).plan_with(ids.split()) for ids in ("D-12-1", "ZZ-12-1 ZZ-13-1", "D-12-1 ZZ-12-1", "Q-1")}
    assert {ids: plan.id if plan else None for ids, plan in found.items()} == {
        "D-12-1": "demo",
        "ZZ-12-1 ZZ-13-1": "zhengzhou",
        "D-12-1 ZZ-12-1": "demo",  # the workspace's own plan is asked first, whatever the shipped ones have
        "Q-1": None,
    }


def test_a_plan_of_the_workspace_takes_the_place_of_a_shipped_one(files: WorkspaceFiles) -> None:
    files.plan(plan_text(plan_id='"zhengzhou"', target_id='"ZZ-1-1"'), name="zhengzhou")
    plan = known(files).plan_with({"ZZ-12-1"})
    assert plan is None
    own = known(files).plan_with({"ZZ-1-1"})
    assert own is not None
    assert own.path == "plans/zhengzhou.toml"


def test_two_plans_with_the_same_targets_are_not_chosen_between(files: WorkspaceFiles) -> None:
    files.plan(quota(plan_id='"twin"'), name="twin")
    assert known(files).plan_with({"D-12-1"}) is None
    files.plan(quota(plan_id='"twin"', more=target_text(id='"D-12-2"')), name="twin")
    more = known(files).plan_with({"D-12-1", "D-12-2"})
    assert more is not None
    assert more.id == "twin"


def test_an_unmarked_workbook_far_from_any_folder_is_put_to_the_plan_of_its_rows(files: WorkspaceFiles) -> None:
    """Its value is beyond what the plan alone knows to be possible; without a plan nothing could be said of it."""
    files.plan(quota(target_limits="[0, 500]"))
    path = files.folder / "desk" / "收到的表.xlsx"
    path.parent.mkdir()
    book = Workbook()
    for row in (["target", "value:2025-12-31"], ["D-12-1", 1830]):
        book.worksheets[0].append(row)
    book.save(path)
    found = files.open().validate([path])
    assert ("outside-range", "desk/收到的表.xlsx:Sheet!B2") in {(item.rule, str(item.place)) for item in found}
    assert {"not-identified", "plan-not-here"} & {item.rule for item in found} == set()
