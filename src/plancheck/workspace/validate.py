"""Files put to the plans of the workspace: every finding on them, in the order of the files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.files import safe_name
from plancheck.findings import Finding, TextPlace, finding, merge_neighbours
from plancheck.issuing.owed_values import unanswered_days
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.departments import find_department, former_forms
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind
from plancheck.rules import sort_findings
from plancheck.submissions.attribution import department_by_rows, latest_year_by_columns
from plancheck.submissions.checked_copies import without_copies
from plancheck.submissions.file_identity import FileIdentity, identify_file
from plancheck.submissions.gather import Filed, gather
from plancheck.submissions.signing import unsigned
from plancheck.workbook.intake.checked_names import filed_stem, original_of, original_stem
from plancheck.workbook.intake.intake import Intake, report_files
from plancheck.workbook.layout import CODE_STATE, CODE_VALUE
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.gate import asked_of_files
from plancheck.workspace.known_plans import KnownPlans
from plancheck.workspace.plans import plan_settings
from plancheck.workspace.reading import read_reports
from plancheck.workspace.reports import belonging, read_filed, report_file, year_folders


def validate_files(workspace: WorkspaceFolder, paths: Sequence[Path]) -> list[Finding]:
    """Read the files and check each against itself and against its plan, where there is that plan."""
    known = KnownPlans(workspace)
    return check_filed(workspace, known, read_asked(workspace, known, paths))


def check_filed(workspace: WorkspaceFolder, known: KnownPlans, filed: Sequence[Filed]) -> list[Finding]:
    """The same for files that have been read."""
    by_plan: dict[str, list[Filed]] = {}
    for file in filed:
        by_plan.setdefault(plan_of(file, known), []).append(file)
    found = [item for plan_id, files in by_plan.items() for item in _check(workspace, known.plan(plan_id), files)]
    order = {file.intake.path: number for number, file in enumerate(filed)}
    return sorted(sort_findings(merge_neighbours(found)), key=lambda item: order.get(item.path, len(order)))


def identify_files(known: KnownPlans, filed: Sequence[Filed]) -> list[FileIdentity]:
    """What each of the files was taken for."""
    read = {file.intake.path for file in without_copies(filed)[0]}
    found = []
    for file in filed:
        plan_id = plan_of(file, known)
        left_out = file.intake.path not in read
        found.append(identify_file(file, plan_id, known.plan(plan_id), left_out=left_out))
    return found


def read_asked(workspace: WorkspaceFolder, known: KnownPlans, paths: Sequence[Path]) -> list[Filed]:
    """The files as they were read, each with the plan and year of its folder and its name."""
    folders = {folder: _place(workspace, known, folder) for folder in {path.parent for path in paths}}
    files = [report_file(workspace, path, folders[path.parent][1]) for path in paths]
    originals = _originals(workspace, paths)
    return [
        Filed(
            intake,
            folders[path.parent][0],
            file.year,
            "" if path.suffix.lower() == ".csv" else filed_stem(path),
            originals.get(path),
        )
        for path, file, intake in zip(paths, files, read_reports(workspace, files), strict=True)
    ]


def _originals(workspace: WorkspaceFolder, paths: Sequence[Path]) -> dict[Path, Intake]:
    """Of the marked copies that are asked about by themselves, the workbooks that lie beside them."""
    copies = [path for path in paths if original_stem(path.name) and original_of(path, paths) is None]
    found = {}
    for copy in copies:
        folder = workspace.at(copy.parent)
        names = [copy.parent / file.name for file in folder.iterdir()] if folder.is_dir() else []
        if (original := original_of(copy, names)) is not None:
            found[copy] = report_file(workspace, Path(original), None)
    return dict(zip(found, read_reports(workspace, list(found.values())), strict=True))


def _place(workspace: WorkspaceFolder, known: KnownPlans, folder: Path) -> tuple[str, int | None]:
    """The plan and year that a folder is for. One that only looks like it, Downloads/2025, is no plan's."""
    place = workspace.at(folder)
    plan_id, year = belonging(place)
    is_report = place.resolve().is_relative_to(workspace.config.reports.resolve())
    return plan_id if is_report or known.plan(plan_id) else "", year


def plan_of(filed: Filed, known: KnownPlans) -> str:
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
        kept, copies = without_copies(files)
        return [*copies, *(item for filed in kept for item in _alone(filed)), *unsigned(kept)]
    as_written, plan = plan, plan_in_force(plan, workspace.as_of)
    # The year before makes jumps, falls, copies and restatements visible; findings on it belong to whoever asks for it.
    earliest = _earliest(plan, files)
    before = _filed_before(workspace, plan, files, earliest)
    reports, found = gather(plan, [*before, *files], workspace.today.year)
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
    covered = [*cover(scope), *unanswered_days(scope)]
    told = [item for item in (*found, *covered) if item.path in asked]
    told += [
        *unsigned(without_copies(files)[0]),
        *_against(told, (item for item in covered if item.path not in asked), asked),
    ]
    # A lamp hangs on all that was ever reported.
    older = _filed_before(workspace, plan, files, plan.start.year, earliest)
    known = gather(plan, [*older, *before, *files])[0] if older else reports
    return [*told, *asked_of_files(workspace, as_written, known, asked, told)]


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


def _earliest(plan: Plan, files: list[Filed]) -> int:
    """The first year to look at beside the files: the year before them, or the plan's first.

    That, where the value that growth is measured from may have been given in any year, or a day of any is asked for still.
    """
    looks_back = any(_asks_for_base(plan, filed) or _asks_for_late(filed) for filed in files)
    first = min((year for filed in files if (year := _year_of(filed))), default=plan.start.year)
    return plan.start.year if looks_back else first - 1


def _filed_before(
    workspace: WorkspaceFolder, plan: Plan, files: list[Filed], earliest: int, until: int | None = None
) -> list[Filed]:
    """What the same departments, and any CSV, reported before the files' earliest year, as filed in the workspace.

    From the year `earliest` on, before the year `until` where one is given.
    """
    years = {year for filed in files if (year := _year_of(filed))}
    if not years:
        return []
    first = min(years) if until is None else min(*years, until)
    names: set[str | None] = {filed.name for filed in files}
    names |= {_department_of(plan, filed) for filed in files}
    meant = [department for name in names if (department := find_department(plan.departments, name or ""))]
    had = (form for department in meant for former in department.formerly for form in former_forms(former))
    names |= {safe_name(name) for name in (*had, *(department.name for department in meant))}
    asked = {workspace.at(Path(filed.intake.path)).resolve() for filed in files}
    before = [
        report_file(workspace, path, year)
        for year, folder in year_folders(workspace, plan, first - 1)
        for path in (report_files(folder) if year >= earliest else ())
        if path.resolve() not in asked and (filed_stem(path) in names or path.suffix.lower() == ".csv")
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


def _asks_for_late(filed: Filed) -> bool:
    """Whether a workbook has a cell for a day of an earlier year."""
    year, progress = _year_of(filed), filed.intake.progress
    if year is None or progress is None:
        return False
    prefixes = (CODE_VALUE, CODE_STATE)
    return any(
        day.year < year
        for columns in {id(row.columns): row.columns for row in progress.rows.values()}.values()
        for prefix in prefixes
        for day, _ in columns.dated(prefix)
    )


def _year_of(filed: Filed) -> int | None:
    progress = filed.intake.progress
    return filed.year or (progress.year or latest_year_by_columns(progress) if progress else None)


def _department_of(plan: Plan, filed: Filed) -> str:
    """Whose a workbook is by its own word, or by its rows where it has lost that."""
    progress = filed.intake.progress
    return (progress.department or department_by_rows(plan, progress.rows, _year_of(filed))) if progress else ""


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
