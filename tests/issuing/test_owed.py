"""What earlier years owe: which days are asked for, and that a workbook which is filled owes nothing any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.assessment.assess import assess
from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.issuing.overdue import late_targets, owed_days
from plancheck.issuing.owed_values import unanswered_days
from plancheck.observations import Observation, Reports, State
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Aggregate, Frequency, Kind, Reporting
from plancheck.scoring.marks import Reason
from plancheck.scoring.settings import DEFAULTS
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.workbook import departments_to_ask, workbook_bytes, workbook_name
from tests.workbook.samples import DECEMBER, JUNE, MARCH, QUARTERS, every_kind, reported, sample_plan, sample_target

VALUE = Decimal(95)


def owed(plan: Plan, *observations: Observation, year: int = 2026) -> dict[str, tuple[date, ...]]:
    """What the fleet office owes, of the years from 2025 on: 2024 is whole."""
    before = [
        replace(one, period_end=one.period_end.replace(year=2024), year=2024)
        for target in plan.targets
        for one in (_answer(target, day, "jgsw") for day in due_periods(target, 2025, plan.end))
    ]
    return owed_days(plan, year, Reports((*before, *observations)), DEFAULTS).get("jgsw", {})


def _answer(target: Target, day: date, department: str) -> Observation:
    told = replace(reported(target.id, day), department=department, year=day.year)
    if not target.kind.is_numeric:
        return replace(told, state=State.DONE)
    return replace(told, value=VALUE, reference=VALUE if target.kind is Kind.COMPARE else None)


class TestWhichDays:
    def test_the_day_of_the_row_alone(self) -> None:
        plan = sample_plan(sample_target(1, Kind.CUMULATIVE, by=DECEMBER))
        told = [_answer(plan.targets[0], day, "jgsw") for day in QUARTERS[:2]]
        assert owed(plan, *told) == {"S-1": (DECEMBER,)}

    def test_what_was_missed_owes_nothing(self) -> None:
        plan = sample_plan(sample_target(1, Kind.CUMULATIVE, by=DECEMBER))
        assert owed(plan, _answer(plan.targets[0], DECEMBER, "jgsw")) == {}

    def test_increments_owe_every_period_that_breaks_the_sum(self) -> None:
        plan = sample_plan(sample_target(1, Kind.ANNUAL, reports=Reporting.PERIOD))
        told = [_answer(plan.targets[0], day, "jgsw") for day in (MARCH, DECEMBER)]
        assert owed(plan, *told) == {"S-1": QUARTERS[1:3]}

    def test_increments_of_a_total_that_runs_on_owe_what_an_open_row_needs(self) -> None:
        plan = sample_plan(sample_target(1, Kind.CUMULATIVE, reports=Reporting.PERIOD))
        told = [_answer(plan.targets[0], day, "jgsw") for day in QUARTERS if day != JUNE]
        assert owed(plan, *told) == {"S-1": (JUNE,)}
        level = sample_plan(sample_target(1, Kind.CUMULATIVE))
        assert owed(level, *told) == {}

    def test_what_must_hold_at_every_period_owes_each(self) -> None:
        plan = sample_plan(sample_target(1, Kind.MAINTAIN, value=Decimal(90)))
        told = [_answer(plan.targets[0], day, "jgsw") for day in QUARTERS if day != JUNE]
        assert owed(plan, *told) == {"S-1": (JUNE,)}

    def test_of_a_sum_who_did_not_report(self) -> None:
        both = {"reported_by": ("jgsw", "czj"), "aggregate": Aggregate.SUM, "by": DECEMBER}
        plan = sample_plan(sample_target(1, Kind.CUMULATIVE, **both))
        mine = _answer(plan.targets[0], DECEMBER, "jgsw")
        found = owed_days(plan, 2026, Reports((mine,)), DEFAULTS)
        assert found == {"jgsw": {}, "czj": {"S-1": (DECEMBER,)}}

    def test_a_value_without_what_it_is_compared_with_is_owed(self) -> None:
        plan = sample_plan(sample_target(1, Kind.COMPARE, value=None, than="全省平均", by=DECEMBER))
        bare = replace(_answer(plan.targets[0], DECEMBER, "jgsw"), reference=None)
        assert owed(plan, bare) == {"S-1": (DECEMBER,)}

    def test_grace_of_its_own_is_left_to_a_target(self) -> None:
        """A yearly statistic that comes out after two years is not asked for after one."""
        plan = sample_plan(sample_target(1, Kind.ANNUAL, reporting=Frequency.YEAR, report_lag_days=500))
        assert owed(plan) == {}
        assert owed(plan, year=2027) == {"S-1": (DECEMBER,)}

    def test_nothing_is_owed_two_years_after_the_plan(self) -> None:
        plan = sample_plan(sample_target(1, Kind.CUMULATIVE, by=DECEMBER))
        assert owed(plan, year=2028) == {"S-1": (DECEMBER,)}
        assert owed(plan, year=2029) == {}


def plan_of_everything() -> Plan:
    """A target of every kind, a sum of two departments', increments, and deadlines before the plan's end."""
    more = (
        sample_target(13, Kind.CUMULATIVE, reported_by=("jgsw", "czj"), aggregate=Aggregate.SUM),
        sample_target(14, Kind.CUMULATIVE, reports=Reporting.PERIOD, by=DECEMBER),
        sample_target(15, Kind.ANNUAL, reports=Reporting.PERIOD),
        sample_target(16, Kind.LEVEL, by=DECEMBER, reporting=Frequency.HALF),
        sample_target(17, Kind.ACTION, by=DECEMBER, reported_by=("jgsw", "czj")),
    )
    return sample_plan(*every_kind(), *more)


def told_before(plan: Plan, year: int, seed: int) -> tuple[Observation, ...]:
    """Some of what the years before were asked for."""
    rng = Random(seed)
    share = rng.choice([0.0, 0.5, 0.9])
    return tuple(
        _answer(target, day, key)
        for key, targets in reporting_departments(plan).items()
        for target in targets
        for each in range(plan.start.year, year)
        for day in due_periods(target, each, plan.end)
        if rng.random() < share
    )


def fill_all(path: Path) -> set[tuple[str, date]]:
    """Fill every open cell but for the reasons; the days that were asked for, by target."""
    book = openpyxl.load_workbook(path)
    asked = set()
    for sheet in book.worksheets[1:-1]:
        codes = [str(cell.value) for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=5):
            for code, cell in zip(codes, row, strict=True):
                kind, _, day = code.partition(":")
                if cell.protection.locked or code.startswith("reason"):
                    continue
                if kind in ("value", "state"):
                    asked.add((str(row[0].value), date.fromisoformat(day)))
                answers = {
                    "state": "已完成",
                    "evidence": "台账第三页",
                    "measure": "增加标段",
                    "measure_by": date(2027, 6, 30),
                }
                cell.value = answers.get(kind, 95)  # type: ignore[assignment]
    book.save(path)
    return asked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(year=st.integers(2024, 2028), seed=st.integers(0, 10**6))
def test_a_workbook_that_is_filled_owes_nothing(tmp_path: Path, year: int, seed: int) -> None:
    """Whatever the years before left out: no value is missing, and no row of a day that was asked for is silent."""
    plan = plan_of_everything()
    before = Reports(told_before(plan, year, seed))
    late, owing = late_targets(plan, year, before, DEFAULTS), owed_days(plan, year, before, DEFAULTS)
    files, asked = [], set()
    for key in departments_to_ask(plan, year, late, owing):
        order = Order(plan, key, year, late=late.get(key, frozenset()), owed=owing.get(key, {}))
        path = tmp_path / workbook_name(plan, key)
        path.write_bytes(workbook_bytes(order))
        asked |= fill_all(path)
        files.append(Filed(read_file(path), plan.id, year, path.stem))
    filled, found = gather(plan, files)
    assert found == []
    reports = replace(filled, observations=(*before.observations, *filled.observations))
    day = date(year + 1, 6, 30)
    scope = Scope(plan, reports, day, day, "reports/sample", silence=False)
    absent = {one.rule for one in (*cover(scope), *unanswered_days(scope))}
    assert not absent & {
        "missing-value",
        "missing-state",
        "owed-value",
        "owed-state",
        "missing-reference",
        "missing-base",
    }
    verdicts = assess(plan, reports, date(year, 12, 31)).verdicts
    silent = {
        (verdict.target, row.by)
        for verdict in verdicts.values()
        for row in verdict.rows
        if row.reason is Reason.NO_DATA and row.by is not None and row.by <= date(year, 12, 31)
    }
    assert silent == set()
    assert owed_days(plan, year + 1, reports, DEFAULTS) in ({}, {"jgsw": {}, "czj": {}})
    assert asked or year == 2028
