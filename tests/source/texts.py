"""Short policy texts in the style of the real ones, and the plans that fit them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from plancheck.plan.model import Baseline, Checkpoint, Department, Plan, Target, Task
from plancheck.plan.records.not_a_target import NotATarget
from plancheck.plan.vocabulary import Frequency, Kind, Op, Wording
from plancheck.source.document.document import Document, parse_document
from plancheck.source.trace.trace import Trace, trace

BODY = """\
- 2024-05-09
- 江政〔2024〕5 号

## 江州市人民政府关于印发江州市水务更新行动计划（2024—2027 年）的通知

现将计划印发给你们。

2024 年 5 月 8 日

为落实《国务院关于水务更新的通知》（国发〔2024〕3号），制定本计划。

# 一、总体要求

坚持政府引导，分类推进。

（一）坚持节约优先

推动供水管网改造，鼓励使用**5G**水表。

到 2027 年，供水管网漏损率降至 7.8% 以内；再生水利用量较 2023 年增加约一倍，节水投资较2023年增长３０％以上，
再生水占比进一步提升。

二、重点任务

（一）更新供水设备

1. 更新老旧水表。到2027年，累计更换水表1.5万只，使用10年以上的优先更换；2024至2027年，力争每年改造
二次供水泵房30座以上。（市水务局、市住建局按职责分工负责）

2. 推广智慧水务。支持企业建设平台。（市水务局负责）

（二）淘汰落后机泵

3. 到2025年底完成取水口“三改联动”。到2026年，全面淘汰备案老旧机泵，实现愿改尽改，提高在线监测覆盖率、在线

率。（市水务局负责）

三、保障措施

（一）加强领导

建立工作机制，重大事项及时报告。（市水务局牵头）

抄送：市委办公室。

江州市人民政府办公室

2024年5月8日印发
"""


def target(identifier: str, task: str, kind: Kind, locator: str, **keys: object) -> Target:
    """A target with what the trace looks at; the rest is filled in."""
    value = keys.pop("value", None)
    base = keys.pop("base", None)
    by = keys.pop("by", 2027)
    about = keys.pop("about", None)
    op = keys.pop("op", Op.GE)
    assert isinstance(op, Op)
    return Target(
        id=identifier,
        task=task,
        indicator=identifier,
        kind=kind,
        op=op,
        reported_by=("slj",),
        start=date(2024, 1, 1),
        reporting=Frequency.QUARTER,
        locator=locator,
        value=None if value is None else Decimal(str(value)),
        by=date(by, 12, 31) if isinstance(by, int) else None,
        about=None if about is None else Decimal(str(about)),
        baseline=Baseline(date(base, 12, 31)) if isinstance(base, int) else None,
        **keys,  # type: ignore[arg-type]
    )


def task(
    identifier: str,
    locator: str,
    *targets: Target,
    also_at: tuple[str, ...] = (),
    lead: tuple[str, ...] = ("slj",),
    support: tuple[str, ...] = (),
) -> Task:
    return Task(identifier, locator, identifier, lead, support, also_at=also_at, targets=targets)


DEPARTMENTS = {
    "slj": Department("slj", "市水务局"),
    "zjj": Department("zjj", "市住建局"),
    "czj": Department("czj", "市财政局", ("财政局",)),
}


def body_plan() -> Plan:
    """The plan that fits BODY."""
    return Plan(
        id="jiangzhou",
        title="江州市水务更新行动计划（2024—2027年）",
        issuer="江州市人民政府",
        start=date(2024, 1, 1),
        end=date(2027, 12, 31),
        path="plans/jiangzhou.toml",
        document="江政〔2024〕5号",
        issued=date(2024, 5, 8),
        implements=("国发〔2024〕3号",),
        departments=DEPARTMENTS,
        tasks=(
            task(
                "G",
                "一",
                target("J-G-1", "G", Kind.LEVEL, "一", value="7.8", figure="7.8%", op=Op.LE),
                target("J-G-2", "G", Kind.GROWTH, "一", value=100, figure="约一倍", base=2023, about="0.05"),
                target("J-G-3", "G", Kind.GROWTH, "一", value=30, figure="30%以上", base=2023),
                target("J-G-4", "G", Kind.DIRECTION, "一", figure="占比进一步提升"),
            ),
            task(
                "1",
                "二（一）1",
                target("J-1-1", "1", Kind.CUMULATIVE, "二（一）1", value="1.5", figure="1.5万只"),
                target("J-1-2", "1", Kind.ANNUAL, "二（一）1", value=30, figure="30座", wording=Wording.STRIVE),
                lead=("slj", "zjj"),
            ),
            task("2", "二（一）2", target("J-2-1", "2", Kind.ACTION, "二（一）2", by=None)),
            task(
                "3",
                "二（二）3",
                target("J-3-1", "3", Kind.MILESTONE, "二（二）3", figure="三改联动", by=2025),
                target("J-3-2", "3", Kind.PHASE_OUT, "二（二）3", figure="全面淘汰", by=2026),
                target("J-3-3", "3", Kind.LEVEL, "二（二）3", value=100, figure="愿改尽改", by=2026),
                target("J-3-4", "3", Kind.DIRECTION, "二（二）3", figure="提高在线监测覆盖率", by=None),
                target("J-3-5", "3", Kind.DIRECTION, "二（二）3", figure="在线率", by=None),
            ),
            task("S1", "三（一）", target("J-S1-1", "S1", Kind.ACTION, "三（一）", by=None)),
        ),
        not_targets=(
            NotATarget("10年以上", "二（一）1", "使用年限条件"),
            NotATarget("2024-05-09", "前言", "发布日期", optional=True),
        ),
    )


LEDGER = """\
附件 1

江州市水务更新工作台账

序号\t重点任务\t工作内容\t牵头单位\t责任单位
一、工作目标\t\t\t\t
2025 年工作目标\t\t再生水利用率高于全省平均水平。\t市水务局\t
\t\t水表智能化率达到 60%，改造管网 2 万米左右。\t市住建局\t
2027年工作目标\t\t水表智能化率达到80%。\t市住建局\t

序号\t重点任务\t工作内容\t牵头单位\t责任单位
二、更新行动\t\t\t\t
（一）供水设备\t\t\t\t
1\t更新泵房\t每年改造泵房６座以上，
其中乡镇不少于２座。\t市水务局\t市财政局、
市住建局
2\t完善政策\t形成“1+N”政策体系，执行GB 55015。\t市水务局\t
"""


def ledger_plan() -> Plan:
    """The plan that fits LEDGER: an indicator of both blocks is one target with a checkpoint."""
    block_2025, block_2027 = "一·2025年工作目标", "一·2027年工作目标"
    point = Checkpoint(date(2025, 12, 31), Decimal(60), "60%", block_2025)
    return replace(
        body_plan(),
        title="江州市水务更新工作台账",
        document="",
        implements=(),
        not_targets=(),
        tasks=(
            task(
                "G25",
                block_2025,
                target("L-1", "G25", Kind.COMPARE, block_2025, figure="高于全省平均水平", by=2025, op=Op.GT),
                target("L-2", "G25", Kind.CUMULATIVE, block_2025, value=2, figure="2万米", by=2025, about="0.05"),
                lead=("slj", "zjj"),
            ),
            task(
                "G27",
                block_2027,
                target("L-3", "G27", Kind.LEVEL, block_2027, value=80, figure="80%", checkpoints=(point,)),
                lead=("zjj",),
            ),
            task(
                "1",
                "二（一）1",
                target("L-4", "1", Kind.ANNUAL, "二（一）1", value=6, figure="6座"),
                target("L-5", "1", Kind.ANNUAL, "二（一）1", value=2, figure="2座", part_of="L-4"),
                support=("czj", "zjj"),
            ),
            task("2", "二（一）2", target("L-6", "2", Kind.ACTION, "二（一）2", by=None)),
        ),
    )


def document(text: str) -> Document:
    return parse_document(text, "source.txt")


def traced(plan: Plan, text: str) -> Trace:
    return trace(plan, document(text))


def with_target(plan: Plan, changed: Target) -> Plan:
    """The plan with one target changed."""
    return replace(
        plan,
        tasks=tuple(
            replace(each, targets=tuple(changed if one.id == changed.id else one for one in each.targets))
            for each in plan.tasks
        ),
    )


def without_target(plan: Plan, identifier: str) -> Plan:
    return replace(
        plan,
        tasks=tuple(
            replace(each, targets=tuple(one for one in each.targets if one.id != identifier)) for each in plan.tasks
        ),
    )


def gaps(result: Trace) -> list[tuple[str, str]]:
    """Each gap as its rule and what it names."""
    return [
        (gap.rule, gap.target or dict(gap.values).get("figure") or dict(gap.values).get("locator", ""))
        for gap in result.gaps
    ]
