"""Units that differ only by 万 or 亿: a unit in, its size and what it counts out, so that 2.5万辆 meets 8000辆."""

from __future__ import annotations

import re
from decimal import Decimal

from plancheck.text.figures import compact

_SCALES = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_SCALED = re.compile(r"(?P<scale>[百千万亿]?)(?P<counted>.+)")
#: Units of shares and ratios: their values cannot be added up, and one is no share of another.
_RATIOS = frozenset({"%", "‰", "比值", "比", ":", "百分点", "个百分点"})
#: 千瓦 and 千克 are units of their own, not thousands of something.
_WHOLE = ("千瓦", "千克", "千米", "百分点")


def split_unit(unit: str) -> tuple[Decimal, str]:
    """`万辆` is 10000 and `辆`; `台（套）` is 1 and `台(套)`."""
    folded = compact(unit)
    match = _SCALED.fullmatch(folded)
    if match is None or folded.startswith(_WHOLE):
        return Decimal(1), folded
    return _SCALES[match["scale"]], match["counted"]


def is_ratio(unit: str) -> bool:
    """Whether a unit is one of shares and ratios."""
    return compact(unit) in _RATIOS


def same_quantity(unit: str, other: str) -> bool:
    """Whether values of two units can be compared once 万 and 亿 are multiplied in."""
    return split_unit(unit)[1] == split_unit(other)[1]


def convert(value: Decimal, unit: str, into: str) -> Decimal:
    """A value of one unit in another of the same quantity: 2.5 万辆 in 辆 is 25000."""
    return value * split_unit(unit)[0] / split_unit(into)[0]
