from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plancheck.source.document.clauses import read_clauses
from plancheck.source.document.document import parse_document
from plancheck.source.quantities.deadlines import Role
from plancheck.source.quantities.numerals import Ignored, QuantityKind
from plancheck.source.quantities.quantities import ClauseReading, Quantity, read_quantities


def reading(text: str) -> ClauseReading:
    (clause,) = read_clauses(parse_document(text))
    return read_quantities(clause)


def only(text: str) -> Quantity:
    (quantity,) = reading(text).quantities
    return quantity


@pytest.mark.parametrize(
    ("text", "kind", "written", "value", "unit"),
    [
        ("更换公务用车６５０辆", QuantityKind.COUNT, "650辆", "650", "辆"),
        ("淘汰500台（套）以上", QuantityKind.COUNT, "500台(套)", "500", "台(套)"),
        ("回收量达到 2.5 万辆", QuantityKind.COUNT, "2.5万辆", "2.5", "万辆"),
        ("营收达到6,000亿元左右", QuantityKind.COUNT, "6,000亿元", "6000", "亿元"),
        ("30 万千瓦以下机组", QuantityKind.COUNT, "30万千瓦", "30", "万千瓦"),
        ("重点淘汰35蒸吨/小时锅炉", QuantityKind.COUNT, "35蒸吨/小时", "35", "蒸吨/小时"),
        ("12 导心电图仪", QuantityKind.COUNT, "12导", "12", "导"),
        ("装机300MW以上", QuantityKind.COUNT, "300MW", "300", "MW"),
        ("漏损率降至 7.8% 以内", QuantityKind.PERCENT, "7.8%", "7.8", "%"),
        ("提高3个百分点", QuantityKind.PERCENT, "3个百分点", "3", "个百分点"),
        ("达到百分之三十五", QuantityKind.PERCENT, "百分之三十五", "35", "%"),
        ("比值达到0.8：1", QuantityKind.RATIO, "0.8:1", "0.8", ""),
        ("增加0.9倍", QuantityKind.MULTIPLE, "0.9倍", "0.9", ""),
        ("增加约一倍", QuantityKind.MULTIPLE, "一倍", "1", ""),
        ("增长一点五倍", QuantityKind.MULTIPLE, "一点五倍", "1.5", ""),
        ("使用8年以上车辆", QuantityKind.DURATION, "8年", "8", "年"),
    ],
)
def test_a_figure_in_digits(text: str, kind: QuantityKind, written: str, value: str, unit: str) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.text, quantity.unit) == (kind, written, unit)
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("诊断服务全覆盖", QuantityKind.COMPLETE, "全覆盖"),
        ("全面淘汰非标车", QuantityKind.COMPLETE, "全面淘汰"),
        ("落后产能基本退出", QuantityKind.COMPLETE, "基本退出"),
        ("机组基本替代退出", QuantityKind.COMPLETE, "基本替代退出"),
        ("能效基本达到节能水平", QuantityKind.COMPLETE, "基本达到"),
        ("设备应配尽配", QuantityKind.COMPLETE, "应配尽配"),
        ("隐患动态清零", QuantityKind.COMPLETE, "动态清零"),
        ("产能全部完成改造", QuantityKind.COMPLETE, "全部完成"),
        ("比例高于全省平均水平", QuantityKind.COMPARISON, "高于全省平均水平"),
        ("性能应不低于原型新品", QuantityKind.COMPARISON, "不低于原型新品"),
        ("产能比例大幅提升", QuantityKind.DIRECTION, "比例大幅提升"),
        ("占比进一步提升", QuantityKind.DIRECTION, "占比进一步提升"),
        ("提高点位覆盖率", QuantityKind.DIRECTION, "提高点位覆盖率"),
        ("推进供热改造“三改联动”", QuantityKind.MILESTONE, "三改联动"),
    ],
)
def test_a_target_in_words(text: str, kind: QuantityKind, written: str) -> None:
    assert (only(text).kind, only(text).text) == (kind, written)


@pytest.mark.parametrize(
    "text",
    [
        "围绕六大产业建设三级网络",
        "淘汰国三及以下货车",
        "环保绩效达到A级水平",
        "规模化倍增发展",
        "提升生产效率，降低成本",
        "在全市全面实施",
        "换新十回收",
        "坚持基本原则",
        "率先提升能力",
        "运行故障率高的电梯",
    ],
)
def test_words_that_are_no_quantity(text: str) -> None:
    assert reading(text).quantities == ()


@pytest.mark.parametrize(
    ("text", "written", "reason"),
    [
        ("培育5G工厂", "5G", Ignored.LATIN_NAME),
        ("执行GB 55015要求", "GB 55015", Ignored.LATIN_NAME),
        ("控制PM2.5", "PM2.5", Ignored.LATIN_NAME),
        ("形成“1+N”体系", "1+N", Ignored.PLUS_NAME),
        ("措施：(1)更新", "(1)", Ignored.LIST_NUMBER),
        ("见附件2", "附件2", Ignored.LIST_NUMBER),
        ("第3税务分局", "第3", Ignored.ORDINAL),
    ],
)
def test_digits_of_a_name_are_ignored_with_a_reason(text: str, written: str, reason: Ignored) -> None:
    found = reading(text)
    assert [(digits.text, digits.reason) for digits in found.ignored] == [(written, reason)]
    assert found.quantities == ()


@pytest.mark.parametrize(
    ("text", "role", "years", "due"),
    [
        ("到2027年", Role.DEADLINE, (2027,), date(2027, 12, 31)),
        ("2024至2027年，", Role.DEADLINE, (2024, 2027), date(2027, 12, 31)),
        ("2024—2027年，", Role.DEADLINE, (2024, 2027), date(2027, 12, 31)),
        ("2026年6月底前", Role.DEADLINE, (2026,), date(2026, 6, 30)),
        ("2026年2月28日前", Role.DEADLINE, (2026,), date(2026, 2, 28)),
        ("较2023年", Role.BASE, (2023,), None),
        ("《能效目录（2024年版）》", Role.LABEL, (2024,), None),
        ("《行动计划（2024—2027年）》", Role.LABEL, (2024, 2027), None),
    ],
)
def test_a_year_has_a_role(text: str, role: Role, years: tuple[int, ...], due: date | None) -> None:
    quantity = only(text)
    assert (quantity.role, quantity.years) == (role, years)
    assert (quantity.deadline.day if quantity.deadline else None) == due


def test_a_deadline_holds_to_the_end_of_its_sentence_and_to_the_next_deadline() -> None:
    found = reading("到2025年，更换6辆；新建7座；到2027年，更换8辆。另建9座。").quantities
    due = {q.text: q.deadline.day.year if q.deadline else None for q in found if q.kind is QuantityKind.COUNT}
    assert due == {"6辆": 2025, "7座": 2025, "8辆": 2027, "9座": None}


@pytest.mark.parametrize(
    ("day", "allowed"), [(date(2024, 12, 31), True), (date(2025, 12, 31), True), (date(2026, 12, 31), False)]
)
def test_before_a_year_may_mean_either_end(day: date, allowed: bool) -> None:
    quantity = reading("2025年前，培育3家基地。").quantities[1]
    assert quantity.deadline is not None
    assert quantity.deadline.allows(day) is allowed


def test_a_dated_delivery_without_a_figure_is_a_milestone() -> None:
    found = reading("到2025年，建成示范市，改造率达到70%；完成500台改造。").quantities
    assert [q.text for q in found if q.kind is QuantityKind.MILESTONE] == ["建成示范市"]


def test_a_list_of_shares_is_one_direction_each() -> None:
    found = reading("提高点位覆盖率、在线率和事故预防水平。").quantities
    assert [(q.kind, q.text) for q in found] == [
        (QuantityKind.DIRECTION, "提高点位覆盖率"),
        (QuantityKind.DIRECTION, "在线率"),
    ]


def test_a_document_number_keeps_its_issuer() -> None:
    assert only("（国发〔2024〕7号）").text == "国发〔2024〕7号"


PIECES = st.sampled_from(
    [
        "650辆",
        "2.5万",
        "48%",
        "0.8:1",
        "2027年",
        "2024至2027年",
        "较2023年",
        "5G",
        "GB 55015",
        "1+N",
        "第3批",
        "〔2024〕7号",
        "2024-05-09",
        "12",
        "，",
        "。",
        "更新",
        "到",
        "约一倍",
        "(1)",
        "A",
        "+",
        "-",
        ".",
        "年",
        "３",
        "%",
        "/",
        "、",
        "6,000",
        "第3季度",
        "季度",
        "三",
        "百",
        "家",
        "上半年",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
@example("第3季度〔2024〕7号")
def test_every_digit_is_in_one_quantity_or_ignored(text: str) -> None:
    for clause in read_clauses(parse_document("前文" + text)):
        found = read_quantities(clause)
        spans = [(q.start, q.end) for q in found.quantities if not q.kind.in_words]
        spans += [(digits.start, digits.end) for digits in found.ignored]
        for offset, character in enumerate(clause.text):
            if character.isdecimal():
                assert sum(start <= offset < end for start, end in spans) == 1, (clause.text, offset)
