"""Where a value will stand, how far it may miss that, how likely that is enough, and what lamp follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Frequency
from plancheck.scoring.marks import RowVerdict, Verdict
from plancheck.scoring.outlook.forecast import Forecast
from tests.scoring.samples import a_target, base, judged, mark, reported

MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}
LAST_DAYS = ("01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31")


def every(frequency: Frequency, *values: object, begins: int = 2024) -> dict[str, object]:
    """Values at the ends of periods that follow one another."""
    days = {}
    for number, value in enumerate(values, 1):
        months = MONTHS[frequency] * number - 1
        year, day = begins + months // 12, LAST_DAYS[months % 12]
        days[f"{year}-{'02-29' if day == '02-28' and year % 4 == 0 else day}"] = value
    return days


def a_level(frequency: Frequency, value: object, by: str = "2033-12-31", start: object = 0, op: str = ">=") -> Target:
    return a_target("level", op, value, by, baseline=base("2023-12-31", start), reporting=frequency)


def row_of(target: Target, told: Mapping[str, object]) -> RowVerdict:
    return judged(target, reported(told)).row


def forecast_of(target: Target, told: Mapping[str, object]) -> float:
    row = row_of(target, told)
    assert row.forecast is not None
    return float(row.forecast)


class TestHowYoungASeriesMayBe:
    @pytest.mark.parametrize(
        ("frequency", "fewest"),
        [(Frequency.YEAR, 2), (Frequency.HALF, 8), (Frequency.QUARTER, 8), (Frequency.MONTH, 24)],
    )
    def test_a_level(self, frequency: Frequency, fewest: int) -> None:
        target = a_level(frequency, 99)
        values = [number % 3 + number for number in range(fewest)]
        assert row_of(target, every(frequency, *values[:-1])).interval is None
        assert row_of(target, every(frequency, *values)).interval is not None

    @pytest.mark.parametrize("frequency", [Frequency.HALF, Frequency.QUARTER, Frequency.MONTH])
    def test_a_count(self, frequency: Frequency) -> None:
        target = a_target("cumulative", value=990, by="2033-12-31", reporting=frequency)
        assert row_of(target, every(frequency, 10, 22, 31)).interval is None
        assert row_of(target, every(frequency, 10, 22, 31, 44)).interval is not None

    def test_a_count_that_is_reported_once_a_year_has_none(self) -> None:
        target = a_target("cumulative", value=990, by="2033-12-31", reporting=Frequency.YEAR)
        assert row_of(target, every(Frequency.YEAR, 10, 22, 31, 40, 52)).interval is None

    def test_steps_are_those_of_the_reports_that_are_due(self) -> None:
        """Twice a year of what is due each month is no series without holes."""
        target = a_level(Frequency.MONTH, 99)
        assert row_of(target, every(Frequency.HALF, *range(1, 18))).interval is None


class TestForecasts:
    def test_a_yearly_level_carries_its_last_change_on_and_lets_it_fade(self) -> None:
        target = a_level(Frequency.YEAR, 30, "2031-12-31")
        found = forecast_of(target, every(Frequency.YEAR, 1, 2, 3, 4, 6))
        assert found == pytest.approx(6 + 2 * (0.97 + 0.97**2 + 0.97**3))

    def test_a_level_within_the_year_carries_the_change_of_a_whole_year_on(self) -> None:
        """Up and down with the season, and up by 4 in the last year: half a year on, not the last quarter's change."""
        target = a_level(Frequency.QUARTER, 30, "2026-12-31")
        assert forecast_of(target, every(Frequency.QUARTER, 5, 3, 1, 4, 9, 7, 5, 8)) == pytest.approx(8 + 4 * 0.8)

    def test_a_count_goes_on_at_its_mean_in_the_first_year(self) -> None:
        target = a_target("cumulative", value=100, by="2025-12-31")
        assert forecast_of(target, every(Frequency.QUARTER, 3, 12, 17, 36)) == pytest.approx(36 + 9 * 4)

    def test_a_count_repeats_the_year_before_with_its_drift(self) -> None:
        """1, 2, 3, 4 in the first year, one more each in the second, so 3, 4, 5, 6 in the third."""
        target = a_target("cumulative", value=100, by="2026-12-31")
        found = forecast_of(target, every(Frequency.QUARTER, 1, 3, 6, 10, 12, 15, 19, 24))
        assert found == pytest.approx(24 + (3 + 4 + 5 + 6))

    def test_a_count_never_falls(self) -> None:
        target = a_target("cumulative", value=100, by="2027-12-31")
        row = row_of(target, every(Frequency.QUARTER, 20, 30, 35, 36, 36, 36, 36, 36))
        assert row.interval is not None
        assert row.interval[0] >= 36


class TestAYearsFlow:
    """Four tenths of a year's flow come in its last quarter."""

    target = a_target("annual", value=200)
    years = every(Frequency.QUARTER, 40, 80, 120, 200, 42, 82, 122, 202)

    def test_the_shares_of_two_years_tell_where_it_leads(self) -> None:
        row = row_of(self.target, self.years | {"2026-03-31": 41})
        share = (40 / 200 + 42 / 202) / 2
        assert float(row.forecast or 0) == pytest.approx(41 / share)
        assert row.interval is not None
        assert float(row.recent_coverage or 0) == pytest.approx((41 / share - 41) / (200 - 41))

    def test_behind_the_straight_path_as_every_year_is_not_behind(self) -> None:
        """41 of 50 that are a quarter of the quota; a straight line would lead to 164."""
        verdict = judged(self.target, reported(self.years | {"2026-03-31": 41}))
        assert mark(verdict) == "at-risk yellow recovering"

    def test_one_year_gives_a_forecast_alone(self) -> None:
        row = row_of(self.target, every(Frequency.QUARTER, 40, 80, 120, 200, 60))
        assert float(row.forecast or 0) == pytest.approx(300)
        assert (row.interval, row.p_meet) == (None, None)

    def test_of_one_year_a_single_period_tells_the_pace(self) -> None:
        """60 of 50, but three quarters of that year came in its first."""
        told = every(Frequency.QUARTER, 150, 170, 190, 200, 60)
        assert mark(judged(self.target, reported(told))) == "at-risk yellow behind"

    def test_a_year_that_is_not_whole_is_a_gap(self) -> None:
        told = {key: value for key, value in self.years.items() if key != "2025-06-30"} | {"2026-03-31": 60}
        verdict = judged(self.target, reported(told))
        assert (mark(verdict), verdict.row.interval) == ("at-risk yellow gap", None)

    def test_years_before_the_last_two_are_not_asked(self) -> None:
        told = every(Frequency.QUARTER, 0, 0, 0, 1, 40, 80, 120, 200, 42, 82, 122, 202, 60)
        verdict = judged(self.target, reported({key: value for key, value in told.items() if key != "2024-06-30"}))
        assert mark(verdict) == "on-track green on-path"

    def test_what_the_plan_did_not_run_in_is_no_gap(self) -> None:
        target = a_target("annual", value=200, start=date(2024, 7, 1))
        told = {"2024-09-30": 50, "2024-12-31": 100, "2025-03-31": 60}
        assert mark(judged(target, reported(told))) == "on-track green on-path"

    def test_nothing_in_a_period_then_gives_none(self) -> None:
        told = every(Frequency.QUARTER, 0, 80, 120, 200, 0, 82, 122, 202, 60)
        assert row_of(self.target, told).interval is None

    def test_a_cap_burns_as_its_years_did(self) -> None:
        """Half of it in the first quarter, as each year: within; by the straight line it would burn twice as fast."""
        cap = a_target("cap", "<=", 12)
        told = every(Frequency.QUARTER, 5, 6, 8, 10, 6, 7, 9, 12, 6)
        assert mark(judged(cap, reported(told))) == "on-track green within-cap"
        straight = every(Frequency.QUARTER, 2.5, 5, 7.5, 10, 3, 6, 9, 12, 6)
        assert mark(judged(cap, reported(straight))) == "at-risk red burn"


class TestWhatFollows:
    """An interval decides instead of rules 9 to 12. Yearly levels from 0 on 31 December 2023 to 100 ten years later."""

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ((10, 20, 31, 42), "on-track green on-path"),
            ((20, 35, 45, 46), "at-risk yellow slowing"),
            ((0, 1, 2, 30), "at-risk yellow recovering"),
            ((9, 14, 22, 26), "at-risk yellow behind"),
            ((3, 6, 9, 12), "at-risk red off-track"),
        ],
    )
    def test_the_lamp(self, values: Sequence[object], expected: str) -> None:
        target = a_level(Frequency.YEAR, 100)
        assert mark(judged(target, reported(every(Frequency.YEAR, *values)))) == expected

    def test_a_young_count_that_is_far_behind_stays_red(self) -> None:
        """By leaps, 95 of 162: the interval reaches 650, but rule 11 holds."""
        count = a_target(unit="吨")
        row = row_of(count, every(Frequency.QUARTER, 0, 60, 60, 95))
        assert row.interval is not None
        assert row.interval[1] > 650
        verdict = judged(count, reported(every(Frequency.QUARTER, 0, 60, 60, 95)))
        assert (mark(verdict), verdict.row.by_outlook) == ("at-risk red off-track", False)
        # 100 of 162 is less than 10 points behind three fifths of the path.
        assert mark(judged(count, reported(every(Frequency.QUARTER, 0, 60, 60, 100)))) == "at-risk yellow behind"

    def test_a_reduction_the_other_way_round(self) -> None:
        target = a_level(Frequency.YEAR, 0, start=100, op="<=")
        for values, expected in (
            ((90, 80, 69, 58), "on-track green on-path"),
            ((97, 94, 91, 88), "at-risk red off-track"),
        ):
            told = reported(every(Frequency.YEAR, *values))
            assert mark(judged(target, told)) == expected


class TestASeriesThatMayTurn:
    """Levels within the year go up and down; what they may make good yet is no red."""

    calm = (9, 8, 7, 6)
    lively = (20, 0, 21, 1)

    def _judged(self, values: Sequence[object]) -> Verdict:
        target = a_level(Frequency.QUARTER, 40, "2027-12-31", start=10)
        return judged(target, reported(every(Frequency.QUARTER, *values)))

    def test_a_calm_one_that_moves_away_is_red(self) -> None:
        verdict = self._judged(self.calm)
        assert (mark(verdict), verdict.row.low_confidence) == ("at-risk red moving-away", False)

    def test_a_lively_one_is_yellow(self) -> None:
        verdict = self._judged(self.lively)
        assert (mark(verdict), verdict.row.low_confidence) == ("at-risk yellow moving-away", True)

    def test_later_the_interval_tells(self) -> None:
        lively = self._judged(self.lively * 3)
        assert lively.row.interval is not None
        assert mark(lively) == "at-risk yellow moving-away"
        assert mark(self._judged([9 - Decimal(number) / 4 for number in range(12)])) == "at-risk red moving-away"


class TestChances:
    def test_a_goal_at_the_end_of_the_interval_has_a_tenth(self) -> None:
        found = Forecast(20, 3, 4)
        assert found.interval is not None
        low, high = found.interval
        for goal, chance in ((low, 0.9), (20, 0.5), (high, 0.1)):
            assert found.chance(goal, 1) == pytest.approx(chance)
            assert found.chance(goal, -1) == pytest.approx(1 - chance)

    def test_nothing_is_certain(self) -> None:
        assert [Forecast(5, 0).chance(goal, 1) for goal in (5, 6)] == [0.99, 0.01]
        assert [Forecast(5, 1).chance(goal, 1) for goal in (-1e9, 1e9)] == [0.99, 0.01]

    def test_farther_ahead_less_is_known(self) -> None:
        told = every(Frequency.YEAR, 3, 4, 8, 9, 13)
        near, far = (row_of(a_level(Frequency.YEAR, 40, f"{year}-12-31"), told).interval for year in (2030, 2033))
        assert near is not None
        assert far is not None
        assert far[1] - far[0] > near[1] - near[0]

    def test_an_error_that_is_not_known_is_no_chance(self) -> None:
        assert (Forecast(5).interval, Forecast(5).chance(5, 1)) == (None, None)
