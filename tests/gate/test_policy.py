"""`[gate]`: whose word holds, what each setting does, and what is said of one that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from plancheck.findings import TextPlace
from plancheck.gate.policy import MARKS, NEEDS, Policy, PolicyTable, lay, read_policy, unknown_departments
from plancheck.plan.model import Department
from plancheck.rules.usage import UsageProblem
from tests.plans import line_of, target_text
from tests.workspaces import EXPLAINED, LATE, WorkspaceFiles, line, quota, rules

DEPARTMENTS = {"jgsw": Department("jgsw", "市机关事务中心"), "czj": Department("czj", "市财政局", ("财政局",))}


def read(raw: Mapping[str, Any], *, of_workspace: bool = True) -> tuple[PolicyTable, list[str]]:
    table, found = read_policy(raw, lambda key: TextPlace(".".join(key)), of_workspace=of_workspace)
    return table, [f"{one.path}: {one.rule}" for one in found]


def test_what_is_not_said_is_the_default() -> None:
    policy = lay([PolicyTable()], DEPARTMENTS)
    assert (policy.refuse, policy.silence, policy.evidence) == (("missed", "no-data"), True, False)


def test_a_later_table_holds_over_an_earlier_one_and_keeps_the_rest() -> None:
    first, second = PolicyTable({"silence": False, "evidence": True}), PolicyTable({"silence": True})
    policy = lay([first, second], DEPARTMENTS)
    assert (policy.silence, policy.evidence) == (True, True)


@pytest.mark.parametrize("name", ["市财政局", "财政局", "czj"])
def test_a_department_is_meant_by_name_alias_or_key(name: str) -> None:
    policy = lay([PolicyTable({}, {name: {"silence": False}})], DEPARTMENTS)
    assert (policy.of("czj").silence, policy.of("jgsw").silence) == (False, True)


def test_what_is_said_of_a_department_holds_over_all_plans_say() -> None:
    workspace = PolicyTable({}, {"czj": {"silence": False}})
    policy = lay([workspace, PolicyTable({"silence": True, "evidence": True})], DEPARTMENTS)
    assert (policy.of("czj").silence, policy.of("czj").evidence) == (False, True)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"silense": False}, ["gate.silense: gate-unknown-setting"]),
        ({"silence": "no"}, ["gate.silence: gate-impossible-setting"]),
        ({"refuse": ["gelb"]}, ["gate.refuse: gate-impossible-setting"]),
        ({"refuse": "missed"}, ["gate.refuse: gate-impossible-setting"]),
        ({"refuse": []}, []),
        ({"red_needs": ["reason", "measure"]}, []),
        ({"at_risk_tolerated": -1}, ["gate.at_risk_tolerated: gate-impossible-setting"]),
        ({"at_risk_tolerated": True}, ["gate.at_risk_tolerated: gate-impossible-setting"]),
        ({"department": {"czj": {"evidense": True}}}, ["gate.department.czj.evidense: gate-unknown-setting"]),
        ({"department": {"czj": True}}, ["gate.department.czj: gate-impossible-setting"]),
        ({"department": True}, ["gate.department: gate-impossible-setting"]),
        ({"plan": {"demo": {"silence": 3}}}, ["gate.plan.demo.silence: gate-impossible-setting"]),
        ({"plan": {"demo": {"plan": {}}}}, ["gate.plan.demo.plan: gate-unknown-setting"]),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_where_it_stands(raw: Mapping[str, Any], expected: list[str]) -> None:
    assert read(raw)[1] == expected


@pytest.mark.parametrize(
    ("raw", "value", "allowed"),
    [
        ({"silence": 1}, "1", "true | false"),
        ({"silence": "no"}, "no", "true | false"),
        ({"at_risk_tolerated": True}, "true", "0, 1, 2 …"),
        ({"refuse": ["gelb", False]}, "[gelb, false]", "missed | no-data | at-risk | red | yellow"),
        ({"red_needs": {"reason": True}}, "{…}", "reason | measure | measure_by | evidence"),
        ({"department": {"czj": 5}}, "5", "[gate.department.…]"),
    ],
)
def test_what_cannot_be_used_is_shown_as_it_was_written_beside_what_can(
    raw: Mapping[str, Any], value: str, allowed: str
) -> None:
    (found,) = read_policy(raw, lambda key: TextPlace(".".join(key)))[1]
    assert (dict(found.values)["value"], dict(found.values)["range"]) == (value, allowed)


def test_only_marks_and_needs_that_there_are_can_be_listed() -> None:
    table, found = read({"refuse": ["missed", "yellow"], "red_needs": ["reason"], "yellow_needs": [], "silence": False})
    assert found == []
    assert table.settings == {
        "refuse": ("missed", "yellow"),
        "red_needs": ("reason",),
        "yellow_needs": (),
        "silence": False,
    }
    assert read({"refuse": ["missed", "gelb"]}) == (PolicyTable(), ["gate.refuse: gate-impossible-setting"])


def test_no_target_at_risk_may_be_tolerated() -> None:
    assert read({"at_risk_tolerated": 0})[0].settings == {"at_risk_tolerated": 0}


def test_of_departments_nearly_called_so_the_nearest_is_named() -> None:
    near = DEPARTMENTS | {"czg": Department("czg", "市财改局")}
    (found,) = unknown_departments(PolicyTable({}, {"市财政据": {}}), near, lambda key: TextPlace(".".join(key)))
    assert dict(found.values)["nearest"] == "市财政局"


def test_every_setting_can_be_written() -> None:
    written = {"at_risk_tolerated": 3}
    for setting in fields(Policy):
        if setting.name != "departments":
            default = list(setting.default) if isinstance(setting.default, tuple) else setting.default
            assert read({setting.name: written.get(setting.name, default)})[1] == []


def test_a_plan_file_has_no_settings_for_other_plans() -> None:
    table, found = read({"plan": {"other": {}}}, of_workspace=False)
    assert (table.plans, found) == ({}, ["gate.plan: gate-unknown-setting"])


def test_lint_names_a_bad_setting_of_a_plan_file_at_its_line(workspace: WorkspaceFiles) -> None:
    from plancheck.workspace.plans import read_plans

    text = quota(more='[gate]\nsilence = "no"\n\n[gate.department."市财政据"]\nsilence = false')
    workspace.plan(text)
    found = read_plans(workspace.open(), None)[0].findings
    assert [(one.rule, str(one.place)) for one in found] == [
        ("gate-impossible-setting", f"plans/demo.toml:{line_of(text, 'silence')}"),
        ("gate-unknown-department", f"plans/demo.toml:{line_of(text, '[gate.department')}"),
    ]


def test_nothing_is_judged_by_a_configuration_that_cannot_be_used(workspace: WorkspaceFiles) -> None:
    workspace.config("lang = 'zh'\n[gate]\nrefuse = ['gelb']\n")
    with pytest.raises(UsageProblem) as problem:
        workspace.decide()
    assert problem.value.values_in("zh")["place"] == "plancheck.toml:3"


@pytest.mark.parametrize(
    "config",
    [
        "[gate.department.'市财政据']\nsilence = false",
        "[gate.plan.dema]\nsilence = false",
        "[gate.plan.demo.department.'市财政据']\nsilence = false",
        "[[waiver]]\ntarget = 'D-12'\nreason = 'x'\napproved_by = 'y'\nuntil = 2026-12-31",
    ],
)
def test_rules_for_nobody_are_not_silently_without_effect(workspace: WorkspaceFiles, config: str) -> None:
    workspace.config(config)
    with pytest.raises(UsageProblem):
        workspace.decide()


@pytest.mark.parametrize(
    ("config", "wrong"),
    [
        ("[gate.department.'市财政据']\nsilence = false", True),
        ("[[waiver]]\ntarget = 'D-12'\nreason = 'x'\napproved_by = 'y'\nuntil = 2026-12-31", True),
        ("[gate.department.'市住房局']\nsilence = false", False),
        ("[[waiver]]\ntarget = 'H-1'\nreason = 'x'\napproved_by = 'y'\nuntil = 2026-12-31", False),
    ],
    ids=["no department", "no target", "another plan's department", "another plan's target"],
)
def test_settings_are_held_against_every_plan_whichever_is_named(
    workspace: WorkspaceFiles, config: str, wrong: bool
) -> None:
    other = quota(plan_id='"other"').replace("市机关事务中心", "市住房局").replace("D-12-1", "H-1")
    workspace.plan(other, "other")
    workspace.config(config)
    if wrong:
        with pytest.raises(UsageProblem):
            workspace.decide(LATE, 2025, "demo")
    else:
        workspace.decide(LATE, 2025, "demo")


def test_the_workspace_has_settings_for_a_plan_and_the_plan_file_holds_over_them(workspace: WorkspaceFiles) -> None:
    workspace.config("[gate.plan.demo]\nevidence = true")
    workspace.report(line(value="206"))
    assert rules(workspace.decide()) == ["gate-no-evidence"]
    workspace.plan(quota(more="[gate]\nevidence = false"))
    assert workspace.decide().passed


def test_evidence_can_be_asked_for(workspace: WorkspaceFiles) -> None:
    workspace.config("[gate]\nevidence = true")
    workspace.report(line(value="206", evidence="台账第3页"))
    assert workspace.decide().passed


def test_a_department_with_a_policy_of_its_own(workspace: WorkspaceFiles) -> None:
    """The finance bureau may be silent; its target is judged all the same."""
    own = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2026-12-31", reported_by='["czj"]')
    workspace.plan(quota(more=own))
    workspace.report(line(value="206"))
    assert rules(workspace.decide()) == ["gate-silent"]
    workspace.config("[gate.department.'财政局']\nsilence = false")
    assert workspace.decide().passed


def test_missed_targets_can_be_let_through(workspace: WorkspaceFiles) -> None:
    workspace.config("[gate]\nrefuse = []")
    workspace.report(line(value="154", **EXPLAINED))
    assert workspace.decide().passed


@pytest.mark.parametrize(("refuse", "expected"), [("red", ["gate-red"]), ("at-risk", ["gate-red"]), ("yellow", [])])
def test_lamps_of_what_goes_on_can_be_refused(workspace: WorkspaceFiles, refuse: str, expected: list[str]) -> None:
    workspace.config(f"[gate]\nrefuse = ['{refuse}']")
    workspace.plan(quota(target_by="2027-12-31", target_value="650", target_figure='"650部"'))
    workspace.report(line(day="2024-12-31", value="10"), year=2024)
    workspace.report(line(value="20", **EXPLAINED))
    assert rules(workspace.decide()) == expected


@pytest.mark.parametrize(("limit", "expected"), [(1, []), (0, ["gate-too-many-at-risk"])])
def test_only_so_many_targets_may_be_at_risk(workspace: WorkspaceFiles, limit: int, expected: list[str]) -> None:
    workspace.config(f"[gate]\nat_risk_tolerated = {limit}")
    workspace.plan(quota(target_by="2027-12-31", target_value="650", target_figure='"650部"'))
    workspace.report(line(value="20", **EXPLAINED))
    assert rules(workspace.decide()) == expected


def test_a_department_can_have_a_limit_of_its_own(workspace: WorkspaceFiles) -> None:
    workspace.config("[gate.department.jgsw]\nat_risk_tolerated = 0")
    workspace.plan(quota(target_by="2027-12-31", target_value="650", target_figure='"650部"'))
    workspace.report(line(value="20", **EXPLAINED))
    decision = workspace.decide()
    assert [(one.rule, one.department) for one in decision.refusals] == [("gate-too-many-at-risk", "市机关事务中心")]


@pytest.mark.parametrize(
    "changes",
    [
        {"target_value": "20", "target_figure": '"20部"'},
        {"target_wording": '"strive"', "target_figure": '"力争650部"'},
        {"more": '[[waiver]]\ntarget = "D-12-1"\nreason = "x"\napproved_by = "y"\nuntil = 2026-12-31'},
    ],
    ids=["on track", "striven for", "excused"],
)
def test_what_is_well_striven_for_or_excused_is_not_counted_as_at_risk(
    workspace: WorkspaceFiles, changes: dict[str, str]
) -> None:
    workspace.config("[gate]\nat_risk_tolerated = 0")
    workspace.plan(quota(**{"target_by": "2027-12-31", "target_value": "650", "target_figure": '"650部"'} | changes))
    workspace.report(line(value="20", **EXPLAINED))
    assert "gate-too-many-at-risk" not in rules(workspace.decide())


def test_a_target_that_repeats_another_is_not_counted_again(workspace: WorkspaceFiles) -> None:
    workspace.config("[gate]\nat_risk_tolerated = 1")
    twin = target_text(id='"D-12-2"', same_as='"D-12-1"', value="650", unit='"部"', figure='"650部"')
    workspace.plan(quota(target_by="2027-12-31", target_value="650", target_figure='"650部"', more=twin))
    workspace.report(line(value="20", **EXPLAINED))
    assert workspace.decide().passed


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("[gate]\nat_risk_tolerated = 0\n[gate.department.jgsw]\nevidence = false", ["gate-too-many-at-risk"]),
        ("[gate.department.czj]\nat_risk_tolerated = 0", []),
    ],
    ids=["the plan's limit is not said again", "another department's limit"],
)
def test_a_limit_counts_once_and_for_its_own_targets(
    workspace: WorkspaceFiles, config: str, expected: list[str]
) -> None:
    workspace.config(config)
    workspace.plan(quota(target_by="2027-12-31", target_value="650", target_figure='"650部"'))
    workspace.report(line(value="20", **EXPLAINED))
    assert rules(workspace.decide()) == expected


def test_every_setting_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "gate.md").read_text(encoding="utf-8")
    for setting in fields(Policy):
        assert f"`{setting.name}`" in text or setting.name == "departments"
    for mark in (*MARKS, *NEEDS):
        assert f"`{mark}`" in text
