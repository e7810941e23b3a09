"""What is said of a verdict: what came late with its day and value, paces with their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Change, Kind, Op
from plancheck.render.report.words import distance, pace_words, signed
from plancheck.render.verdict.view import goal_text
from plancheck.render.verdict.words import plain_reason, reason_words
from plancheck.scoring.marks import Reason, RowVerdict
from tests.report.report_samples import a_target

SHARE = a_target(kind=Kind.LEVEL, value=Decimal(95), unit="%")
LEAKAGE = a_target(kind=Kind.LEVEL, value=Decimal("7.8"), unit="%", op=Op.LE)
STOCK = a_target(kind=Kind.LEVEL, value=Decimal(30), unit="万辆")


def test_what_was_reached_late_comes_with_its_day_and_its_value_then() -> None:
    row = RowVerdict(
        reason=Reason.MET_LATE, met_on=date(2026, 6, 30), met_value=Decimal(660), latest_value=Decimal(600)
    )
    assert reason_words(a_target(), row, "zh") == "到期未完成，逾期后才达到（2026年6月30日达到 660辆）"
    assert "2026-06-30" in reason_words(a_target(), row, "en")


FALL = a_target(kind=Kind.GROWTH, op=Op.LE, value=Decimal("-13.5"), unit="吨标准煤/万元", figure="13.5%")
FALL_ITSELF = a_target(kind=Kind.GROWTH, op=Op.LE, value=Decimal("-13.5"), unit="%", figure="13.5%")
POINTS_ITSELF = a_target(
    kind=Kind.GROWTH, op=Op.LE, value=Decimal("-3.5"), unit="个百分点", change=Change.POINTS, figure="3.5个百分点"
)


@pytest.mark.parametrize(
    ("target", "value", "zh", "en"),
    [
        (FALL, None, "-13.5%", "-13.5%"),
        (FALL, "0.346", "0.346吨标准煤/万元", "0.346吨标准煤/万元"),
        (FALL_ITSELF, "-13.5", "-13.5%", "-13.5%"),
        (POINTS_ITSELF, None, "-3.5 个百分点", "-3.5 points"),
        (POINTS_ITSELF, "-3.5", "-3.5 个百分点", "-3.5 points"),
        (replace(FALL, op=Op.GE, value=Decimal(48)), None, "+48%", "+48%"),
        (replace(FALL, op=Op.LE, value=Decimal(0)), None, "0%", "0%"),
    ],
)
def test_a_change_is_asked_for_with_its_sign(target: Target, value: str | None, zh: str, en: str) -> None:
    row = RowVerdict(value=None if value is None else Decimal(value))
    assert goal_text(target, row, "zh") == zh
    assert goal_text(target, row, "en") == en


@pytest.mark.parametrize(
    ("target", "value", "needed", "zh", "en"),
    [
        (
            FALL,
            "0.44",
            "0.346",
            "到期未完成（0.44，没有降到 0.346 及以下）",
            "short at its date (0.44, not 0.346 or less)",
        ),
        (
            replace(FALL, op=Op.LT),
            "0.346",
            "0.346",
            "到期未完成（0.346，没有降到 0.346 以下）",
            "short at its date (0.346, not below 0.346)",
        ),
        (
            FALL_ITSELF,
            "2",
            "-13.5",
            "到期未完成（2%，没有降到 -13.5% 及以下）",
            "short at its date (2%, not -13.5% or less)",
        ),
        (
            POINTS_ITSELF,
            "-1",
            "-3.5",
            "到期未完成（-1 个百分点，没有降到 -3.5 个百分点 及以下）",
            "short at its date (-1 points, not -3.5 points or less)",
        ),
        (LEAKAGE, "8", "7.8", "到期未完成（8，没有降到 7.8 及以下）", "short at its date (8, not 7.8 or less)"),
        (STOCK, "20", "30", "到期未完成", "short at its date"),
    ],
)
def test_what_did_not_come_down_says_both_values(target: Target, value: str, needed: str, zh: str, en: str) -> None:
    row = RowVerdict(reason=Reason.DEADLINE, latest_value=Decimal(value), needed=Decimal(needed))
    assert reason_words(target, row, "zh") == zh
    assert reason_words(target, row, "en") == en


@pytest.mark.parametrize(
    ("target", "rate", "words"),
    [
        (SHARE, "8.1", "提高 8.1 个百分点"),
        (SHARE, "-1", "降低 1 个百分点"),
        (LEAKAGE, "0.9", "降低 0.9 个百分点"),
        (LEAKAGE, "-0.2", "提高 0.2 个百分点"),
        (STOCK, "2", "增加 2万辆"),
        (a_target(), "157.5", "完成 157.5辆"),
        (a_target(kind=Kind.ANNUAL), "200", "200辆"),
        (SHARE, "0", "没有变化"),
        (FALL_ITSELF, "4", "降低 4 个百分点"),
        (POINTS_ITSELF, "-1", "提高 1 个百分点"),
    ],
)
def test_a_pace_says_which_way_and_shares_move_by_points(target: Target, rate: str, words: str) -> None:
    assert pace_words(Decimal(rate), target, "zh") == words


def test_what_lies_between_two_shares_is_points() -> None:
    assert distance(Decimal("2.8"), SHARE, "zh") == "2.8 个百分点"
    assert distance(Decimal(46), a_target(), "zh") == "46辆"


@pytest.mark.parametrize(("written", "read"), [("-1%", "−1%"), ("≥-2.5", "≥−2.5"), ("2023-2024", "2023-2024")])
def test_one_minus_sign(written: str, read: str) -> None:
    assert signed(written) == read


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reason", Reason)
def test_whatever_a_forecast_decides_has_words(reason: Reason, language: str) -> None:
    assert plain_reason(RowVerdict(reason=reason, by_outlook=True), language)


def test_where_a_forecast_decided_nobody_is_called_far_behind() -> None:
    """At nine tenths of the path, with an interval that reaches what is asked for or not."""
    for reason in (Reason.OFF_TRACK, Reason.RECOVERING):
        assert "far behind" in plain_reason(RowVerdict(reason=reason), "en")
        assert "far behind" not in plain_reason(RowVerdict(reason=reason, by_outlook=True), "en")
