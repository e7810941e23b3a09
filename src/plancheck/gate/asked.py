"""What the gate will ask to be written beside a lamp, told to who fills the workbook: a year so far in, findings out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from plancheck.coverage.scope import part_name
from plancheck.findings import Finding, finding
from plancheck.gate.inspection import Inspection
from plancheck.gate.parts import TargetPart, parts_of
from plancheck.gate.places import YearFiles
from plancheck.gate.policy import NEEDS, Policy
from plancheck.plan.model import Target
from plancheck.scoring.marks import Lamp, Reason, RowVerdict
from plancheck.text.numbers import plain


def asked_by_gate(
    files: YearFiles,
    policy: Policy,
    excused: Collection[str],
    today: date,
    paths: Collection[str],
    told: Iterable[Finding] = (),
) -> Iterator[Finding]:
    """What would be refused as unexplained if the year ended so, on the first blank cell of its row, in these files.

    What was `told` of a row already is not told again.
    """
    said = {(item.path, item.target, _SAID[item.rule]) for item in told if item.rule in _SAID}
    inspection, assessment = Inspection(files, policy, today), files.assessment
    for target in assessment.plan.targets:
        if target.same_as or target.id in excused:
            continue
        for part in parts_of(assessment, target, files.year):
            row = part.worst
            if row is None:
                continue
            department = inspection.debtor(part, row)
            if not (_is_behind(row) or _is_whole_before(files, target, department)):
                continue
            path = files.remark_place(target, department, "reason").path
            blank = [need for need in inspection.blank_beside(part) if (path, target.id, need) not in said]
            if blank and path in paths:
                yield _asked(files, part, row, department, blank)


def _is_behind(row: RowVerdict) -> bool:
    """Whether a lamp comes from what was reached, and not from what is absent before."""
    if row.attained is not None and row.expected is not None:
        return row.attained < row.expected
    return row.reason is not Reason.GAP


def _is_whole_before(files: YearFiles, target: Target, department: str) -> bool:
    """Whether a department's files of all earlier years are at hand: a file that is checked alone lacks them, and is not at
    fault for it.
    """
    sent = {one.year for one in files.assessment.reports.submissions if one.department == department}
    return sent.issuperset(range(target.start.year, files.year))


def _asked(files: YearFiles, part: TargetPart, row: RowVerdict, department: str, blank: Collection[str]) -> Finding:
    target, needs = part.target, sorted(blank, key=_COLUMNS.index)
    return finding(
        "asked-by-gate",
        files.remark_place(target, department, needs[0]),
        target=target.id,
        part=part_name(files.assessment.plan, target, department),
        department=files.name(department),
        period=row.latest.period_end if row.latest is not None else "",
        year=files.year,
        attained=_percent(row.attained),
        expected=_percent(row.expected) if row.attained is not None else "",
        yellow=str(row.lamp) if row.lamp is Lamp.YELLOW else "",
        red=str(row.lamp) if row.lamp is Lamp.RED else "",
        **{need: need if need in blank else "" for need in NEEDS},
    )


#: Rules that say the same of a blank cell, or what is to be done first.
_SAID = {
    "missing-evidence": "evidence",
    "done-without-evidence": "evidence",
    "reason-says-nothing": "reason",
    "missing-value": "reason",
    "missing-state": "reason",
}
#: As the columns stand in a workbook.
_COLUMNS = ("evidence", "reason", "measure", "measure_by")


def _percent(share: Decimal | None) -> str:
    return "" if share is None else f"{plain(round(share * 100, 1))}%"
