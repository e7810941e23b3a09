"""Words of plans and workbooks made fit to be shown, and numbers with their units; plain text in and out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.view import TargetView
from plancheck.render.verdict.words import readable, spaced_unit
from plancheck.text.numbers import plain
from plancheck.words import word

#: Noncharacters: no XML may hold them, and no font has them.
_UNSHOWN = str.maketrans(dict.fromkeys("\ufffe\uffff"))


def printed(text: str) -> str:
    """A text on one line."""
    return one_line(text).translate(_UNSHOWN)


def shown_lines(text: str) -> str:
    """A text that keeps its own line ends."""
    return "\n".join(printed(line) for line in text.splitlines())


def shown_view(seen: TargetView) -> TargetView:
    """A target's view with its words on one line each, and one minus sign."""
    return replace(
        seen,
        id=printed(seen.id),
        indicator=printed(seen.indicator),
        latest=signed(printed(seen.latest)),
        goal=signed(printed(seen.goal)),
        attained=signed(seen.attained),
        marks=tuple(map(printed, seen.marks)),
        departments=tuple(map(printed, seen.departments)),
    )


def with_unit(number: str, target: Target, language: str) -> str:
    """A number with the target's unit behind it."""
    return signed(number) + spaced_unit(printed(target.unit), language) if number else ""


def signed(number: str) -> str:
    """A minus sign for the hyphen before a number: a line may break after a hyphen."""
    return re.sub(r"(?<!\w)-(?=\d)", "−", number)


def in_points(target: Target) -> bool:
    """Whether a change of the value is told in percentage points; what a year's quota asks for is no change."""
    return target.differs_in_points and target.kind is not Kind.ANNUAL


def distance(value: Decimal | None, target: Target, language: str) -> str:
    """How far one value is from another: 12 个百分点, 315辆."""
    if value is None or not in_points(target):
        return amount(value, target, language)
    return word("explain.text.points", language, points=readable(abs(value), 1))


def pace_words(value: Decimal | None, target: Target, language: str) -> str:
    """A year's change, in words that say which way: 完成 157.5辆, 提高 8.1 个百分点, 减少 2万吨.

    `value` counts towards the target, as rates do.
    """
    if value is None or target.kind is Kind.ANNUAL:
        return amount(value, target, language)
    change = value * target.op.direction
    if not change:
        return word("report.pace.still", language)
    if in_points(target):
        way = "up" if change > 0 else "down"
    elif target.kind is Kind.CUMULATIVE and change > 0:
        way = "done"
    else:
        way = "more" if change > 0 else "less"
    return word(f"report.pace.{way}", language, amount=distance(abs(value), target, language))


def amount(value: Decimal | float | None, target: Target, language: str) -> str:
    """A reckoned value, rounded to what can be meant by it, with its unit: 167辆, 7.85%, 12.3万辆."""
    if value is None:
        return ""
    size = abs(float(value))
    places = 0 if size >= 1000 else 1 if size >= 100 else 2
    return with_unit(plain(value, places), target, language)
