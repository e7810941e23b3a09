"""The spine: what had been reported by a day, and what is supposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plancheck.assessment.assess import Assessment
from plancheck.explanation.what_if import suppose
from plancheck.findings import TextPlace
from plancheck.observations import Observation, Remark, Reports, State
from plancheck.plan.vocabulary import Aggregate, Frequency, Reporting
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
    assert assessment.verdicts["T-1"].what_if
    assert assessment.what_if == ("T-1=10@2024-12-31",)


def test_a_supposed_value_of_a_later_day_moves_its_own_target_alone() -> None:
    first, second = a_target(), a_target(id="T-2")
    observations = [*told(quarterly(2024, 41, 82, 123, 164)), *told(quarterly(2024, 41, 82, 123, 164), "T-2")]
    supposed = tuple(suppose(first, [], Decimal(300), date(2025, 12, 31)))
    assessment = assessed([first, second], observations, "2024-12-31", supposed=supposed)
    assert assessment.verdicts["T-1"].row.latest_value == 300
    # A year without a report would be silence, if the other had moved too.
    assert assessment.verdicts["T-2"].status is Status.ON_TRACK
    assert not assessment.verdicts["T-2"].what_if


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
    assert assessment.what_if == ("T-1=200@2024-12-31",)


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
    assert assessment.verdicts["T-2"].what_if
    assert assessment.verdicts["T-2"].row.latest_value == 170


def one_of(value: str, at: str, row: int, *, department: str = "a", year: int | None = None) -> Observation:
    """A value on a line of its own."""
    place = TextPlace(f"reports/demo/{at[:4]}/x.csv", row)
    return told({at: Decimal(value)}, department=department, place=place, year=year or int(at[:4]))[0]


def test_of_a_total_that_falls_neither_value_is_believed_until_the_next_one_tells() -> None:
    reported = told({"2024-03-31": 50, "2024-06-30": 100, "2024-09-30": 90, "2024-12-31": 95})
    assessment = assessed(a_target(), reported[:3], "2024-09-30")
    assert assessment.verdicts["T-1"].row.latest == reported[0]
    assert {one: fault.rule for one, fault in assessment.left_out.items()} == dict.fromkeys(reported[1:3], "fallen")
    later = assessed(a_target(), reported, "2024-12-31")
    assert (later.verdicts["T-1"].row.latest, set(later.left_out)) == (reported[3], {reported[1]})


@pytest.mark.parametrize(
    ("on", "reason"), [("2024-05-31", "on-path"), ("2024-06-29", "on-path"), ("2024-06-30", "no-data")]
)
def test_a_due_period_whose_value_was_left_out_is_silent_at_once(on: str, reason: str) -> None:
    """Not after the days of grace; the last verdict is kept beside it."""
    reported = told({"2024-03-31": 50, "2024-05-15": 500, "2024-06-30": 650_000})
    verdict = assessed(a_target(), reported, on).verdicts["T-1"]
    assert str(verdict.reason) == reason
    assert verdict.latest == reported[0]
    assert str(verdict.row.frozen.reason if verdict.row.frozen else "") == ("on-path" if reason == "no-data" else "")


def test_what_was_reported_beside_the_value_that_is_left_out_is_no_silence() -> None:
    first, anew = told({"2024-12-31": 170}), told({"2024-12-31": 1_700_000}, year=2025)
    assessment = assessed(a_target(), [*first, *anew], "2025-01-15")
    assert set(assessment.left_out) == set(anew)
    assert (str(assessment.verdicts["T-1"].reason), assessment.verdicts["T-1"].latest) == ("on-path", first[0])


def test_a_sum_or_increments_with_a_part_left_out_wait_for_it() -> None:
    parts = a_target(reported_by=("a", "b"), aggregate=Aggregate.SUM)
    of_b = told({"2024-03-31": 30, "2024-06-30": 700_000}, department="b")
    verdict = assessed(parts, [*told({"2024-03-31": 30, "2024-06-30": 60}), *of_b], "2024-06-30").verdicts["T-1"]
    assert (str(verdict.reason), str(verdict.latest_value)) == ("no-data", "60")
    added = a_target(reports=Reporting.PERIOD)
    verdict = assessed(added, told(quarterly(2024, 50, 700_000, 55)), "2024-09-30").verdicts["T-1"]
    assert (str(verdict.reason), str(verdict.latest_value)) == ("no-data", "50")


def test_a_department_judged_apart_is_silent_by_its_own_value_alone() -> None:
    apart = a_target("action", value=None, by=None, unit="", figure="", reported_by=("a", "b"))
    reported = [*told({"2024-03-31": "under-way"}), *told({"2024-03-30": "under-way"}, department="b")]
    reasons = [str(one.reason) for one in assessed(apart, reported, "2024-04-02").verdicts["T-1"].parts]
    assert reasons == ["under-way", "no-data"]


def test_a_cap_is_not_exceeded_in_another_unit() -> None:
    cap = a_target("cap", "<=", 12, by=None, reporting=Frequency.QUARTER)
    verdict = assessed(cap, told(quarterly(2024, 2, 40_000)), "2024-06-30").verdicts["T-1"]
    assert (str(verdict.status), str(verdict.reason)) == ("at-risk", "no-data")


def test_a_value_that_cannot_be_is_left_out() -> None:
    reported = told({"2024-03-31": 50, "2024-06-30": -1})
    assessment = assessed(a_target(), reported, "2024-06-30")
    assert assessment.verdicts["T-1"].row.latest_value == 50
    share = a_target("level", value=90, unit="%", limits=(Decimal(0), Decimal(100)))
    outside = assessed(share, told({"2024-03-31": 60, "2024-06-30": 640}), "2024-06-30")
    assert outside.verdicts["T-1"].row.latest_value == 60
    assert [fault.rule for fault in outside.left_out.values()] == ["outside-range"]


def test_of_two_values_of_a_period_neither_is_believed_in_whatever_order_they_are_read() -> None:
    first = one_of("50", "2024-03-31", 2)
    rivals = [one_of("100", "2024-06-30", 3), one_of("120", "2024-06-30", 4)]
    for reported in ([first, *rivals], [*rivals[::-1], first]):
        assessment = assessed(a_target(), reported, "2024-06-30")
        assert assessment.verdicts["T-1"].row.latest == first
        assert set(assessment.left_out) == set(rivals)


def test_parts_of_a_sum_are_no_rivals() -> None:
    target = a_target(reported_by=("a", "b"), aggregate=Aggregate.SUM)
    reported = [one_of("50", "2024-03-31", 2), one_of("70", "2024-03-31", 3, department="b")]
    assert assessed(target, reported, "2024-03-31").verdicts["T-1"].row.latest_value == 120


def test_a_value_of_a_period_still_to_come_is_left_out() -> None:
    reported = told({"2024-03-31": 50, "2024-06-30": 400})
    assessment = assessed(a_target(), reported, "2024-05-01")
    assert assessment.verdicts["T-1"].row.latest_value == 50


def test_a_value_for_a_day_that_ends_no_period_is_left_out() -> None:
    reported = told({"2024-03-31": 50, "2024-05-15": 500})
    assessment = assessed(a_target(), reported, "2024-06-01")
    assert {one: fault.rule for one, fault in assessment.left_out.items()} == {reported[1]: "odd-period"}
    assert assessment.verdicts["T-1"].row.latest_value == 50


def test_a_restatement_is_no_fall() -> None:
    reported = [
        one_of("100", "2024-09-30", 2),
        one_of("170", "2024-12-31", 3),
        one_of("90", "2024-12-31", 4, year=2025),
    ]
    assessment = assessed(a_target(), reported, "2025-01-31")
    assert assessment.verdicts["T-1"].row.latest_value == 90
    assert not assessment.left_out


def test_an_assessment_can_be_seen_as_one_department_does() -> None:
    target = a_target("action", value=None, by=None, unit="", figure="", reported_by=("a", "b"))
    recent = assessed(target, told({"2024-03-31": "under-way"}), "2024-05-31")
    seen = {key: str(recent.of_department(key).verdicts["T-1"].lamp) for key in ("a", "b")}
    assert (str(recent.verdicts["T-1"].lamp), seen) == ("grey", {"a": "green", "b": "grey"})


def test_targets_that_repeat_each_other_in_a_circle_are_each_judged_by_their_own_values() -> None:
    targets = [a_target(id="T-1", same_as="T-2"), a_target(id="T-2", same_as="T-1"), a_target(id="T-3", same_as="T-1")]
    reported = [*told({"2024-12-31": 170}), *told({"2024-12-31": 50}, "T-2")]
    assessment = assessed(targets, reported, "2024-12-31")
    values = [assessment.verdicts[target.id].row.latest_value for target in targets]
    assert values == [170, 50, None]


def test_a_chain_of_repetitions_is_judged_by_the_values_at_its_end() -> None:
    targets = [a_target(id="T-3", same_as="T-2"), a_target(id="T-2", same_as="T-1"), a_target()]
    assessment = assessed(targets, told({"2024-12-31": 170}), "2024-12-31")
    assert [assessment.verdicts[target.id].row.latest_value for target in targets] == [170, 170, 170]


def remarked(*remarks: Remark, same_as: str = "") -> Assessment:
    targets = [a_target(), a_target(id="T-2", same_as=same_as)]
    return replace(assessed(targets, [], "2025-12-31"), reports=Reports(remarks=remarks))


def test_the_remark_of_a_year_is_that_years_own() -> None:
    first, second = (Remark("T-1", "a", year, TextPlace("x"), reason=str(year)) for year in (2024, 2025))
    assessment = remarked(first, second)
    assert [assessment.remark(a_target(), year) for year in (2024, 2025, 2026)] == [first, second, None]


def test_of_two_remarks_of_the_same_year_the_one_that_says_more_counts() -> None:
    little = Remark("T-1", "a", 2025, TextPlace("x"), reason="招标流标")
    more = Remark("T-1", "b", 2025, TextPlace("y"), reason="招标流标", measure="重新招标")
    evidence = Remark("T-1", "c", 2025, TextPlace("z"), evidence="附件")
    for order in ((little, more, evidence), (evidence, more, little)):
        assert remarked(*order).remark(a_target(), 2025) is more


def test_what_repeats_a_target_has_its_remark() -> None:
    said = Remark("T-1", "a", 2025, TextPlace("x"), reason="招标流标")
    assert remarked(said, same_as="T-1").remark(a_target(id="T-2", same_as="T-1"), 2025) is said
    assert remarked(said).remark(a_target(id="T-2"), 2025) is None


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity"])
def test_what_is_no_number_is_refused_by_name(number: str) -> None:
    whole = told({"2024-12-31": 170})[0]
    for observation in (replace(whole, value=Decimal(number)), replace(whole, reference=Decimal(number))):
        with pytest.raises(ValueError, match="T-1 2024-12-31"):
            assessed(a_target(), [observation], "2024-12-31")
