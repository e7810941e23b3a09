"""`path = "last-year"`: a year is expected as the year before went; the numbers are worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Frequency, Reporting
from plancheck.scoring.expected import expected_values
from plancheck.scoring.marks import RowVerdict
from plancheck.scoring.path import PathBasis
from plancheck.scoring.rows_in_force import rows_in_force
from plancheck.scoring.series import read_series
from plancheck.scoring.settings import DEFAULTS
from tests.scoring.samples import PLAN_END, a_target, judged, mark, point, reported

QUOTA = a_target("annual", value=200, path_as_last_year=True)
STRAIGHT = a_target("annual", value=200)
CAP = a_target("cap", "<=", 200, path_as_last_year=True)
#: A tenth, three tenths and four tenths of a year by the end of its first three quarters.
SLOW = {"2024-03-31": 10, "2024-06-30": 30, "2024-09-30": 40, "2024-12-31": 100}
MONTHS = ("03-31", "06-30", "09-30", "12-31")


def live(target: Target, values: Mapping[str, object]) -> RowVerdict:
    return judged(target, reported(values)).row


def basis(target: Target, values: Mapping[str, object], year: int = 2025) -> PathBasis | None:
    points = read_series(target, reported(values), date(2027, 12, 31))
    return next(row.path_basis for row in rows_in_force(target, None, DEFAULTS, PLAN_END, points) if row.year == year)


def planned(target: Target, values: Mapping[str, object], year: int = 2025) -> list[str]:
    days = [date(year, int(text[:2]), int(text[3:])) for text in MONTHS]
    found = expected_values(target, reported(values), DEFAULTS, PLAN_END, days)
    return [f"{found[one]:f}" for one in days]


@pytest.mark.parametrize(
    ("quarter", "value", "expected", "lamp"),
    [
        ("2025-03-31", 20, "0.1", "green"),  # a quarter by the straight line
        ("2025-06-30", 60, "0.3", "green"),
        ("2025-09-30", 80, "0.4", "green"),
        ("2025-09-30", 60, "0.4", "yellow"),
    ],
)
def test_the_share_of_the_year_before_is_expected(quarter: str, value: int, expected: str, lamp: str) -> None:
    row = live(QUOTA, SLOW | {quarter: value})
    assert (row.expected, row.lamp) == (Decimal(expected), lamp)


def test_what_follows_a_slow_start_is_behind_on_the_straight_line_alone() -> None:
    told = SLOW | {"2025-03-31": 20}
    assert mark(judged(QUOTA, reported(told))) == "on-track green on-path"
    assert mark(judged(STRAIGHT, reported(told))).startswith("at-risk")


def test_the_first_year_goes_straight() -> None:
    assert live(QUOTA, {"2024-03-31": 50}).expected == Decimal("0.25")
    assert basis(QUOTA, {"2024-03-31": 50}, 2024) is PathBasis.BEFORE_START


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (SLOW, PathBasis.LAST_YEAR),
        ({}, PathBasis.NOT_WHOLE),
        ({day: value for day, value in SLOW.items() if day != "2024-06-30"}, PathBasis.NOT_WHOLE),
        ({day: value for day, value in SLOW.items() if day != "2024-12-31"}, PathBasis.NOT_WHOLE),
        (dict.fromkeys(SLOW, 0), PathBasis.NOT_WHOLE),  # nothing has no shares
        (SLOW | {"2024-09-30": 20}, PathBasis.NOT_WHOLE),  # a total that fell has none either
        (SLOW | {"2024-03-31": -10}, PathBasis.NOT_WHOLE),
        (SLOW | {"2024-03-31": 0}, PathBasis.LAST_YEAR),
        (dict.fromkeys(SLOW, 100), PathBasis.LAST_YEAR),  # all of it in the first quarter
    ],
)
def test_a_year_that_tells_no_shares_leaves_the_straight_line(told: dict[str, int], why: PathBasis) -> None:
    assert basis(QUOTA, told) is why
    if why is PathBasis.NOT_WHOLE:
        assert planned(QUOTA, told) == ["50", "100", "150", "200"]


def test_a_target_that_began_within_the_year_before_goes_straight() -> None:
    later = a_target("annual", value=200, path_as_last_year=True, start=date(2024, 2, 1))
    assert basis(later, SLOW) is PathBasis.BEFORE_START


def test_no_other_kind_follows_and_none_that_is_reported_once_a_year() -> None:
    """A plan with such a key is refused; what judges it all the same does not stumble."""
    assert basis(a_target("annual", value=200, path_as_last_year=True, reporting=Frequency.YEAR), SLOW) is None
    count = a_target("cumulative", value=200, path_as_last_year=True)
    assert live(count, SLOW).expected == live(a_target("cumulative", value=200), SLOW).expected


def test_each_year_follows_the_one_before_it() -> None:
    fast = {f"2025-{end}": value for end, value in zip(MONTHS, (150, 160, 180, 200), strict=True)}
    assert planned(QUOTA, SLOW | fast, 2026) == ["150", "160", "180", "200"]
    assert planned(QUOTA, SLOW | fast, 2025) == ["20", "60", "80", "200"]


def test_increments_are_expected_where_increments_are_reported() -> None:
    told = {"2024-03-31": 10, "2024-06-30": 20, "2024-09-30": 10, "2024-12-31": 60}
    target = a_target("annual", value=200, path_as_last_year=True, reports=Reporting.PERIOD)
    assert planned(target, told) == ["20", "40", "20", "120"]


def test_between_checkpoints_the_year_goes_as_the_year_before() -> None:
    """120 by the middle of the year, a third of it by March as of last year's 30; then 80 more, a seventh by September."""
    target = a_target("annual", value=200, path_as_last_year=True, checkpoints=(point("2025-06-30", 120),))
    assert planned(target, SLOW) == ["40", "120", "131.4", "200"]


def test_a_stretch_in_which_nothing_came_is_straight() -> None:
    flat = {"2024-03-31": 0, "2024-06-30": 0, "2024-09-30": 50, "2024-12-31": 100}
    target = a_target("annual", value=200, path_as_last_year=True, checkpoints=(point("2025-06-30", 60),))
    assert planned(target, flat) == ["30", "60", "130", "200"]


class TestCaps:
    @pytest.mark.parametrize(
        ("value", "burn", "expected"),
        [
            (20, "1", "on-track green within-cap"),
            (30, "1.5", "at-risk yellow burn"),
            (40, "2", "at-risk red burn"),
        ],
    )
    def test_what_is_used_is_held_against_the_share_of_the_year_before(
        self, value: int, burn: str, expected: str
    ) -> None:
        verdict = judged(CAP, reported(SLOW | {"2025-03-31": value}))
        assert (verdict.row.burn, mark(verdict)) == (Decimal(burn), expected)

    def test_two_years_before_do_not_change_that(self) -> None:
        """The outlook takes the mean of both; the plan chose the last."""
        fast = {f"2025-{end}": value for end, value in zip(MONTHS, (150, 160, 180, 200), strict=True)}
        assert live(CAP, SLOW | fast | {"2026-03-31": 150}).burn == 1

    def test_where_nothing_had_been_used_by_then_the_time_gone_decides(self) -> None:
        told = SLOW | {"2024-03-31": 0, "2025-03-31": 100}
        assert live(CAP, told).burn == 2

    def test_a_cap_of_nothing_has_no_burn(self) -> None:
        assert live(a_target("cap", "<=", 0, path_as_last_year=True), SLOW | {"2025-03-31": 0}).burn is None


@pytest.mark.parametrize("hidden", ["2024-03-31", "2024-06-30", "2024-09-30"])
@pytest.mark.parametrize("value", [20, 40, 90, 120, 150])
def test_a_withheld_report_of_the_year_before_brightens_no_lamp(hidden: str, value: int) -> None:
    """Three quarters in the first quarter: the straight line would ask for far less."""
    fast = {"2024-03-31": 75, "2024-06-30": 90, "2024-09-30": 95, "2024-12-31": 100, "2025-03-31": value}
    order = ["green", "yellow", "red"]
    whole = judged(QUOTA, reported(fast)).lamp
    withheld = judged(QUOTA, reported({day: number for day, number in fast.items() if day != hidden})).lamp
    if hidden != "2024-03-31":  # without it nobody knows that so much came so early
        assert order.index(withheld) >= order.index(whole)
    assert withheld != "green"
