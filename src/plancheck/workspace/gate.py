"""The plans of a workspace, judged for a year by the policy in force: names in, decisions out."""

from __future__ import annotations

from plancheck.gate.decision import Decision, decide
from plancheck.gate.places import YearFiles
from plancheck.gate.waivers import find_excuses
from plancheck.plan.model import Plan
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import Names, sound_plans
from plancheck.workspace.policies import misdirected, policy_of
from plancheck.workspace.yearly import day_of_judgement, judge_year, plans_in_year


def decide_plans(workspace: WorkspaceFolder, names: Names, year: int) -> list[Decision]:
    """Judge a year of every plan meant. Raises UsageProblem for a year or a configuration that cannot be used."""
    plans = sound_plans(workspace, names)
    running = plans_in_year(plans, year, named=bool(names))
    day_of_judgement(workspace, year)
    fault = next(misdirected(workspace, plans), None)
    if fault is not None:
        raise UsageProblem("bad-config", cause=fault)
    return [_decide(workspace, plan, year) for plan in running]


def _decide(workspace: WorkspaceFolder, plan: Plan, year: int) -> Decision:
    files = YearFiles(judge_year(workspace, plan, year).assessment, year, workspace.shown_reports(plan.id))
    excuses = find_excuses(plan, workspace.config.waivers, workspace.shown_config)
    return decide(files, policy_of(workspace, plan), excuses, workspace.as_of)
