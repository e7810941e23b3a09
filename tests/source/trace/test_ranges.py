"""Both ends of a range are claims of the plan: `value`, the one that binds, and `up_to`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plancheck.plan.vocabulary import Kind, Op
from plancheck.rules import fix, message
from plancheck.source.trace.trace import Trace
from tests.source.texts import gaps, ledger_plan, target, task, traced

#: Sentence, figure, kind, op, unit, value, up_to.
RIGHT = [
    ("到2027年，产值较2023年增长4.5%—5%", "4.5%—5%", Kind.GROWTH, Op.GE, "亿元", "4.5", "5"),
    ("到2027年，能耗强度较2023年下降13%—15%", "13%—15%", Kind.GROWTH, Op.LE, "%", "-13", "-15"),
    ("到2027年，新建充电站30至40座", "30至40座", Kind.CUMULATIVE, Op.GE, "座", "30", "40"),
    ("到2027年，更新公交车3—5万辆", "3—5万辆", Kind.CUMULATIVE, Op.GE, "万辆", "3", "5"),
    ("到2027年，更新公交车3—5万辆", "3—5万辆", Kind.CUMULATIVE, Op.GE, "辆", "30000", "50000"),
    ("到2027年，更新公交车3万—5万辆", "3万—5万辆", Kind.CUMULATIVE, Op.GE, "辆", "30000", "50000"),
    ("到2027年，覆盖率达到三成至五成", "三成至五成", Kind.LEVEL, Op.GE, "%", "30", "50"),
    ("到2027年，产值较2023年增长一倍至两倍", "一倍至两倍", Kind.GROWTH, Op.GE, "亿元", "100", "200"),
    ("到2027年，漏损率控制在7%—8%", "7%—8%", Kind.LEVEL, Op.LE, "%", "8", "7"),
    ("到2027年，覆盖率达到5%以上、力争达到6%", "5%以上、力争达到6%", Kind.LEVEL, Op.GE, "%", "5", "6"),
]


def trace_of(sentence: str, figure: str, kind: Kind, op: Op, unit: str, value: str, up_to: str | None) -> Trace:
    other = None if up_to is None else Decimal(up_to)
    base = 2023 if "2023" in sentence else None
    one = target("A", "1", kind, "一1", value=value, op=op, figure=figure, unit=unit, base=base, up_to=other)
    plan = replace(ledger_plan(), tasks=(task("1", "一1", one),))
    return traced(plan, f"一、任务\n1. {sentence}。\n")


@pytest.mark.parametrize("case", RIGHT, ids=[f"{case[1]} {case[4]}" for case in RIGHT])
def test_both_ends_are_accounted_for(case: tuple[str, str, Kind, Op, str, str, str]) -> None:
    assert gaps(trace_of(*case)) == []


@pytest.mark.parametrize("case", RIGHT, ids=[f"{case[1]} {case[4]}" for case in RIGHT])
def test_a_wrong_other_end_is_found(case: tuple[str, str, Kind, Op, str, str, str]) -> None:
    wrong = (*case[:6], str(3 * int(case[6])))
    assert gaps(trace_of(*wrong)) == [("trace-range-differs", "A")]


@pytest.mark.parametrize("case", RIGHT[:-1], ids=[f"{case[1]} {case[4]}" for case in RIGHT[:-1]])
def test_an_end_that_the_plan_lacks_is_found(case: tuple[str, str, Kind, Op, str, str, str]) -> None:
    """Whichever of the two ends the plan has taken for the whole, with the lines that are right."""
    for taken in case[5:]:
        (gap,) = trace_of(*case[:5], taken, None).gaps
        assert gap.rule == "trace-range-differs"
        assert fix(gap, "zh") == f"value = {case[5]}，up_to = {case[6]}"
        assert "up_to is" not in message(gap, "en").split(", but")[0]


def test_a_range_where_the_document_has_one_number() -> None:
    case = ("到2027年，产值较2023年增长4.5%", "4.5%", Kind.GROWTH, Op.GE, "亿元", "4.5")
    (gap,) = trace_of(*case, "5").gaps
    assert (gap.rule, fix(gap, "en")) == ("trace-range-differs", "value = 4.5")
    assert gaps(trace_of(*case, None)) == []


@pytest.mark.parametrize("sentence", ["覆盖率由60%到70%", "覆盖率从2023年的60%到70%"])
def test_what_a_change_begins_from_is_no_end(sentence: str) -> None:
    case = (f"到2027年，{sentence}", "60%到70%", Kind.LEVEL, Op.GE, "%", "70")
    assert "trace-range-differs" not in [rule for rule, _ in gaps(trace_of(*case, None))]
