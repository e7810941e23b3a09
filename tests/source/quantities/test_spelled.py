from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plancheck.source.document.clauses import read_clauses
from plancheck.source.document.document import parse_document
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import Quantity, read_quantities
from plancheck.text.chinese_numerals import spelled
from plancheck.text.figures import read_figures


def quantities(text: str) -> list[Quantity]:
    (clause,) = read_clauses(parse_document(text))
    return list(read_quantities(clause).quantities)


@pytest.mark.parametrize(
    ("text", "kind", "written", "value", "unit"),
    [
        ("新增三所示范校", QuantityKind.COUNT, "三所", "3", "所"),
        ("更新车辆，五百辆", QuantityKind.COUNT, "五百辆", "500", "辆"),
        ("培育百家企业", QuantityKind.COUNT, "百家", "100", "家"),
        ("建成两个基地", QuantityKind.COUNT, "两个", "2", "个"),
        ("培育十余家企业", QuantityKind.COUNT, "十余家", "10", "家"),
        ("更换两万余辆", QuantityKind.COUNT, "两万余辆", "2", "万辆"),
        ("投入三百亿元", QuantityKind.COUNT, "三百亿元", "300", "亿元"),
        ("示范园区一个以上", QuantityKind.COUNT, "一个", "1", "个"),
        ("覆盖率达到九成以上", QuantityKind.PERCENT, "九成", "90", "%"),
        ("完成三分之一以上改造", QuantityKind.PERCENT, "三分之一", "33.33", "%"),
        ("提高五个百分点", QuantityKind.PERCENT, "五个百分点", "5", "个百分点"),
        ("新能源车占比过半", QuantityKind.PERCENT, "过半", "50", "%"),
        ("半数以上企业参加", QuantityKind.PERCENT, "半数", "50", "%"),
        ("进入全国前十", QuantityKind.COUNT, "前十", "10", "名"),
        ("两年内建成", QuantityKind.DURATION, "两年内", "2", "年"),
    ],
)
def test_a_number_in_characters(text: str, kind: QuantityKind, written: str, value: str, unit: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.kind, quantity.text, quantity.unit) == (kind, written, unit)
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "围绕工业六大主导产业推进",
        "建设“社区、街道、县区”三级回收网络",
        "完成节能改造、供热改造的“两网融合”",
        "实施“千项技改、千企转型”工程",
        "大力发展二手车出口业务",
        "推进二次供水设施更新改造",
        "改造为二人间或三人间病房",
        "组织设备生产、废旧回收三方企业供需对接",
        "建设一批项目，建立一个机制",
        "实行一户一策改造",
        "发展五轴龙门加工中心",
        "打造千亿级产业集群",
        "推广三元锂电池",
        "抓住三个环节，突出四个方面",
        "第三税务分局负责",
        "推进近零排放示范",
    ],
)
def test_numbers_in_names_are_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("实现零事故", "零事故"),
        ("实现全域覆盖", "全域覆盖"),
        ("供水户户通", "户户通"),
        ("力争突破灯塔工厂", "力争突破灯塔工厂"),
    ],
)
def test_a_promise_without_any_number(text: str, written: str) -> None:
    assert [one.text for one in quantities(text)] == [written]


@pytest.mark.parametrize(
    ("text", "written", "due"),
    [
        ("第三季度前完成", "第三季度", None),
        ("2025年第3季度前完成", "2025年第3季度", date(2025, 9, 30)),
        ("2026年上半年完成", "2026年上半年", date(2026, 6, 30)),
        ("“十四五”期间完成", "“十四五”期间", date(2025, 12, 31)),
        ("二〇二七年底前完成", "二〇二七年", date(2027, 12, 31)),
    ],
)
def test_a_deadline_in_characters(text: str, written: str, due: date | None) -> None:
    quantity = quantities(text)[0]
    assert quantity.kind.is_calendar
    assert (quantity.text, quantity.deadline.day if quantity.deadline else None) == (written, due)


def test_a_quarter_belongs_to_the_year_that_its_sentence_names() -> None:
    assert [q.deadline.day for q in quantities("2026年，第二季度更换水表30只") if q.deadline][-1] == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("characters", "value"),
    [
        ("十二万五千", "125000"),
        ("一千二百", "1200"),
        ("一百零五", "105"),
        ("一点五", "1.5"),
        ("半", "0.5"),
        ("两", "2"),
    ],
)
def test_the_value_of_characters(characters: str, value: str) -> None:
    assert spelled(characters) == Decimal(value)


@pytest.mark.parametrize(
    ("figure", "value", "unit"),
    [("三所示范校", 3, "所示范校"), ("九成以上", 90, "%"), ("五百辆", 500, "辆"), ("约一倍", 100, "倍")],
)
def test_a_plan_may_write_such_a_figure(figure: str, value: int, unit: str) -> None:
    (found,) = read_figures(figure)
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_a_figure_of_names_has_no_value() -> None:
    assert read_figures("三改联动") == []
