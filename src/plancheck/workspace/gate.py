"""The plans of a workspace, judged for a year by the policy in force: names in, decisions out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plancheck.files import show_path
from plancheck.findings import Finding, TextPlace, finding
from plancheck.gate.decision import Decision, decide
from plancheck.gate.places import YearFiles
from plancheck.gate.policy import Policy, PolicyTable, lay, read_policy, unknown_departments
from plancheck.gate.waivers import find_excuses
from plancheck.plan.model import Plan, Waiver
from plancheck.rules import message
from plancheck.rules.usage import UsageProblem
from plancheck.text.nearest import nearest
from plancheck.workspace.folder import Edge
from plancheck.workspace.plans import sort_plans, sound_plans
from plancheck.workspace.yearly import day_of_judgement, judge_year, plans_in_year


def decide_plans(edge: Edge, names: list[str] | None, year: int) -> list[Decision]:
    """Judge a year of every plan meant. Raises UsageProblem for a year or a configuration that cannot be used."""
    plans, _ = sound_plans(edge.config, names)
    running = plans_in_year(plans, year, named=bool(names))
    day_of_judgement(edge, year)
    for one in misdirected(edge, plans):
        raise UsageProblem("bad-config", message=message(one, edge.language), place=one.place)
    return [_decide(edge, plan, year) for plan in running]


def _decide(edge: Edge, plan: Plan, year: int) -> Decision:
    folder = show_path(edge.config.reports / plan.id, Path.cwd())
    filing = YearFiles(judge_year(edge, plan, year).assessment, year, folder)
    excuses = find_excuses(plan, edge.config.waivers, _config_path(edge))
    return decide(filing, policy_of(edge, plan), excuses, edge.as_of)


def policy_of(edge: Edge, plan: Plan) -> Policy:
    """The plan's own policy over the workspace's for it over the workspace's; all were found sound before."""
    workspace = _workspace_table(edge)
    own, _ = read_policy(plan.gate, lambda _: TextPlace(plan.path))
    return lay([workspace, workspace.plans.get(plan.id, PolicyTable()), own], plan.departments)


def misdirected(edge: Edge, named: list[Plan]) -> Iterator[Finding]:
    """Rules and waivers of the workspace for plans, departments or targets that there are not.

    Every plan of the workspace is looked at, whichever are named: what means one of them alone is not misdirected. What
    names no plan can only be missed where all of them can be read.
    """
    if not (edge.config.gate or edge.config.waivers):
        return
    table, config = _workspace_table(edge), edge.config
    plans, all_read = _every_plan(edge, named)
    files = [path.stem for path in config.plans.glob("*.toml")]
    own = {plan.id: plan for plan in plans}
    meant_plans = [(name, _place(edge, ("gate", "plan", name))) for name in table.plans]
    meant_plans += [(one.plan, _waiver_place(edge, one)) for one in config.waivers if one.plan]
    for name, place in meant_plans:
        if name not in files and name not in own:
            yield finding("gate-unknown-plan", place, found=name, nearest=nearest(name, files))
    for name, inner in table.plans.items():
        if name in own:
            above = ("gate", "plan", name)
            yield from unknown_departments(inner, own[name].departments, lambda key: _place(edge, key), above)
    if all_read:
        everyone = {f"{plan.id}/{key}": one for plan in plans for key, one in plan.departments.items()}
        yield from unknown_departments(table, everyone, lambda key: _place(edge, key))
    for waiver in config.waivers:
        meant = [own[waiver.plan]] if waiver.plan in own else plans if not waiver.plan and all_read else []
        known = [target.id for plan in meant for target in plan.targets]
        if meant and waiver.target not in known:
            yield finding(
                "waiver-of-nothing",
                _waiver_place(edge, waiver),
                found=waiver.target,
                plan=waiver.plan,
                nearest=nearest(waiver.target, known),
            )


def _every_plan(edge: Edge, named: list[Plan]) -> tuple[list[Plan], bool]:
    """The plans named and all others of the workspace; and whether none of those is unsound."""
    known = {plan.id for plan in named}
    others = [path for path in sorted(edge.config.plans.glob("*.toml")) if path.stem not in known]
    if not others:
        return named, True
    read = sort_plans(edge.config, [path.stem for path in others])
    return [*named, *read.sound], not read.unsound


def _workspace_table(edge: Edge) -> PolicyTable:
    return read_policy(edge.config.gate, lambda _: TextPlace(_config_path(edge)), of_workspace=True)[0]


def _place(edge: Edge, key: tuple[str, ...]) -> TextPlace:
    """The line of a key in the workspace's settings, or of the table around it."""
    return TextPlace(_config_path(edge), edge.config.line_of(key))


def _waiver_place(edge: Edge, waiver: Waiver) -> TextPlace:
    return TextPlace(_config_path(edge), waiver.line or None)


def _config_path(edge: Edge) -> str:
    return show_path(edge.config.path, Path.cwd()) if edge.config.path else ""
