"""Who filed what for the year: plan, reports and findings in, a row of the matrix for each department out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plancheck.assessment.assess import Assessment
from plancheck.observations import Submission
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Target
from plancheck.plan.periods import due_periods
from plancheck.report.content import DepartmentRow, Filing, Gap, ReportEntry
from plancheck.rules import count_errors_and_warnings
from plancheck.scoring.marks import Lamp
from plancheck.scoring.rollup import count


def department_rows(assessment: Assessment, entries: Sequence[ReportEntry], year: int) -> tuple[DepartmentRow, ...]:
    """A row for each department that reports, worst first, then in the plan's order."""
    duties = reporting_departments(assessment.plan)
    rows = [_row(assessment, key, targets, entries, year) for key, targets in duties.items()]
    return tuple(sorted(rows, key=_badness))


def _badness(row: DepartmentRow) -> tuple[int, int, int, int]:
    counts = row.counts
    return -counts.missed, -counts.lamps.get(Lamp.RED, 0), -counts.at_risk, -counts.lamps.get(Lamp.GREY, 0)


def _row(
    assessment: Assessment, key: str, targets: Sequence[Target], entries: Sequence[ReportEntry], year: int
) -> DepartmentRow:
    name = assessment.plan.department_name(key)
    verdicts = [entry.verdict.of(key) for entry in entries if key in entry.target.reported_by]
    submissions = [sent for sent in assessment.reports.submissions if sent.department == key and sent.year == year]
    gaps = tuple(find_gaps(assessment, key, targets, year))
    below = f"/{assessment.plan.id}/{year}/"
    errors, warnings = count_errors_and_warnings(
        found
        for found in assessment.findings
        if found.department in (key, name) and found.rule != "silent-department" and below in f"/{found.path}"
    )
    return DepartmentRow(
        key=key,
        name=name,
        counts=count(verdicts),
        filing=_filing(assessment, targets, year, submissions, gaps),
        gaps=gaps,
        errors=errors,
        warnings=warnings,
        synthetic=any(sent.synthetic for sent in submissions),
    )


def _filing(
    assessment: Assessment, targets: Sequence[Target], year: int, submissions: Sequence[Submission], gaps: Sequence[Gap]
) -> Filing:
    if any(sent.usable for sent in submissions):
        return Filing.GAPS if any(not gap.explained for gap in gaps) else Filing.IN_FULL
    if submissions:
        return Filing.UNREADABLE
    due = any(ended_periods(assessment, target, year) for target in targets)
    return Filing.SILENT if due else Filing.NOTHING_DUE


def find_gaps(assessment: Assessment, key: str, targets: Sequence[Target], year: int) -> Iterator[Gap]:
    """The targets of a department that lack a value for a period of the year that has ended."""
    reports = assessment.reports
    reported = {(value.target, value.period_end) for value in reports.observations if value.department == key}
    remarks = [remark for remark in reports.remarks if remark.department == key and remark.year == year]
    for target in targets:
        missing = tuple(day for day in ended_periods(assessment, target, year) if (target.id, day) not in reported)
        if missing:
            own = [remark for remark in remarks if remark.target == target.id]
            explained = all(any(remark.explains(day) for remark in own) for day in missing)
            yield Gap(target, periods=missing, explained=explained)


def ended_periods(assessment: Assessment, target: Target, year: int) -> list[date]:
    """The periods of a year for which a value can be asked by the day of judgement."""
    return [day for day in due_periods(target, year, assessment.plan.end) if day <= assessment.as_of]
