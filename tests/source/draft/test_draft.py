from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.plan.model import Plan
from plancheck.plan.read import read_plan
from plancheck.plan.vocabulary import Change, Kind, Op, Wording
from plancheck.rules import has_errors
from plancheck.source.document.clauses import read_clauses
from plancheck.source.document.document import parse_document
from plancheck.source.document.responsibilities import responsible
from plancheck.source.draft.draft import draft
from tests.source.texts import BODY, LEDGER, document, gaps, traced

WITH_ANNEX = """\
一、总体要求
到2025年，改造率达到70%。
二、更新行动
（一）更新供水设备
到2025年，更换水表600只。（牵头单位：市水务局；责任单位：市财政局、市住建局）
附件
序号\t任务\t措施\t牵头单位\t责任单位
一、更新行动\t\t\t\t
1\t（一）更新供水设备\t①到2025年，更换水表600只。\t市水务局\t市财政局
2\t\t②建设平台。\t市水务局\t
"""


def drafted(text: str, folder: Path) -> Plan:
    path = folder / "jiangzhou.toml"
    path.write_text(draft(document(text), "jiangzhou"), encoding="utf-8")
    plan, found = read_plan(path)
    assert plan is not None
    assert not has_errors(found)
    return plan


@pytest.mark.parametrize("text", [BODY, LEDGER, WITH_ANNEX], ids=["body", "ledger", "annex"])
def test_a_draft_is_a_plan_that_traces_to_its_document(tmp_path: Path, text: str) -> None:
    assert gaps(traced(drafted(text, tmp_path), text)) == []


def test_a_draft_takes_its_head_from_the_preamble(tmp_path: Path) -> None:
    plan = drafted(BODY, tmp_path)
    assert (plan.title, plan.issuer) == ("江州市水务更新行动计划（2024—2027年）", "江州市人民政府")
    assert (plan.document, plan.implements) == ("江政〔2024〕5号", ("国发〔2024〕3号",))
    assert (str(plan.issued), str(plan.start), str(plan.end)) == ("2024-05-08", "2024-01-01", "2027-12-31")


def test_a_draft_guesses_what_each_figure_is(tmp_path: Path) -> None:
    by_figure = {target.figure: target for target in drafted(BODY, tmp_path).targets}
    kinds = {figure: target.kind for figure, target in by_figure.items() if figure}
    assert kinds == {
        "7.8%": Kind.LEVEL,
        "一倍": Kind.GROWTH,
        "30%": Kind.GROWTH,
        "占比进一步提升": Kind.DIRECTION,
        "1.5万只": Kind.CUMULATIVE,
        "30座": Kind.ANNUAL,
        "三改联动": Kind.MILESTONE,
        "全面淘汰": Kind.PHASE_OUT,
        "愿改尽改": Kind.LEVEL,
        "提高在线监测覆盖率": Kind.DIRECTION,
        "在线率": Kind.DIRECTION,
    }
    assert (by_figure["7.8%"].op, by_figure["7.8%"].indicator) == (Op.LE, "供水管网漏损率")
    assert by_figure["一倍"].value == 100
    assert by_figure["一倍"].about is not None
    assert by_figure["30座"].wording is Wording.STRIVE


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "op", "change"),
    [
        ("能耗强度较2023年下降13.5%", Kind.GROWTH, "-13.5", Op.LE, Change.PERCENT),
        ("能耗强度累计降低13.5%以上", Kind.GROWTH, "-13.5", Op.LE, Change.PERCENT),
        ("能耗强度下降超过13.5%", Kind.GROWTH, "-13.5", Op.LT, Change.PERCENT),
        ("能耗强度减少约13.5%", Kind.GROWTH, "-13.5", Op.LE, Change.PERCENT),
        ("能耗强度压减13.5%", Kind.GROWTH, "-13.5", Op.LE, Change.PERCENT),
        ("能耗强度较2023年下降3.5个百分点", Kind.GROWTH, "-3.5", Op.LE, Change.POINTS),
        ("能耗强度提高3个百分点以上", Kind.GROWTH, "3", Op.GE, Change.POINTS),
        ("能耗强度较2023年降至7.8%", Kind.LEVEL, "7.8", Op.LE, Change.PERCENT),
        ("能耗强度下降到7.8%以内", Kind.LEVEL, "7.8", Op.LE, Change.PERCENT),
        ("能耗强度较2023年增长48%", Kind.GROWTH, "48", Op.GE, Change.PERCENT),
    ],
)
def test_falls_and_points(tmp_path: Path, sentence: str, kind: Kind, value: str, op: Op, change: Change) -> None:
    text = f"一、任务\n1. 到2027年，{sentence}。（市水务局负责）\n"
    plan = drafted(text, tmp_path)
    (target,) = plan.targets
    assert (target.kind, target.value, target.op, target.change) == (kind, Decimal(value), op, change)
    assert target.indicator == "能耗强度"
    assert gaps(traced(plan, text)) == []


def test_a_fall_before_a_list_holds_for_each_of_it(tmp_path: Path) -> None:
    plan = drafted("一、任务\n1. 到2027年，能耗、水耗分别下降13.5%、18%。（市水务局负责）\n", tmp_path)
    assert [(target.kind, target.value) for target in plan.targets] == [
        (Kind.GROWTH, Decimal("-13.5")),
        (Kind.GROWTH, Decimal(-18)),
    ]


def test_what_is_no_target_is_said_to_be_none(tmp_path: Path) -> None:
    plan = drafted(BODY, tmp_path)
    assert [(entry.figure, entry.locator) for entry in plan.not_targets] == [
        ("2024-05-09", "前言"),
        ("10年", "二（一）1"),
    ]


def test_departments_come_from_the_bracket_and_from_the_cells(tmp_path: Path) -> None:
    plan = drafted(WITH_ANNEX, tmp_path)
    (task,) = [one for one in plan.tasks if one.locator == "二（一）"]
    assert [plan.department_name(key) for key in task.lead] == ["市水务局"]
    assert [plan.department_name(key) for key in task.support] == ["市财政局", "市住建局"]
    assert task.also_at == ("附一1", "附一2")


@pytest.mark.parametrize(
    ("bracket", "lead", "support"),
    [
        ("（市水务局、市住建局按职责分工负责）", ("市水务局", "市住建局"), ()),
        ("（市水务局负责）", ("市水务局",), ()),
        ("（市水务局牵头，市住建局、市财政局等相关部门按职责分工负责）", ("市水务局",), ("市住建局", "市财政局")),
        ("（牵头单位：市水务局、各县（市、区）人民政府）", ("市水务局", "各县(市、区)人民政府"), ()),
        ("〔牵头单位：市水务局；责任单位：市住建局〕", ("市水务局",), ("市住建局",)),
        (
            "（牵头单位：市水务局；责任单位：市住建局、\n\n（市财政局, 市商务局）",
            ("市水务局",),
            ("市住建局", "市财政局", "市商务局"),
        ),
        ("（含加压设施）", (), ()),
    ],
)
def test_who_is_responsible(bracket: str, lead: tuple[str, ...], support: tuple[str, ...]) -> None:
    clause = read_clauses(parse_document(f"一、任务\n（一）供水\n更新改造泵房和老旧水表，更新城区供水管网。{bracket}"))[
        -1
    ]
    assert responsible(clause) == (lead, support)


def test_a_department_written_with_and_without_its_city_is_one(tmp_path: Path) -> None:
    text = "一、任务\n1. 更新水表。（市水务局、住建局负责）\n2. 更新泵房。（市住建局负责）\n"
    plan = drafted(text, tmp_path)
    assert plan.tasks[0].lead[1] == plan.tasks[1].lead[0]


PIECES = [
    "一、",
    "二、",
    "（一）",
    "1. ",
    "650辆",
    "2027年",
    "到",
    "全覆盖",
    '"',
    "\\",
    "。",
    "\n",
    "\t",
    "附件\n",
    "（市水务局负责）",
    "序号\t任务\n",
]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_drafts_into_toml(text: str) -> None:
    assert tomli.loads(draft(parse_document(text), "p"))["format"] == 1


@pytest.mark.parametrize(
    ("sentence", "kind", "op", "value", "up_to"),
    [
        ("产值较2023年增长4.5%—5%", Kind.GROWTH, Op.GE, "4.5", "5"),
        ("能耗强度较2023年下降13%—15%", Kind.GROWTH, Op.LE, "-13", "-15"),
        ("近视率下降3个百分点至3.5个百分点", Kind.GROWTH, Op.LE, "-3", "-3.5"),
        ("新建充电站30至40座", Kind.CUMULATIVE, Op.GE, "30", "40"),
        ("更新公交车3万—5万辆", Kind.CUMULATIVE, Op.GE, "3", "5"),
        ("产值较2023年增长1倍至2倍", Kind.GROWTH, Op.GE, "100", "200"),
        ("漏损率控制在7%—8%以内", Kind.LEVEL, Op.LE, "8", "7"),
        ("覆盖率由60%到70%", Kind.LEVEL, Op.GE, "70", None),
    ],
)
def test_a_range_is_the_end_that_binds_and_the_other(
    tmp_path: Path, sentence: str, kind: Kind, op: Op, value: str, up_to: str | None
) -> None:
    text = f"一、任务\n1. 到2027年，{sentence}。（市水务局负责）\n"
    plan = drafted(text, tmp_path)
    (target,) = plan.targets
    assert (target.kind, target.op, target.value) == (kind, op, Decimal(value))
    assert target.up_to == (None if up_to is None else Decimal(up_to))
    assert gaps(traced(plan, text)) == []
