"""What next year asks for, and what a chart draws."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.report.content import ReportEntry
from tests.report.report_samples import Answer, a_plan, a_report, a_target, reported, sent, steady


def entry(target: Target, values: Mapping[str, Answer]) -> ReportEntry:
    return a_report(a_plan(target), reported(target.id, values), submissions=sent("jg")).entries[0]


def decimals(*numbers: int) -> list[Decimal]:
    return [Decimal(number) for number in numbers]


def test_what_is_left_is_spread_over_the_years_left() -> None:
    pace = entry(a_target(), {"2024-12-31": 150, "2025-12-31": 250}).pace
    assert pace is not None
    assert [pace.gap, pace.needed, pace.next_value, pace.recent] == decimals(400, 200, 450, 100)
    assert pace.times == 2


def test_a_rate_that_must_fall_falls() -> None:
    target = a_target(
        kind=Kind.LEVEL,
        op=Op.LE,
        value=Decimal("7.8"),
        unit="%",
        baseline=Baseline(date(2023, 12, 31), Decimal("10.2")),
    )
    pace = entry(target, {"2024-12-31": 9.9, "2025-12-31": 9.6}).pace
    assert pace is not None
    assert (round(pace.needed, 6), round(pace.next_value, 6)) == (Decimal("0.9"), Decimal("8.7"))


def test_a_deadline_within_next_year_is_asked_for_whole() -> None:
    pace = entry(a_target(by=date(2026, 6, 30)), {"2025-12-31": 550}).pace
    assert pace is not None
    assert [pace.needed, pace.next_value] == decimals(200, 650)


def test_a_yearly_quota_begins_anew() -> None:
    pace = entry(a_target(kind=Kind.ANNUAL, value=Decimal(100)), {"2024-12-31": 120, "2025-12-31": 80}).pace
    assert pace is not None
    assert [pace.needed, pace.recent] == decimals(100, 80)
    assert pace.by == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("target", "values"),
    [
        (a_target(), {"2025-12-31": 700}),
        (a_target(by=date(2025, 12, 31)), {"2025-12-31": 100}),
        (a_target(kind=Kind.ACTION, value=None), {"2025-12-31": "under-way"}),
        (a_target(kind=Kind.ANNUAL, by=date(2025, 12, 31)), {"2025-12-31": 10}),
        (a_target(), {}),
    ],
    ids=["met", "over", "no number", "last year of a quota", "nothing reported"],
)
def test_nothing_is_asked_where_nothing_is_left_to_reckon(target: Target, values: Mapping[str, Answer]) -> None:
    assert entry(target, values).pace is None


def test_the_interval_and_the_chance_agree() -> None:
    """A goal inside the middle 80 % is met with a chance between 0.1 and 0.9; one beyond its far end with less."""
    for goal in range(400, 1000, 40):
        target = a_target(value=Decimal(goal))
        values = {
            "2024-03-31": 30,
            "2024-06-30": 80,
            "2024-09-30": 100,
            "2024-12-31": 170,
            "2025-03-31": 190,
            "2025-06-30": 250,
            "2025-09-30": 280,
            "2025-12-31": 345,
        }
        shown = entry(target, values)
        chance, curve = shown.verdict.row.p_meet, shown.curve
        assert curve is not None
        assert curve.band is not None
        assert chance is not None
        low, high = curve.band
        assert low < float(shown.verdict.row.forecast or 0) < high
        assert (low <= goal <= high) == (0.1 <= chance <= 0.9), (goal, chance, curve.band)


def test_a_steady_pace_has_a_narrow_interval_around_its_forecast() -> None:
    """A series without scatter is no certainty: a twentieth of its mean change is taken for one."""
    report = a_report(a_plan(a_target()), steady("T-1", 20), submissions=sent("jg"))
    curve = report.entries[0].curve
    assert curve is not None
    assert curve.band is not None
    low, high = curve.band
    assert 300 < low < 320 < high < 340
    assert abs((low + high) / 2 - 320) < 1e-3


def test_an_interval_stays_inside_what_is_possible() -> None:
    start = Baseline(date(2023, 12, 31), Decimal(75))
    target = a_target(kind=Kind.LEVEL, value=Decimal(95), unit="%", baseline=start)
    values = {
        "2024-03-31": 78,
        "2024-06-30": 82,
        "2024-09-30": 83,
        "2024-12-31": 86,
        "2025-03-31": 87,
        "2025-06-30": 90,
        "2025-09-30": 91,
        "2025-12-31": 94,
    }
    curve = entry(target, values).curve
    assert curve is not None
    assert curve.band is not None
    assert curve.band[1] <= 100


def test_a_quota_has_a_line_for_each_year_and_a_count_one_in_all() -> None:
    quota = entry(a_target(kind=Kind.ANNUAL, value=Decimal(100)), {"2025-12-31": 80}).curve
    total = entry(a_target(), {"2025-12-31": 80}).curve
    assert quota is not None
    assert total is not None
    assert len(quota.paths) == 4
    assert total.paths == (((24288.0, 0.0), (24336.0, 650.0)),)  # the ends of 2023 and 2027 in months


def test_what_has_no_numbers_has_no_curve() -> None:
    assert entry(a_target(kind=Kind.ACTION, value=None), {"2025-12-31": "done"}).curve is None


def test_a_closed_target_is_not_forecast() -> None:
    report = a_report(a_plan(a_target(by=date(2025, 12, 31))), steady("T-1", 41), submissions=sent("jg"))
    curve = report.entries[0].curve
    assert curve is not None
    assert curve.forecast is None
