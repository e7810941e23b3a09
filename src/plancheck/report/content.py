"""The records of a yearly report: one content, in no language and no form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plancheck.assessment.assess import Assessment
from plancheck.assessment.changes import Movement
from plancheck.findings import Finding, Severity
from plancheck.observations import Observation, Remark
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Section, Target, Task
from plancheck.report.curve import Curve
from plancheck.scoring.marks import RowVerdict, Status, Verdict
from plancheck.scoring.rollup import Counts


@dataclass(frozen=True, slots=True)
class Pace:
    """What a target asks for from here: `needed` a year until `by`, beside what the last 12 months brought.

    `goal` is the value asked for then, `gap` what is left, `next_value` what the end of next year should show.
    `times` is needed over recent; None where nothing moved.
    """

    by: date
    goal: Decimal
    gap: Decimal
    needed: Decimal
    next_value: Decimal
    recent: Decimal | None = None
    times: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One target in the report: its verdict, the one of a year before, what was written beside it, what comes next.

    `change`: since then, None where there was no verdict to compare with. `due_rows` are what falls due in the year, a row
    a date: that of the worst department. `year_end_missing`: the last period that has ended has no value,
    whether its time for handing in has run out or not. `left_out` are the `values` that no verdict rests on.
    """

    target: Target
    task: Task
    section: Section | None
    verdict: Verdict
    before: Verdict | None = None
    change: Movement | None = None
    remarks: tuple[Remark, ...] = ()
    values: tuple[Observation, ...] = ()
    left_out: Mapping[Observation, Finding] = field(default_factory=dict)
    curve: Curve | None = None
    due_rows: tuple[RowVerdict, ...] = ()
    pace: Pace | None = None
    waiver: Waiver | None = None
    year_end_missing: bool = False

    @property
    def is_short(self) -> bool:
        """Whether the target, or a yearly quota or checkpoint of this year, was missed."""
        return any(row.status is Status.MISSED for row in (self.verdict.row, *self.due_rows))


@dataclass(frozen=True, slots=True)
class Chapter:
    """The targets of one section of the plan; no section: those that stand in none."""

    section: Section | None
    entries: tuple[ReportEntry, ...]
    counts: Counts


class Filing(StrEnum):
    """What came from a department for the year."""

    IN_FULL = "in-full"
    GAPS = "gaps"
    UNREADABLE = "unreadable"
    SILENT = "silent"
    NOTHING_DUE = "nothing-due"


@dataclass(frozen=True, slots=True)
class Gap:
    """A target without a value for periods that have ended. `explained`: the workbook says why."""

    target: Target
    periods: tuple[date, ...]
    explained: bool = False


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A row of the matrix. A target stands under each department that reports it."""

    key: str
    name: str
    counts: Counts
    filing: Filing
    gaps: tuple[Gap, ...] = ()
    errors: int = 0
    warnings: int = 0
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule was broken in the reports."""

    rule: str
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class WaiverNote:
    """A waiver as listed: its target, where the plan has it, and whether it has run out on the day of the report."""

    waiver: Waiver
    target: Target | None
    expired: bool


@dataclass(frozen=True, slots=True)
class YearReport:
    """The yearly report of one plan: judged at `assessment.as_of`, made on `made_on`.

    `before` is the same plan at the end of the year before, None in the plan's first year.
    """

    year: int
    made_on: date
    assessment: Assessment
    before: Assessment | None
    counts: Counts
    counts_before: Counts | None
    chapters: tuple[Chapter, ...]
    departments: tuple[DepartmentRow, ...]
    waivers: tuple[WaiverNote, ...]
    faults: tuple[RuleCount, ...]

    @property
    def entries(self) -> Sequence[ReportEntry]:
        """Every target of the plan, in the document's order."""
        place = {target.id: number for number, target in enumerate(self.assessment.plan.targets)}
        every = [entry for chapter in self.chapters for entry in chapter.entries]
        return sorted(every, key=lambda entry: place[entry.target.id])

    @property
    def silent(self) -> tuple[DepartmentRow, ...]:
        """Departments from which something due is absent, wholly silent ones first."""
        order = {Filing.SILENT: 0, Filing.UNREADABLE: 1, Filing.GAPS: 2}
        rows = [row for row in self.departments if row.filing in order]
        return tuple(sorted(rows, key=lambda row: order[row.filing]))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was reported for the year."""
        return not any(sent.year == self.year for sent in self.assessment.reports.submissions)

    @property
    def is_synthetic(self) -> bool:
        """Whether any of the figures are samples."""
        return any(sent.synthetic for sent in self.assessment.reports.submissions)
