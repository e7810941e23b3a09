"""The spine: what had been reported by a day, and what is supposed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plancheck.explanation.supposing import suppose
from plancheck.observations import State
from plancheck.plan.model import Aggregate
from plancheck.scoring.marks import Status
from tests.explanation.samples import a_target, assessed, quarterly, told


def test_a_later_years_correction_is_not_known_before_that_year() -> None:
    observations = [*told({"2024-12-31": 170}), *told({"2024-12-31": 90}, year=2025)]
    assert assessed(a_target(), observations, "2024-12-31").verdicts["T-1"].row.latest_value == 170
    assert assessed(a_target(), observations, "2025-01-01").verdicts["T-1"].row.latest_value == 90


def test_later_periods_change_nothing_about_an_earlier_day() -> None:
    early, late = quarterly(2024, 41, 82), quarterly(2024, 41, 82, 1, 2, 3)
    at = "2024-06-30"
    assert assessed(a_target(), told(early), at).verdicts == assessed(a_target(), told(late), at).verdicts


def test_a_supposed_value_takes_the_place_of_the_reported_one() -> None:
    target = a_target()
    supposed = tuple(suppose(target, [], Decimal(10), date(2024, 12, 31)))
    assessment = assessed(target, told({"2024-12-31": 170}), "2024-12-31", supposed=supposed)
    assert assessment.verdicts["T-1"].row.latest_value == 10
    assert assessment.verdicts["T-1"].hypothetical
    assert assessment.hypothetical == ("T-1=10@2024-12-31",)


def test_a_supposed_value_of_a_later_day_moves_its_own_target_alone() -> None:
    first, second = a_target(), a_target(id="T-2")
    observations = [*told(quarterly(2024, 41, 82, 123, 164)), *told(quarterly(2024, 41, 82, 123, 164), "T-2")]
    supposed = tuple(suppose(first, [], Decimal(300), date(2025, 12, 31)))
    assessment = assessed([first, second], observations, "2024-12-31", supposed=supposed)
    assert assessment.verdicts["T-1"].row.latest_value == 300
    # A year without a report would be silence, if the other had moved too.
    assert assessment.verdicts["T-2"].status is Status.ON_TRACK
    assert not assessment.verdicts["T-2"].hypothetical


def test_real_values_between_the_day_and_the_supposed_one_stay_unknown() -> None:
    target = a_target()
    supposed = tuple(suppose(target, [], Decimal(300), date(2025, 12, 31)))
    reported = told({"2024-12-31": 164, "2025-06-30": 500})
    assessment = assessed(target, reported, "2024-12-31", supposed=supposed)
    assert assessment.verdicts["T-1"].row.recent_rate == 300 - 164


def test_parts_that_are_added_up_are_supposed_as_their_sum() -> None:
    target = a_target(reported_by=("a", "b"), aggregate=Aggregate.SUM)
    supposed = tuple(suppose(target, [], Decimal(200), date(2024, 12, 31)))
    assessment = assessed(target, [], "2024-12-31", supposed=supposed)
    assert assessment.verdicts["T-1"].row.latest_value == 200
    assert assessment.hypothetical == ("T-1=200@2024-12-31",)


def test_a_milestone_supposed_done_is_supposed_proven() -> None:
    target = a_target("milestone", value=None, by=date(2024, 12, 31), unit="", figure="")
    supposed = tuple(suppose(target, [], State.DONE, date(2024, 12, 31)))
    assert str(assessed(target, [], "2024-12-31", supposed=supposed).verdicts["T-1"].reason) == "met"


def test_a_supposed_comparison_keeps_the_last_reference() -> None:
    target = a_target("compare", ">", None, unit="%", than="全省平均")
    reported = told({"2024-06-30": 50}, reference=Decimal(55))
    supposed = suppose(target, reported, Decimal(60), date(2024, 12, 31))
    assert [one.reference for one in supposed] == [Decimal(55)]


def test_a_repeating_target_is_supposed_with_the_one_it_repeats() -> None:
    first, second = a_target(), a_target(id="T-2", same_as="T-1")
    supposed = tuple(suppose(first, [], Decimal(170), date(2024, 12, 31)))
    assessment = assessed([first, second], [], "2024-12-31", supposed=supposed)
    assert assessment.verdicts["T-2"].hypothetical
    assert assessment.verdicts["T-2"].row.latest_value == 170
