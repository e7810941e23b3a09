"""Who filed what for the year: plan, reports and findings in, a row of the matrix for each department out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plancheck.assessment.assess import Assessment
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Target
from plancheck.plan.periods import due_periods
from plancheck.report.content import DepartmentRow, Filing, Gap, ReportEntry
from plancheck.rules import count_errors_and_warnings
from plancheck.scoring.marks import Verdict
from plancheck.scoring.marks import gravity as weight
from plancheck.scoring.rollup import count


def department_rows(assessment: Assessment, entries: Sequence[ReportEntry], year: int) -> tuple[DepartmentRow, ...]:
    """A row for each department that reports, worst first, then in the plan's order."""
    duties = reporting_departments(assessment.plan)
    rows = [_row(assessment, key, targets, entries, year) for key, targets in duties.items()]
    return tuple(sorted(rows, key=_badness))


def _badness(row: DepartmentRow) -> tuple[int, int, int, int]:
    lamps = {str(lamp): -number for lamp, number in row.counts.lamps.items()}
    return -row.counts.missed, lamps.get("red", 0), -row.counts.at_risk, lamps.get("grey", 0)


def _row(
    assessment: Assessment, key: str, targets: Sequence[Target], entries: Sequence[ReportEntry], year: int
) -> DepartmentRow:
    name = assessment.plan.department_name(key)
    verdicts = [_own(entry.verdict, key) for entry in entries if key in entry.target.reported_by]
    sent = [one for one in assessment.reports.submissions if one.department == key and one.year == year]
    gaps = tuple(find_gaps(assessment, key, targets, year))
    below = f"/{assessment.plan.id}/{year}/"
    errors, warnings = count_errors_and_warnings(
        one
        for one in assessment.findings
        if one.department in (key, name) and one.rule != "silent-department" and below in f"/{one.path}"
    )
    return DepartmentRow(
        key,
        name,
        count(verdicts),
        _filing(assessment, targets, year, [one.usable for one in sent], gaps),
        gaps,
        errors,
        warnings,
        any(one.synthetic for one in sent),
    )


def _own(verdict: Verdict, key: str) -> Verdict:
    """The verdict on a department's own part, where departments are judged apart."""
    rows = [row for row in verdict.rows if row.department == key]
    if not rows:
        return verdict
    own = verdict.row if verdict.row.department == key else min(rows, key=weight)
    return Verdict(verdict.target, own, tuple(rows), own.latest, strive=verdict.strive)


def _filing(
    assessment: Assessment, targets: Sequence[Target], year: int, sent: Sequence[bool], gaps: Sequence[Gap]
) -> Filing:
    if any(sent):
        return Filing.GAPS if any(not gap.explained for gap in gaps) else Filing.IN_FULL
    if sent:
        return Filing.UNREADABLE
    due = any(ended_periods(assessment, target, year) for target in targets)
    return Filing.SILENT if due else Filing.NOTHING_DUE


def find_gaps(assessment: Assessment, key: str, targets: Sequence[Target], year: int) -> Iterator[Gap]:
    """The targets of a department that lack a value for a period of the year that has ended."""
    told = {(one.target, one.period_end) for one in assessment.reports.observations if one.department == key}
    excused = {
        one.target for one in assessment.reports.remarks if one.department == key and one.year == year and one.reason
    }
    for target in targets:
        missing = tuple(day for day in ended_periods(assessment, target, year) if (target.id, day) not in told)
        if missing:
            yield Gap(target, missing, target.id in excused)


def ended_periods(assessment: Assessment, target: Target, year: int) -> list[date]:
    """The periods of a year for which a value can be asked by the day of judgement."""
    return [day for day in due_periods(target, year, assessment.plan.end) if day <= assessment.as_of]
