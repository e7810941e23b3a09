"""Pass or fail of one plan for one year: an assessment, the policy and the waivers in, a `Decision` out. Pure.

Looked at are the rows due in the year: a yearly quota's own year, a checkpoint, a deadline; and of targets that go on,
the lamp at the year's end. Every refusal is a finding that names the cell or the department to call.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plancheck.assessment.assess import Assessment
from plancheck.findings import Finding, TextPlace, finding
from plancheck.gate.files import (
    awaited_files,
    broken_records,
    faulty_files,
    nothing_reported,
    silent_files,
    upheld_verdicts,
)
from plancheck.gate.inspection import Inspection, is_open
from plancheck.gate.parts import TargetPart, parts_of
from plancheck.gate.places import YearFiles
from plancheck.gate.policy import Policy
from plancheck.gate.waivers import Excuse, excused_targets, expired, in_force
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Wording
from plancheck.rules import is_error
from plancheck.scoring.marks import Status

#: Worst first; faults that other rooms found weigh as an invalid workbook.
_ORDER = (
    "gate-nothing-reported",
    "gate-missed",
    "gate-not-proven",
    "gate-no-data",
    "gate-no-base",
    "gate-no-goal",
    "gate-silent",
    "gate-invalid",
    "gate-unreported",
    "gate-red",
    "gate-yellow",
    "gate-too-many-at-risk",
    "gate-unexplained",
    "gate-no-reason",
    "gate-no-measure",
    "gate-no-measure-date",
    "gate-no-evidence",
)
_ABSENT = ("gate-no-data", "gate-unreported")


@dataclass(frozen=True, slots=True)
class Decision:
    """Pass or fail. `refusals` are worst first; `remarks` are shown and refuse nothing; `waived` are in force."""

    files: YearFiles
    refusals: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    waived: tuple[Excuse, ...] = ()
    excused: frozenset[str] = frozenset()

    @property
    def assessment(self) -> Assessment:
        return self.files.assessment

    @property
    def year(self) -> int:
        return self.files.year

    @property
    def passed(self) -> bool:
        return not self.refusals

    @property
    def could_judge(self) -> bool:
        """Whether there was anything to judge."""
        return self.files.anything_sent


def decide(files: YearFiles, policy: Policy, excuses: Sequence[Excuse], today: date) -> Decision:
    """Judge a year. `today` is the day on which waivers and the time for handing in are looked at."""
    assessment = files.assessment
    plan, waived = assessment.plan, in_force(excuses, today)
    excused = excused_targets(plan, waived)
    parts = [
        part
        for target in plan.targets
        if not target.same_as and target.id not in excused
        for part in parts_of(assessment, target, files.year)
    ]
    inspection = Inspection(files, policy, today)
    found = [item for part in parts for item in inspection.part(part)]
    said_absent = {item.target for item in found if item.rule in _ABSENT and item.target}
    found += silent_files(files, policy, excused)
    found += faulty_files(files, policy, excused, said_absent)
    found += broken_records(files)
    found += upheld_verdicts(files)
    found += _tolerance(assessment, policy, excused)
    found += expired(excuses, today)
    found += awaited_files(files, today)
    found += _provisional(files, parts, today)
    refusals = [*nothing_reported(files), *(item for item in found if is_error(item))]
    return Decision(
        files=files,
        refusals=tuple(worst_first(refusals)),
        remarks=tuple(item for item in found if not is_error(item)),
        waived=tuple(waived),
        excused=frozenset(excused),
    )


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Refusals by their gravity; within it in the plan's order."""
    return sorted(found, key=_weight)


def _weight(refusal: Finding) -> int:
    return _ORDER.index(refusal.rule if refusal.rule in _ORDER else "gate-invalid")


def _provisional(files: YearFiles, parts: Iterable[TargetPart], today: date) -> Iterator[Finding]:
    """What is still waited for, by the day until which it is: a target's own lag may leave it more time than others."""
    waiting: dict[date, list[str]] = {}
    for part in parts:
        until = files.last_day_to_report(part.target)
        if today <= until and is_open(part):
            waiting.setdefault(until, []).append(part.target.id)
    place = TextPlace(files.assessment.plan.path)
    for until, ids in sorted(waiting.items()):
        yield finding("gate-provisional", place, count=len(ids), until=until, targets=_list(ids))


def _tolerance(assessment: Assessment, policy: Policy, excused: Collection[str]) -> Iterator[Finding]:
    """More targets at risk than the policy tolerates: of the plan, or of a department that has a limit of its own."""
    plan = assessment.plan
    risky = [
        target
        for target in plan.targets
        if assessment.verdict(target).status is Status.AT_RISK
        and target.id not in excused
        and target.wording is Wording.BINDING
        and not target.same_as
    ]
    yield from _too_many(plan.path, risky, policy.at_risk_tolerated, "")
    for key, own in policy.departments.items():
        if own.at_risk_tolerated != policy.at_risk_tolerated:
            theirs = [target for target in risky if key in target.reported_by]
            yield from _too_many(plan.path, theirs, own.at_risk_tolerated, plan.department_name(key))


def _too_many(path: str, risky: Sequence[Target], limit: int | None, department: str) -> Iterator[Finding]:
    if limit is not None and len(risky) > limit:
        ids = _list([target.id for target in risky])
        yield finding(
            "gate-too-many-at-risk", TextPlace(path), department=department, count=len(risky), limit=limit, targets=ids
        )


def _list(ids: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(ids))
