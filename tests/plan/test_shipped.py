"""The four plans that come with plancheck."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.plan.read import read_plan

SHIPPED = sorted((Path(__file__).parents[2] / "plans").glob("*.toml"))
BY_NAME = {path.stem: path for path in SHIPPED}


def test_all_four_are_there() -> None:
    assert set(BY_NAME) == {"zhengzhou", "xinzheng", "jinan", "binzhou"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_they_have_no_finding(path: Path) -> None:
    plan, found = read_plan(path)
    assert found == []
    assert plan is not None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_task_belongs_to_a_section(path: Path) -> None:
    plan, _ = read_plan(path)
    assert plan is not None
    assert [task.id for task in plan.tasks if plan.section_of(task) is None] == []


def test_what_a_lower_plan_breaks_down_is_in_the_upper_one() -> None:
    plans = {name: read_plan(path)[0] for name, path in BY_NAME.items()}
    pointers = 0
    for plan in plans.values():
        assert plan is not None
        for target in plan.targets:
            if target.parent_target:
                upper = plans[plan.parent]
                assert upper is not None
                assert upper.target(target.parent_target) is not None, target.id
                pointers += 1
    assert pointers > 0
