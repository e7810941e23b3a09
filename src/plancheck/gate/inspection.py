"""What speaks against a part of a target, or for a word about it: a part, the policy and the files in, findings out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plancheck.findings import Finding, Place, finding
from plancheck.gate.parts import TargetPart
from plancheck.gate.places import YearFiles
from plancheck.gate.policy import Policy
from plancheck.observations import Remark, State
from plancheck.plan.amendments.versions import version
from plancheck.plan.model import Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Aggregate, Wording
from plancheck.scoring.due import lag_days_of, last_overdue
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status
from plancheck.text.numbers import plain

_BLANK = {
    "reason": "gate-no-reason",
    "measure": "gate-no-measure",
    "measure_by": "gate-no-measure-date",
    "evidence": "gate-no-evidence",
}
_ALL_BLANK = ("reason", "measure", "measure_by")
_GREY = {Reason.NO_DATA: "gate-no-data", Reason.MISSING_BASE: "gate-no-base", Reason.NO_TARGET_VALUE: "gate-no-goal"}


@dataclass(frozen=True, slots=True)
class Inspection:
    """One year of one plan, under its policy; `today` is the day until which reports may have come in."""

    files: YearFiles
    policy: Policy
    today: date

    def part(self, part: TargetPart) -> Iterator[Finding]:
        """Everything about a part: its rows due, what goes on, and what ought to be written beside its lamp."""
        for row in part.due:
            yield from self._due(part, row)
        if part.live is not None:
            yield from self._going_on(part, part.live)
        yield from self._beside(part)

    def _due(self, part: TargetPart, row: RowVerdict) -> Iterator[Finding]:
        refuse = self._policy(part, row).refuse
        if row.status is Status.MISSED:
            if {"missed", "red"} & set(refuse):
                yield self._missed(part, row)
        elif row.reason in _GREY:
            if {"no-data", "at-risk"} & set(refuse):
                yield self._silent(part, row, _GREY[row.reason])
        else:
            yield from self._lamp(part, row)

    def _going_on(self, part: TargetPart, row: RowVerdict) -> Iterator[Finding]:
        """What is not due yet is not refused for its value; that nothing was said of it in a workbook is another matter."""
        refuse, department = self._policy(part, row).refuse, self.debtor(part, row)
        if row.reason is Reason.NO_DATA:
            explained = self._is_explained(part.target, department)
            if self.files.has_answered(department) and ("at-risk" in refuse or ("no-data" in refuse and not explained)):
                yield self._silent(part, row, "gate-unreported")
        elif row.reason not in _GREY:
            yield from self._lamp(part, row)

    def _missed(self, part: TargetPart, row: RowVerdict) -> Finding:
        department = self.debtor(part, row)
        if row.reason is Reason.NO_EVIDENCE:
            place = self.files.remark_place(part.target, department, "evidence")
            return self._found("gate-not-proven", part, row, place)
        return self._found("gate-missed", part, row, self.files.value_place(part.target, department, row))

    def _silent(self, part: TargetPart, row: RowVerdict, rule: str) -> Finding:
        return self._found(rule, part, row, self.files.empty_place(part.target, self.debtor(part, row)))

    def _lamp(self, part: TargetPart, row: RowVerdict) -> Iterator[Finding]:
        """A lamp at the year's end that the policy refuses."""
        refuse = self._policy(part, row).refuse
        if row.status is Status.AT_RISK and ("at-risk" in refuse or str(row.lamp) in refuse):
            rule = "gate-red" if row.lamp is Lamp.RED else "gate-yellow"
            found = self._found(rule, part, row, self.files.value_place(part.target, self.debtor(part, row), row))
            yield replace(found, values=(*found.values, ("borderline", self._borderline(part, row))))

    def _borderline(self, part: TargetPart, row: RowVerdict) -> str:
        """`borderline` beside the lamp of the verdict, where a small change of the rules would turn that; else nothing."""
        assessment, target = self.files.assessment, part.target
        speaks = assessment.verdict(target).of(row.department).row is row
        return "borderline" if speaks and assessment.is_borderline(target, row.department) else ""

    def _beside(self, part: TargetPart) -> Iterator[Finding]:
        row = part.worst
        blank = self.blank_beside(part)
        if row is None or not blank:
            return
        if all(need in blank for need in _ALL_BLANK):
            yield self._blank("gate-unexplained", part, row, "reason")
            blank = [need for need in blank if need not in _ALL_BLANK]
        for need in blank:
            yield self._blank(_BLANK[need], part, row, need)

    def blank_beside(self, part: TargetPart) -> list[str]:
        """What a lamp, or the policy, asks to be written in this year's workbook and is not, by the names of `Remark`.

        Of a workbook that is not there, or cannot be read, nothing more is asked than that it comes.
        """
        row = part.worst
        if row is None or row.reason in _GREY or part.target.wording is Wording.STRIVE:
            return []
        department = self.debtor(part, row)
        if not self.files.has_answered(department):
            return []
        policy = self._policy(part, row)
        needs = {Lamp.RED: policy.red_needs, Lamp.YELLOW: policy.yellow_needs}.get(row.lamp, ())
        if policy.evidence and self._claims(row):
            needs = (*needs, "evidence")
        day = row.latest.period_end if row.latest is not None else self.files.assessment.as_of
        remark = self._remark(part.target, department, day)
        # What was done without evidence is refused for that already.
        proof_asked = row.reason is Reason.NO_EVIDENCE
        return [
            need
            for need in dict.fromkeys(needs)
            if not _says(remark, need, day) and not (need == "evidence" and proof_asked)
        ]

    def _claims(self, row: RowVerdict) -> bool:
        """Whether something was reported this year that could be proven: a number, or that a thing is done."""
        latest = row.latest
        if latest is None or latest.year != self.files.year:
            return False
        return latest.value is not None or latest.state is State.DONE

    def _blank(self, rule: str, part: TargetPart, row: RowVerdict, column: str) -> Finding:
        place = self.files.remark_place(part.target, self.debtor(part, row), column)
        return self._found(rule, part, row, place)

    def _found(self, rule: str, part: TargetPart, row: RowVerdict, place: Place) -> Finding:
        """A finding on a row. What the plan only strives for refuses nothing: it is said, and that is all."""
        target, year = part.target, self.files.year
        found = finding(
            rule,
            place,
            target=target.id,
            department=self.files.name(self.debtor(part, row)),
            year=year,
            indicator=target.indicator,
            by=row.by or "",
            value=_quantity(row.latest_value, target),
            goal=_goal(row, target),
            **_amended(row, target),
            **_shortfall(row, target),
        )
        if target.wording is not Wording.STRIVE:
            return found
        return replace(found, rule="gate-strive-missed" if row.status is Status.MISSED else "gate-strive-at-risk")

    def _policy(self, part: TargetPart, row: RowVerdict) -> Policy:
        return self.policy.of(self.debtor(part, row))

    def debtor(self, part: TargetPart, row: RowVerdict) -> str:
        """The department to call: of several that add up their parts, the first that did not report."""
        target = part.target
        if len(part.departments) == 1 or target.aggregate is not Aggregate.SUM or row.reason is not Reason.NO_DATA:
            return part.departments[0]
        return min(part.departments, key=lambda key: self._last_reported(target, key))

    def _last_reported(self, target: Target, department: str) -> date:
        assessment = self.files.assessment
        reported = (
            one.period_end
            for one in assessment.reports.of(target.id)
            if one.department == department and not one.is_baseline and one.period_end <= assessment.as_of
            if one not in assessment.left_out
        )
        return max(reported, default=date.min)

    def _is_explained(self, target: Target, department: str) -> bool:
        """Whether there is a reason for every period of the year that a department left blank, as far as it is late."""
        assessment, year = self.files.assessment, self.files.year
        remarks = self._remarks(target, department)
        told = {one.period_end for one in assessment.reports.of(target.id) if one.department == department}
        overdue = last_overdue(self.today, lag_days_of(target, assessment.settings)) or date.min
        due = [day for day in due_periods(target, year, assessment.plan.end) if day <= overdue]
        last = max((day for day in due if day not in told), default=date(year, 1, 1))
        return any(remark.explains(last) for remark in remarks)

    def _remark(self, target: Target, department: str, day: date) -> Remark | None:
        """What a department wrote beside a target in the year's workbook, the fullest where it sent several."""
        remarks = self._remarks(target, department)
        return max(remarks, key=lambda remark: sum(_says(remark, need, day) for need in _BLANK), default=None)

    def _remarks(self, target: Target, department: str) -> list[Remark]:
        row = (target.id, department, self.files.year)
        reports = self.files.assessment.reports
        return [remark for remark in reports.remarks if (remark.target, remark.department, remark.year) == row]


def is_open(part: TargetPart) -> bool:
    """Whether a row of the year still waits for its last value: neither closed, nor reached, nor known to be absent."""
    return any(not row.closed and row.reason not in (*_GREY, Reason.MET, Reason.DONE) for row in part.due)


def _says(remark: Remark | None, need: str, day: date) -> bool:
    """Whether what is needed is written; a reason, for the period that ends on a day."""
    if need == "reason":
        return remark is not None and remark.explains(day)
    written = getattr(remark, need, None)
    return bool(written.strip()) if isinstance(written, str) else written is not None


def _quantity(value: Decimal | None, target: Target) -> str:
    return "" if value is None else plain(value, 4) + target.unit


def _goal(row: RowVerdict, target: Target) -> str:
    """What was asked for, with its sign: ≥650辆; the value that satisfies, where 约 or 基本 let it be less."""
    if row.value is None:
        return ""
    sign = {">=": "≥", "<=": "≤"}.get(str(target.op), str(target.op))
    return sign + _quantity(row.needed if row.needed is not None else row.value, target)


def _amended(row: RowVerdict, target: Target) -> dict[str, str]:
    """When a later document changed what a row asks for, and from what; nothing for a row that closed before it."""
    if not target.amended or row.by is None:
        return {"amended": "", "was": ""}
    changed, before = target.amendments[target.amended - 1], version(target, target.amended - 1)
    was = [_quantity(before.value, target)] if changed.value is not None else []
    was += [str(before.by)] if changed.by is not None and before.by is not None else []
    holds = row.by >= changed.date and was
    return {"amended": str(changed.date) if holds else "", "was": ", ".join(was) if holds else ""}


def _shortfall(row: RowVerdict, target: Target) -> dict[str, str]:
    """What is lacking: `short` in the target's unit, or `points` between two shares in percent."""
    wanted = row.needed if row.needed is not None else row.value
    if wanted is None or row.latest_value is None or wanted == row.latest_value:
        return {"short": "", "points": ""}
    lacking = abs(wanted - row.latest_value)
    if target.differs_in_points:
        return {"short": "", "points": plain(lacking, 4)}
    return {"short": _quantity(lacking, target), "points": ""}
