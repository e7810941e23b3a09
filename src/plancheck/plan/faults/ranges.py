"""A target's `up_to`, the other end of a range (4.5%—5%), against its kind, the end that binds, and the figure.

`value` is the end that is required: the lower one of what is to be reached, the upper one of what is not to be exceeded.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plancheck.plan.faults.changes import range_in_words
from plancheck.plan.faults.places import Fault
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Kind
from plancheck.text.figures import read_figures
from plancheck.text.numbers import plain

_WITH_RANGE = (Kind.CUMULATIVE, Kind.ANNUAL, Kind.LEVEL, Kind.GROWTH, Kind.MAINTAIN, Kind.CAP)


def check_ranges(plan: Plan, target: Target) -> Iterator[Fault]:  # noqa: ARG001 - as all target checks are called
    """The kind, the side on which the other end lies, and the figure that is to hold it."""
    if target.up_to is None:
        return
    if target.kind not in _WITH_RANGE:
        yield "up-to-not-for-kind", {"kind": target.kind, "up_to": target.up_to}
        return
    if target.value is not None:
        yield from _side(target, target.value, target.up_to)
    size = abs(target.up_to) if target.kind is Kind.GROWTH else target.up_to
    if target.figure and not any(size in number.readings for number in read_figures(target.figure)):
        yield "figure-up-to", {"up_to": target.up_to, "figure": target.figure}


def _side(target: Target, value: Decimal, up_to: Decimal) -> Iterator[Fault]:
    low, high, op = range_in_words(target, value, up_to)
    if low == high:
        yield "up-to-no-range", {"value": value, "up_to": up_to}
    elif op.direction * (high - low) < 0:
        # -13 and 15 in 下降13%—15%: the sign was forgotten. Else the ends were written the wrong way round.
        sign_forgotten = target.kind is Kind.GROWTH and low * high < 0 and op.direction * (-high - low) > 0
        ends = (low, -high) if sign_forgotten and not _has_sign(target.figure) else (high, low)
        shown = {"right_value": plain(ends[0]), "right_up_to": plain(ends[1])}
        yield "up-to-wrong-side", {"op": op, "value": value, "up_to": up_to, **shown}


def _has_sign(figure: str) -> bool:
    return any(sign in figure for sign in ("负", "−", "－")) or figure.lstrip().startswith("-")
