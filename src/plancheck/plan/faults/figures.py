"""A target's `figure`, the words of the document, against its value, unit and deadline."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plancheck.plan.faults.places import Fault
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Kind
from plancheck.text.figures import Figure, compact, read_figures, years_in

_FULL = ("全", "愿改尽改", "应配尽配", "应改尽改", "尽", "100", "都", "基本")
_NONE_LEFT = ("淘汰", "退出", "清零", "完成", "消除", "关停", "取缔", "替代", "禁止")
_VALUED = (Kind.CUMULATIVE, Kind.ANNUAL, Kind.LEVEL, Kind.GROWTH, Kind.MAINTAIN, Kind.CAP)


def check_figures(plan: Plan, target: Target) -> Iterator[Fault]:  # noqa: ARG001 - as all target checks are called
    """The value, the unit and the deadline, each against the figure that is to hold it."""
    if target.value is not None and target.figure:
        yield from _value_faults(target, target.value, target.figure)
    for point in target.checkpoints:
        if point.figure:
            for rule, values in _value_faults(target, point.value, point.figure):
                yield rule, {**values, "line": point.line}
    if target.kind in _VALUED and target.value is not None and not target.figure:
        yield "no-figure", {"value": target.value}
    # 较2023年 names the base year, not the deadline.
    bases = {target.start.year} | ({target.baseline.date.year} if target.baseline else set())
    years = set(years_in(target.figure)) - bases
    if target.by and years and target.by.year not in years:
        yield "figure-deadline", {"figure": target.figure, "by": target.by}


def _value_faults(target: Target, value: Decimal, figure: str) -> Iterator[Fault]:
    figures = read_figures(figure)
    if target.kind is Kind.PHASE_OUT:
        says_none_left = any(word in figure for word in _NONE_LEFT)
        if not says_none_left and not any(value in number.readings for number in figures):
            yield "figure-value", {"value": value, "unit": target.unit, "figure": figure}
        return
    # 下降13.5% is written without a sign, and stored with one.
    wanted = abs(value) if target.kind is Kind.GROWTH else value
    holding = [number for number in figures if wanted in number.readings]
    if not holding:
        if not (value == 100 and target.in_percent and any(word in figure for word in _FULL)):
            yield "figure-value", {"value": value, "unit": target.unit, "figure": figure}
        return
    if not any(_unit_fits(target, wanted, number) for number in holding):
        yield "figure-unit", {"unit": target.unit, "figure": figure}


def _unit_fits(target: Target, value: Decimal, figure: Figure) -> bool:
    """Whether the unit written behind a number is the target's; a bare number contradicts nothing."""
    if target.kind is Kind.GROWTH:
        return figure.unit in ("%", "个百分点", "百分点", "倍", "番") or figure.unit.startswith("percent")
    written, unit = figure.unit, compact(target.unit)
    if written == ":":
        return unit in ("比值", ":1", "比")
    if written == "倍":
        return unit in ("倍", "%")
    if figure.scale and value == figure.value:
        # 2.5万辆 is 2.5 in 万辆, never in 辆.
        return unit.startswith(figure.scale) and (written in unit or unit[1:] in written)
    return not written or not unit or written.startswith(unit) or unit.startswith(written) or unit in written
