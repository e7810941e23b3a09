"""Time in whole numbers, and the expected path."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from plancheck.plan.vocabulary import Frequency
from plancheck.scoring.path import MONTH, YEAR, evening, expected, last_period_end, morning, period_end

days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def test_the_end_of_june_is_half_a_year() -> None:
    assert evening(date(2025, 6, 30)) - evening(date(2024, 12, 31)) == YEAR // 2
    assert evening(date(2024, 2, 29)) - evening(date(2023, 2, 28)) == YEAR


@given(days)
def test_a_morning_is_the_evening_before(day: date) -> None:
    assert morning(day) == evening(day - timedelta(days=1)) < evening(day)


@given(days, st.sampled_from(Frequency))
def test_a_day_lies_between_two_period_ends(day: date, frequency: Frequency) -> None:
    last = last_period_end(day, frequency)
    assert last is not None
    assert last <= day <= period_end(day, frequency)
    assert (evening(period_end(day, frequency)) - evening(last)) in (0, frequency.months * MONTH)


def test_the_path_is_flat_outside_its_ends() -> None:
    path = [(0, Fraction(1)), (10, Fraction(2)), (20, Fraction(6))]
    assert [expected(path, at) for at in (-5, 0, 5, 10, 15, 20, 99)] == [1, 1, Fraction(3, 2), 2, 4, 6, 6]
