"""What is said of a verdict: what came late with its day and value, paces with their way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.render.report.words import distance, pace_words, signed
from plancheck.render.verdict.words import reason_words
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
