"""The words of a target for a change (下降, 增长, 降至, 百分点) against its kind, the sign of its value, its op and change.

A fall is a growth with a negative value and `<=`; written with a positive one, a rise would count as met. Each fault
carries the line that is right. A growth of at most 5 % is none: 控制增速在5%以内.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plancheck.plan.faults.places import Fault
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import PERCENT_UNITS, POINT_UNITS, Change, Kind, Op
from plancheck.text.change_words import last_change, named_change, says_points
from plancheck.text.numbers import plain

#: A word behind a number ends the figure: in 3岁以下托位4.5个 it bounds another one.
_AT_LEAST = re.compile(
    "不低于|不少于|不小于|至少|(?<!不)(?:超过|高于|大于|多于)|at least|more than|以上$", re.IGNORECASE
)
_AT_MOST = re.compile(
    "不超过|不高于|不多于|不大于|控制|至多|最多|(?<!不)(?:低于|少于|小于)|at most|no more than|less than|below"
    "|(?:以内|以下|之内)$",
    re.IGNORECASE,
)
_STRICT = re.compile("(?<!不)(?:超过|高于|大于|多于|低于|少于|小于)|(?<!no )more than|less than|below", re.IGNORECASE)
_SIGNED = re.compile(r"^\s*[-−－]\s*\d|负\s*\d")
_COUNTED = (Kind.CUMULATIVE, Kind.ANNUAL, Kind.LEVEL, Kind.MAINTAIN, Kind.CAP)


def check_changes(plan: Plan, target: Target) -> Iterator[Fault]:  # noqa: ARG001 - as all target checks are called
    """Kind, sign, op and change, each against the words that contradict it."""
    if target.kind is Kind.GROWTH and target.value is not None:
        yield from _growth(target, target.value)
        yield from _points(target)
    elif target.kind in _COUNTED and target.value is not None:
        yield from _counted(target, target.value)
    if target.kind is not Kind.GROWTH and target.change is Change.POINTS:
        yield "change-needs-growth", {"kind": target.kind}


def _growth(target: Target, value: Decimal) -> Iterator[Fault]:
    written = last_change(target.figure)
    if written is not None and written.to_level:
        yield "level-not-growth", {"figure": target.figure}
        return
    falls, words = _way(target, value)
    yield from _signs(target, falls, words)
    expected = _growth_op(target, falls, words)
    if expected is not None and expected.direction != target.op.direction:
        yield "op-against-words", {"op": target.op, "words": words or f"value = {plain(value)}", "expected": expected}


def _way(target: Target, value: Decimal) -> tuple[bool | None, str]:
    """Whether the words speak of a fall, and which words: the figure's, the indicator's last; None where none do.

    A word within the indicator (降低成本贷款余额) says so only where less is wanted as well.
    """
    written = last_change(target.figure)
    if written is not None:
        return written.falls, target.figure
    if _SIGNED.search(target.figure):
        return (None, "") if _crosses_nought(target) else (True, target.figure)
    named = named_change(target.indicator)
    if named is not None:
        return named.falls, target.indicator
    within = last_change(target.indicator)
    if within is not None and within.falls and value > 0 and target.op.direction < 0:
        return True, target.indicator
    return None, ""


def _crosses_nought(target: Target) -> bool:
    """-1%—2%: a range with a sign at one end speaks of a fall and of a rise, and leaves the op open."""
    ends = (target.value or Decimal(0), target.up_to or Decimal(0))
    return ends[0] * ends[1] < 0 and _SIGNED.search(target.figure) is not None


def _signs(target: Target, falls: bool | None, words: str) -> Iterator[Fault]:
    """The value, and every checkpoint that has no other words of its own."""
    stated = [("value", target.value, falls, words, 0)]
    stated.append(("up_to", target.up_to, _way_of_other_end(target, falls), words, target.key_lines.get("up_to", 0)))
    for point in target.checkpoints:
        own = last_change(point.figure)
        way, said = (falls, words) if own is None else (own.falls, point.figure)
        stated.append(("value", point.value, way, said, point.line))
    for key, value, is_fall, said, line in stated:
        if value is None or is_fall is None or value == 0 or is_fall == (value < 0):
            continue
        rule = "fall-not-negative" if is_fall else "rise-negative"
        values = {"key": key, "value": value, "words": said, "expected": plain(-value)}
        yield rule, values | ({"line": line} if line else {})


def _way_of_other_end(target: Target, falls: bool | None) -> bool | None:
    """The way that the words give the other end of a range; a sign (-1%—2%) belongs to the number behind it alone."""
    by_sign = last_change(target.figure) is None and _SIGNED.search(target.figure) is not None
    return None if by_sign else falls


def range_in_words(target: Target, value: Decimal, up_to: Decimal) -> tuple[Decimal, Decimal, Op]:
    """The ends of a range and the op as the words have them: what they contradict has findings of its own."""
    if target.kind is not Kind.GROWTH:
        return value, up_to, _turned(target.op, _bound(target))
    falls, words = _way(target, value)
    op = _turned(target.op, _growth_op(target, falls, words))
    return _signed(value, falls), _signed(up_to, _way_of_other_end(target, falls)), op


def _turned(op: Op, expected: Op | None) -> Op:
    return op if expected is None or expected.direction == op.direction else expected


def _signed(value: Decimal, falls: bool | None) -> Decimal:
    return value if falls is None else -abs(value) if falls else abs(value)


def _growth_op(target: Target, falls: bool | None, words: str) -> Op | None:
    """The op that the words ask for: at least so much of a fall is `<=`. None where they leave it open."""
    if falls is None and _crosses_nought(target):
        return None
    bounds = f"{words}\n{target.figure}"
    strict, at_most = bool(_STRICT.search(bounds)), bool(_AT_MOST.search(bounds))
    if target.is_fall if falls is None else falls:
        # 降幅控制在5%以内: whether more of a fall is good or bad only a reader knows.
        return None if at_most else Op.LT if strict else Op.LE
    if at_most:
        return Op.LT if strict else Op.LE
    # A rise whose value was written as a fall: its op was turned round with it.
    wants_more = target.is_fall or _AT_LEAST.search(bounds)
    return (Op.GT if strict else Op.GE) if wants_more else None


def _points(target: Target) -> Iterator[Fault]:
    in_unit, in_figure = target.unit in POINT_UNITS, says_points(target.figure)
    if target.change is Change.PERCENT and (in_unit or in_figure):
        yield (
            "points-not-said",
            {
                "words": target.figure if in_figure else target.unit,
                "key": "figure" if in_figure else "unit",
            },
        )
    if target.change is Change.POINTS and target.figure and not in_figure:
        yield "percent-not-points", {"figure": target.figure}
    elif target.change is Change.POINTS and target.unit and not in_unit and target.unit not in PERCENT_UNITS:
        yield "points-unit", {"unit": target.unit}


def _counted(target: Target, value: Decimal) -> Iterator[Fault]:
    """The figure of a level or a count: a bound in it against the op, and a change that is no level."""
    written = last_change(target.figure)
    if written is not None and not written.to_level and _is_change_of_share(target):
        yield "growth-not-level", {"figure": target.figure, "value": plain(-abs(value) if written.falls else value)}
        return
    expected = _bound(target)
    if expected is not None and expected.direction != target.op.direction:
        yield "op-against-words", {"op": target.op, "words": target.figure, "expected": expected}


def _is_change_of_share(target: Target) -> bool:
    is_named = named_change(target.indicator) is not None
    return target.kind is Kind.LEVEL and target.in_percent and not is_named


def _bound(target: Target) -> Op | None:
    """The op that the figure of a level or a count names; None where it names none, or one each way."""
    figure, written = target.figure, last_change(target.figure)
    low = bool(_AT_MOST.search(figure)) or (written is not None and written.to_level and written.falls)
    high = bool(_AT_LEAST.search(figure)) or (written is not None and written.to_level and not written.falls)
    if low == high:
        return None
    strict = bool(_STRICT.search(figure))
    return (Op.LT if strict else Op.LE) if low else (Op.GT if strict else Op.GE)
