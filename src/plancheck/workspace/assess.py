"""The report files of a workspace: `reports/<plan>/<year>/*`, read and put to their plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.files import show_path
from plancheck.findings import Finding, TextPlace, merge_neighbours
from plancheck.observations import Observation, Reports
from plancheck.plan.model import Plan
from plancheck.rules import message, sort_findings
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.settings import Settings, read_settings
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import ReportFile, report_files
from plancheck.workspace.config import Config
from plancheck.workspace.folder import Edge
from plancheck.workspace.misfiled import misfiled_in_plan
from plancheck.workspace.reading import Reading
from plancheck.workspace.record import keep_in_force, told_once, turned_verdicts

if TYPE_CHECKING:
    from plancheck.assessment.assess import Assessment
    from plancheck.explanation.what_if import Supposition


def year_folders(config: Config, plan: Plan, last_year: int) -> list[tuple[int, Path]]:
    """The years of a plan that have a folder, up to a year; what is no year is no folder of ours."""
    folder = config.reports / plan.id
    if not folder.is_dir():
        return []
    years = [(int(path.name), path) for path in folder.iterdir() if path.name.isdecimal() and path.is_dir()]
    return sorted((year, path) for year, path in years if year <= last_year)


def read_plan_reports(config: Config, plan: Plan, last_year: int, jobs: int = 0) -> list[Filed]:
    """Every report file of a plan up to a year, read by so many processes (0: as many as fit) or known from the cache."""
    here = Path.cwd()
    places = [
        ReportFile(Path(show_path(path, here)), year)
        for year, folder in year_folders(config, plan, last_year)
        for path in report_files(folder)
    ]
    return [
        Filed(intake, plan.id, year, "" if intake.is_long_form else path.stem)
        for (path, year, _), intake in zip(places, Reading(config, jobs).read(places), strict=True)
    ]


def plan_settings(edge: Edge, plan: Plan) -> Settings:
    """The thresholds in force for a plan: its own over the workspace's. Raises UsageProblem for an impossible one."""
    config = edge.config
    where = TextPlace(show_path(config.path, Path.cwd()) if config.path else plan.path)
    settings, found = read_settings(config.scoring, where)
    own, own_found = read_settings(plan.scoring, TextPlace(plan.path), settings)
    for one in (*found, *own_found):
        raise UsageProblem("bad-config", message=message(one, edge.language), place=one.place)
    return own


def assess_plan(
    edge: Edge,
    plan: Plan,
    as_of: date | None = None,
    supposed: Iterable[Supposition] = (),
    warnings: Iterable[Finding] = (),
) -> Assessment:
    """Read a plan's reports and judge it on a day (the edge's own, if none is given), as if a value had been reported."""
    from plancheck.assessment.assess import assess  # brings in the scoring room, which checking a file does without

    day = as_of or edge.as_of
    files = read_plan_reports(edge.config, plan, max(day.year, edge.now.year), edge.jobs)
    reports, found = gather(plan, files)
    found += misfiled_in_plan(edge.config, plan.id)
    settings = plan_settings(edge, plan)
    folder = show_path(edge.config.reports / plan.id, Path.cwd())
    found += cover(
        Scope(plan, reports, day, max(day, edge.now), folder, settings, restatements=edge.config.restatements)
    )
    standing, record = keep_in_force(edge, plan, reports, day, settings)
    judged = assess(plan, standing.reports, day, settings, (), _as_reported(plan, standing.reports, supposed, day))
    found = [*told_once(found, standing.findings), *standing.findings, *turned_verdicts(judged, record)]
    return replace(judged, findings=tuple(sort_findings(merge_neighbours([*warnings, *found]))))


def _as_reported(plan: Plan, reports: Reports, supposed: Iterable[Supposition], as_of: date) -> list[Observation]:
    from plancheck.explanation.what_if import suppose

    told: list[Observation] = []
    for one in supposed:
        target = plan.target(one.target)
        if target is not None:
            target = plan.reported_as(target)
            told += suppose(target, reports.of(target.id), one.answer, one.day)
    _refuse_impossible(plan, reports, told, as_of)
    return told


def _refuse_impossible(plan: Plan, reports: Reports, supposed: list[Observation], as_of: date) -> None:
    if not supposed:
        return
    from plancheck.explanation.impossible import impossible_suppositions

    day = max([as_of, *(one.period_end for one in supposed)])
    told = [one for one in reports.observations if one.period_end <= day and one.year <= day.year]
    if faults := impossible_suppositions(plan, told, supposed):
        raise UsageProblem("supposed-impossible", findings=faults, target=faults[0].target or "")
