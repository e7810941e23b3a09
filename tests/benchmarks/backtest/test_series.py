"""Which half a series belongs to is a matter of its name; a monthly series can be handed in by quarters."""

from __future__ import annotations

from datetime import date

import pytest
from benchmarks.backtest.series import Half, Measure, chosen, half_of, reported_by_quarters

from plancheck.plan.vocabulary import Frequency
from tests.benchmarks.backtest.samples import numbers, series


@pytest.mark.parametrize(
    ("name", "half"),
    [
        ("gapminder/fertility/China", Half.TUNING),
        ("gapminder/gdp/China", Half.REPORTING),
        ("us_employment/Employed/CEU0500000001", Half.REPORTING),
        ("arrivals/Japan", Half.TUNING),
        ("ausbeer", Half.TUNING),
    ],
)
def test_the_half_of_a_series_never_changes(name: str, half: Half) -> None:
    assert half_of(name) is half


def test_the_halves_are_about_equal_and_share_no_series() -> None:
    many = [series([1], name=f"somewhere/{number}") for number in range(1000)]
    tuning, reporting = chosen(many, Half.TUNING), chosen(many, Half.REPORTING)
    assert 450 < len(tuning) < 550
    assert {one.name for one in tuning} | {one.name for one in reporting} == {one.name for one in many}
    assert len(tuning) + len(reporting) == len(chosen(many, "both"))


def test_a_limit_takes_from_all_over_the_list() -> None:
    many = [series([1], name=f"somewhere/{number}") for number in range(1000)]
    assert [many.index(one) for one in chosen(many, "both", 4)] == [0, 250, 500, 750]


def test_what_was_known_ends_with_the_day() -> None:
    assert series([1, 2, 3]).until(date(1991, 12, 31)).values == numbers(1, 2)
    assert series([1, 2, 3]).until(date(1991, 12, 30)).values == numbers(1)


def test_a_quarters_level_is_its_last_months_and_its_flow_the_sum() -> None:
    level = series(range(1, 8), frequency=Frequency.MONTH)
    flow = series(range(1, 8), measure=Measure.FLOW, frequency=Frequency.MONTH)
    assert reported_by_quarters(level).values == numbers(3, 6)
    assert reported_by_quarters(flow).values == numbers(6, 15)
    assert reported_by_quarters(flow).days == (date(1990, 3, 31), date(1990, 6, 30))
    assert reported_by_quarters(flow).frequency is Frequency.QUARTER
