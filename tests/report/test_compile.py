"""What the yearly report says: counts, change, silence, remarks, waivers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.assessment.assess import assess
from plancheck.assessment.changes import Movement, compare_assessments
from plancheck.findings import TextPlace, finding
from plancheck.observations import Reports
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Checkpoint
from plancheck.plan.vocabulary import Kind
from plancheck.report.compile import compile_report
from plancheck.report.content import DepartmentRow, Filing, ReportEntry, YearReport
from plancheck.scoring.marks import Reason
from plancheck.scoring.settings import Settings
from tests.report.report_samples import (
    YEAR,
    a_plan,
    a_remark,
    a_report,
    a_target,
    full_report,
    reported,
    sent,
    steady,
)


def entry_of(report: YearReport, target: str = "T-1") -> ReportEntry:
    return next(entry for entry in report.entries if entry.target.id == target)


def department_of(report: YearReport, key: str) -> DepartmentRow:
    return next(row for row in report.departments if row.key == key)


def test_every_target_stands_in_one_chapter_and_counts_add_up() -> None:
    report = full_report()
    ids = [target.id for target in report.assessment.plan.targets]
    assert [entry.target.id for entry in report.entries] == ids
    assert sum(chapter.counts.total for chapter in report.chapters) == report.counts.total == len(ids)


@given(values=st.lists(st.integers(0, 700), min_size=4, max_size=4))
@settings(max_examples=30)
def test_whatever_is_reported_the_counts_add_up(values: list[int]) -> None:
    targets = [a_target(f"T-{number}") for number in range(len(values))]
    observations = [
        one for target, value in zip(targets, values, strict=True) for one in reported(target.id, {"2025-12-31": value})
    ]
    report = a_report(a_plan(*targets), observations, submissions=sent("jg"))
    assert sum(report.counts.by_status()) == sum(report.counts.lamps.values()) == len(targets)
    assert department_of(report, "jg").counts == report.counts


@pytest.mark.parametrize(
    ("last_year", "this_year", "change"),
    [(170, 330, Movement.SAME), (20, 330, Movement.BETTER), (170, 180, Movement.WORSE)],
)
def test_change_since_the_year_before(last_year: int, this_year: int, change: Movement) -> None:
    values = {"2024-06-30": last_year // 2, "2024-12-31": last_year, "2025-12-31": this_year}
    report = a_report(a_plan(a_target()), reported("T-1", values), submissions=sent("jg"))
    assert entry_of(report).change is change


def test_falling_silent_is_no_improvement_even_on_a_red_lamp() -> None:
    """Red at the end of 2024, nothing in 2025, and the grace is over."""
    plan = a_plan(a_target())
    reports = Reports(tuple(reported("T-1", {"2024-06-30": 5, "2024-12-31": 10})))
    eager = Settings(report_lag_days=0)
    now, then = (assess(plan, reports, date(year, 12, 31), eager) for year in (2026, 2024))
    report = compile_report(now, then, 2026, now.as_of)
    assert entry_of(report).verdict.reason is Reason.NO_DATA
    assert entry_of(report).change is Movement.WORSE


def test_the_change_is_that_of_status_since() -> None:
    report = full_report()
    assert report.before is not None
    same = compare_assessments(report.before, report.assessment).by_target
    assert {entry.target.id: entry.change for entry in report.entries} == {
        target: one.change for target, one in same.items()
    }


def test_what_departments_owe_for_a_date_is_due_once_the_worst_stands_for_all() -> None:
    plan = a_plan(
        a_target(kind=Kind.ACTION, value=None, unit="", by=date(2025, 12, 31), reported_by=("jg", "cz", "jt"))
    )
    observations = [*reported("T-1", {"2025-12-31": "done"}), *reported("T-1", {"2025-12-31": "not-started"}, "cz")]
    report = a_report(
        plan, [*observations, *reported("T-1", {"2025-12-31": "under-way"}, "jt")], submissions=sent("jg")
    )
    assert [str(row.reason) for row in entry_of(report).due_rows] == ["not-started"]


def test_in_the_first_year_there_is_nothing_to_compare_with() -> None:
    report = a_report(a_plan(a_target()), reported("T-1", {"2024-12-31": 170}), year=2024)
    assert report.before is None
    assert report.counts_before is None
    assert entry_of(report).change is None


def test_a_target_that_began_this_year_is_new() -> None:
    later = a_target(start=date(2025, 1, 1))
    assert entry_of(a_report(a_plan(later), reported("T-1", {"2025-12-31": 220}))).change is None


def test_a_department_without_a_workbook_is_silent_and_one_with_a_broken_one_is_not() -> None:
    plan = a_plan(a_target("T-1"), a_target("T-2", reported_by=("cz",)), a_target("T-3", reported_by=("jt",)))
    submissions = [*sent("jg"), *sent("cz", usable=False)]
    report = a_report(plan, steady("T-1", 41), submissions=submissions)
    filings = {row.key: row.filing for row in report.departments}
    assert filings == {"jg": Filing.IN_FULL, "cz": Filing.UNREADABLE, "jt": Filing.SILENT}
    assert [row.key for row in report.silent] == ["jt", "cz"]


def test_a_missing_period_is_a_gap_unless_the_workbook_says_why() -> None:
    plan = a_plan(a_target("T-1"), a_target("T-2"))
    observations = [*steady("T-1", 41)[:-1], *steady("T-2", 41)[:-1]]
    report = a_report(plan, observations, [a_remark("T-2", reason="数据年后统一发布")], sent("jg"))
    row = department_of(report, "jg")
    assert row.filing is Filing.GAPS
    assert [(gap.target.id, gap.periods, gap.explained) for gap in row.gaps] == [
        ("T-1", (date(2025, 12, 31),), False),
        ("T-2", (date(2025, 12, 31),), True),
    ]


def test_nothing_due_is_no_silence() -> None:
    plan = a_plan(a_target("T-1"), a_target("T-2", reported_by=("cz",), start=date(2026, 1, 1)))
    report = a_report(plan, steady("T-1", 41), submissions=sent("jg"))
    assert department_of(report, "cz").filing is Filing.NOTHING_DUE
    assert report.silent == ()


def test_a_missing_year_end_value_is_told() -> None:
    early, late = steady("T-1", 41)[:-1], steady("T-2", 41)
    report = a_report(a_plan(a_target("T-1"), a_target("T-2")), [*early, *late], submissions=sent("jg"))
    assert [entry.year_end_missing for entry in report.entries] == [True, False]


def test_departments_judged_apart_stand_each_under_their_own_verdict() -> None:
    plan = a_plan(a_target(kind=Kind.ACTION, value=None, unit="", reported_by=("jg", "cz")))
    observations = [*reported("T-1", {"2025-12-31": "not-started"}), *reported("T-1", {"2025-12-31": "done"}, "cz")]
    report = a_report(plan, observations, submissions=sent("jg", "cz"))
    assert department_of(report, "jg").counts.at_risk == 1
    assert department_of(report, "cz").counts.on_track == 1
    assert report.counts.by_status() == (0, 1, 0)


def test_a_department_stands_under_the_row_that_decides_for_it_not_its_worst() -> None:
    """As in `status --by department`: both fell short in 2024, and cz has a year since that was met."""
    plan = a_plan(a_target(kind=Kind.ANNUAL, value=Decimal(200), reported_by=("jg", "cz")))
    observations = [
        *reported("T-1", {"2024-12-31": 150}),
        *reported("T-1", {"2024-12-31": 150, "2025-03-31": 80, "2025-12-31": 200}, "cz"),
    ]
    report = a_report(plan, observations, submissions=sent("jg", "cz"))
    for key, counts in (("jg", (0, 0, 1)), ("cz", (1, 0, 0))):
        assert department_of(report, key).counts.by_status() == counts
        assert report.assessment.of_department(key).counts().by_status() == counts


def test_what_was_left_out_is_told_apart_and_not_drawn() -> None:
    plan = a_plan(a_target())
    values = reported("T-1", {"2025-06-30": 100, "2025-09-30": 700_000, "2025-12-31": 150})
    report = a_report(plan, values, submissions=sent("jg"))
    entry = entry_of(report)
    assert entry.values == tuple(values)
    assert {one: fault.rule for one, fault in entry.left_out.items()} == {values[1]: "unit-mismatch"}
    assert entry.curve is not None
    assert [value for _, value in entry.curve.values] == [100, 150]


def test_a_missed_year_keeps_its_reason_in_the_years_after() -> None:
    missed = a_target(by=date(2024, 12, 31))
    remark = a_remark("T-1", year=2024, reason="审批时间长")
    report = a_report(a_plan(missed), reported("T-1", {"2024-12-31": 100}), [remark], sent("jg"))
    assert entry_of(report).is_short
    assert entry_of(report).remarks == (remark,)


def test_an_empty_cell_of_a_later_year_takes_no_reason_back() -> None:
    """2024 wrote reason and measure; 2025 names evidence, and only a new measure where one is given."""
    plan = a_plan(a_target(by=date(2024, 12, 31)))
    then = a_remark("T-1", year=2024, reason="审批时间长", measure="加快审批", measure_by=date(2025, 6, 30))
    late = a_remark("T-1", evidence="验收单")
    values = reported("T-1", {"2024-12-31": 100})
    assert entry_of(a_report(plan, values, [then, late], sent("jg"))).remarks == (late, then)
    anew = replace(late, measure="另选供应商")
    old = replace(then, measure="", measure_by=None)
    assert entry_of(a_report(plan, values, [then, anew], sent("jg"))).remarks == (anew, old)


def test_a_checkpoint_missed_this_year_speaks_until_the_next_year_has_a_value() -> None:
    target = a_target(checkpoints=(Checkpoint(date(2025, 12, 31), Decimal(400)),))
    report = a_report(a_plan(target), reported("T-1", {"2025-06-30": 200, "2025-12-31": 300}), submissions=sent("jg"))
    assert entry_of(report).is_short
    assert report.counts.missed == 1


def test_waivers_of_plan_and_workspace_are_listed_and_a_past_one_excuses_nobody() -> None:
    own = Waiver("T-1", "机构改革", "市政府办公室", date(2026, 6, 30), plan="demo")
    old = Waiver("T-2", "疫情", "市政府办公室", date(2024, 12, 31))
    foreign = Waiver("T-1", "别的方案", "市政府办公室", date(2026, 6, 30), plan="other")
    plan = a_plan(a_target("T-1"), a_target("T-2"), waivers=(own,))
    report = a_report(plan, waivers=[old, foreign])
    assert [(note.waiver, note.expired) for note in report.waivers] == [(own, False), (old, True)]
    assert entry_of(report, "T-1").waiver == own
    assert entry_of(report, "T-2").waiver is None


def test_faults_are_those_of_the_years_own_files() -> None:
    report = full_report()
    faults = [
        finding("missing-value", TextPlace(f"reports/demo/{year}/市财政局.xlsx"), target="T-1", periods="x")
        for year in (2024, YEAR, YEAR)
    ]
    judged = replace(report.assessment, findings=tuple(faults))
    assert [(one.rule, one.count) for one in compile_report(judged, None, YEAR, judged.as_of).faults] == [
        ("missing-value", 2)
    ]


def test_advance_is_called_once_a_target() -> None:
    report = full_report()
    calls: list[int] = []
    compile_report(report.assessment, None, YEAR, report.made_on, (), lambda: calls.append(1))
    assert len(calls) == report.counts.total


def test_a_target_that_repeats_another_shows_its_values_and_remarks() -> None:
    plan = a_plan(a_target("T-1"), a_target("T-2", same_as="T-1"))
    report = a_report(plan, steady("T-1", 41), [a_remark("T-1", reason="说明")], sent("jg"))
    first, second = report.entries
    assert second.values == first.values != ()
    assert second.remarks == first.remarks
    assert second.curve is not None
    assert first.curve is not None
    assert second.curve.values == first.curve.values
