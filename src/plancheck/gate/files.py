"""What speaks against the files of a year: workbooks that did not come, workbooks with errors, nothing at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from plancheck.findings import CellPlace, Finding, Place, TextPlace, finding
from plancheck.gate.places import YearFiles
from plancheck.gate.policy import Policy
from plancheck.plan.departments import find_department
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Target, Wording
from plancheck.plan.periods import due_periods
from plancheck.rules import is_error

#: What a gate says of the target itself, with the value that is absent.
_ABSENT = ("missing-value", "missing-state")
_SHOWN = 5
#: Publications lie among the reports and are no department's file.
RECORD_RULES = ("published-altered", "published-unreadable")


def silent_files(filing: YearFiles, policy: Policy, excused: Collection[str]) -> Iterator[Finding]:
    """Departments with something due that sent nothing. Who is excused from everything owes no workbook."""
    plan = filing.assessment.plan
    duties = reporting_departments(plan)
    for one in filing.assessment.findings:
        if one.rule != "silent-department" or not one.path.startswith(filing.below):
            continue
        department = find_department(plan.departments, one.department or "")
        key = department.key if department else one.department or ""
        owed = [target for target in duties.get(key, []) if target.id not in excused and _is_due(filing, target)]
        if owed and policy.of(key).silence:
            yield finding("gate-silent", one.place, department=one.department, year=filing.year)


def awaited_files(filing: YearFiles) -> Iterator[Finding]:
    """Departments that sent nothing and are not late: a pass without them is not the last word."""
    plan = filing.assessment.plan
    late = {
        one.department
        for one in filing.assessment.findings
        if one.rule == "silent-department" and one.path.startswith(filing.below)
    }
    names = [
        filing.name(key)
        for key, targets in reporting_departments(plan).items()
        if not filing.has_sent(key) and any(_is_due(filing, target) for target in targets)
    ]
    awaited = [name for name in names if name not in late]
    if awaited:
        shown = "、".join(awaited[:_SHOWN]) + (" …" if len(awaited) > _SHOWN else "")
        yield finding("gate-awaited", TextPlace(filing.below), year=filing.year, count=len(awaited), names=shown)


def faulty_files(
    filing: YearFiles, policy: Policy, excused: Collection[str], told: Collection[str]
) -> Iterator[Finding]:
    """Files with errors, one finding a file. A value that is absent is no error of a target that is excused, that is
    only striven for, or of which the gate has said so (`told`).
    """
    plan = filing.assessment.plan
    strives = {target.id for target in plan.targets if target.wording is Wording.STRIVE}
    wrong: dict[str, list[Finding]] = {}
    for one in filing.assessment.findings:
        if one.rule == "empty-workbook":
            lifted = owes_nothing(filing, one, {*excused, *strives, *told})
        else:
            lifted = one.rule in _ABSENT and one.target in {*excused, *strives, *told}
        own = one.path.startswith(filing.below) and one.rule not in ("silent-department", *RECORD_RULES)
        if own and is_error(one) and not lifted:
            wrong.setdefault(one.path, []).append(one)
    for path, faults in wrong.items():
        name = filing.owner(path)
        department = find_department(plan.departments, name)
        if policy.of(department.key if department else "").invalid:
            yield finding(
                "gate-invalid", TextPlace(path), department=name, count=len(faults), cells=_cells(faults), file=path
            )


def owes_nothing(filing: YearFiles, empty: Finding, lifted: Collection[str]) -> bool:
    """Whether nothing that was due is wanted of a department whose workbook came back empty, but what is lifted."""
    plan = filing.assessment.plan
    department = find_department(plan.departments, empty.department or "")
    duties = reporting_departments(plan).get(department.key if department else "", [])
    return all(target.id in lifted for target in duties if _is_due(filing, target))


def broken_records(filing: YearFiles) -> Iterator[Finding]:
    """Errors that are in no report: a publication that was altered, a closed verdict that turned."""
    for one in filing.assessment.findings:
        is_record = one.rule in RECORD_RULES or not one.path.startswith(f"{filing.folder}/")
        if is_error(one) and is_record:
            yield one


def nothing_reported(filing: YearFiles) -> Iterator[Finding]:
    """A year without a single file passes nothing, even where nothing is due yet."""
    if not filing.anything_sent:
        plan = filing.assessment.plan
        yield finding("gate-nothing-reported", TextPlace(filing.below), plan=plan.id, year=filing.year)


def _is_due(filing: YearFiles, target: Target) -> bool:
    return bool(due_periods(target, filing.year, filing.assessment.plan.end))


def _cells(faults: list[Finding]) -> str:
    """Where the first faults are; a fault of the whole file has no cell."""
    shown = [spot for one in faults if (spot := _spot(one.place))]
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


def _spot(place: Place) -> str:
    if isinstance(place, CellPlace):
        return f"{place.sheet}!{place.cells}" if place.cells else place.sheet
    return str(place.line or "")
