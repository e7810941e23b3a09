"""A plan judged for a year: on which day, how long values are waited for, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from plancheck.plan.model import Plan
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.due import lag_days_of
from plancheck.scoring.marks import Reason
from plancheck.scoring.settings import DEFAULTS
from plancheck.workspace.yearly import (
    compile_year,
    day_of_judgement,
    judge_year,
    lag_until,
    plans_in_year,
)
from tests.scoring.samples import a_target
from tests.workspaces import EXPLAINED, WorkspaceFiles, line, make_workspace, quota

END = date(2025, 12, 31)
GRACE = DEFAULTS.report_lag_days


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    """A quota for the end of 2025, of which 2024 was reported and 2025 was not."""
    made = make_workspace(tmp_path)
    made.report(line(day="2024-12-31", value="90"), year=2024)
    return made


def plan_of(files: WorkspaceFiles) -> Plan:
    return files.open().plan("demo")


class TestDaysOfGrace:
    @pytest.mark.parametrize(("passed", "left"), [(0, 60), (1, 59), (59, 1), (60, 0), (61, -1), (400, -1), (-5, 60)])
    def test_they_run_from_the_day_judged_to_the_day_of_the_report(self, passed: int, left: int) -> None:
        left_over = lag_until(replace(DEFAULTS, report_lag_days=60), END, END + timedelta(days=passed))
        assert lag_days_of(a_target(), left_over) == left
        assert lag_days_of(a_target(report_lag_days=61), left_over) == max(-1, 61 - max(0, passed))

    @pytest.mark.parametrize(
        ("days_after", "reason"),
        [(0, Reason.BEHIND), (1, Reason.BEHIND), (GRACE, Reason.BEHIND), (GRACE + 1, Reason.NO_DATA)],
    )
    def test_a_year_end_value_is_waited_for_and_then_is_absent(
        self, files: WorkspaceFiles, days_after: int, reason: Reason
    ) -> None:
        """Judged on the as-of day itself, the whole grace is left; the value of the year before decides."""
        workspace = files.open(str(END + timedelta(days=days_after)))
        assessment = judge_year(workspace, plan_of(files), 2025).assessment
        assert assessment.verdicts["D-12-1"].reason is reason

    def test_silence_is_told_when_they_have_run_out(self, files: WorkspaceFiles) -> None:
        told = {}
        for days_after in (0, GRACE - 1, GRACE + 1):
            workspace = files.open(str(END + timedelta(days=days_after)))
            found = judge_year(workspace, plan_of(files), 2025).assessment.findings
            told[days_after] = "silent-department" in {finding.rule for finding in found}
        assert told == {0: False, GRACE - 1: False, GRACE + 1: True}

    def test_the_thresholds_shown_are_those_in_force_not_what_is_left_of_them(self, files: WorkspaceFiles) -> None:
        workspace = files.open("2026-12-31")
        year = judge_year(workspace, plan_of(files), 2025)
        assert year.before is not None
        assert year.assessment.settings.report_lag_days == year.before.settings.report_lag_days == GRACE


class TestTheDay:
    @pytest.mark.parametrize(
        ("as_of", "day"), [("2025-01-01", "2025-01-01"), ("2025-12-31", "2025-12-31"), ("2026-06-30", "2025-12-31")]
    )
    def test_it_is_the_years_end_or_an_earlier_as_of_day(self, files: WorkspaceFiles, as_of: str, day: str) -> None:
        workspace = files.open(as_of)
        assert day_of_judgement(workspace, 2025) == date.fromisoformat(day)
        assert judge_year(workspace, plan_of(files), 2025).assessment.as_of == date.fromisoformat(day)

    def test_a_year_that_has_not_begun_is_refused(self, files: WorkspaceFiles) -> None:
        with pytest.raises(UsageProblem) as problem:
            judge_year(files.open("2024-12-31"), plan_of(files), 2025)
        assert problem.value.rule == "year-not-begun"

    def test_the_year_before_is_there_where_the_plan_had_begun(self, files: WorkspaceFiles) -> None:
        workspace, plan = files.open(), plan_of(files)
        before = judge_year(workspace, plan, 2025).before
        assert before is not None
        assert before.as_of == date(2024, 12, 31)
        assert before.verdicts["D-12-1"].row.latest_value == 90
        assert judge_year(workspace, plan, 2024).before is None

    def test_a_plan_that_began_on_the_last_day_of_the_year_before_had_begun(self, files: WorkspaceFiles) -> None:
        plan = replace(plan_of(files), start=date(2024, 12, 31))
        assert judge_year(files.open(), plan, 2025).before is not None
        later = replace(plan, start=date(2025, 1, 1))
        assert judge_year(files.open(), later, 2025).before is None

    def test_what_was_reported_later_is_left_to_the_next_report(self, files: WorkspaceFiles) -> None:
        files.report(line(value="150"))
        files.report(line(day="2026-12-31", value="9999"), year=2026)
        year = judge_year(files.open("2027-06-30"), plan_of(files), 2025)
        assert year.assessment.verdicts["D-12-1"].row.latest_value == 150


class TestWhichPlans:
    def test_named_plans_have_to_run_in_the_year(self, files: WorkspaceFiles) -> None:
        plan = plan_of(files)
        other = replace(plan, id="other", start=date(2026, 1, 1), end=date(2026, 12, 31))
        assert plans_in_year([plan, other], 2025, named=False) == [plan]
        assert plans_in_year([plan, other], 2026, named=True) == [plan, other]
        for year, named in ((2025, True), (2023, False), (2028, False)):
            with pytest.raises(UsageProblem) as problem:
                plans_in_year([plan, other], year, named=named)
            assert problem.value.rule == "year-outside-plan"

    @pytest.mark.parametrize("year", [2024, 2027])
    def test_a_plan_runs_in_its_first_and_its_last_year(self, files: WorkspaceFiles, year: int) -> None:
        assert plans_in_year([plan_of(files)], year, named=True) == [plan_of(files)]


def test_the_report_is_made_of_the_judged_year(files: WorkspaceFiles) -> None:
    files.plan(quota(more='[[waiver]]\ntarget = "D-12-1"\nreason = "洪灾"\napproved_by = "市政府"\nuntil = 2026-12-31'))
    files.report(line(value="150", **EXPLAINED))
    counted: list[None] = []
    report = compile_year(files.open("2026-01-31"), plan_of(files), 2025, lambda: counted.append(None))
    assert (report.year, report.made_on, report.assessment.as_of) == (2025, date(2026, 1, 31), END)
    assert report.counts.missed == 1
    assert len(counted) == len(report.assessment.plan.targets) == 1


@pytest.mark.parametrize("method", ["report", "publish", "gate"])
def test_a_year_outside_the_plan_is_refused_by_whatever_is_asked_of_it(files: WorkspaceFiles, method: str) -> None:
    for year in (2023, 2028):
        with pytest.raises(UsageProblem) as problem:
            getattr(files.open("2029-12-31"), method)("demo", year)
        assert problem.value.rule == "year-outside-plan"
