"""Figures of the demonstration, for any target a plan can have: they must look like figures that could be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.demo import scenarios
from plancheck.demo.figures import figures_for, share_of
from plancheck.plan.model import Baseline, Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Change, Frequency, Kind, Op

END = date(2027, 12, 31)
COUNT = Target(
    id="T-1",
    task="1",
    indicator="更换车辆",
    kind=Kind.CUMULATIVE,
    op=Op.GE,
    reported_by=("swj",),
    start=date(2024, 1, 1),
    reporting=Frequency.QUARTER,
    locator="一",
    value=Decimal(650),
    unit="辆",
    by=END,
)
SHARE = replace(COUNT, kind=Kind.LEVEL, value=Decimal(95), unit="%", limits=(Decimal(0), Decimal(100)))
SCENARIOS = [one for one in vars(scenarios).values() if isinstance(one, scenarios.Scenario)]


def days(target: Target) -> list[date]:
    return [day for year in (2024, 2025) for day in due_periods(target, year, END)]


def draw(target: Target, scenario: scenarios.Scenario, seed: int = 1) -> list[Decimal]:
    return list(figures_for(target, scenario, days(target), END, Random(seed)).values.values())


@given(st.sampled_from(SCENARIOS), st.integers(0, 999), st.sampled_from([3, 30, 650, 10_000]))
def test_what_adds_up_never_falls_and_is_whole(scenario: scenarios.Scenario, seed: int, goal: int) -> None:
    values = draw(replace(COUNT, value=Decimal(goal)), scenario, seed)
    assert values == sorted(values)
    assert all(value == value.to_integral_value() and value >= 0 for value in values)


@given(st.sampled_from(SCENARIOS), st.integers(0, 999))
def test_a_yearly_quota_begins_anew_each_year(scenario: scenarios.Scenario, seed: int) -> None:
    values = draw(replace(COUNT, kind=Kind.ANNUAL), scenario, seed)
    first, second = values[:4], values[4:]
    assert (first, second) == (sorted(first), sorted(second))
    assert second[0] < first[-1] or scenario.falls


@given(st.sampled_from(SCENARIOS), st.integers(0, 999), st.sampled_from([Kind.LEVEL, Kind.MAINTAIN, Kind.DIRECTION]))
def test_a_share_stays_within_its_limits(scenario: scenarios.Scenario, seed: int, kind: Kind) -> None:
    assert all(0 <= value <= 100 for value in draw(replace(SHARE, kind=kind), scenario, seed))


def test_a_cap_is_kept() -> None:
    capped = replace(COUNT, kind=Kind.CAP, op=Op.LE, value=Decimal(12), unit="起")
    assert max(draw(capped, scenarios.AHEAD)) <= 12


def test_growth_tells_the_baseline_that_the_plan_asks_for() -> None:
    growth = replace(
        COUNT, kind=Kind.GROWTH, value=Decimal(48), reporting=Frequency.YEAR, baseline=Baseline(date(2023, 12, 31))
    )
    figures = figures_for(growth, scenarios.STEADY, days(growth), END, Random(1), Decimal(1000))
    # A quarter and a half of the way to 1480, a few percent ahead.
    assert figures.baseline == 1000
    assert [round(value, -2) for value in figures.values.values()] == [1100, 1200]


def test_a_stock_that_moves_away_grows() -> None:
    stock = replace(COUNT, kind=Kind.PHASE_OUT, op=Op.LE, value=Decimal(0), baseline=Baseline(date(2023, 12, 31)))
    values = draw(stock, scenarios.MOVING_AWAY)
    assert values[-1] > values[0]


def test_a_comparison_has_a_reference_in_every_period() -> None:
    compared = replace(SHARE, kind=Kind.COMPARE, op=Op.GT, than="全省平均", value=None)
    figures = figures_for(compared, scenarios.Scenario("above", (2.5,)), days(compared), END, Random(1))
    assert figures.references.keys() == figures.values.keys()
    assert all(figures.values[day] > figures.references[day] for day in figures.values)


@pytest.mark.parametrize("part", [5000, 500, 3333])
def test_a_share_is_never_above_its_whole(part: int) -> None:
    whole = replace(COUNT, value=Decimal(10_000))
    figures = figures_for(whole, scenarios.SHORT, days(whole), END, Random(1))
    shared = share_of(replace(whole, value=Decimal(part)), whole, figures)
    assert all(shared.values[day] <= value for day, value in figures.values.items())


@given(
    st.sampled_from([one for one in SCENARIOS if not one.falls]),
    st.integers(0, 999),
    st.sampled_from([("%", Change.PERCENT), ("百分点", Change.POINTS)]),
)
def test_a_fall_that_is_reported_itself_is_below_nought(
    scenario: scenarios.Scenario, seed: int, reported_in: tuple[str, Change]
) -> None:
    unit, change = reported_in
    fall = replace(COUNT, kind=Kind.GROWTH, op=Op.LE, value=Decimal("-13.5"), unit=unit, change=change)
    values = draw(fall, scenario, seed)
    assert all(value <= 0 for value in values)
    assert min(values) < 0
    assert any(value != value.to_integral_value() for value in values)
