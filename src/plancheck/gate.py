"""The yearly gate: an assessment and a policy in, a `Decision` out. Pure; every refusal is a finding with its reason.

Looked at are the rows due in the year: a yearly quota's own year, a checkpoint, a deadline. Of targets that go on, the
lamp at the year's end is looked at: a warning needs its reason, a red light also a measure and a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from plancheck.assess import Assessment
from plancheck.findings import CellPlace, Finding, Place, TextPlace, finding
from plancheck.nearest import nearest
from plancheck.observations import Remark
from plancheck.plan.model import Target, Waiver, Wording
from plancheck.rules import severity
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status

_NO_DATA = (Reason.NO_DATA, Reason.MISSING_BASE)
_MARKS = ("missed", "at-risk", "red", "yellow", "no-data")
_MISSING = {
    "reason": "gate-no-reason",
    "measure": "gate-no-measure",
    "measure_by": "gate-no-measure-date",
    "evidence": "gate-no-evidence",
}
_NEEDS = tuple(_MISSING)


@dataclass(frozen=True, slots=True)
class Policy:
    """What refuses. `refuse` names statuses and lamps of the rows due in the year; the needs are remarks that must stand.

    `at_risk_tolerated` is how many targets may be at risk at the year's end; None: any number, if they are explained.
    """

    refuse: tuple[str, ...] = ("missed", "no-data")
    silence: bool = True
    invalid: bool = True
    yellow_needs: tuple[str, ...] = ("reason",)
    red_needs: tuple[str, ...] = ("reason", "measure", "measure_by")
    evidence: bool = False
    at_risk_tolerated: int | None = None
    departments: Mapping[str, Policy] = field(default_factory=dict)

    def of(self, department: str) -> Policy:
        """The policy for a department: its own, where it has one."""
        return self.departments.get(department, self)


def read_policy(raw: Mapping[str, Any], place: TextPlace, over: Policy | None = None) -> tuple[Policy, list[Finding]]:
    """Lay a `[gate]` table over another policy. What cannot be used is a finding, and the rest holds."""
    policy, found = over or Policy(), []
    for key, value in raw.items():
        if key == "department" and isinstance(value, dict):
            own = {}
            for name, table in value.items():
                own[name], faults = read_policy(table if isinstance(table, dict) else {}, place, policy)
                found += faults
            policy = replace(policy, departments={**policy.departments, **own})
        elif key == "plan":
            continue
        elif key not in _FITS:
            known = [item.name for item in fields(Policy) if item.name != "departments"]
            found.append(finding("unknown-setting", place, key=key, nearest=nearest(key, known)))
        elif not _FITS[key](value):
            found.append(finding("impossible-setting", place, key=key, value=value, range=_RANGES[key]))
        else:
            policy = replace(policy, **{key: tuple(value) if isinstance(value, list) else value})  # type: ignore[arg-type]
    return policy, found


def _listed(allowed: tuple[str, ...]) -> Any:
    return lambda value: isinstance(value, list) and all(entry in allowed for entry in value)


def _switch(value: object) -> bool:
    return isinstance(value, bool)


_FITS = {
    "refuse": _listed(_MARKS),
    "silence": _switch,
    "invalid": _switch,
    "yellow_needs": _listed(_NEEDS),
    "red_needs": _listed(_NEEDS),
    "evidence": _switch,
    "at_risk_tolerated": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
}
_RANGES = {
    "refuse": " | ".join(_MARKS),
    "yellow_needs": " | ".join(_NEEDS),
    "red_needs": " | ".join(_NEEDS),
    "silence": "true | false",
    "invalid": "true | false",
    "evidence": "true | false",
    "at_risk_tolerated": "0 …",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Pass or fail of one plan for one year. `refusals` are worst first; `remarks` are shown and refuse nothing."""

    assessment: Assessment
    year: int
    refusals: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    waived: tuple[tuple[Target, Waiver], ...] = ()

    @property
    def passed(self) -> bool:
        return not self.refusals


def decide(assessment: Assessment, year: int, policy: Policy, waivers: Sequence[Waiver], folder: str) -> Decision:
    """Judge a year. `folder` is where the plan's reports lie, as findings name it."""
    inspection = _Inspection(assessment, year, policy, folder)
    waived = inspection.waived(waivers)
    excused = {target.id for target, _ in waived}
    found = [*inspection.files(), *inspection.expired(waivers)]
    for target in assessment.plan.targets:
        if not target.same_as and target.id not in excused:
            found += inspection.target(target)
    found += inspection.tolerance(excused)
    refusals = [one for one in found if severity(one).rank == 0]
    remarks = [one for one in found if severity(one).rank > 0]
    return Decision(assessment, year, tuple(sorted(refusals, key=_weight)), tuple(remarks), tuple(waived))


_ORDER = ("gate-missed", "gate-no-data", "gate-silent", "gate-invalid", "gate-refused-mark", "gate-no-reason")


def _weight(one: Finding) -> int:
    return _ORDER.index(one.rule) if one.rule in _ORDER else len(_ORDER)


@dataclass(frozen=True, slots=True)
class _Inspection:
    assessment: Assessment
    year: int
    policy: Policy
    folder: str

    def waived(self, waivers: Sequence[Waiver]) -> list[tuple[Target, Waiver]]:
        """The targets excused on the day of the assessment."""
        day = self.assessment.as_of
        return [
            (target, waiver)
            for waiver in waivers
            if waiver.until >= day and (target := self.assessment.plan.target(waiver.target)) is not None
        ]

    def expired(self, waivers: Sequence[Waiver]) -> Iterator[Finding]:
        for waiver in waivers:
            if waiver.until < self.assessment.as_of:
                place = TextPlace(self.assessment.plan.path, waiver.line or None)
                yield finding("waiver-expired", place, target=waiver.target, until=waiver.until)

    def files(self) -> Iterator[Finding]:
        """Silent departments and workbooks with errors, of this year."""
        below = f"{self.folder}/{self.year}/"
        wrong: dict[str, list[Finding]] = {}
        for one in self.assessment.findings:
            if not one.path.startswith(below) or severity(one).rank > 0:
                continue
            if one.rule == "silent-department":
                if self.policy.of(one.department or "").silence:
                    yield replace(one, rule="gate-silent")
            else:
                wrong.setdefault(one.path, []).append(one)
        for path, faults in wrong.items():
            department = next((one.department for one in faults if one.department), "")
            if self.policy.of(department or "").invalid:
                cells = ", ".join(_cell(one.place) for one in faults[:5])
                yield finding("gate-invalid", faults[0].place, department=department or "", path=path,
                              count=len(faults), cells=cells)  # fmt: skip

    def target(self, target: Target) -> Iterator[Finding]:
        due = [row for row in self.assessment.verdict(target).rows if row.by and row.by.year == self.year]
        for row in due:
            yield from self._due_row(target, row)
        verdict = self.assessment.verdict(target)
        if verdict.row not in due or verdict.status is Status.AT_RISK:
            yield from self._explained(target, verdict.row)

    def _due_row(self, target: Target, row: RowVerdict) -> Iterator[Finding]:
        refuse = self._policy(target).refuse
        values = self._values(target, row)
        place = self._place(target, row)
        strives = target.wording is Wording.STRIVE
        if row.status is Status.MISSED and {"missed", "red"} & set(refuse):
            yield finding("gate-strive-missed" if strives else "gate-missed", place, **values)
            if not strives:
                yield from self._explained(target, row)
        elif row.reason in _NO_DATA and "no-data" in refuse and not strives:
            yield finding("gate-no-data", place, **values)
        elif {str(row.status), str(row.lamp)} & (set(refuse) - {"missed"}) and not strives:
            yield finding("gate-refused-mark", place, **values)

    def _explained(self, target: Target, row: RowVerdict) -> Iterator[Finding]:
        """What a yellow or red lamp needs beside it."""
        policy = self._policy(target)
        if target.wording is Wording.STRIVE or row.reason in _NO_DATA:
            return
        needs = {Lamp.RED: policy.red_needs, Lamp.YELLOW: policy.yellow_needs}.get(row.lamp, ())
        remark = self.assessment.remark(target, self.year)
        evidence = ("evidence",) if policy.evidence and row.latest is not None else ()
        for need in dict.fromkeys((*needs, *evidence)):
            if not _has(remark, need):
                yield finding(_MISSING[need], self._place(target, row), **self._values(target, row))

    def tolerance(self, excused: set[str]) -> Iterator[Finding]:
        """More targets at risk than the policy tolerates."""
        limit = self.policy.at_risk_tolerated
        plan = self.assessment.plan
        risky = [
            target for target in plan.targets
            if self.assessment.verdict(target).status is Status.AT_RISK and target.id not in excused
            and target.wording is Wording.BINDING and not target.same_as
        ]  # fmt: skip
        if limit is not None and len(risky) > limit:
            ids = ", ".join(target.id for target in risky)
            yield finding("gate-too-many-at-risk", TextPlace(plan.path), count=len(risky), limit=limit, targets=ids)

    def _policy(self, target: Target) -> Policy:
        return self.policy.of(self._department(target))

    def _department(self, target: Target) -> str:
        return self.assessment.plan.department_name(target.reported_by[0])

    def _values(self, target: Target, row: RowVerdict) -> dict[str, object]:
        from plancheck.numbers import plain

        return {
            "target": target.id,
            "department": self._department(target),
            "indicator": target.indicator,
            "by": row.by or "",
            "value": "" if row.latest_value is None else plain(row.latest_value, 4) + target.unit,
            "goal": "" if row.value is None else plain(row.value, 4) + target.unit,
        }

    def _place(self, target: Target, row: RowVerdict) -> Place:
        """The cell to look at: of the value that decided, of the value that is missing, or where the workbook belongs."""
        if row.latest is not None:
            return row.latest.place
        for submission in self.assessment.reports.submissions:
            cells = [place for (one, day), place in sorted(submission.places.items())
                     if one == target.id and row.by and day <= row.by]  # fmt: skip
            if submission.year == self.year and cells:
                return cells[-1]
        return TextPlace(f"{self.folder}/{self.year}/{self._department(target)}.xlsx")


def _has(remark: Remark | None, need: str) -> bool:
    return remark is not None and bool(getattr(remark, need))


def _cell(place: Place) -> str:
    return f"{place.sheet}!{place.cells}" if isinstance(place, CellPlace) else str(place)


def due_day(year: int, as_of: date, lag_days: int) -> date:
    """The day on which a year is judged: the as-of day, but no later than its end and the time for handing in."""
    from datetime import timedelta

    return min(as_of, date(year, 12, 31) + timedelta(days=lag_days))
