"""Files put to the plans of the workspace: every finding on them, in the order of the files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, TextPlace, finding, merge_neighbours
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind
from plancheck.rules import sort_findings
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import report_files
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.known_plans import KnownPlans
from plancheck.workspace.plans import plan_settings
from plancheck.workspace.reading import read_reports
from plancheck.workspace.reports import belonging, read_filed, report_file, year_folders


def validate_files(workspace: WorkspaceFolder, paths: Sequence[Path]) -> list[Finding]:
    """Read the files and check each against itself and against its plan, where there is that plan."""
    known = KnownPlans(workspace)
    filed = _read(workspace, known, paths)
    by_plan: dict[str, list[Filed]] = {}
    for file in filed:
        by_plan.setdefault(_plan_of(file, known), []).append(file)
    found = [item for plan_id, files in by_plan.items() for item in _check(workspace, known.plan(plan_id), files)]
    order = {file.intake.path: number for number, file in enumerate(filed)}
    return sorted(sort_findings(merge_neighbours(found)), key=lambda item: order.get(item.path, len(order)))


def _read(workspace: WorkspaceFolder, known: KnownPlans, paths: Sequence[Path]) -> list[Filed]:
    """The files as they were read, each with the plan and year of its folder and its name."""
    folders = {folder: _place(workspace, known, folder) for folder in {path.parent for path in paths}}
    files = [report_file(workspace, path, folders[path.parent][1]) for path in paths]
    return [
        Filed(intake, folders[path.parent][0], file.year, path.stem if path.suffix.lower() != ".csv" else "")
        for path, file, intake in zip(paths, files, read_reports(workspace, files), strict=True)
    ]


def _place(workspace: WorkspaceFolder, known: KnownPlans, folder: Path) -> tuple[str, int | None]:
    """The plan and year that a folder is for. One that only looks like it, Downloads/2025, is no plan's."""
    place = workspace.at(folder)
    plan_id, year = belonging(place)
    is_report = place.resolve().is_relative_to(workspace.config.reports.resolve())
    return plan_id if is_report or known.plan(plan_id) else "", year


def _plan_of(filed: Filed, known: KnownPlans) -> str:
    """The plan that a file is for: by its own word, its folder, or the targets in it."""
    progress = filed.intake.progress
    if progress is None:
        return filed.plan
    if plan_id := progress.plan or filed.plan:
        return plan_id
    plan = known.plan_with(progress.rows or {line.target for line in progress.lines})
    return plan.id if plan else ""


def _check(workspace: WorkspaceFolder, plan: Plan | None, files: list[Filed]) -> list[Finding]:
    if plan is None:
        return [item for filed in files for item in _alone(filed)]
    plan = plan_in_force(plan, workspace.as_of)
    # The year before makes jumps, falls, copies and restatements visible; findings on it belong to whoever asks for it.
    reports, found = gather(plan, [*_years_before(workspace, plan, files), *files])
    scope = Scope(
        plan,
        reports,
        workspace.as_of,
        max(workspace.as_of, workspace.today),
        workspace.shown_reports(plan.id),
        plan_settings(workspace, plan),
        silence=False,
        restatements=workspace.config.restatements,
    )
    asked = {filed.intake.path for filed in files}
    covered = cover(scope)
    told = [item for item in (*found, *covered) if item.path in asked]
    return [*told, *_against(told, (item for item in covered if item.path not in asked), asked)]


def _against(told: Iterable[Finding], others: Iterable[Finding], asked: Collection[str]) -> list[Finding]:
    """Earlier totals that are not believed because of one in a file that was asked about, where that has none of its own.

    Either of the two may be wrong, and whoever asks has both at hand.
    """
    said = {where for item in told if (where := _falls_from(item))}
    return [
        item
        for item in others
        if (where := _falls_from(item)) and str(item.place) not in said
        if any(where.startswith(f"{path}:") for path in asked)
    ]


def _falls_from(item: Finding) -> str:
    return dict(item.values).get("where", "") if item.rule == "fallen" else ""


def _years_before(workspace: WorkspaceFolder, plan: Plan, files: list[Filed]) -> list[Filed]:
    """What the same departments, and any CSV, reported before the files' earliest year, as filed in the workspace.

    The year before, or every year where the value that growth is measured from may have been given in any of them.
    """
    years = {year for filed in files if (year := _year_of(filed))}
    if not years:
        return []
    names: set[str | None] = {filed.name for filed in files}
    names |= {filed.intake.progress.department for filed in files if filed.intake.progress}
    asked, first = {workspace.at(Path(filed.intake.path)).resolve() for filed in files}, min(years)
    earliest = plan.start.year if any(_asks_for_base(plan, filed) for filed in files) else first - 1
    before = [
        report_file(workspace, path, year)
        for year, folder in year_folders(workspace, plan, first - 1)
        for path in (report_files(folder) if year >= earliest else ())
        if path.resolve() not in asked and (path.stem in names or path.suffix.lower() == ".csv")
    ]
    return read_filed(workspace, plan, before)


def _asks_for_base(plan: Plan, filed: Filed) -> bool:
    """Whether a file reports a level whose growth is measured from a value that the plan does not have."""
    reported = filed.intake.progress.observations if filed.intake.progress else ()
    targets = [target for name in {item.target for item in reported} if (target := plan.target(name)) is not None]
    return any(
        target.kind is Kind.GROWTH
        and not target.is_growth_itself
        and (target.baseline is None or target.baseline.value is None)
        for target in targets
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
