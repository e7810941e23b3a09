"""Where a value will stand, how far it may miss that, and how likely that is enough."""

from __future__ import annotations

from fractions import Fraction

import pytest

from plancheck.scoring.forecast import look_ahead, student_t_quantile
from plancheck.scoring.path import MONTH, YEAR, Step


def series(*values: float, months: int = 12, begins: int = 0) -> list[Step]:
    return [(begins + months * MONTH * number, Fraction(value)) for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("share", "freedom", "t"),
    # Printed tables of Student's t.
    [(0.9, 1, 3.078), (0.9, 3, 1.638), (0.9, 10, 1.372), (0.975, 5, 2.571), (0.5, 4, 0.0)],
)
def test_quantiles_agree_with_the_tables(share: float, freedom: int, t: float) -> None:
    assert student_t_quantile(share, freedom) == pytest.approx(t, abs=1e-3)


class TestHowYoungASeriesMayBe:
    @pytest.mark.parametrize(
        ("months", "is_count", "fewest"),
        [(12, False, 4), (3, False, 8), (1, False, 8), (3, True, 6), (1, True, 14), (12, True, 6)],
    )
    def test_it_has_so_many_changes(self, months: int, is_count: bool, fewest: int) -> None:
        by = 20 * YEAR
        long_enough = series(*range(fewest + 1), months=months)
        assert look_ahead(long_enough[1:], by, 99, 1, is_count=is_count) is None
        assert look_ahead(long_enough, by, 99, 1, is_count=is_count) is not None

    def test_they_are_equally_spaced(self) -> None:
        uneven = [(-2 * YEAR, Fraction(-1)), *series(0, 1, 2, 3)]
        assert look_ahead(uneven, 9 * YEAR, 9, 1, is_count=False) is None

    def test_there_is_time_left(self) -> None:
        values = series(0, 1, 2, 3, 4)
        assert look_ahead(values, values[-1][0], 9, 1, is_count=False) is None


class TestForecasts:
    def test_a_yearly_level_carries_its_last_change_on_and_lets_it_fade(self) -> None:
        found = look_ahead(series(0, 1, 2, 3, 5), 7 * YEAR, 9, 1, is_count=False)
        assert found is not None
        assert found.value == pytest.approx(5 + 2 * (0.97 + 0.97**2 + 0.97**3))

    def test_a_level_within_the_year_carries_the_change_of_a_whole_year_on(self) -> None:
        """Up and down with the season, and up by 4 in the last year: half a year on, not the last quarter's change."""
        values = series(0, 5, 3, 1, 4, 9, 7, 5, 8, months=3)
        found = look_ahead(values, values[-1][0] + YEAR, 9, 1, is_count=False)
        assert found is not None
        assert found.value == pytest.approx(8 + 4 * 0.8)

    def test_a_count_repeats_the_year_before_with_half_its_drift(self) -> None:
        """1, 2, 3, 4 in the first year, one more each in the second: 3, 4, 5, 6 and half a one each in the third."""
        values = series(0, 1, 3, 6, 10, 12, 15, 19, 24, months=3)
        found = look_ahead(values, values[-1][0] + YEAR, 40, 1, is_count=True)
        assert found is not None
        assert found.value == pytest.approx(24 + (2.5 + 3.5 + 4.5 + 5.5))

    def test_a_count_never_falls(self) -> None:
        values = series(0, 20, 30, 35, 36, 36, 36, 36, 36, months=3)
        found = look_ahead(values, values[-1][0] + 2 * YEAR, 40, 1, is_count=True)
        assert found is not None
        assert found.value >= 36


class TestChances:
    noisy = series(0, 3, 4, 8, 9, 13)

    def test_a_goal_inside_the_interval_is_met_with_a_chance_between_a_tenth_and_nine(self) -> None:
        found = look_ahead(self.noisy, 8 * YEAR, 20, 1, is_count=False)
        assert found is not None
        for goal in (found.low - 1, found.low + 0.01, found.value, found.high - 0.01, found.high + 1):
            p_meet = look_ahead(self.noisy, 8 * YEAR, goal, 1, is_count=False)
            assert p_meet is not None
            assert (found.low <= goal <= found.high) == (0.1 <= p_meet.p_meet <= 0.9), goal

    def test_the_other_way_round_it_is_the_other_chance(self) -> None:
        up = look_ahead(self.noisy, 8 * YEAR, 20, 1, is_count=False)
        down = look_ahead(self.noisy, 8 * YEAR, 20, -1, is_count=False)
        assert up is not None
        assert down is not None
        assert up.p_meet + down.p_meet == pytest.approx(1)

    def test_nothing_is_certain(self) -> None:
        for goal, chance in ((-1e9, 0.99), (1e9, 0.01)):
            found = look_ahead(series(5, 5, 5, 5, 5), 9 * YEAR, goal, 1, is_count=False)
            assert found is not None
            assert found.p_meet == chance

    def test_farther_ahead_less_is_known(self) -> None:
        near, far = (look_ahead(self.noisy, years * YEAR, 20, 1, is_count=False) for years in (6, 9))
        assert near is not None
        assert far is not None
        assert far.high - far.low > near.high - near.low
