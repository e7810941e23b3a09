"""What changed between two days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.assessment.assess import Assessment
from plancheck.assessment.changes import Changes, Movement, compare_assessments, look_back
from plancheck.observations import Observation, Remark
from plancheck.plan.model import Target
from tests.explanation.samples import a_target, assessed, day, quarterly, told


def changes(assessment: Assessment, since: str) -> Changes:
    return compare_assessments(look_back(assessment, day(since)), assessment)


def change(target: Target, observations: list[Observation], since: str, as_of: str) -> Movement:
    return changes(assessed(target, observations, as_of), since).by_target["T-1"].change


def test_falling_behind_is_worse_and_catching_up_is_better() -> None:
    slow = told(quarterly(2024, 41, 82, 90, 95))
    assert change(a_target(), slow, "2024-06-30", "2024-12-31") is Movement.WORSE
    fast = told(quarterly(2024, 10, 20, 60, 170))
    assert change(a_target(), fast, "2024-06-30", "2024-12-31") is Movement.BETTER


def test_an_even_pace_is_no_change() -> None:
    even = told(quarterly(2024, 41, 82, 123, 164))
    assert change(a_target(), even, "2024-06-30", "2024-12-31") is Movement.SAME


def test_a_first_value_makes_a_target_newly_due() -> None:
    assert change(a_target(), told({"2024-06-30": 82}), "2024-01-31", "2024-06-30") is Movement.NEWLY_DUE


def test_a_deadline_that_passed_short_is_newly_missed_with_its_date() -> None:
    target = a_target(value=100, by=date(2024, 12, 31))
    one = changes(assessed(target, told(quarterly(2024, 25, 50, 75, 99)), "2024-12-31"), "2024-09-30").by_target["T-1"]
    assert (one.change, one.missed_on) == (Movement.NEWLY_MISSED, (date(2024, 12, 31),))


def test_a_year_that_fell_short_counts_though_the_new_year_is_on_track() -> None:
    target = a_target("annual", value=200)
    observations = told(quarterly(2024, 50, 100, 150, 190, 60))
    one = changes(assessed(target, observations, "2025-03-31"), "2024-09-30").by_target["T-1"]
    assert str(one.after.status) == "on-track"
    assert (one.change, one.missed_on) == (Movement.NEWLY_MISSED, (date(2024, 12, 31),))


def test_silence_is_never_an_improvement() -> None:
    far_behind = told(quarterly(2024, 20, 30, 35, 40))
    assert change(a_target(), far_behind, "2024-12-31", "2025-06-30") is Movement.WORSE
    assert change(a_target(), far_behind, "2025-06-30", "2025-12-31") is Movement.SAME


def test_what_comes_after_a_silence_is_held_against_the_verdict_before_it() -> None:
    observations = told({"2024-03-31": 41, "2024-06-30": 82, "2025-06-30": 246})
    assert change(a_target(), observations, "2025-03-31", "2025-06-30") is Movement.SAME


def test_a_milestone_done_before_its_date_is_better_not_due() -> None:
    target = a_target("milestone", value=None, by=date(2025, 12, 31), unit="", figure="")
    done = told({"2024-06-30": "done"})
    proof = Remark("T-1", "a", 2024, done[0].place, evidence="验收报告")
    assessment = assessed(target, done, "2024-06-30", remarks=(proof,))
    assert changes(assessment, "2024-03-31").by_target["T-1"].change is Movement.BETTER


def test_the_list_has_what_changed_the_gravest_first() -> None:
    targets = [a_target(id="T-1"), a_target(id="T-2", value=100, by=date(2024, 12, 31)), a_target(id="T-3")]
    observations = [
        *told(quarterly(2024, 10, 20, 60, 170), "T-1"),
        *told(quarterly(2024, 25, 50, 75, 99), "T-2"),
        *told(quarterly(2024, 41, 82, 123, 164), "T-3"),
    ]
    found = changes(assessed(targets, observations, "2024-12-31"), "2024-06-30")
    assert [one.target for one in found.listed()] == ["T-2", "T-1"]
    assert sum(found.counts().values()) == len(targets)


@given(st.lists(st.integers(0, 700), min_size=1, max_size=8), st.integers(0, 7))
def test_nothing_changes_where_nothing_was_reported_between(values: list[int], at: int) -> None:
    ends = list(quarterly(2024, *values))
    assessment = assessed(a_target(), told(quarterly(2024, *values)), ends[min(at, len(ends) - 1)])
    found = compare_assessments(look_back(assessment, assessment.as_of), assessment)
    assert {one.change for one in found.by_target.values()} == {Movement.SAME}


@pytest.mark.parametrize(("since", "value"), [("2024-12-31", 120), ("2025-03-31", 90)])
def test_a_look_back_knows_only_what_had_been_reported_by_then(since: str, value: int) -> None:
    first = told({"2024-12-31": 120})
    restated = told({"2024-12-31": 90}, year=2025)
    assessment = assessed(a_target(), [*first, *restated], "2025-06-30")
    assert look_back(assessment, day(since)).verdicts["T-1"].row.latest_value == value
