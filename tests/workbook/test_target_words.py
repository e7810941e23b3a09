"""What an officer reads of a target, and of the base value that is asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plancheck.plan.vocabulary import Kind
from plancheck.workbook.target_words import baseline_in_words, target_in_words
from tests.plans import plan_text, sound_plan

GROWTH = {"target_kind": '"growth"', "target_value": "48", "target_figure": '"48%"', "target_indicator": '"交易量"'}


@pytest.mark.parametrize(
    ("base", "zh", "en"),
    [
        ("2023-12-31", "较2023年增长", "on 2023 by"),
        ("2024-06-30", "较2024年6月底增长", "on 2024-06-30 by"),
    ],
)
def test_growth_is_measured_by_the_year_that_the_document_names(tmp_path: Path, base: str, zh: str, en: str) -> None:
    plan = sound_plan(tmp_path, plan_text(**GROWTH, target_baseline=f"{{ date = {base} }}"))
    assert zh in target_in_words(plan.targets[0], "zh")
    assert en in target_in_words(plan.targets[0], "en")


def test_a_stock_is_asked_for_as_of_the_day_and_a_years_total_as_of_the_year() -> None:
    day = date(2023, 12, 31)
    assert baseline_in_words(Kind.PHASE_OUT, day, "zh") == "2023年底"
    assert baseline_in_words(Kind.GROWTH, day, "zh") == "2023年"
    assert baseline_in_words(Kind.GROWTH, date(2024, 6, 30), "zh") == "2024年6月底"
