"""Everything about one verdict, gathered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from plancheck.explanation.explanation import Explanation, explain_target
from plancheck.explanation.what_if import suppose
from plancheck.findings import TextPlace, finding
from plancheck.observations import Observation, Remark
from plancheck.plan.model import Baseline, Target
from plancheck.render.explain.as_json import explanation_json
from plancheck.render.explain.as_text import explain_lines
from plancheck.scoring.settings import DEFAULTS, Settings
from tests.explanation.samples import a_target, assessed, day, quarterly, told

BEHIND = quarterly(2024, 20, 45, 80, 120, 145, 170, 205, 235)


def explained(
    target: Target,
    observations: list[Observation],
    as_of: str,
    *,
    settings: Settings = DEFAULTS,
    supposed: tuple[Observation, ...] = (),
) -> Explanation:
    return explain_target(assessed(target, observations, as_of, settings=settings, supposed=supposed), target)


def test_the_rule_that_decided_and_the_verdict_before() -> None:
    explanation = explained(a_target(), told(quarterly(2024, 41, 82, 90, 95)), "2024-12-31")
    assert explanation.rule.number == "11"
    assert explanation.before_on == date(2024, 9, 30)
    assert explanation.before is not None
    assert str(explanation.before.reason) == "behind"


def test_there_is_no_verdict_before_the_first_period() -> None:
    assert explained(a_target(), told({"2024-03-31": 41}), "2024-03-31").before is None


def test_the_path_is_the_one_the_verdict_was_held_against() -> None:
    explanation = explained(a_target(value=160), told(BEHIND), "2025-12-31")
    path = dict(explanation.course.path)
    # 160 in four years: ten a quarter.
    assert path[date(2024, 12, 31)] == 40
    assert path[date(2025, 6, 30)] == 60
    assert explanation.course.path[-1] == (date(2027, 12, 31), Decimal(160))


def test_a_year_shows_its_own_year() -> None:
    explanation = explained(a_target("annual", value=200), told(quarterly(2024, 50, 100, 150, 190, 60)), "2025-03-31")
    assert [at for at, _ in explanation.course.values] == [date(2025, 3, 31)]
    assert explanation.course.by == date(2025, 12, 31)
    assert [one.observation.period_end.year for one in explanation.observations] == [2024, 2024, 2024, 2024, 2025]


def test_of_two_values_of_one_day_the_later_workbooks_counts() -> None:
    restated = told({"2024-12-31": 90}, year=2025)
    explanation = explained(a_target(), [*told({"2024-12-31": 120}), *restated], "2025-03-31")
    assert [(str(one.observation.value), one.counts) for one in explanation.observations] == [
        ("120", False),
        ("90", True),
    ]


def test_what_was_reported_later_is_not_shown() -> None:
    explanation = explained(a_target(), told(BEHIND), "2024-12-31")
    assert [one.observation.period_end for one in explanation.observations][-1] == date(2024, 12, 31)


def test_a_supposed_value_is_shown_and_marked() -> None:
    target = a_target()
    supposed = tuple(suppose(target, [], Decimal(400), date(2026, 6, 30)))
    explanation = explained(target, told(BEHIND), "2025-12-31", supposed=supposed)
    assert [one.observation.value for one in explanation.observations if one.supposed] == [Decimal(400)]
    assert explanation.course.values[-1] == (date(2026, 6, 30), Decimal(400))
    assert explanation.verdict.what_if


def test_a_repeated_target_shows_what_was_reported_for_the_other() -> None:
    first, second = a_target(), a_target(id="T-2", same_as="T-1")
    assessment = assessed([first, second], told(BEHIND), "2025-12-31")
    explanation = explain_target(assessment, second)
    assert len(explanation.observations) == len(BEHIND)
    assert explanation.verdict.row == assessment.verdict(first).row


def test_silence_keeps_the_numbers_of_the_last_verdict() -> None:
    explanation = explained(a_target(), told(quarterly(2024, 41, 82)), "2025-06-30")
    assert str(explanation.verdict.reason) == "no-data"
    assert explanation.row.frozen is not None
    assert len(explanation.course.values) == 2


def test_the_preset_in_force_names_its_own_rule() -> None:
    explanation = explained(a_target(), told(BEHIND), "2025-12-31", settings=Settings(preset="xushi"))
    assert explanation.rule.number == "xushi"


def test_a_first_value_stands_in_for_a_missing_baseline() -> None:
    target = a_target("level", value=95, unit="%", baseline=Baseline(date(2023, 12, 31)))
    explanation = explained(target, told({"2024-06-30": 60, "2024-12-31": 65}), "2024-12-31")
    assert explanation.row.provisional_baseline
    assert explanation.course.path[0][1] == 60


def test_a_wrong_value_is_shown_as_left_out_with_what_is_wrong() -> None:
    reported = told({"2024-03-31": 50, "2024-06-30": 100, "2024-09-30": 90})
    assessment = assessed(a_target(), reported, "2024-09-30")
    shown = explain_target(assessment, a_target())
    assert [one.fault.rule if one.fault else None for one in shown.observations] == [None, "fallen", "fallen"]
    assert [one.counts for one in shown.observations] == [True, False, False]
    assert [one.rule for one in shown.findings] == ["fallen", "fallen"]


def test_a_value_of_a_period_to_come_is_shown_as_left_out() -> None:
    reported = told({"2024-03-31": 50, "2024-06-30": 400})
    fault = finding("future-period", reported[1].place, target="T-1", period="2024-06-30", as_of="2024-05-01")
    assessment = replace(assessed(a_target(), reported, "2024-05-01"), findings=(fault,))
    shown = explain_target(assessment, a_target())
    assert [(one.observation, one.fault) for one in shown.observations] == [(reported[0], None), (reported[1], fault)]
    assert shown.findings == (fault,)


def test_the_forms_say_that_a_value_was_left_out() -> None:
    reported = told({"2024-03-31": 50, "2024-06-30": 100, "2024-09-30": 90})
    shown = explain_target(assessed(a_target(), reported, "2024-09-30"), a_target())
    assert "[wrong, left out of judging: fallen]" in explain_lines(shown, "en")
    assert [one["left_out"] for one in explanation_json(shown, "en")["observations"]] == [None, "fallen", "fallen"]


def test_a_measure_is_shown_with_its_date() -> None:
    place = TextPlace("reports/demo/2024/x.csv", 2)
    remark = Remark("T-1", "a", 2024, place, reason="批复晚", measure="分三批补换", measure_by=day("2025-06-30"))
    shown = explain_target(assessed(a_target(), told({"2024-12-31": 50}), "2024-12-31", remarks=(remark,)), a_target())
    lines = [line.partition(": remarks: ")[2] for line in explain_lines(shown, "en").splitlines()]
    assert [line for line in lines if line][-1] == "2024 measure due: 2025-06-30  单位a"
