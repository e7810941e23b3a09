"""What counts as a reason, and what only fills the cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.text.reasons import COMMON_STOCK, says_none, says_why

REASONS = (
    "疫情影响",
    "招标流标",
    "资金未到位",
    "项目未开工",
    "统计数据每年六月才公布",
    "正在推进，但征地未完成",
    "审批环节多，工期推迟",
    "上级批复尚未下达",
    "涉及3个县区数据未汇总",
    "受汛期影响停工",
    "按计划四季度集中实施",
    "COVID影响",
    "the tender failed",
    "flooded site",
    "supplier bankrupt",
    "No funds until June",
    "供应商破产；同上",
)
FILLERS = (
    "",
    " ",
    "无",
    "-",
    "——",
    "/",
    "。",
    "x1",
    "X 1",
    "1",
    "2026",
    "123 456",
    "n/a",
    "N/A",
    "none",
    "同上",
    "同上。",
    "见附件",
    "（见附件）",
    "详见附件",
    "推进中",
    "正在推进",
    "正在推进，已安排",
    "目前各项工作正在按计划有序推进中",
    "项目正在实施中",
    "已安排部署",
    "原因",
    "慢",
    "客观原因",
    "客观原因。",
    "哈哈哈哈哈",
    "测试测试测试",
    "aaa aaa",
    "in progress",
    "See attached.",
    "As above",
    "ｘ１",
    "无　",
    "slow",
)


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_is_one(text: str) -> None:
    assert says_why(text)
    assert says_why(f" {text}。")
    assert not says_none(text)


@pytest.mark.parametrize("text", FILLERS)
def test_what_fills_the_cell_is_none(text: str) -> None:
    assert not says_why(text)


@pytest.mark.parametrize("text", ["无", "-", "/", "n/a", "没有", "无。"])
def test_who_says_that_there_is_none_is_understood(text: str) -> None:
    assert says_none(text)


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert says_why(text) in (True, False)
    assert not (says_why(text) and says_none(text))


@given(st.sampled_from(REASONS), st.sampled_from(["", "正在推进，", "同上；", "1. "]))
def test_a_stock_phrase_beside_a_reason_takes_nothing_from_it(reason: str, before: str) -> None:
    assert says_why(before + reason)


@pytest.mark.parametrize("text", ["正在" * 10_000 + "x", "已经" * 10_000 + "x", "按照" * 10_000, "正常" * 10_000 + "x"])
def test_a_text_that_can_be_parted_in_many_ways_is_gone_through_once(text: str) -> None:
    """Trying every way would not end before the sun does."""
    assert not says_why(text)


@pytest.mark.parametrize("phrase", COMMON_STOCK)
def test_what_the_form_knows_is_refused_here_too(phrase: str) -> None:
    assert not says_why(phrase)
    assert len(phrase) >= 4
