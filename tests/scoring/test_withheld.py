"""What was not reported never makes a verdict better: late first values, gaps, a single value after silence."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

import pytest

from tests.scoring.samples import a_target, base, day, judged, mark, reported

TOTAL = a_target()
SHARE = a_target("level", value=95, unit="%")


class TestAFirstValue:
    def test_on_time_it_stands_in_for_the_baseline_and_says_nothing_yet(self) -> None:
        verdict = judged(SHARE, reported({"2024-03-31": 40}))
        assert (mark(verdict), verdict.row.provisional_baseline) == ("on-track grey first-value", True)

    def test_late_it_is_dated_at_the_first_due_day(self) -> None:
        """40 % reported in September 2027 for 95 % by December: fourteen quarters of fifteen are gone."""
        verdict = judged(SHARE, reported({"2027-09-30": 40}))
        assert verdict.row.start == day("2024-03-31")
        assert verdict.row.expected is not None
        assert round(verdict.row.expected, 4) == Decimal("0.9333")
        assert mark(verdict) == "at-risk red off-track"

    def test_late_it_is_worse_than_on_time(self) -> None:
        late = judged(SHARE, reported({"2025-06-30": 60, "2025-09-30": 70}))
        on_time = judged(SHARE, reported({"2024-03-31": 60, "2025-06-30": 60, "2025-09-30": 70}))
        assert late.row.attained == on_time.row.attained
        assert late.row.expected == on_time.row.expected
        assert mark(late).split()[1] != "green"

    def test_satisfied_too_late_to_be_believed(self) -> None:
        assert mark(judged(SHARE, reported({"2024-03-31": 96}))) == "on-track green kept"


class TestAGap:
    """Quarterly; the recent pace is reckoned over the last twelve months."""

    on_path: ClassVar = {"2024-12-31": 170, "2025-12-31": 335}

    def test_where_the_window_starts_from_a_value_the_rest_may_be_missing(self) -> None:
        assert mark(judged(TOTAL, reported(self.on_path))) == "on-track green on-path"

    def test_without_it_nothing_is_green_before_its_date(self) -> None:
        moved = {"2024-09-30": 130, "2025-12-31": 335}
        assert mark(judged(TOTAL, reported(moved))) == "at-risk yellow gap"

    def test_a_count_that_is_reached_is_reached(self) -> None:
        assert mark(judged(TOTAL, reported({"2025-12-31": 650}))) == "on-track green met"

    def test_a_level_that_is_reached_may_fall_again(self) -> None:
        level = a_target("level", value=95, baseline=base("2023-12-31", 40))
        assert mark(judged(level, reported({"2024-12-31": 90, "2025-12-31": 96}))) == "on-track green met-early"
        assert mark(judged(level, reported({"2025-12-31": 96}))) == "at-risk yellow gap"

    def test_an_unknown_pace_is_not_taken_to_suffice(self) -> None:
        """290 after a year of silence would be catching up on 335."""
        behind = {"2024-12-31": 90, "2025-12-31": 290}
        assert mark(judged(TOTAL, reported(behind))) == "on-track green catching-up"
        assert mark(judged(TOTAL, reported({"2024-09-30": 60, "2025-12-31": 290}))) == "at-risk yellow behind"

    def test_in_the_first_year_the_baseline_is_the_value_it_starts_from(self) -> None:
        assert mark(judged(TOTAL, reported({"2024-09-30": 130}))) == "on-track green on-path"


class TestASingleValue:
    worse = a_target("level", value=60, baseline=base("2023-12-31", 50))

    def test_it_is_too_little_for_red(self) -> None:
        verdict = judged(self.worse, reported({"2024-03-31": 45}))
        assert (mark(verdict), verdict.row.low_confidence) == ("at-risk yellow moving-away", True)

    def test_after_silent_periods_it_is_not(self) -> None:
        verdict = judged(self.worse, reported({"2024-09-30": 45}))
        assert (mark(verdict), verdict.row.low_confidence) == ("at-risk red moving-away", False)


class TestSlowing:
    """On the path so far, told once a year of what is due each quarter, so that no forecast has an interval: what the recent pace
    must cover differs for levels and counts.
    """

    @pytest.mark.parametrize(
        ("kind", "values", "expected"),
        [
            ("cumulative", (178, 326), "on-track green on-path"),  # 148 a year, of 162 required
            ("cumulative", (180, 325), "at-risk yellow slowing"),  # 145 of 162.5
            ("level", (163, 326), "on-track green on-path"),
            ("level", (178, 326), "at-risk yellow slowing"),
            ("level", (180, 330), "at-risk yellow slowing"),
        ],
    )
    def test_a_recent_pace_that_does_not_suffice(self, kind: str, values: tuple[int, int], expected: str) -> None:
        target = a_target(kind, baseline=base("2023-12-31", 0))
        told = reported(dict(zip(("2024-12-31", "2025-12-31"), values, strict=True)))
        assert mark(judged(target, told)) == expected

    def test_slow_from_the_beginning_is_behind_and_not_slowing(self) -> None:
        level = a_target("level", value=100, baseline=base("2023-12-31", 0))
        assert mark(judged(level, reported({"2024-12-31": 24, "2025-12-31": 48}))) == "at-risk yellow behind"
