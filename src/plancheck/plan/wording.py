"""What a target asks for, in a few words: `≥650辆`, `较2023年增长≥48%`, `基本清零（≥95%）`.

A target and a language in, text out. Short enough for a table's cell, and the same in every output.
"""

from __future__ import annotations

import re
from decimal import Decimal

from plancheck.plan.model import Plan, Section, Target
from plancheck.plan.vocabulary import Kind, Op, Wording
from plancheck.text.numbers import plain
from plancheck.words import word

#: All of them, and the ≈ of 左右, are in GBK.
SIGNS = {Op.GE: "≥", Op.GT: "＞", Op.LE: "≤", Op.LT: "＜"}

#: What stands for a unit where a ratio has none.
_NO_UNIT = ("比值", "比")
_SAYS_GROWTH = ("增长", "增加", "增幅", "增速")


def demand_words(target: Target, language: str, *, spoken: bool = False) -> str:
    """What is asked, without the indicator and the deadline; `spoken`: 不低于 in place of ≥."""
    sentence = word(
        f"ledger.demand.{_form(target)}",
        language,
        op=_comparison(target, language, spoken),
        amount=amount_words(target, target.value, language),
        base=_base_year(target),
        than=target.than,
        share=f"{plain((target.basically or Decimal(1)) * 100)}%",
    )
    strive = word("ledger.demand.strive", language) if target.wording is Wording.STRIVE else ""
    return sentence + strive


def amount_words(target: Target, value: Decimal | None, language: str) -> str:
    """A value of this target with its unit: 650辆, 48%, 2.5万辆."""
    if value is None:
        return ""
    unit = "%" if target.kind is Kind.GROWTH else "" if target.unit in _NO_UNIT else target.unit
    gap = " " if language == "en" and unit[:1].isalpha() else ""
    return f"{plain(value)}{gap}{unit}"


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


def _comparison(target: Target, language: str, spoken: bool) -> str:
    if target.about:
        return word("ledger.op.about", language) if spoken else "≈"
    op = Op.GE if target.kind is Kind.PHASE_OUT else target.op
    return word(f"ledger.op.{op.name.lower()}", language) if spoken else SIGNS[op]


def _base_year(target: Target) -> str:
    """The year compared with, unless the indicator names it already."""
    year = str(target.baseline.date.year) if target.baseline else ""
    return "" if year in target.indicator else year


def _form(target: Target) -> str:
    if target.kind is Kind.DIRECTION:
        return "direction-up" if target.op.direction > 0 else "direction-down"
    if target.kind is Kind.GROWTH and target.indicator.endswith(_SAYS_GROWTH):
        return "level"
    if target.kind is Kind.PHASE_OUT and target.basically:
        return "phase-out-basically"
    return target.kind.value
