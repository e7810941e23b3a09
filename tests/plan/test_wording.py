"""A target's demand in a few words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.plan.model import Section
from plancheck.plan.wording import demand_words, section_words
from tests.plans import plan_text, sound_plan

GROWTH = {"kind": '"growth"', "value": "48", "figure": '"48%"', "baseline": "{ date = 2023-12-31 }"}
NONE = {"value": None, "figure": None}
DEMANDS = [
    ({}, "≥650辆", "≥650 辆"),
    ({"op": '">"', "value": "95", "unit": '"%"', "figure": '"95%"', "kind": '"level"'}, "＞95%", "＞95%"),
    ({"value": "2.50", "unit": '"万辆"', "figure": '"2.5万辆"'}, "≥2.5万辆", "≥2.5 万辆"),
    ({"about": "0.05"}, "≈650辆", "≈650 辆"),
    ({"wording": '"strive"'}, "≥650辆（力争）", "≥650 辆 (strive)"),
    ({"kind": '"annual"'}, "每年≥650辆", "≥650 辆 a year"),
    ({"kind": '"cap"', "op": None}, "每年≤650辆", "≤650 辆 a year"),
    ({"kind": '"maintain"'}, "保持≥650辆", "stays ≥650 辆"),
    (GROWTH, "较2023年增长≥48%", "growth ≥48% on 2023"),
    ({**GROWTH, "indicator": '"交易量较2023年增长"'}, "≥48%", "≥48%"),
    ({"kind": '"phase-out"', "op": None, "value": None, "figure": '"全面淘汰"'}, "清零", "none left"),
    (
        {"kind": '"phase-out"', "op": None, "value": None, "figure": '"基本淘汰"', "basically": "0.95"},
        "基本清零（≥95%）",
        "≥95% gone",
    ),
    ({**NONE, "kind": '"compare"', "op": '">"', "than": '"全省平均"'}, "＞全省平均", "＞全省平均"),
    ({**NONE, "kind": '"direction"', "op": '"<="'}, "下降", "falls"),
    ({**NONE, "kind": '"milestone"', "op": None, "unit": None}, "完成", "done"),
    ({**NONE, "kind": '"action"', "op": None, "unit": None, "by": None}, "推进", "action"),
    ({"kind": '"level"', "value": "0.8", "unit": '"比值"', "figure": '"0.8:1"'}, "≥0.8", "≥0.8"),
]


@pytest.mark.parametrize(("changes", "zh", "en"), DEMANDS, ids=[zh for _, zh, _ in DEMANDS])
def test_demand(tmp_path: Path, changes: dict[str, str | None], zh: str, en: str) -> None:
    text = plan_text(**{f"target_{key}": value for key, value in changes.items()})
    target = sound_plan(tmp_path, text).targets[0]
    assert demand_words(target, "zh") == zh
    assert demand_words(target, "en") == en
    demand_words(target, "zh").encode("gbk")


def test_spoken_demand_has_words_for_signs(tmp_path: Path) -> None:
    target = sound_plan(tmp_path).targets[0]
    assert demand_words(target, "zh", spoken=True) == "不低于650辆"
    assert target.value == Decimal(650)


@pytest.mark.parametrize(
    ("locator", "written"),
    [
        ("二", "二、交通"),
        ("十一", "十一、交通"),
        ("二（四）", "（四）交通"),
        ("一·2025年工作目标", "交通"),
        ("附一", "附一、交通"),
    ],
)
def test_headings_as_the_document_prints_them(locator: str, written: str) -> None:
    assert section_words(Section(locator, "交通")) == written
