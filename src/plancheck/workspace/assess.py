"""The spine: a plan's reports read, gathered, checked, put in force and judged; plan in, `Assessment` out.

`status` judges a plan on a day, the yearly report and the gate judge it for a year (`yearly`). Both go this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from plancheck.assessment.assess import Assessment, assess
from plancheck.coverage import cover
from plancheck.coverage.approval import approved_values
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, merge_neighbours
from plancheck.issuing.owed_values import unanswered_days
from plancheck.observations import Observation, Reports
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.model import Plan
from plancheck.publication.changed_verdicts import changed_verdicts, said_once
from plancheck.publication.record import Record
from plancheck.publication.upheld import find_upheld, turned_by_edition
from plancheck.publication.values_in_force import find_values_in_force
from plancheck.rules import sort_findings
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.settings import Settings
from plancheck.scoring.upheld import UpheldTarget
from plancheck.submissions.gather import gather
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.misfiled import filed_under_no_plan, misfiled_in_plan
from plancheck.workspace.plans import PlanSet, plan_settings
from plancheck.workspace.record import read_record
from plancheck.workspace.reports import read_plan_reports

if TYPE_CHECKING:
    from plancheck.explanation.what_if import Supposition

NOTHING_SUPPOSED: Mapping[str, Sequence[Supposition]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReportsInForce:
    """What a plan is judged by: its reports with the values in force, what is wrong with them, and what binds it.

    `upheld` is what stays as it was published under another edition of the method, by target.
    """

    reports: Reports
    findings: tuple[Finding, ...]
    record: Record
    upheld: Mapping[str, UpheldTarget]

    def conclude(self, assessment: Assessment, warnings: Iterable[Finding] = ()) -> Assessment:
        """An assessment of these reports with all its findings: the plan's own warnings, the reports', the record's."""
        bound = [*changed_verdicts(assessment, self.record), *turned_by_edition(assessment)]
        found = [*warnings, *self.findings, *bound]
        # A value that was published, or read by an earlier day, may be left out where the one that is there now is not.
        told = {(item.rule, item.place) for item in found}
        found += [fault for fault in assessment.left_out.values() if (fault.rule, fault.place) not in told]
        return replace(assessment, findings=tuple(sort_findings(merge_neighbours(found))))


def reports_in_force(
    workspace: WorkspaceFolder,
    plan: Plan,
    day: date,
    seen_on: date,
    settings: Settings,
    grace: Settings,
    anew: int | None = None,
) -> ReportsInForce:
    """Read a plan's reports and settle which values are in force on a day.

    `seen_on` is the day up to which reports count as late. `grace` are the settings whose days of grace run from the
    day that is judged, `settings` those that values are judged with. The year `anew` is to be published under the edition
    of the method in force.
    """
    plan = plan_in_force(plan, day)
    files = read_plan_reports(workspace, plan, max(day.year, seen_on.year, workspace.today.year))
    reports, found = gather(plan, files, workspace.today.year)
    found += misfiled_in_plan(workspace, plan.id)
    folder = workspace.shown_reports(plan.id)
    restatements = workspace.config.restatements
    reports = replace(reports, approved=approved_values(plan, restatements))
    scope = Scope(plan, reports, day, seen_on, folder, grace, restatements=restatements)
    found += [*cover(scope), *unanswered_days(scope)]
    record, faults = read_record(workspace, plan, day.year)
    in_force = find_values_in_force(plan, reports, record, day, settings)
    changed = [*faults, *in_force.findings]
    upheld = find_upheld(plan, in_force.reports, record, settings, anew)
    return ReportsInForce(in_force.reports, (*said_once(found, changed), *changed), record, upheld)


def assess_plan(
    workspace: WorkspaceFolder,
    plan: Plan,
    as_of: date | None = None,
    what_if: Iterable[Supposition] = (),
    warnings: Iterable[Finding] = (),
) -> Assessment:
    """Judge a plan on a day, the workspace's own if none is given, as if a value had been reported.

    `warnings` are what was found in the plan's file. Raises UsageProblem for a supposition that cannot be.
    """
    day = as_of or workspace.as_of
    settings = plan_settings(workspace, plan)
    in_force = reports_in_force(workspace, plan, day, max(day, workspace.today), settings, settings)
    supposed = _as_reported(plan, in_force.reports, what_if, day)
    judged = assess(plan, in_force.reports, day, settings, supposed=supposed, upheld=in_force.upheld)
    return in_force.conclude(judged, warnings)


def assess_plans(
    workspace: WorkspaceFolder,
    plans: PlanSet,
    as_of: date | None = None,
    what_if: Mapping[str, Sequence[Supposition]] = NOTHING_SUPPOSED,
    *,
    is_all: bool,
) -> list[Assessment]:
    """Judge the sound ones of several plans. `what_if` are the suppositions of each, by its id.

    What is wrong with no plan that is scored is told once, with the first: the faults of those that cannot be, and where
    all plans of the workspace are meant (`is_all`), the reports that lie in the folder of none.
    """
    besides = [*plans.faults, *(filed_under_no_plan(workspace) if is_all else ())]
    return [
        assess_plan(
            workspace,
            plan,
            as_of,
            what_if.get(plan.id, ()),
            [*(item for item in plans.findings if item.path == plan.path), *(besides if number == 0 else ())],
        )
        for number, plan in enumerate(plans.sound)
    ]


def _as_reported(plan: Plan, reports: Reports, what_if: Iterable[Supposition], as_of: date) -> list[Observation]:
    from plancheck.explanation.what_if import suppose
    from plancheck.workspace.what_if import check_supposition

    supposed: list[Observation] = []
    for item in what_if:
        checked = check_supposition(plan, item)
        if (target := plan.target(checked.target)) is not None:
            original = plan.reported_as(target)
            supposed += suppose(original, reports.of(original.id), checked.answer, checked.day)
    _refuse_impossible(plan, reports, supposed, as_of)
    return supposed


def _refuse_impossible(plan: Plan, reports: Reports, supposed: list[Observation], as_of: date) -> None:
    if not supposed:
        return
    from plancheck.explanation.impossible import impossible_suppositions

    day = max([as_of, *(item.period_end for item in supposed)])
    reported = [item for item in reports.observations if item.period_end <= day and item.year <= day.year]
    if faults := impossible_suppositions(plan, reported, supposed):
        raise UsageProblem("supposed-impossible", findings=faults, target=faults[0].target or "")
