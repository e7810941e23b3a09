"""Everything about one verdict: in, an assessment and a target; out, an `Explanation` that every form is rendered from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from plancheck.assessment.assess import Assessment, KnownReports, known_by
from plancheck.explanation.course import Course, course_of
from plancheck.explanation.remedy import Remedy, find_remedy
from plancheck.explanation.track_record import TrackRecord, track_record
from plancheck.findings import Finding
from plancheck.observations import Observation, Remark
from plancheck.plan.amendments.versions import target_in_force
from plancheck.plan.model import Plan, Target, Task
from plancheck.plan.vocabulary import Aggregate
from plancheck.rules.deciding import DecidingRule, deciding_rule
from plancheck.scoring.due import lag_days_of
from plancheck.scoring.marks import RowVerdict, Verdict
from plancheck.scoring.path import last_period_end
from plancheck.sensitivity.trials import Sensitivity


@dataclass(frozen=True, slots=True)
class WeighedObservation:
    """One observation. `counts`: its value is one the verdict was made with; a restated or doubled one is not.

    `department` is the name of who reported it, `fault` what is wrong with a value that was left out.
    """

    observation: Observation
    department: str
    counts: bool
    supposed: bool = False
    fault: Finding | None = None


@dataclass(frozen=True, slots=True)
class ReportLag:
    """Days after a period's end until silence counts, and what states them: the `settings`, or a `target` by its id."""

    days: int
    stated_by: Literal["settings", "target"]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One target on one day. `before` is the verdict at the period end before, None where there was none."""

    assessment: Assessment
    target: Target
    source: Target
    verdict: Verdict
    rule: DecidingRule
    observations: tuple[WeighedObservation, ...]
    course: Course
    remedy: Remedy
    track_record: TrackRecord | None
    before_on: date | None
    before: Verdict | None
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...]

    @property
    def plan(self) -> Plan:
        return self.assessment.plan

    @property
    def task(self) -> Task:
        return self.plan.task_of(self.target)

    @property
    def report_lag(self) -> ReportLag:
        """The lag that applies to the target: its own, or that of the one under which it is reported."""
        days = lag_days_of(self.plan.judged_as(self.target), self.assessment.settings)
        stating = next((one for one in (self.target, self.source) if one.report_lag_days is not None), None)
        return ReportLag(days, "settings") if stating is None else ReportLag(days, "target", stating.id)

    @property
    def settings(self) -> dict[str, str]:
        """The thresholds that the target is judged by, as texts: those in force, with its own days of grace."""
        return {**dict(self.assessment.settings.listed()), "report_lag_days": str(self.report_lag.days)}

    @property
    def row(self) -> RowVerdict:
        return self.verdict.row

    @property
    def sensitivity(self) -> Sensitivity:
        """Reckoned each time it is asked for."""
        return self.assessment.sensitivity(self.target)


def explain_target(assessment: Assessment, target: Target) -> Explanation:
    """How the verdict on a target came about, and what would turn it green."""
    heard = known_by(assessment.plan, assessment.reports, assessment.as_of, assessment.upheld)
    source = heard.plan.reported_as(target)
    verdict = assessment.verdict(target)
    supposed = [one for one in assessment.supposed if one.target == source.id]
    replaced = {(one.department, one.period_end) for one in supposed}
    reported = [one for one in heard.of(target) if (one.department, one.period_end) not in replaced]
    heard = _with(heard, source, [*reported, *supposed])
    as_of = max([assessment.as_of, *(one.period_end for one in supposed)])
    target = target_in_force(target, as_of)
    row = verdict.row.frozen or verdict.row
    course = course_of(assessment.plan, source, heard.of(target), row, as_of, assessment.settings)
    before_on = _period_before(source, as_of)
    left_out = _left_out(assessment, source)
    rule = deciding_rule(
        str(verdict.reason),
        str(target.kind),
        assessment.settings.preset,
        closed=verdict.row.closed,
        by_outlook=verdict.row.by_outlook,
    )
    return Explanation(
        assessment=assessment,
        target=target,
        source=source,
        verdict=verdict,
        rule=rule,
        observations=tuple(_weighed(assessment.plan, source, heard.of(target), course, supposed, left_out)),
        course=course,
        remedy=find_remedy(heard, target, verdict, assessment.settings),
        track_record=track_record(source, verdict.row, assessment.settings.preset),
        before_on=before_on,
        before=_verdict_on(assessment, target, before_on),
        remarks=tuple(remark for remark in heard.remarks.get(source.id, ()) if _says_something(remark)),
        findings=_findings(assessment, target, source, left_out),
    )


def _with(heard: KnownReports, source: Target, observations: list[Observation]) -> KnownReports:
    """What is known, with these observations of a target in place of its own, as of the last of them."""
    day = max([heard.as_of, *(one.period_end for one in observations)])
    return replace(heard, as_of=day, observations={**heard.observations, source.id: observations})


def _says_something(remark: Remark) -> bool:
    return bool(remark.reason or remark.measure or remark.measure_by or remark.evidence)


def _left_out(assessment: Assessment, source: Target) -> dict[Observation, Finding]:
    """What was reported of a target and no verdict rests on: unsound values, and those of periods still to come."""
    left_out = {one: fault for one, fault in assessment.left_out.items() if one.target == source.id}
    ahead = {
        dict(fault.values).get("period"): fault
        for fault in assessment.findings
        if fault.rule == "future-period" and fault.target == source.id
    }
    if ahead:
        for observation in assessment.reports.of(source.id):
            period = observation.period_end.isoformat()
            if period in ahead:
                left_out.setdefault(observation, ahead[period])
    return left_out


def _findings(
    assessment: Assessment, target: Target, source: Target, left_out: Mapping[Observation, Finding]
) -> tuple[Finding, ...]:
    found = [one for one in assessment.findings if one.target in (target.id, source.id)]
    return tuple(dict.fromkeys([*found, *left_out.values()]))


def _weighed(
    plan: Plan,
    source: Target,
    observations: Sequence[Observation],
    course: Course,
    supposed: Sequence[Observation],
    left_out: Mapping[Observation, Finding],
) -> list[WeighedObservation]:
    listed = sorted([*observations, *left_out], key=lambda one: (one.period_end, one.year, one.department))
    # Of parts that are added up, and of states, no single one is taken into the course: all of them count.
    every = source.aggregate is Aggregate.SUM or not source.kind.is_numeric
    return [
        WeighedObservation(
            observation=one,
            department=plan.department_name(one.department),
            counts=one not in left_out and (every or one.is_baseline or one in course.taken),
            supposed=one in supposed,
            fault=left_out.get(one),
        )
        for one in listed
    ]


def _period_before(source: Target, as_of: date) -> date | None:
    """The end of the reporting period before the one that the day closes or lies in."""
    current = last_period_end(as_of, source.reporting)
    before = last_period_end(current - timedelta(days=1), source.reporting) if current else None
    return before if before is not None and before >= source.start else None


def _verdict_on(assessment: Assessment, target: Target, day: date | None) -> Verdict | None:
    if day is None:
        return None
    return known_by(assessment.plan, assessment.reports, day, assessment.upheld).judge(target, assessment.settings)
