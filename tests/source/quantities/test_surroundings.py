from __future__ import annotations

import pytest

from plancheck.source.document.folding import comparable, fold
from plancheck.source.quantities.surroundings import Surroundings, surroundings


def around(text: str, figure: str) -> Surroundings:
    folded = comparable(fold(text))
    start = folded.index(comparable(fold(figure)))
    return surroundings(folded, start, start + len(fold(figure)))


@pytest.mark.parametrize(
    ("text", "figure", "ops"),
    [
        ("累计更换公务用车650辆。", "650辆", ">="),
        ("建成车站1000座以上", "1000座", ">="),
        ("漏损率降至7.8%以内", "7.8%", "<="),
        ("普及率、数控化率分别超过95%、80%；", "95%", ">"),
        ("普及率、数控化率分别超过95%、80%；", "80%", ">"),
        ("下乡展销不少于3场", "3场", ">="),
        ("全年事故不超过12起", "12起", "<="),
        ("能耗低于5吨", "5吨", "<"),
        ("营收突破100亿元", "100亿元", "> >="),
        ("能耗下降5%", "5%", "<= >="),
        ("能耗降至5吨、水耗降到6吨", "6吨", "<="),
    ],
)
def test_the_comparators_that_the_words_allow(text: str, figure: str, ops: str) -> None:
    assert sorted(around(text, figure).ops()) == ops.split()


@pytest.mark.parametrize(
    ("text", "figure", "ops", "is_change"),
    [
        ("能耗较2023年下降5%", "5%", "<=", True),
        ("能耗下降5%以上", "5%", "<=", True),
        ("能耗下降超过5%", "5%", "<", True),
        ("降幅控制在5%以内", "5%", ">=", True),
        ("实现5%以上的降幅", "5%", "<=", True),
        ("产值、能耗分别增长5%、6%", "6%", ">=", True),
        ("能耗、水耗分别下降5%、6%以上", "6%", "<=", True),
        ("增速不超过5%", "5%", "<=", True),
        ("工业增加值占比5%", "5%", "", False),
        ("在增长的同时占比达到5%", "5%", ">=", False),
    ],
)
def test_the_comparators_of_a_signed_change(text: str, figure: str, ops: str, is_change: bool) -> None:
    found = around(text, figure)
    assert sorted(found.ops_of_change()) == ops.split()
    assert found.is_change is is_change


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("漏损率降至5%", True),
        ("漏损率由8%下降到5%", True),
        ("普及率提高到约5%", True),
        ("漏损率下降5%", False),
        ("降至8%后再减5%", False),
        ("力争下降，到2025年5%", False),
    ],
)
def test_whether_a_change_ends_at_the_figure(text: str, leads: bool) -> None:
    assert around(text, "5%").leads_to_level is leads


@pytest.mark.parametrize(
    ("text", "figure", "strives"),
    [
        ("力争到2027年，回收量增加30%，交易量增加40%；产能达到5万吨", "40%", True),
        ("力争到2027年，回收量增加30%，交易量增加40%；产能达到5万吨", "5万吨", False),
        ("回收量增加30%，产能力争达到200万吨，占比达到5%", "200万吨", True),
        ("回收量增加30%，产能力争达到200万吨，占比达到5%", "5%", False),
        ("2024至2027年，力争每年改造泵房30座", "30座", True),
        ("争取中央资金支持，更换水表5只", "5只", False),
    ],
)
def test_how_far_striving_reaches(text: str, figure: str, strives: bool) -> None:
    assert around(text, figure).strives is strives


@pytest.mark.parametrize(
    ("text", "figure", "yearly"),
    [
        ("每年举办活动6场，其中下乡不少于3场", "3场", True),
        ("每年举办活动6场。另建3座", "3座", False),
        ("每年更换5只，累计更换20只", "20只", False),
        ("PM2.5年均浓度降至35微克/立方米", "35微克", False),
        ("年均培训35人次", "35人次", True),
        ("每年更换5只，到2027年建成3座", "3座", False),
    ],
)
def test_how_far_every_year_reaches(text: str, figure: str, yearly: bool) -> None:
    assert around(text, figure).is_yearly is yearly


@pytest.mark.parametrize(
    ("text", "figure", "rough", "basic"),
    [
        ("营收达到600亿元左右", "600亿元", True, False),
        ("回收量增加约一倍", "一倍", True, False),
        ("每年遴选40项左右优秀品牌", "40项", True, False),
        ("覆盖率基本达到90%", "90%", False, True),
        ("设备基本达标、普及率超过90%", "90%", False, False),
        ("公共基本服务覆盖5个县", "5个", False, False),
    ],
)
def test_roughly_and_basically(text: str, figure: str, rough: bool, basic: bool) -> None:
    found = around(text, figure)
    assert (found.is_rough, found.is_basic) == (rough, basic)
