"""Settings of the workspace for plans, departments and targets that there are not: each at its line, none guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.workspace.policies import misdirected, policy_of
from tests.workspaces import WorkspaceFiles, make_workspace, quota


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    """Two plans: `other` has a target H-1 and a housing bureau, and not the fleet office."""
    made = make_workspace(tmp_path)
    made.plan(
        quota(plan_id='"other"').replace("市机关事务中心", "市住房局").replace("jgsw", "zjj").replace("D-12-1", "H-1"),
        "other",
    )
    return made


def waiver(target: str, plan: str = "") -> str:
    of_plan = f'plan = "{plan}"\n' if plan else ""
    return f'[[waiver]]\ntarget = "{target}"\nreason = "x"\napproved_by = "y"\nuntil = 2026-12-31\n{of_plan}'


def found(files: WorkspaceFiles, config: str, *named: str) -> list[tuple[str, str, str, str]]:
    """Rule, place, what was found and what is nearest."""
    files.config(config)
    workspace = files.open()
    faults = misdirected(workspace, workspace.plans(list(named) or ["demo"]))
    return [(one.rule, str(one.place), dict(one.values)["found"], dict(one.values)["nearest"]) for one in faults]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("", []),
        ("\n[gate.plan.dema]\nsilence = false", ("gate-unknown-plan", 2, "dema", "demo")),
        (waiver("D-12-1", "dema"), ("gate-unknown-plan", 1, "dema", "demo")),
        (
            "[gate]\n[gate.department.'市财政据']\nsilence = false",
            ("gate-unknown-department", 2, "市财政据", "市财政局"),
        ),
        (
            "[gate.plan.demo.department.'市住房局']\nsilence = false",
            ("gate-unknown-department", 1, "市住房局", ""),
        ),
        ('lang = "zh"\n' + waiver("D-12-2"), ("waiver-of-nothing", 2, "D-12-2", "D-12-1")),
        (waiver("H-1", "demo"), ("waiver-of-nothing", 1, "H-1", "")),
    ],
    ids=["nothing", "plan", "waiver's plan", "department", "plan's department", "target", "another plan's target"],
)
def test_what_means_nobody_is_found_at_its_line_with_what_is_nearest(
    files: WorkspaceFiles, config: str, expected: tuple[str, int, str, str]
) -> None:
    wanted = [(expected[0], f"plancheck.toml:{expected[1]}", *expected[2:])] if expected else []
    assert found(files, config) == wanted


@pytest.mark.parametrize(
    "config",
    [
        "[gate.plan.other]\nsilence = false",
        "[gate.plan.other.department.'市住房局']\nsilence = false",
        "[gate.department.'市住房局']\nsilence = false",
        waiver("H-1"),
        waiver("H-1", "other"),
        waiver("D-12-1", "demo"),
    ],
)
def test_what_means_another_plan_than_the_one_named_means_somebody(files: WorkspaceFiles, config: str) -> None:
    assert found(files, config) == []


@pytest.mark.parametrize(
    "config",
    [
        "[gate.department.'市住房局']\nsilence = false",
        "[gate.plan.other.department.'市住房局']\nsilence = false",
        waiver("H-1"),
        waiver("H-9", "other"),
    ],
)
def test_what_might_mean_a_plan_that_cannot_be_read_is_left_alone(files: WorkspaceFiles, config: str) -> None:
    files.plan("format = ", "other")
    assert found(files, config) == []


def test_a_plan_named_by_its_file_may_lie_outside_the_workspace(files: WorkspaceFiles) -> None:
    files.file("drafts/draft.toml", quota(plan_id='"draft"').replace("D-12-1", "E-1").encode())
    config = "[gate.plan.draft]\nsilence = false\n" + waiver("E-1", "draft") + waiver("E-1")
    assert found(files, config, "drafts/draft.toml") == []
    assert [rule for rule, *_ in found(files, config)] == [
        "gate-unknown-plan",
        "gate-unknown-plan",
        "waiver-of-nothing",
    ]


def test_a_plan_has_the_workspaces_policy_then_its_own_table_there_then_that_of_its_file(
    files: WorkspaceFiles,
) -> None:
    files.config("[gate]\nevidence = true\nsilence = false\n[gate.plan.demo]\nsilence = true\ninvalid = false\n")
    files.plan(quota(more="[gate]\ninvalid = true\n"))
    workspace = files.open()
    policies = {plan.id: policy_of(workspace, plan) for plan in workspace.plans()}
    assert {name: (one.evidence, one.silence, one.invalid) for name, one in policies.items()} == {
        "demo": (True, True, True),
        "other": (True, False, True),
    }
