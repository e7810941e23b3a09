"""What a target asks for, in a few words: `≥650辆`, `较2023年增长≥48%`, `基本清零（≥95%）`.

A target and a language in, text out. Short enough for a table's cell, and the same in every output.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from plancheck.plan.model import Plan, Section, Target
from plancheck.plan.vocabulary import Kind, Op, Wording
from plancheck.text.change_words import named_change
from plancheck.text.numbers import plain
from plancheck.words import word

#: All of them, and the ≈ of 左右, are in GBK.
SIGNS = {Op.GE: "≥", Op.GT: "＞", Op.LE: "≤", Op.LT: "＜"}

#: What stands for a unit where a ratio has none.
_NO_UNIT = ("比值", "比")


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A growth as people say it: a fall without its sign, 下降≥13.5%. `way` is `growth`, `rise` (in points) or `fall`.

    `is_named`: the indicator says 增长 or 下降 already.
    """

    way: str
    op: Op
    value: Decimal | None
    is_named: bool


def shown_change(target: Target) -> ShownChange:
    """How a growth target is told; 用电量增速 of at most -5 % keeps its sign, for its name leads the other way."""
    named = named_change(target.indicator)
    if target.is_fall and target.value is not None and (named is None or named.falls):
        return ShownChange("fall", target.op.mirrored, -target.value, named is not None)
    return ShownChange("rise" if target.in_points else "growth", target.op, target.value, named is not None)


def change_unit(target: Target, language: str) -> str:
    """What a growth's value is in: % or percentage points."""
    return word("ledger.points", language) if target.in_points else "%"


def demand_words(target: Target, language: str, *, spoken: bool = False) -> str:
    """What is asked, without the indicator and the deadline; `spoken`: 不低于 in place of ≥."""
    sentence = word(
        f"ledger.demand.{_form(target)}",
        language,
        op=_comparison(target, _shown_op(target), language, spoken),
        amount=amount_words(target, _shown_value(target), language),
        base=_base_year(target),
        than=target.than,
        share=f"{plain((target.basically or Decimal(1)) * 100)}%",
    )
    strive = word("ledger.demand.strive", language) if target.wording is Wording.STRIVE else ""
    return sentence + range_in_brackets(target, language) + strive


def amount_words(target: Target, value: Decimal | None, language: str) -> str:
    """A value of this target with its unit: 650辆, 48%, 2.5万辆."""
    if value is None:
        return ""
    unit = (
        change_unit(target, language) if target.kind is Kind.GROWTH else "" if target.unit in _NO_UNIT else target.unit
    )
    gap = " " if language == "en" and unit[:1].isalpha() else ""
    return f"{plain(value)}{gap}{unit}"


def range_words(target: Target, language: str) -> str:
    """The range that a value is the binding end of, as documents write it: 4.5%—5%, 600—650辆, of a fall 13%—15%."""
    if target.value is None or target.up_to is None:
        return ""
    ends = [target.value, target.up_to]
    if target.kind is Kind.GROWTH and shown_change(target).way == "fall" and target.up_to <= 0:
        ends = [-end for end in ends]
    low, high = sorted(ends)
    first = amount_words(target, low, language) if _is_in_percent(target) else plain(low)
    return word("ledger.range", language, low=first, high=amount_words(target, high, language))


def range_in_brackets(target: Target, language: str, *, beside_level: bool = False) -> str:
    """The range as it stands behind what is asked for; empty where the document gives one number.

    `beside_level`: behind the level that a growth leads to, and not behind the growth; it says that it is one.
    """
    whole = range_words(target, language)
    if whole and beside_level and target.kind is Kind.GROWTH:
        whole = word(f"ledger.demand.{shown_change(target).way}", language, op="", amount=whole, base="")
    return word("ledger.demand.range", language, range=whole) if whole else ""


def _is_in_percent(target: Target) -> bool:
    return target.in_percent or (target.kind is Kind.GROWTH and not target.in_points)


def ledger_title(plan: Plan, language: str) -> str:
    """The plan's title with 目标台账 behind it, where the document is no 台账 itself."""
    return plan.title if plan.title.endswith("台账") else word("ledger.title", language, plan=plan.title)


def section_words(section: Section) -> str:
    """A heading as the document prints it: 二、重点任务; （四）实施交通运输设备绿色转型行动."""
    chapter = re.fullmatch(r"附?[一二三四五六七八九十]+", section.locator)
    if chapter:
        return f"{section.locator}、{section.title}"
    inner = re.search(r"（[^（）]+）$", section.locator)
    return (inner[0] if inner else "") + section.title


def _shown_op(target: Target) -> Op:
    if target.kind is Kind.GROWTH:
        return shown_change(target).op
    return Op.GE if target.kind is Kind.PHASE_OUT else target.op


def _shown_value(target: Target) -> Decimal | None:
    return shown_change(target).value if target.kind is Kind.GROWTH else target.value


def _comparison(target: Target, op: Op, language: str, spoken: bool) -> str:
    if target.about:
        return word("ledger.op.about", language) if spoken else "≈"
    return word(f"ledger.op.{op.name.lower()}", language) if spoken else SIGNS[op]


def _base_year(target: Target) -> str:
    """The year compared with, unless the indicator names it already."""
    year = str(target.baseline.date.year) if target.baseline else ""
    return "" if year in target.indicator else year


def _form(target: Target) -> str:
    if target.kind is Kind.DIRECTION:
        return "direction-up" if target.op.direction > 0 else "direction-down"
    if target.kind is Kind.GROWTH:
        change = shown_change(target)
        return "level" if change.is_named else change.way
    if target.kind is Kind.PHASE_OUT and target.basically:
        return "phase-out-basically"
    return target.kind.value
