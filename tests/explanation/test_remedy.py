"""What would turn a verdict green: always judged, never more than needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.assessment.assess import Assessment, known_by
from plancheck.explanation.remedy import Outlook, Remedy, find_remedy
from plancheck.explanation.what_if import suppose
from plancheck.observations import State
from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Aggregate, Kind, Reporting
from plancheck.scoring.marks import Lamp, Verdict
from tests.explanation.samples import a_target, assessed, quarterly, told

BEHIND = quarterly(2024, 20, 45, 80, 120, 145, 170, 205, 235)


def remedy_of(assessment: Assessment) -> Remedy:
    target = assessment.plan.targets[0]
    heard = known_by(assessment.plan, assessment.reports, assessment.as_of)
    return find_remedy(heard, target, assessment.verdict(target), assessment.settings)


def judged_with(assessment: Assessment, target: Target, value: Decimal | State, on: date) -> Verdict:
    heard = known_by(assessment.plan, assessment.reports, assessment.as_of)
    return heard.judge(target, assessment.settings, suppose(target, heard.of(target), value, on))


def test_the_pace_that_is_needed_stands_beside_the_pace_so_far() -> None:
    remedy = remedy_of(assessed(a_target(), told(BEHIND), "2025-12-31"))
    # (650 - 235) over two years; 235 - 120 in the last one.
    assert (remedy.required_rate, remedy.recent_rate) == (Decimal("207.5"), Decimal(115))
    assert remedy.times == Decimal("207.5") / Decimal(115)


def test_the_least_value_of_the_next_period_is_green_and_one_less_is_not() -> None:
    target = a_target()
    assessment = assessed(target, told(BEHIND), "2025-12-31")
    remedy = remedy_of(assessment)
    assert remedy.day == date(2026, 3, 31)
    assert isinstance(remedy.answer, Decimal)
    assert judged_with(assessment, target, remedy.answer, remedy.day).lamp is Lamp.GREEN
    assert judged_with(assessment, target, remedy.answer - 1, remedy.day).lamp is not Lamp.GREEN


def test_going_straight_to_the_target_turns_green_on_the_day_named_and_not_before() -> None:
    target = a_target()
    assessment = assessed(target, told(BEHIND), "2025-12-31")
    remedy = remedy_of(assessment)
    assert remedy.steady_day is not None
    assert remedy.steady_after is not None
    assert remedy.steady_after.lamp is Lamp.GREEN
    assert date(2026, 3, 31) < remedy.steady_day <= date(2027, 12, 31)


def test_less_is_better_where_the_target_says_so() -> None:
    target = a_target("phase-out", "<=", 0, baseline=Baseline(date(2023, 12, 31), Decimal(400)))
    assessment = assessed(target, told(quarterly(2024, 390, 385, 380, 370)), "2024-12-31")
    remedy = remedy_of(assessment)
    assert isinstance(remedy.answer, Decimal)
    assert remedy.day is not None
    assert judged_with(assessment, target, remedy.answer, remedy.day).lamp is Lamp.GREEN
    assert judged_with(assessment, target, remedy.answer + 1, remedy.day).lamp is not Lamp.GREEN


def test_a_cap_leaves_so_much_and_no_more() -> None:
    target = a_target("cap", "<=", 12)
    assessment = assessed(target, told(quarterly(2024, 5, 8)), "2024-06-30")
    remedy = remedy_of(assessment)
    # By the third quarter's end 3/4 of 12 may be used.
    assert (remedy.day, remedy.answer) == (date(2024, 9, 30), Decimal(9))


def test_increments_are_answered_as_increments() -> None:
    target = a_target(reports=Reporting.PERIOD)
    assessment = assessed(target, told(quarterly(2024, 10, 10, 10, 10)), "2024-12-31")
    remedy = remedy_of(assessment)
    assert remedy.is_increment
    assert isinstance(remedy.answer, Decimal)
    assert remedy.day is not None
    after = judged_with(assessment, target, remedy.answer, remedy.day)
    assert after.lamp is Lamp.GREEN
    assert after.row.latest_value == 40 + remedy.answer


def test_parts_of_several_departments_are_answered_as_their_sum() -> None:
    target = a_target(reported_by=("a", "b"), aggregate=Aggregate.SUM)
    parts = [*told(quarterly(2024, 5, 10, 20, 30)), *told(quarterly(2024, 5, 10, 10, 10), department="b")]
    assessment = assessed(target, parts, "2024-12-31")
    remedy = remedy_of(assessment)
    assert isinstance(remedy.answer, Decimal)
    assert remedy.after is not None
    assert remedy.after.row.latest_value == remedy.answer


def test_what_was_missed_stands() -> None:
    assert remedy_of(assessed(a_target(), told({"2027-12-31": 600}), "2027-12-31")).outlook is Outlook.FINAL


def test_what_is_on_track_needs_nothing() -> None:
    assert remedy_of(assessed(a_target(), told({"2024-12-31": 200}), "2024-12-31")).outlook is Outlook.ON_TRACK


def test_what_fell_silent_is_made_good_for_the_last_period_that_is_overdue() -> None:
    remedy = remedy_of(assessed(a_target(), told(quarterly(2024, 41, 82)), "2025-06-30"))
    assert (remedy.outlook, remedy.day) == (Outlook.VALUE, date(2025, 3, 31))


def test_an_action_that_has_not_started_is_to_be_under_way() -> None:
    target = a_target("action", value=None, by=None, unit="", figure="")
    remedy = remedy_of(assessed(target, told({"2024-06-30": "not-started"}), "2024-06-30"))
    assert (remedy.outlook, remedy.answer, remedy.day) == (Outlook.STATE, State.UNDER_WAY, date(2024, 9, 30))


def test_a_silent_milestone_is_to_be_done_with_evidence() -> None:
    target = a_target("milestone", value=None, by=date(2024, 12, 31), unit="", figure="")
    remedy = remedy_of(assessed(target, [], "2025-06-30"))
    assert (remedy.outlook, remedy.answer, remedy.day) == (Outlook.STATE, State.DONE, date(2024, 12, 31))


def test_a_growth_without_a_base_needs_its_base() -> None:
    target = a_target("growth", value=48, baseline=Baseline(date(2023, 12, 31)))
    assert remedy_of(assessed(target, told({"2024-12-31": 60}), "2024-12-31")).outlook is Outlook.BASE


KINDS = [
    a_target(),
    a_target("annual", value=200),
    a_target("level", value=95, unit="%", baseline=Baseline(date(2023, 12, 31), Decimal(60))),
    a_target("level", "<=", 8, baseline=Baseline(date(2023, 12, 31), Decimal(12))),
    a_target("maintain", value=90, unit="%"),
    a_target("direction", value=None),
    a_target("cap", "<=", 120),
    a_target("phase-out", "<=", 0, baseline=Baseline(date(2023, 12, 31), Decimal(100))),
]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.lists(st.integers(0, 120), min_size=1, max_size=9),
    st.sampled_from(["2024-09-30", "2025-06-30", "2026-03-31"]),
)
def test_every_remedy_was_judged_green(target: Target, values: list[int], as_of: str) -> None:
    assessment = assessed(target, told(quarterly(2024, *values)), as_of)
    remedy = remedy_of(assessment)
    if remedy.answer is None or remedy.day is None:
        assert remedy.outlook in (Outlook.ON_TRACK, Outlook.FINAL, Outlook.BASE, Outlook.NOTHING)
        return
    assert judged_with(assessment, target, remedy.answer, remedy.day).lamp is Lamp.GREEN
    if target.kind in (Kind.LEVEL, Kind.MAINTAIN) and isinstance(remedy.answer, Decimal) and remedy.answer > 0:
        worse = remedy.answer - target.op.direction
        assert judged_with(assessment, target, worse, remedy.day).lamp is not Lamp.GREEN


def test_a_level_that_is_still_beyond_its_target_may_be_lower_next() -> None:
    """A share that was 100 for a year and fell to 94.6 is on the way to miss 92: at the next date less will do."""
    target = a_target("level", value=92, unit="%")
    values = (Decimal("57.5"), Decimal("66.9"), Decimal("81.3"), 100, 100, 100, 100, Decimal("94.6"))
    assessment = assessed(target, told(quarterly(2024, *values)), "2025-12-31")
    remedy = remedy_of(assessment)
    assert isinstance(remedy.answer, Decimal)
    assert remedy.day is not None
    assert remedy.answer < Decimal("94.6")
    assert judged_with(assessment, target, remedy.answer, remedy.day).lamp is Lamp.GREEN
    assert judged_with(assessment, target, remedy.answer - Decimal("0.1"), remedy.day).lamp is not Lamp.GREEN


@pytest.mark.parametrize("target", KINDS, ids=lambda target: f"{target.kind}{target.op}")
def test_an_empty_series_has_an_answer_where_one_report_will_do(target: Target) -> None:
    assessment = assessed(target, [], "2026-12-31")
    remedy = remedy_of(assessment)
    if target.kind in (Kind.ANNUAL, Kind.MAINTAIN, Kind.CAP, Kind.DIRECTION):
        # Three years are silent by then, and each wants a report of its own; which way it moves, no single value says.
        assert (remedy.outlook, remedy.answer, remedy.after) == (Outlook.NOTHING, None, None)
    else:
        counts_down = target.kind is Kind.PHASE_OUT and target.op.direction < 0
        waits = target.kind is Kind.LEVEL or counts_down
        assert remedy.outlook is Outlook.VALUE
        # After silent years a level that is reached once may fall again: it is believed at its date, and not before.
        assert remedy.day == (date(2027, 12, 31) if waits else date(2026, 9, 30))
        assert isinstance(remedy.answer, Decimal)
        assert judged_with(assessment, target, remedy.answer, remedy.day).lamp is Lamp.GREEN
