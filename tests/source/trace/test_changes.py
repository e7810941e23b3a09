"""Falls and rises, percent and points: a sentence, the target that was made of it, and what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plancheck.plan.vocabulary import Change, Kind, Op
from plancheck.rules import fix, message
from plancheck.source.trace.trace import Trace
from tests.source.texts import gaps, ledger_plan, target, task, traced

FALL = "到2027年，能耗强度较2023年下降13.5%"
POINTS = "到2027年，近视率较2023年下降3.5个百分点"
RISE = "到2027年，投资规模较2023年增长13.5%"


def trace_of(sentence: str, kind: Kind = Kind.GROWTH, **keys: object) -> Trace:
    """A document of one sentence, and a plan whose only target has these keys."""
    one = target("A", "1", kind, "一", **{"base": 2023, **keys})
    plan = replace(ledger_plan(), tasks=(task("1", "一", one),))
    return traced(plan, f"一、任务\n{sentence}。（市水务局负责）\n")


@pytest.mark.parametrize(
    ("sentence", "value", "op", "figure"),
    [
        (FALL, "-13.5", Op.LE, "13.5%"),
        (FALL, "-13.5", Op.LE, "下降13.5%"),
        (f"{FALL}以上", "-13.5", Op.LE, "13.5%以上"),
        (f"{FALL}左右", "-13.5", Op.LE, "13.5%"),
        ("到2027年，能耗强度较2023年下降超过13.5%", "-13.5", Op.LT, "13.5%"),
        ("到2027年，能耗强度较2023年降低不少于13.5%", "-13.5", Op.LE, "13.5%"),
        ("到2027年，能耗强度比2023年累计压减约13.5%", "-13.5", Op.LE, "13.5%"),
        ("到2027年，单位工业增加值用水量比2023年降低16%", "-16", Op.LE, "16%"),
        ("到2027年，实现能耗强度13.5%的降幅", "-13.5", Op.LE, "13.5%"),
        ("到2027年，能耗降幅控制在5%以内", "-5", Op.GE, "5%"),
        ("到2027年，用电量增速控制在5%以内", "5", Op.LE, "5%"),
        ("到2027年，用电量增长不超过5%", "5", Op.LE, "5%"),
        (RISE, "13.5", Op.GE, "13.5%"),
    ],
)
def test_what_agrees(sentence: str, value: str, op: Op, figure: str) -> None:
    about = "0.05" if "左右" in sentence or "约" in sentence else None
    assert gaps(trace_of(sentence, value=value, op=op, figure=figure, about=about)) == []


@pytest.mark.parametrize(
    ("sentence", "value", "op", "rules"),
    [
        (FALL, "13.5", Op.LE, ["trace-sign-differs"]),
        (FALL, "-13.5", Op.GE, ["trace-op-differs"]),
        (FALL, "13.5", Op.GE, ["trace-op-differs", "trace-sign-differs"]),
        (RISE, "-13.5", Op.LE, ["trace-op-differs", "trace-sign-differs"]),
        (RISE, "13.5", Op.LE, ["trace-op-differs"]),
        ("到2027年，漏损率较2023年降至13.5%", "-13.5", Op.LE, ["trace-kind-differs"]),
        ("到2027年，漏损率由20%下降到13.5%以内", "-13.5", Op.LE, ["trace-figure-unaccounted", "trace-kind-differs"]),
    ],
)
def test_what_differs(sentence: str, value: str, op: Op, rules: list[str]) -> None:
    found = trace_of(sentence, value=value, op=op, figure="13.5%")
    assert [rule for rule, _ in gaps(found)] == rules


def test_a_rise_for_a_fall_says_both_sides_and_the_line_that_is_right() -> None:
    (gap,) = trace_of(FALL, value="13.5", op=Op.LE, figure="13.5%").gaps
    for language in ("zh", "en"):
        assert all(part in message(gap, language) for part in ("13.5", "-13.5", "下降13.5%"))
        assert fix(gap, language) == "value = -13.5"


@pytest.mark.parametrize(
    ("sentence", "change", "figure", "said"),
    [
        (POINTS, Change.POINTS, "3.5个百分点", []),
        (POINTS, Change.PERCENT, "3.5个百分点", ['change = "points"']),
        (POINTS.replace("个百分点", "%"), Change.POINTS, "3.5%", ['change = "percent"']),
        (POINTS.replace("3.5个", "3.5"), Change.POINTS, "3.5百分点", []),
        (POINTS.replace("3.5个", "三点五个"), Change.POINTS, "三点五个百分点", []),
    ],
)
def test_points_are_points_alone(sentence: str, change: Change, figure: str, said: list[str]) -> None:
    found = trace_of(sentence, value="-3.5", op=Op.LE, figure=figure, change=change, unit="%").gaps
    assert [fix(gap, "zh") for gap in found] == said


def test_points_are_no_level() -> None:
    """Unless the change itself is what stands at a level, as a unit of 百分点 says."""
    keys: dict[str, object] = {"value": "3.5", "figure": "3.5个百分点"}
    assert gaps(trace_of(POINTS, Kind.LEVEL, **keys, unit="%")) == [("trace-kind-differs", "A")]
    assert gaps(trace_of(POINTS.replace("较2023年", ""), Kind.LEVEL, **keys, unit="个百分点")) == []


@pytest.mark.parametrize("place", ["13.5", "18"])
def test_a_word_before_a_list_holds_for_each_of_it(place: str) -> None:
    sentence = "到2027年，能耗、水耗较2023年分别下降13.5%、18%"
    assert [rule for rule, _ in gaps(trace_of(sentence, value=f"-{place}", op=Op.LE, figure=f"{place}%"))] == [
        "trace-figure-unaccounted"
    ]
    assert ("trace-sign-differs", "A") in gaps(trace_of(sentence, value=place, op=Op.LE, figure=f"{place}%"))


@pytest.mark.parametrize(("value", "differs"), [("13.5", True), ("-13.5", False)])
def test_a_cell_of_a_table_is_read_with_the_cells_before_it(value: str, differs: bool) -> None:
    text = "一、任务\n序号\t指标\t2027年目标\n1\t单位GDP能耗降低\t13.5%\n"
    one = target("A", "1", Kind.GROWTH, "一1", value=value, op=Op.LE, figure="13.5%")
    plan = replace(ledger_plan(), tasks=(task("1", "一1", one, lead=()),))
    assert (("trace-sign-differs", "A") in gaps(traced(plan, text))) is differs
