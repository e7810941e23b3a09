"""What speaks against the files of a year: workbooks that did not come, workbooks with errors, nothing at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from plancheck.findings import CellPlace, Finding, Place, TextPlace, finding
from plancheck.gate.places import YearFiles
from plancheck.gate.policy import Policy
from plancheck.plan.departments import find_department
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Wording
from plancheck.rules import is_error

#: What a gate says of the target itself, with the value that is absent.
_ABSENT = ("missing-value", "missing-state")
_SHOWN = 5
#: Publications lie among the reports and are no department's file.
RECORD_RULES = ("published-altered", "published-unreadable")


def silent_files(files: YearFiles, policy: Policy, excused: Collection[str]) -> Iterator[Finding]:
    """Departments with something due that sent nothing. Who is excused from everything owes no workbook."""
    plan = files.assessment.plan
    duties = reporting_departments(plan)
    for silence in files.assessment.findings:
        if silence.rule != "silent-department" or not silence.path.startswith(files.below):
            continue
        department = find_department(plan.departments, silence.department or "")
        key = department.key if department else silence.department or ""
        owed = [target for target in duties.get(key, []) if target.id not in excused and _is_due(files, target)]
        if owed and policy.of(key).silence:
            yield finding("gate-silent", silence.place, department=silence.department, year=files.year)


def awaited_files(files: YearFiles, today: date) -> Iterator[Finding]:
    """Departments that sent nothing and are not late: a pass without them is not the last word."""
    plan = files.assessment.plan
    late = {
        one.department
        for one in files.assessment.findings
        if one.rule == "silent-department" and one.path.startswith(files.below)
    }
    names = [
        files.name(key)
        for key, targets in reporting_departments(plan).items()
        if not files.has_sent(key) and any(_is_awaited(files, target, today) for target in targets)
    ]
    awaited = [name for name in names if name not in late]
    if awaited:
        shown = "、".join(awaited[:_SHOWN]) + (" …" if len(awaited) > _SHOWN else "")
        yield finding("gate-awaited", TextPlace(files.below), year=files.year, count=len(awaited), names=shown)


def faulty_files(
    files: YearFiles, policy: Policy, excused: Collection[str], said_absent: Collection[str]
) -> Iterator[Finding]:
    """Files with errors, one finding a file. A value that is absent is no error of a target that is excused, that is
    only striven for, or of which the gate has said so (`said_absent`).
    """
    plan = files.assessment.plan
    strives = {target.id for target in plan.targets if target.wording is Wording.STRIVE}
    lifted = {*excused, *strives, *said_absent}
    wrong: dict[str, list[Finding]] = {}
    for item in files.assessment.findings:
        own = item.path.startswith(files.below) and item.rule not in ("silent-department", *RECORD_RULES)
        if own and is_error(item) and not _is_lifted(files, item, lifted):
            wrong.setdefault(item.path, []).append(item)
    for path, faults in wrong.items():
        name = files.owner(path)
        department = find_department(plan.departments, name)
        if policy.of(department.key if department else "").invalid:
            yield finding(
                "gate-invalid", TextPlace(path), department=name, count=len(faults), cells=_cells(faults), file=path
            )


def _is_lifted(files: YearFiles, item: Finding, lifted: Collection[str]) -> bool:
    if item.rule == "empty-workbook":
        return owes_nothing(files, item, lifted)
    return item.rule in _ABSENT and item.target in lifted


def owes_nothing(files: YearFiles, empty: Finding, lifted: Collection[str]) -> bool:
    """Whether nothing that was due is wanted of a department whose workbook came back empty, but what is lifted."""
    plan = files.assessment.plan
    department = find_department(plan.departments, empty.department or "")
    duties = reporting_departments(plan).get(department.key if department else "", [])
    return all(target.id in lifted for target in duties if _is_due(files, target))


def broken_records(files: YearFiles) -> Iterator[Finding]:
    """Errors that are in no report: a publication that was altered, a closed verdict that turned."""
    for item in files.assessment.findings:
        is_record = item.rule in RECORD_RULES or not item.path.startswith(f"{files.folder}/")
        if is_error(item) and is_record:
            yield item


def upheld_verdicts(files: YearFiles) -> Iterator[Finding]:
    """Verdicts that stay as they were published under another edition of the method."""
    yield from (item for item in files.assessment.findings if item.rule == "edition-turned")


def nothing_reported(files: YearFiles) -> Iterator[Finding]:
    """A year without a single file passes nothing, even where nothing is due yet."""
    if not files.anything_sent:
        plan = files.assessment.plan
        yield finding("gate-nothing-reported", TextPlace(files.below), plan=plan.id, year=files.year)


def _is_awaited(files: YearFiles, target: Target, today: date) -> bool:
    return _is_due(files, target) and today <= files.last_day_to_report(target)


def _is_due(files: YearFiles, target: Target) -> bool:
    return bool(due_periods(target, files.year, files.assessment.plan.end))


def _cells(faults: list[Finding]) -> str:
    """Where the first faults are; a fault of the whole file has no cell."""
    shown = [spot for one in faults if (spot := _spot(one.place))]
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


def _spot(place: Place) -> str:
    if isinstance(place, CellPlace):
        return f"{place.sheet}!{place.cells}" if place.cells else place.sheet
    return str(place.line or "")
