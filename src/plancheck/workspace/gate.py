"""The plans of a workspace, judged for a year by the policy in force: names in, decisions out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from plancheck.assessment.assess import assess
from plancheck.coverage.approval import approved_values
from plancheck.findings import Finding
from plancheck.gate.asked import asked_by_gate
from plancheck.gate.decision import Decision, decide
from plancheck.gate.places import YearFiles
from plancheck.gate.waivers import excused_targets, find_excuses
from plancheck.gate.waivers import in_force as waivers_in_force
from plancheck.observations import Reports
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.model import Plan
from plancheck.publication.upheld import find_upheld
from plancheck.publication.values_in_force import find_values_in_force
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import Names, plan_settings, sound_plans
from plancheck.workspace.policies import misdirected, policy_of
from plancheck.workspace.record import read_record
from plancheck.workspace.yearly import day_of_judgement, judge_year, lag_until, plans_in_year


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


def asked_of_files(
    workspace: WorkspaceFolder, plan: Plan, reports: Reports, paths: Collection[str], told: Sequence[Finding]
) -> Iterator[Finding]:
    """What the gate would ask to be written in some files, were their years to end so: of those that have begun.

    Judged as the gate judges, by these reports alone. What was `told` of the files already is not told again.
    """
    reports = replace(reports, approved=approved_values(plan, workspace.config.restatements))
    settings, made_on = plan_settings(workspace, plan), workspace.as_of
    excuses = find_excuses(plan, workspace.config.waivers, workspace.shown_config)
    years = {one.year for one in reports.submissions if one.path in paths and one.year <= made_on.year}
    for year in sorted(years & set(range(plan.start.year, plan.end.year + 1))):
        day = day_of_judgement(workspace, year)
        record, _ = read_record(workspace, plan, year)
        in_force = find_values_in_force(plan_in_force(plan, day), reports, record, day, settings).reports
        upheld = find_upheld(plan, in_force, record, settings)
        judged = assess(plan, in_force, day, lag_until(settings, day, made_on), upheld=upheld)
        files = YearFiles(replace(judged, settings=settings), year, workspace.shown_reports(plan.id))
        excused = excused_targets(plan, waivers_in_force(excuses, made_on))
        yield from asked_by_gate(files, policy_of(workspace, plan), excused, made_on, paths, told)
