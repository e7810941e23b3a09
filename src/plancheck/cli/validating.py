"""Files put to the plans of the workspace: every finding on them, in the order of the files."""

from __future__ import annotations

from pathlib import Path

from plancheck.cli.files import belonging
from plancheck.cli.filing import plan_settings, year_folders
from plancheck.cli.options import Edge
from plancheck.cli.reading import Reading
from plancheck.config import show_path
from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, TextPlace, finding, merge_neighbours
from plancheck.gather import Filed, gather
from plancheck.plan.model import Plan
from plancheck.plan.read import read_plan
from plancheck.rules import sort_findings
from plancheck.workbook.intake import report_files


def validate_files(edge: Edge, paths: list[Path], reading: Reading) -> list[Finding]:
    """Read the files and check each against itself and against its plan, where the workspace has that plan."""
    filed = []
    places = {path: belonging(path) for path in paths}
    for path, intake in zip(paths, reading.read([(path, places[path][1]) for path in paths]), strict=True):
        plan_id, year = places[path]
        filed.append(Filed(intake, plan_id, year, path.stem if path.suffix.lower() != ".csv" else ""))
    by_plan: dict[str, list[Filed]] = {}
    for one in filed:
        by_plan.setdefault(_plan_of(one), []).append(one)
    found = [item for plan_id, files in by_plan.items() for item in _check(edge, plan_id, files, reading)]
    order = {path.as_posix(): number for number, path in enumerate(paths)}
    return sorted(sort_findings(merge_neighbours(found)), key=lambda one: order.get(one.path, len(order)))


def _plan_of(filed: Filed) -> str:
    own = filed.intake.progress.plan if filed.intake.progress else None
    return own or filed.plan


def _check(edge: Edge, plan_id: str, files: list[Filed], reading: Reading) -> list[Finding]:
    plan = _plan(edge, plan_id)
    if plan is None:
        return [one for filed in files for one in _alone(filed, plan_id)]
    # The year before makes jumps, falls, copies and restatements visible; findings on it belong to whoever asks for it.
    reports, found = gather(plan, [*_year_before(edge, plan, files, reading), *files])
    folder = show_path(edge.config.reports / plan.id, Path.cwd())
    scope = Scope(
        plan, reports, edge.as_of, max(edge.as_of, edge.now), folder, plan_settings(edge, plan), silence=False,
        restatements=edge.config.restatements,
    )  # fmt: skip
    asked = {one.intake.path for one in files}
    return [one for one in (*found, *cover(scope)) if one.path in asked]


def _year_before(edge: Edge, plan: Plan, files: list[Filed], reading: Reading) -> list[Filed]:
    """What the same departments, and any CSV, reported in the year before the files' earliest, as filed in the workspace."""
    years = {year for one in files if (year := _year_of(one))}
    if not years:
        return []
    names = {one.name for one in files} | {one.intake.progress.department for one in files if one.intake.progress}
    here, asked, before = Path.cwd(), {Path(one.intake.path).resolve() for one in files}, min(years) - 1
    paths = [
        path
        for year, folder in year_folders(edge.config, plan, before)
        for path in (report_files(folder) if year == before else ())
        if path.resolve() not in asked and (path.stem in names or path.suffix.lower() == ".csv")
    ]
    jobs = [(Path(show_path(path, here)), before) for path in paths]
    return [
        Filed(intake, plan.id, before, "" if intake.is_long_form else path.stem)
        for path, intake in zip(paths, reading.read(jobs), strict=True)
    ]


def _year_of(filed: Filed) -> int | None:
    return filed.year or (filed.intake.progress.year if filed.intake.progress else None)


def _alone(filed: Filed, plan_id: str) -> list[Finding]:
    """A workbook whose plan is not at hand is still checked for itself, and says that it was only that."""
    found = list(filed.intake.findings)
    progress, place = filed.intake.progress, TextPlace(filed.intake.path)
    if progress is None:
        return found
    found += progress.findings
    if plan_id:
        found.append(finding("plan-not-here", place, plan=plan_id))
    elif progress.rows:
        found.append(finding("not-identified", place))
    return found


def _plan(edge: Edge, plan_id: str) -> Plan | None:
    path = edge.config.plans / f"{plan_id}.toml"
    if not plan_id or not path.is_file():
        return None
    plan, _ = read_plan(path, show_path(path, Path.cwd()))
    return plan
