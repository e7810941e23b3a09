"""One value a day out of what was reported: increments added up as far as none is missing."""

from __future__ import annotations

from plancheck.plan.vocabulary import Reporting
from plancheck.scoring.series import read_series
from tests.scoring.samples import a_target, day, reported


def totals(told: dict[str, object], as_of: str = "2027-12-31", start: str = "2024-01-01") -> dict[str, int]:
    """Day to the total so far."""
    target = a_target(reports=Reporting.PERIOD, start=day(start), by=as_of)
    return {str(point.day): int(point.value) for point in read_series(target, reported(told), day(as_of))}


def test_increments_are_totals_to_date() -> None:
    assert totals({"2024-03-31": 5, "2024-06-30": 7}) == {"2024-03-31": 5, "2024-06-30": 12}


def test_after_a_period_that_is_missing_no_total_is_known() -> None:
    assert totals({"2024-03-31": 5, "2024-09-30": 7}) == {"2024-03-31": 5}


def test_a_second_part_of_the_same_period_is_added_to_it() -> None:
    told: dict[str, object] = {"2024-02-29": 1, "2024-03-31": 5, "2024-06-30": 7}
    assert totals(told) == {"2024-02-29": 1, "2024-03-31": 6, "2024-06-30": 13}


def test_what_was_done_before_the_start_does_not_count() -> None:
    assert totals({"2024-03-31": 5, "2024-06-30": 7}, start="2024-04-01") == {"2024-06-30": 7}


def test_after_the_last_day_that_there_is_nothing_is_awaited() -> None:
    assert totals({"9999-12-31": 5}, "9999-12-31", "9999-10-01") == {"9999-12-31": 5}
