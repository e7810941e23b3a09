"""The gate's policy for a plan, and what the workspace's settings say of plans, departments and targets that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancheck.findings import Finding, TextPlace, finding
from plancheck.gate.policy import Policy, PolicyTable, lay, read_policy, unknown_departments
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Plan
from plancheck.text.nearest import nearest
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import read_plan_set


def policy_of(workspace: WorkspaceFolder, plan: Plan) -> Policy:
    """The plan's own policy over the workspace's for it over the workspace's; all were found sound before."""
    table = _workspace_table(workspace)
    own, _ = read_policy(plan.gate, lambda _: TextPlace(plan.path))
    return lay([table, table.plans.get(plan.id, PolicyTable()), own], plan.departments)


def misdirected(workspace: WorkspaceFolder, named: Sequence[Plan]) -> Iterator[Finding]:
    """Rules and waivers of the workspace for plans, departments or targets that there are not.

    Every plan of the workspace is looked at, whichever are named: what means one of them alone is not misdirected. What
    names no plan can only be missed where all of them can be read.
    """
    config = workspace.config
    if not (config.gate or config.waivers):
        return
    plans, all_read = _every_plan(workspace, named)
    yield from _unknown_plans(workspace, {plan.id for plan in plans})
    yield from _unknown_departments(workspace, plans, all_read=all_read)
    for waiver in config.waivers:
        yield from _waiver_of_nothing(workspace, waiver, plans, all_read=all_read)


def _unknown_plans(workspace: WorkspaceFolder, read: set[str]) -> Iterator[Finding]:
    """Rules and waivers for a plan that neither has a file in the workspace nor was named."""
    files = [path.stem for path in workspace.config.plan_files()]
    table, waivers = _workspace_table(workspace), workspace.config.waivers
    meant = [(name, _place(workspace, ("gate", "plan", name))) for name in table.plans]
    meant += [(waiver.plan, _waiver_place(workspace, waiver)) for waiver in waivers if waiver.plan]
    for name, place in meant:
        if name not in files and name not in read:
            yield finding("gate-unknown-plan", place, found=name, nearest=nearest(name, files))


def _unknown_departments(workspace: WorkspaceFolder, plans: Sequence[Plan], *, all_read: bool) -> Iterator[Finding]:
    """Rules for a department that its plan does not have; those for all plans, only where all could be read."""
    table, read = _workspace_table(workspace), {plan.id: plan for plan in plans}
    for name, inner in table.plans.items():
        if name in read:
            above = ("gate", "plan", name)
            yield from unknown_departments(inner, read[name].departments, lambda key: _place(workspace, key), above)
    if all_read:
        everyone = {f"{plan.id}/{key}": department for plan in plans for key, department in plan.departments.items()}
        yield from unknown_departments(table, everyone, lambda key: _place(workspace, key))


def _waiver_of_nothing(
    workspace: WorkspaceFolder, waiver: Waiver, plans: Sequence[Plan], *, all_read: bool
) -> Iterator[Finding]:
    """A waiver for a target that its plan, or none of all the plans where it names none, has."""
    meant = _plans_meant(waiver, plans, all_read=all_read)
    known = [target.id for plan in meant for target in plan.targets]
    if meant and waiver.target not in known:
        yield finding(
            "waiver-of-nothing",
            _waiver_place(workspace, waiver),
            found=waiver.target,
            plan=waiver.plan,
            nearest=nearest(waiver.target, known),
        )


def _plans_meant(waiver: Waiver, plans: Sequence[Plan], *, all_read: bool) -> Sequence[Plan]:
    if waiver.plan:
        return [plan for plan in plans if plan.id == waiver.plan]
    return plans if all_read else []


def _every_plan(workspace: WorkspaceFolder, named: Sequence[Plan]) -> tuple[list[Plan], bool]:
    """The plans named and all others of the workspace; and whether none of those is unsound."""
    known = {plan.id for plan in named}
    others = [path.stem for path in workspace.config.plan_files() if path.stem not in known]
    if not others:
        return list(named), True
    read = read_plan_set(workspace, others)
    return [*named, *read.sound], not read.unsound


def _workspace_table(workspace: WorkspaceFolder) -> PolicyTable:
    return read_policy(workspace.config.gate, lambda _: TextPlace(workspace.shown_config), of_workspace=True)[0]


def _place(workspace: WorkspaceFolder, key: tuple[str, ...]) -> TextPlace:
    """The line of a key in the workspace's settings, or of the table around it."""
    return TextPlace(workspace.shown_config, workspace.config.line_of(key))


def _waiver_place(workspace: WorkspaceFolder, waiver: Waiver) -> TextPlace:
    return TextPlace(workspace.shown_config, waiver.line or None)
