"""The plans of a workspace, judged for a year by the policy in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plancheck.cli.choosing import sound_plans
from plancheck.cli.filing import assess_plan, plan_settings
from plancheck.cli.options import Edge
from plancheck.config import show_path
from plancheck.exits import UsageProblem
from plancheck.findings import TextPlace
from plancheck.gate import Decision, Policy, decide, due_day, read_policy
from plancheck.plan.model import Plan, Waiver
from plancheck.rules import message


def year_day(edge: Edge, plan: Plan, year: int) -> date:
    """The day on which a year of a plan is judged. Raises UsageProblem for a year that has not begun or is not the plan's."""
    if edge.as_of < date(year, 1, 1):
        raise UsageProblem("year-in-future", year=year, as_of=edge.as_of)
    return due_day(year, edge.as_of, plan_settings(edge, plan).report_lag_days)


def plans_of_year(edge: Edge, names: list[str] | None, year: int) -> list[Plan]:
    """The plans meant that run in a year. Raises UsageProblem where none does."""
    plans, _ = sound_plans(edge.config, names)
    running = [plan for plan in plans if plan.start.year <= year <= plan.end.year]
    if not running:
        known = ", ".join(f"{plan.id} {plan.start.year}-{plan.end.year}" for plan in plans)
        raise UsageProblem("year-of-no-plan", year=year, plans=known)
    return running


def decide_plans(edge: Edge, names: list[str] | None, year: int) -> list[Decision]:
    """Judge a year of every plan meant."""
    decisions = []
    for plan in plans_of_year(edge, names, year):
        assessment = assess_plan(edge, plan, year_day(edge, plan, year))
        folder = show_path(edge.config.reports / plan.id, Path.cwd())
        policy = policy_of(edge, plan)
        decisions.append(decide(assessment, year, policy, waivers_of(edge, plan), folder))
    return decisions


def policy_of(edge: Edge, plan: Plan) -> Policy:
    """The plan's own policy over the workspace's for it over the workspace's. Raises UsageProblem for an impossible one."""
    config = edge.config
    where = TextPlace(show_path(config.path, Path.cwd()) if config.path else plan.path)
    by_plan = config.gate.get("plan", {})
    layers = [
        (config.gate, where),
        (by_plan.get(plan.id, {}) if isinstance(by_plan, dict) else {}, where),
        (plan.gate, TextPlace(plan.path)),
    ]
    policy = Policy()
    for raw, place in layers:
        policy, found = read_policy(raw, place, policy)
        for one in found:
            raise UsageProblem("bad-config", message=message(one, edge.language), place=one.place)
    return policy


def waivers_of(edge: Edge, plan: Plan) -> list[Waiver]:
    """The waivers in the plan file and those for it in the workspace."""
    theirs = [waiver for waiver in edge.config.waivers if waiver.plan in ("", plan.id) and plan.target(waiver.target)]
    return [*plan.waivers, *theirs]
