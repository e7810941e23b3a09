"""A target's demand in a few words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.plan.model import Section
from plancheck.plan.wording import demand_words, section_words
from tests.plans import plan_text, sound_plan

GROWTH = {"kind": '"growth"', "value": "48", "figure": '"48%"', "baseline": "{ date = 2023-12-31 }"}
FALL = {**GROWTH, "op": '"<="', "value": "-13.5", "figure": '"13.5%"', "indicator": '"能耗强度"'}
POINTS = {**FALL, "value": "-3.5", "change": '"points"', "unit": '"%"', "figure": '"3.5个百分点"'}
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
    (FALL, "较2023年下降≥13.5%", "fall ≥13.5% on 2023"),
    ({**FALL, "op": '"<"', "figure": '"下降超过13.5%"'}, "较2023年下降＞13.5%", "fall ＞13.5% on 2023"),
    ({**FALL, "about": "0.05"}, "较2023年下降≈13.5%", "fall ≈13.5% on 2023"),
    ({**FALL, "op": '">="', "figure": '"降幅控制在13.5%以内"'}, "较2023年下降≤13.5%", "fall ≤13.5% on 2023"),
    ({**FALL, "indicator": '"能耗强度较2023年下降"'}, "≥13.5%", "≥13.5%"),
    ({**FALL, "indicator": '"单位GDP能耗降低"'}, "≥13.5%", "≥13.5%"),
    (POINTS, "较2023年下降≥3.5个百分点", "fall ≥3.5 points on 2023"),
    ({**POINTS, "op": '">="', "value": "3.5"}, "较2023年提高≥3.5个百分点", "rise ≥3.5 points on 2023"),
    ({**GROWTH, "op": '"<="', "value": "5", "figure": '"5%"'}, "较2023年增长≤5%", "growth ≤5% on 2023"),
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


def test_a_growth_rate_below_nought_keeps_its_sign(tmp_path: Path) -> None:
    """下降 behind 用电量增速 would say that the rate falls."""
    keys = {**FALL, "indicator": '"用电量增速"', "figure": '"用电量下降13.5%"'}
    target = sound_plan(tmp_path, plan_text(**{f"target_{key}": value for key, value in keys.items()})).targets[0]
    assert demand_words(target, "zh") == "≤-13.5%"


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
