"""What was read, put to the plan it is for: files in, `Reports` and findings of identity out. Pure.

A file is known by what it says of itself; where that is lost, by where it lies and by the ids in its rows. What belongs
to nobody is left out and said to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from plancheck.findings import Finding, Place, TextPlace, finding
from plancheck.observations import Observation, Remark, Reports, Submission
from plancheck.plan.departments import find_department, former_name, nearest_departments
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Department, Plan
from plancheck.submissions.attribution import (
    department_by_rows,
    latest_year_by_columns,
    year_by_columns,
    year_by_lines,
)
from plancheck.submissions.checked_copies import without_copies
from plancheck.submissions.former_parts import Told, incomplete_parts, join_parts, with_unread
from plancheck.submissions.issued import altered_marks, edited_rows, rows_without_direction
from plancheck.submissions.names import bears_former_name, duplicate_workbooks, misnamed
from plancheck.submissions.submission import submit
from plancheck.text.nearest import nearest
from plancheck.workbook.answers.progress import AskedLine, Progress
from plancheck.workbook.intake.intake import Intake
from plancheck.workbook.layout import CURRENT_VERSIONS, TEMPLATE_VERSION


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that was read, and where it lay: the folder's plan and year and the file's stem, where it lay in one.

    `original` is the workbook that a marked copy is of, where it lies beside it and is not gathered itself.
    """

    intake: Intake
    plan: str = ""
    year: int | None = None
    name: str = ""
    original: Intake | None = None


@dataclass(slots=True)
class _Gathering:
    plan: Plan
    findings: list[Finding] = field(default_factory=list)
    this_year: int | None = None
    told: list[Told] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)

    def report(self, rule: str, place: Place, **values: object) -> None:
        self.findings.append(finding(rule, place, **values))


def gather(plan: Plan, files: Iterable[Filed], this_year: int | None = None) -> tuple[Reports, list[Finding]]:
    """The reports of one plan, departments by their keys, and what is wrong with the files' identity and content.

    A workbook of `this_year` or later that still bears a department's former name is taken, and said to.
    """
    gathering = _Gathering(plan, this_year=this_year)
    long_forms: set[str] = set()
    kept, gathering.findings = without_copies(files)
    for filed in kept:
        if filed.intake.is_long_form:
            long_forms.add(filed.intake.path)
        gathering.findings += filed.intake.findings
        _take_file(gathering, filed)
    gathering.findings += duplicate_workbooks(plan, gathering.submissions, long_forms)
    joined = join_parts(plan, gathering.told)
    gathering.findings += incomplete_parts(plan, joined.incomplete)
    submissions = with_unread(gathering.submissions, joined.parts)
    reports = Reports(joined.observations, tuple(gathering.remarks), submissions)
    return reports, gathering.findings


def _take_file(gathering: _Gathering, filed: Filed) -> None:
    progress, place = filed.intake.progress, TextPlace(filed.intake.path)
    if progress is None:
        _leave_out(gathering, filed, filed.name)
        return
    if not filed.intake.is_long_form:
        progress = _attributed(gathering.plan, filed, progress)
    elif not (progress.year or filed.year):
        progress = progress.attributed("", "", year_by_lines(gathering.plan, progress) or 0)
    expected = filed.plan or gathering.plan.id
    for own in (progress.plan, gathering.plan.id):
        if own and own != expected:
            gathering.report("wrong-plan", place, found=own, expected=expected)
            return
    if filed.year and progress.year and progress.year != filed.year:
        gathering.report("wrong-year", place, found=progress.year, expected=filed.year)
        return
    if _is_strange(gathering, filed, progress):
        _leave_out(gathering, filed, progress.department or filed.name)
        return
    if not (progress.year or filed.year) or not (progress.department or filed.intake.is_long_form):
        gathering.report("not-identified", place)
        return
    gathering.findings += misnamed(gathering.plan, filed.intake.path, filed.name, progress.department or "")
    gathering.findings += progress.findings
    gathering.findings += edited_rows(gathering.plan, progress)
    _take_rows(gathering, filed, progress)


def _attributed(plan: Plan, filed: Filed, progress: Progress) -> Progress:
    """A workbook as its folder and name say, or as its rows do, where it has lost its own marks."""
    by_columns = year_by_columns(progress) or filed.year or latest_year_by_columns(progress)
    year = progress.year or by_columns or 0
    name = filed.name
    if not progress.department and not find_department(plan.departments, name):
        name = plan.department_name(department_by_rows(plan, progress.rows, year)) or name
    return progress.attributed(filed.plan, name, year)


def _is_strange(gathering: _Gathering, filed: Filed, progress: Progress) -> bool:
    """Whether nothing in a file can be taken: none of our workbooks, a later one, another plan's. Says so, once."""
    plan, place = gathering.plan, TextPlace(filed.intake.path)
    if filed.intake.is_long_form:
        return False
    if not progress.rows:
        gathering.findings += progress.findings
    elif progress.version and not _is_known(progress.version):
        gathering.report("newer-template", place, found=progress.version[:40], expected=TEMPLATE_VERSION)
    elif not any(plan.target(target_id) for target_id in progress.rows):
        first = next(iter(progress.rows))
        gathering.report("other-targets", place, plan=plan.id, count=len(progress.rows), first=first)
    else:
        if progress.version and progress.version not in CURRENT_VERSIONS:
            gathering.report("template-version", place, found=progress.version, expected=TEMPLATE_VERSION)
        return False
    return True


def _is_known(version: str) -> bool:
    """Whether a template version is ours or older; what is no number is neither."""
    return version.isascii() and version.isdigit() and len(version) < 6 and int(version) <= int(TEMPLATE_VERSION)


def _leave_out(gathering: _Gathering, filed: Filed, name: str) -> None:
    """A file that nothing could be taken from still came: its department is not silent, its workbook is wrong."""
    department = find_department(gathering.plan.departments, name)
    year = filed.year or (filed.intake.progress.year if filed.intake.progress else None)
    if department and year:
        gathering.submissions.append(
            Submission(
                path=filed.intake.path,
                plan=gathering.plan.id,
                department=department.key,
                year=year,
                digest=filed.intake.digest,
                usable=False,
            )
        )


def _take_rows(gathering: _Gathering, filed: Filed, progress: Progress) -> None:
    """Observations and remarks of targets that the plan has, under the key of the department that reports them."""
    accepted: dict[tuple[str, str], str] = {}
    submitted: dict[str, Submission] = {}
    plan_id, year = gathering.plan.id, progress.year or filed.year or 0
    signless = [*rows_without_direction(gathering.plan, progress), *altered_marks(gathering.plan, progress)]
    doubtful = {target for target, row in progress.rows.items() if row.doubtful}
    ambiguous = frozenset(one.target for one in signless if one.target) | doubtful
    gathering.findings += signless
    if not filed.intake.is_long_form:
        department = _department(gathering, progress.department or "", TextPlace(filed.intake.path))
        if department is None:
            return
        submission = submit(plan_id, filed.intake, progress, department.key, year)
        former = former_name(department, progress.department or "")
        submission = replace(submission, lost=submission.lost | ambiguous, former=former)
        submitted[department.key] = submission
        gathering.findings += bears_former_name(gathering.plan, submission, gathering.this_year)
    observations = (one for one in progress.observations if one.target not in ambiguous)
    items: list[Observation | Remark | AskedLine] = [*observations, *progress.remarks, *progress.lines]
    asked: dict[str, dict[tuple[str, date], Place]] = {}
    for item in items:
        key = (item.target, item.department)
        if key not in accepted:
            accepted[key] = _accept(gathering, progress, item)
        owner = accepted[key]
        if not owner:
            continue
        if isinstance(item, Observation):
            former = former_name(gathering.plan.departments[owner], item.department)
            gathering.told.append(Told(replace(item, department=owner), former))
        elif isinstance(item, AskedLine):
            asked.setdefault(owner, {})[item.target, item.period_end] = item.place
        else:
            gathering.remarks.append(replace(item, department=owner))
        if owner not in submitted:
            submitted[owner] = submit(plan_id, filed.intake, progress, owner, year)
    gathering.submissions += (replace(one, places=asked.get(key, one.places)) for key, one in submitted.items())


def _accept(gathering: _Gathering, progress: Progress, item: Observation | Remark | AskedLine) -> str:
    """The key of the department that reports this row, or nothing where the row cannot be taken."""
    plan = gathering.plan
    target = plan.target(item.target)
    if target is None:
        meant = _meant(plan, progress, item)
        gathering.report("unknown-reported-target", item.place, target=item.target, nearest=meant)
        return ""
    department = _department(gathering, item.department, item.place)
    if department is None:
        return ""
    if department.key not in target.reported_by:
        names = "、".join(plan.department_name(key) for key in target.reported_by)
        gathering.report("not-your-target", item.place, target=item.target, expected=names, department=department.name)
        return ""
    return department.key


def _meant(plan: Plan, progress: Progress, item: Observation | Remark | AskedLine) -> str:
    """The target that a wrong id can only mean: of the department's own that its file lacks, the one of the same task."""
    department = find_department(plan.departments, item.department)
    there = {*progress.rows, *(one.target for one in progress.observations)}
    own = reporting_departments(plan).get(department.key if department else "", ())
    absent = [target.id for target in own if target.id not in there]
    task = item.target.rpartition("-")[0]
    same_task = [target_id for target_id in absent if task and target_id.rpartition("-")[0] == task]
    if same_task:
        return same_task[0] if len(same_task) == 1 else ""
    close = nearest(item.target, absent)
    return close if _letters(close) == _letters(item.target) else ""


def _letters(target: str) -> str:
    """An id without its punctuation: ZZ71 is how ZZ-7-1 is mistyped."""
    return "".join(filter(str.isalnum, target)).casefold()


def _department(gathering: _Gathering, name: str, place: Place) -> Department | None:
    found = find_department(gathering.plan.departments, name)
    if found is None:
        close = nearest_departments(gathering.plan.departments, name)
        only = close[0] if len(close) == 1 else ""
        gathering.report("unknown-filing-department", place, found=name, nearest=only)
    return found
