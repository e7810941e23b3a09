"""What was read, put to the plan it is for: files in, `Reports` and findings of identity out. Pure.

A file is known by what it says of itself; where that is lost, by where it lies. What belongs to nobody is left out and
said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from plancheck.findings import CellPlace, Finding, Place, TextPlace, finding
from plancheck.nearest import nearest
from plancheck.observations import Observation, Remark, Reports, Submission
from plancheck.plan.departments import find_department, nearest_departments
from plancheck.plan.model import Department, Plan
from plancheck.workbook.intake import Intake
from plancheck.workbook.layout import (
    CODE_EVIDENCE,
    CODE_MEASURE,
    CODE_MEASURE_BY,
    CODE_REASON,
    CODE_STATE,
    CODE_TARGET,
    CODE_VALUE,
    TEMPLATE_VERSION,
    fingerprint,
)
from plancheck.workbook.progress import Progress


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that was read, and where it lay: the folder's plan and year and the file's stem, where it lay in one."""

    intake: Intake
    plan: str = ""
    year: int | None = None
    name: str = ""


@dataclass(slots=True)
class _Gathering:
    plan: Plan
    findings: list[Finding] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)

    def report(self, rule: str, place: Place, **values: object) -> None:
        self.findings.append(finding(rule, place, **values))


def gather(plan: Plan, files: Iterable[Filed]) -> tuple[Reports, list[Finding]]:
    """The reports of one plan, departments by their keys, and what is wrong with the files' identity and content."""
    gathering = _Gathering(plan)
    for filed in files:
        gathering.findings += filed.intake.findings
        _take_file(gathering, filed)
    _duplicates(gathering)
    reports = Reports(tuple(gathering.observations), tuple(gathering.remarks), tuple(gathering.submissions))
    return reports, gathering.findings


def _take_file(gathering: _Gathering, filed: Filed) -> None:
    progress, place = filed.intake.progress, TextPlace(filed.intake.path)
    if progress is None:
        _unread(gathering, filed)
        return
    if not filed.intake.is_long_form:
        progress = progress.attributed(filed.plan, filed.name, filed.year or 0)
    if progress.plan and progress.plan != gathering.plan.id:
        gathering.report("wrong-plan", place, found=progress.plan, expected=gathering.plan.id)
        return
    if filed.year and progress.year and progress.year != filed.year:
        gathering.report("wrong-year", place, found=progress.year, expected=filed.year)
        return
    if not (progress.year or filed.year) or not (progress.department or filed.intake.is_long_form):
        gathering.report("not-identified", place)
        return
    if progress.version and progress.version != TEMPLATE_VERSION:
        gathering.report("template-version", place, found=progress.version, expected=TEMPLATE_VERSION)
    _misnamed(gathering, filed, progress)
    gathering.findings += progress.findings
    _edited(gathering, progress)
    _take_rows(gathering, filed, progress)


def _unread(gathering: _Gathering, filed: Filed) -> None:
    """A file that could not be read still came: its department is not silent, its workbook is wrong."""
    department = find_department(gathering.plan.departments, filed.name)
    if department and filed.year:
        gathering.submissions.append(
            Submission(
                filed.intake.path, gathering.plan.id, department.key, filed.year, filed.intake.digest, usable=False
            )
        )


def _misnamed(gathering: _Gathering, filed: Filed, progress: Progress) -> None:
    by_name = find_department(gathering.plan.departments, filed.name) if filed.name else None
    by_content = find_department(gathering.plan.departments, progress.department or "")
    if by_name and by_content and by_name != by_content:
        place = TextPlace(filed.intake.path)
        gathering.report("wrong-department", place, found=by_content.name, expected=by_name.name)


def _edited(gathering: _Gathering, progress: Progress) -> None:
    """Targets that were edited after the workbook was issued."""
    for target_id, known in progress.fingerprints.items():
        target = gathering.plan.target(target_id)
        row = progress.rows.get(target_id)
        if target is not None and row is not None and known != fingerprint(target):
            gathering.report("edited-target", row.cell(CODE_TARGET), target=target_id)


def _take_rows(gathering: _Gathering, filed: Filed, progress: Progress) -> None:
    """Observations and remarks of targets that the plan has, under the key of the department that reports them."""
    accepted: dict[tuple[str, str], str] = {}
    submitted: dict[str, Submission] = {}
    if not filed.intake.is_long_form:
        department = _department(gathering, progress.department or "", TextPlace(filed.intake.path))
        if department is None:
            return
        submitted[department.key] = _submission(gathering.plan, filed, progress, department.key)
    told: list[Observation | Remark] = [*progress.observations, *progress.remarks]
    for item in told:
        key = (item.target, item.department)
        if key not in accepted:
            accepted[key] = _accept(gathering, item)
        owner = accepted[key]
        if not owner:
            continue
        if isinstance(item, Observation):
            gathering.observations.append(replace(item, department=owner))
        else:
            gathering.remarks.append(replace(item, department=owner))
        if owner not in submitted:
            submitted[owner] = _submission(gathering.plan, filed, progress, owner)
    gathering.submissions += submitted.values()


def _accept(gathering: _Gathering, item: Observation | Remark) -> str:
    """The key of the department that reports this row, or nothing where the row cannot be taken."""
    plan = gathering.plan
    target = plan.target(item.target)
    if target is None:
        close = nearest(item.target, [target.id for target in plan.targets])
        gathering.report("unknown-reported-target", item.place, target=item.target, nearest=close)
        return ""
    department = _department(gathering, item.department, item.place)
    if department is None:
        return ""
    if department.key not in target.reported_by:
        names = "、".join(plan.department_name(key) for key in target.reported_by)
        gathering.report("not-your-target", item.place, target=item.target, expected=names, department=department.name)
        return ""
    return department.key


def _department(gathering: _Gathering, name: str, place: Place) -> Department | None:
    found = find_department(gathering.plan.departments, name)
    if found is None:
        close = nearest_departments(gathering.plan.departments, name)
        gathering.report("unknown-filing-department", place, found=name, nearest="、".join(close[:1]))
    return found


def _submission(plan: Plan, filed: Filed, progress: Progress, department: str) -> Submission:
    return Submission(
        filed.intake.path, plan.id, department, progress.year or filed.year or 0, filed.intake.digest,
        usable=filed.intake.is_long_form or bool(progress.rows),
        synthetic=progress.synthetic, places=_places(progress), beside=_beside(progress),
        unread=frozenset(one.place for one in progress.findings if isinstance(one.place, CellPlace)),
    )  # fmt: skip


def _places(progress: Progress) -> Mapping[tuple[str, date], Place]:
    """The cell of every target and period that the workbook has a column for."""
    return {
        (target, period): row.cell(f"{prefix}{period.isoformat()}")
        for target, row in progress.rows.items()
        for prefix in (CODE_VALUE, CODE_STATE)
        for period, _ in row.columns.dated(prefix)
    }


def _beside(progress: Progress) -> Mapping[tuple[str, str], Place]:
    """The cells of every target's evidence, reason, measure and its date that the workbook has a column for."""
    codes = (CODE_EVIDENCE, CODE_REASON, CODE_MEASURE, CODE_MEASURE_BY)
    return {(target, code): row.cell(code) for target, row in progress.rows.items() for code in codes if row.has(code)}


def _duplicates(gathering: _Gathering) -> None:
    seen: dict[tuple[str, int], Submission] = {}
    for one in gathering.submissions:
        first = seen.setdefault((one.department, one.year), one)
        if first is not one and first.path != one.path:
            gathering.report(
                "duplicate-workbook", TextPlace(one.path), department=gathering.plan.department_name(one.department),
                year=one.year, other=first.path,
            )  # fmt: skip
