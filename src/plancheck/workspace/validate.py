"""Files put to the plans of the workspace: every finding on them, in the order of the files."""

from __future__ import annotations

from pathlib import Path

from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.files import show_path
from plancheck.findings import Finding, TextPlace, finding, merge_neighbours
from plancheck.plan.model import Kind, Plan
from plancheck.rules import sort_findings
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import ReportFile, report_files
from plancheck.workspace.assess import plan_settings, year_folders
from plancheck.workspace.folder import Edge
from plancheck.workspace.known_plans import Shelf
from plancheck.workspace.reading import Reading
from plancheck.workspace.reports import belonging


def validate_files(edge: Edge, paths: list[Path], reading: Reading) -> list[Finding]:
    """Read the files and check each against itself and against its plan, where there is that plan."""
    filed, shelf = [], Shelf(edge.config)
    folders = {folder: _place(edge, shelf, folder) for folder in {path.parent for path in paths}}
    places = {path: folders[path.parent] for path in paths}
    for path, intake in zip(paths, reading.read([ReportFile(path, places[path][1]) for path in paths]), strict=True):
        plan_id, year = places[path]
        filed.append(Filed(intake, plan_id, year, path.stem if path.suffix.lower() != ".csv" else ""))
    by_plan: dict[str, list[Filed]] = {}
    for one in filed:
        by_plan.setdefault(_plan_of(one, shelf), []).append(one)
    found = [item for plan_id, files in by_plan.items() for item in _check(edge, shelf.plan(plan_id), files, reading)]
    order = {path.as_posix(): number for number, path in enumerate(paths)}
    return sorted(sort_findings(merge_neighbours(found)), key=lambda one: order.get(one.path, len(order)))


def _place(edge: Edge, shelf: Shelf, folder: Path) -> tuple[str, int | None]:
    """The plan and year that a folder is for. One that only looks like it, Downloads/2025, is no plan's."""
    plan_id, year = belonging(folder)
    is_report = folder.resolve().is_relative_to(edge.config.reports.resolve())
    return plan_id if is_report or shelf.plan(plan_id) else "", year


def _plan_of(filed: Filed, shelf: Shelf) -> str:
    """The plan that a file is for: by its own word, its folder, or the targets in it."""
    progress = filed.intake.progress
    if progress is None:
        return filed.plan
    known = progress.plan or filed.plan
    if not known:
        plan = shelf.plan_with(progress.rows or {one.target for one in progress.observations})
        known = plan.id if plan else ""
    return known


def _check(edge: Edge, plan: Plan | None, files: list[Filed], reading: Reading) -> list[Finding]:
    if plan is None:
        return [one for filed in files for one in _alone(filed)]
    # The year before makes jumps, falls, copies and restatements visible; findings on it belong to whoever asks for it.
    reports, found = gather(plan, [*_years_before(edge, plan, files, reading), *files])
    folder = show_path(edge.config.reports / plan.id, Path.cwd())
    scope = Scope(
        plan,
        reports,
        edge.as_of,
        max(edge.as_of, edge.now),
        folder,
        plan_settings(edge, plan),
        silence=False,
        restatements=edge.config.restatements,
    )
    asked = {one.intake.path for one in files}
    return [one for one in (*found, *cover(scope)) if one.path in asked]


def _years_before(edge: Edge, plan: Plan, files: list[Filed], reading: Reading) -> list[Filed]:
    """What the same departments, and any CSV, reported before the files' earliest year, as filed in the workspace.

    The year before, or every year where the value that growth is measured from may have been given in any of them.
    """
    years = {year for one in files if (year := _year_of(one))}
    if not years:
        return []
    names = {one.name for one in files} | {one.intake.progress.department for one in files if one.intake.progress}
    here, asked, first = Path.cwd(), {Path(one.intake.path).resolve() for one in files}, min(years)
    earliest = plan.start.year if any(_asks_for_base(plan, one) for one in files) else first - 1
    jobs = [
        ReportFile(Path(show_path(path, here)), year)
        for year, folder in year_folders(edge.config, plan, first - 1)
        for path in (report_files(folder) if year >= earliest else ())
        if path.resolve() not in asked and (path.stem in names or path.suffix.lower() == ".csv")
    ]
    return [
        Filed(intake, plan.id, year, "" if intake.is_long_form else path.stem)
        for (path, year, _), intake in zip(jobs, reading.read(jobs), strict=True)
    ]


def _asks_for_base(plan: Plan, filed: Filed) -> bool:
    """Whether a file reports a level whose growth is measured from a value that the plan does not have."""
    told = filed.intake.progress.observations if filed.intake.progress else ()
    targets = [target for one in {one.target for one in told} if (target := plan.target(one)) is not None]
    return any(
        one.kind is Kind.GROWTH and not one.is_growth_itself and (one.baseline is None or one.baseline.value is None)
        for one in targets
    )


def _year_of(filed: Filed) -> int | None:
    return filed.year or (filed.intake.progress.year if filed.intake.progress else None)


def _alone(filed: Filed) -> list[Finding]:
    """A workbook whose plan is not at hand is still checked for itself, and says that it was only that."""
    found = list(filed.intake.findings)
    progress, place = filed.intake.progress, TextPlace(filed.intake.path)
    if progress is None:
        return found
    found += progress.findings
    if progress.plan and filed.plan and progress.plan != filed.plan:
        found.append(finding("wrong-plan", place, found=progress.plan, expected=filed.plan))
    elif plan_id := progress.plan or filed.plan:
        found.append(finding("plan-not-here", place, plan=plan_id))
    elif progress.rows:
        found.append(finding("not-identified", place))
    return found
