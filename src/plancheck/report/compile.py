"""Assessments in, the yearly report out: counts, change, chapters, departments, silence, waivers, faults. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from plancheck.assessment.assess import Assessment
from plancheck.assessment.changes import compare_verdicts
from plancheck.observations import Observation, Remark
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Section, Target
from plancheck.report.content import Chapter, ReportEntry, RuleCount, WaiverNote, YearReport
from plancheck.report.curve import Curve, draw_curve
from plancheck.report.filing import department_rows, ended_periods
from plancheck.report.pace import next_pace
from plancheck.rules import catalogue
from plancheck.scoring.marks import RowVerdict, Status, Verdict, gravity
from plancheck.scoring.rollup import count


def compile_report(
    assessment: Assessment,
    before: Assessment | None,
    year: int,
    made_on: date,
    waivers: Sequence[Waiver] = (),
    advance: Callable[[], None] = lambda: None,
) -> YearReport:
    """The report of a plan for a year. `before` is the plan a year earlier; `advance` is called after each target."""
    notes = _waiver_notes(assessment, waivers, made_on)
    entries = []
    for target in assessment.plan.targets:
        entries.append(_entry(assessment, before, target, year, notes))
        advance()
    return YearReport(
        year=year,
        made_on=made_on,
        assessment=assessment,
        before=before,
        counts=count(assessment.verdicts.values()),
        counts_before=count(before.verdicts.values()) if before is not None else None,
        chapters=tuple(_chapters(entries)),
        departments=department_rows(assessment, entries, year),
        waivers=notes,
        faults=_faults(assessment, year),
    )


def _entry(
    assessment: Assessment, before: Assessment | None, target: Target, year: int, notes: Sequence[WaiverNote]
) -> ReportEntry:
    plan, verdict = assessment.plan, assessment.verdict(target)
    source = plan.reported_as(target)
    values = [one for one in assessment.reports.of(source.id) if one.period_end <= assessment.as_of]
    left_out = {one: assessment.left_out[one] for one in values if one in assessment.left_out}
    sound = [one for one in values if one not in left_out]
    earlier = before.verdict(target) if before is not None and target.start.year < year else None
    task = plan.task_of(target)
    return ReportEntry(
        target=target,
        task=task,
        section=plan.section_of(task),
        verdict=verdict,
        before=earlier,
        change=compare_verdicts(earlier, verdict).change if earlier is not None else None,
        remarks=_remarks(assessment, source, verdict, year),
        values=tuple(values),
        left_out=left_out,
        curve=_curve(assessment, target, source, sound),
        due_rows=_due(verdict, year),
        pace=next_pace(target, verdict, assessment.as_of),
        waiver=next((note.waiver for note in notes if note.waiver.target == target.id and not note.expired), None),
        year_end_missing=_lacks_year_end(assessment, source, sound, year),
    )


def _curve(assessment: Assessment, target: Target, source: Target, values: Sequence[Observation]) -> Curve | None:
    # A target that repeats another is drawn by its own goals from the other's values.
    as_reported = replace(target, id=source.id, reported_by=source.reported_by)
    verdict, plan = assessment.verdict(target), assessment.plan
    return draw_curve(as_reported, values, verdict, assessment.as_of, assessment.settings, plan.end)


def _remarks(assessment: Assessment, source: Target, verdict: Verdict, year: int) -> tuple[Remark, ...]:
    """What was written beside a target this year; beside one that was missed, also what remains from the years before."""
    written = [
        remark
        for remark in assessment.reports.remarks
        if remark.target == source.id and remark.year <= year and _says_something(remark)
    ]
    remaining = [remark for remark in written if remark.year == year]
    if verdict.status is Status.MISSED:
        for remark in sorted(written, key=lambda remark: -remark.year):
            left = _unsaid_since(remark, remaining)
            if remark.year < year and _says_something(left):
                remaining.append(left)
    return tuple(remaining)


def _unsaid_since(remark: Remark, later: Sequence[Remark]) -> Remark:
    """A remark without what its department has written anew: an empty cell of a later year takes nothing back."""
    since = [one for one in later if one.department == remark.department and one.year > remark.year]
    return replace(
        remark,
        reason="" if any(one.reason for one in since) else remark.reason,
        reason_until=None if any(one.reason for one in since) else remark.reason_until,
        measure="" if any(one.measure for one in since) else remark.measure,
        measure_by=None if any(one.measure or one.measure_by for one in since) else remark.measure_by,
        evidence="" if any(one.evidence for one in since) else remark.evidence,
    )


def _says_something(remark: Remark) -> bool:
    return bool(remark.reason or remark.measure or remark.evidence or remark.measure_by)


def _due(verdict: Verdict, year: int) -> tuple[RowVerdict, ...]:
    """What fell due in a year, once a date: where departments are judged apart, the worst of them stands for all."""
    worst: dict[date, RowVerdict] = {}
    for row in (verdict.row, *verdict.rows):
        if row.by is not None and row.by.year == year:
            before = worst.get(row.by)
            worst[row.by] = row if before is None or gravity(row) < gravity(before) else before
    return tuple(worst[day] for day in sorted(worst))


def _lacks_year_end(assessment: Assessment, source: Target, values: Sequence[Observation], year: int) -> bool:
    periods = ended_periods(assessment, source, year)
    return bool(periods) and all(one.period_end < periods[-1] for one in values)


def _chapters(entries: Sequence[ReportEntry]) -> list[Chapter]:
    """By section, in the document's order; what stands in none comes last."""
    groups: dict[Section | None, list[ReportEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.section, []).append(entry)
    ordered = sorted(groups.items(), key=lambda group: group[0] is None)
    return [Chapter(section, tuple(members), count(one.verdict for one in members)) for section, members in ordered]


def _waiver_notes(assessment: Assessment, waivers: Sequence[Waiver], made_on: date) -> tuple[WaiverNote, ...]:
    """The plan's waivers and the workspace's; those that have run out last."""
    own = [waiver for waiver in waivers if waiver.plan in ("", assessment.plan.id)]
    notes = [
        WaiverNote(waiver, assessment.plan.target(waiver.target), waiver.until < made_on)
        for waiver in (*assessment.plan.waivers, *own)
    ]
    # A waiver of the workspace that names no plan is meant for the plan that has its target.
    mine = [note for note in notes if note.waiver.plan or note.target is not None]
    return tuple(sorted(mine, key=lambda note: (note.expired, note.waiver.until, note.waiver.target)))


def _faults(assessment: Assessment, year: int) -> tuple[RuleCount, ...]:
    """What is wrong in the year's own files, worst first."""
    below = f"/{assessment.plan.id}/{year}/"
    counted = Counter(one.rule for one in assessment.findings if below in f"/{one.path}")
    rows = [RuleCount(rule, catalogue()[rule].severity, number) for rule, number in counted.items()]
    return tuple(sorted(rows, key=lambda row: (row.severity.rank, -row.count, row.rule)))
