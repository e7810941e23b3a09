"""One change of a plan that fits its document, one finding that names the target and both sides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind, Op, Wording
from plancheck.rules import message
from tests.source.texts import BODY, LEDGER, body_plan, gaps, ledger_plan, target, task, traced, with_target


def changed(plan: Plan, identifier: str, **keys: object) -> Plan:
    found = plan.target(identifier)
    assert found is not None
    return with_target(plan, replace(found, **keys))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("identifier", "keys", "rule"),
    [
        ("J-G-1", {"op": Op.GE}, "trace-op-differs"),
        ("J-1-1", {"op": Op.LE}, "trace-op-differs"),
        ("J-G-3", {"op": Op.GT}, "trace-op-differs"),
        ("J-G-4", {"op": Op.LE}, "trace-op-differs"),
        ("J-1-2", {"wording": Wording.BINDING}, "trace-wording-differs"),
        ("J-1-1", {"wording": Wording.STRIVE}, "trace-wording-differs"),
        ("J-G-2", {"about": None}, "trace-about-differs"),
        ("J-G-3", {"about": Decimal("0.05")}, "trace-about-differs"),
        ("J-3-2", {"basically": Decimal("0.95")}, "trace-basically-differs"),
        ("J-1-2", {"kind": Kind.CUMULATIVE}, "trace-kind-differs"),
        ("J-1-1", {"kind": Kind.ANNUAL}, "trace-kind-differs"),
        ("J-G-3", {"kind": Kind.LEVEL}, "trace-kind-differs"),
        ("J-G-1", {"kind": Kind.MAINTAIN}, "trace-kind-differs"),
        ("J-G-1", {"kind": Kind.CUMULATIVE}, "trace-kind-differs"),
        ("J-1-1", {"kind": Kind.ACTION}, "trace-kind-differs"),
    ],
)
def test_a_misread_target_of_a_text(identifier: str, keys: dict[str, object], rule: str) -> None:
    assert gaps(traced(changed(body_plan(), identifier, **keys), BODY)) == [(rule, identifier)]


@pytest.mark.parametrize(
    ("identifier", "keys", "rule"),
    [
        ("L-1", {"op": Op.GE}, "trace-op-differs"),
        ("L-2", {"about": None}, "trace-about-differs"),
        ("L-4", {"kind": Kind.CUMULATIVE}, "trace-kind-differs"),
    ],
)
def test_a_misread_target_of_a_ledger(identifier: str, keys: dict[str, object], rule: str) -> None:
    assert gaps(traced(changed(ledger_plan(), identifier, **keys), LEDGER)) == [(rule, identifier)]


def test_basically_is_missed_where_the_document_says_it() -> None:
    text = BODY.replace("全面淘汰备案老旧机泵", "基本淘汰备案老旧机泵")
    plan = changed(body_plan(), "J-3-2", figure="基本淘汰")
    assert gaps(traced(plan, text)) == [("trace-basically-differs", "J-3-2")]
    assert gaps(traced(changed(plan, "J-3-2", basically=Decimal("0.95")), text)) == []


def test_a_finding_has_both_sides() -> None:
    (gap,) = traced(changed(body_plan(), "J-G-1", op=Op.GE), BODY).gaps
    said = message(gap, "zh")
    assert all(part in said for part in ("J-G-1", ">=", "<=", "降至7.8%以内"))


def with_departments(plan: Plan, identifier: str, **keys: tuple[str, ...]) -> Plan:
    tasks = (replace(one, **keys) if one.id == identifier else one for one in plan.tasks)  # type: ignore[arg-type]
    return replace(plan, tasks=tuple(tasks))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"lead": ("slj",)}, "文件有而任务没有 市住建局"),
        ({"lead": ("czj",)}, "文件有而任务没有 市水务局、市住建局；任务有而文件没有 市财政局"),
        ({"support": ("czj",)}, "任务有而文件没有 市财政局"),
        ({"lead": ("slj",), "support": ("zjj",)}, "文件列为牵头的 市住建局 写在了 support"),
    ],
)
def test_departments_of_a_bracket(keys: dict[str, tuple[str, ...]], said: str) -> None:
    (gap,) = traced(with_departments(body_plan(), "1", **keys), BODY).gaps
    assert gap.rule == "trace-departments-differ"
    assert said in message(gap, "zh")


def test_departments_of_a_row() -> None:
    (gap,) = traced(with_departments(ledger_plan(), "1", lead=("slj", "czj"), support=("zjj",)), LEDGER).gaps
    assert "文件列为责任单位的 市财政局 写在了 lead" in message(gap, "zh")


def test_each_task_of_a_shared_place_goes_by_the_list_behind_its_figures() -> None:
    text = "一、任务\n（一）供水\n更换水表5只。（牵头单位：市水务局）\n改造泵房6座。（牵头单位：市住建局；责任单位：财政局）\n"
    first = task("1-1", "一（一）", target("A", "1-1", Kind.CUMULATIVE, "一（一）", value=5, figure="5只"))
    second = task(
        "1-2",
        "一（一）",
        target("B", "1-2", Kind.CUMULATIVE, "一（一）", value=6, figure="6座"),
        lead=("zjj",),
        support=("czj",),
    )
    plan = replace(ledger_plan(), tasks=(first, second))
    assert gaps(traced(plan, text)) == []
    swapped = replace(plan, tasks=(replace(first, lead=("zjj",)), replace(second, lead=("slj",))))
    assert [rule for rule, _ in gaps(traced(swapped, text))] == ["trace-departments-differ"] * 2


def test_who_only_carries_out_may_be_in_the_task_or_not() -> None:
    text = "一、任务\n更换水表5只。（市水务局负责，市住建局具体落实。以下均需市住建局落实，不再一一列出）\n"
    one = task("1", "一", target("A", "1", Kind.CUMULATIVE, "一", value=5, figure="5只"))
    for support in ((), ("zjj",)):
        assert gaps(traced(replace(ledger_plan(), tasks=(replace(one, support=support),)), text)) == []
