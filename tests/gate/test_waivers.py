"""A waiver lifts a target until its date and is listed; one that has run out lifts nothing and is said to have."""

from __future__ import annotations

import pytest

from plancheck.rules import severity_of
from tests.plans import line_of, target_text
from tests.workspaces import WorkspaceFiles, line, quota, rules


def waiver(until: str, target: str = "D-12-1", more: str = "") -> str:
    return (
        f'[[waiver]]\ntarget = "{target}"\nreason = "上级调整了任务"\napproved_by = "市政府"\nuntil = {until}\n{more}'
    )


@pytest.mark.parametrize(("until", "lifted"), [("2026-04-01", True), ("2026-12-31", True), ("2026-03-31", False)])
def test_a_waiver_holds_until_its_date_and_on_it(workspace: WorkspaceFiles, until: str, lifted: bool) -> None:
    workspace.plan(quota(more=waiver(until)))
    workspace.report(line(value="154"))
    decision = workspace.decide(as_of="2026-04-01")
    assert decision.passed is lifted
    assert [excuse.target.id for excuse in decision.waived] == (["D-12-1"] if lifted else [])
    assert ["waiver-expired" for _ in decision.remarks] == ([] if lifted else ["waiver-expired"])


def test_an_expired_waiver_is_a_finding_at_its_line(workspace: WorkspaceFiles) -> None:
    text = quota(more=waiver("2024-12-31"))
    workspace.plan(text)
    workspace.report(line(value="206"))
    decision = workspace.decide()
    assert decision.passed
    assert [(one.rule, str(one.place), severity_of(one)) for one in decision.remarks] == [
        ("waiver-expired", f"plans/demo.toml:{line_of(text, '[[waiver]]')}", "warning")
    ]


def test_a_waiver_of_the_workspace_is_found_in_its_own_file(workspace: WorkspaceFiles) -> None:
    workspace.config("lang = 'zh'\n" + waiver("2024-12-31", more='plan = "demo"\n'))
    workspace.report(line(value="206"))
    assert [str(one.place) for one in workspace.decide().remarks] == ["plancheck.toml:2"]


def test_who_is_excused_from_everything_owes_no_workbook(workspace: WorkspaceFiles) -> None:
    """And where nothing else was reported, there is nothing to judge."""
    own = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
    workspace.plan(quota(more=own + waiver("2026-12-31", "D-12-2")))
    workspace.report(line(value="206"))
    assert workspace.decide().passed
    workspace.plan(quota(more=waiver("2026-12-31")))
    (workspace.folder / "reports/demo/2025/all.csv").unlink()
    assert rules(workspace.decide()) == ["gate-nothing-reported"]


def test_a_blank_of_an_excused_target_does_not_refuse_the_workbook(workspace: WorkspaceFiles) -> None:
    more = target_text(id='"D-12-2"', value="100", figure='"100辆"', by="2025-12-31")
    workspace.plan(quota(more=more + waiver("2026-12-31", "D-12-2")))
    workspace.report(line(value="206"))
    assert workspace.decide().passed


def test_who_excuses_a_repetition_excuses_what_it_repeats(workspace: WorkspaceFiles) -> None:
    twin = target_text(id='"D-12-2"', same_as='"D-12-1"', value="200", unit='"部"', figure='"200部"', by="2025-12-31")
    workspace.plan(quota(more=twin + waiver("2026-12-31", "D-12-2")))
    workspace.report(line(value="154"))
    assert workspace.decide().passed


def test_a_waiver_for_another_plans_target_of_the_same_id_lifts_nothing_here(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(plan_id='"other"'), "other")
    workspace.report(line(value="154"))
    for plan, lifted in (("other", False), ("demo", True)):
        workspace.config(waiver("2026-12-31", more=f'plan = "{plan}"\n'))
        assert workspace.decide("2026-04-01", 2025, "demo").passed is lifted
