"""Two numbers that are the ends of one range: 13个百分点至15个百分点, 3万—5万辆; and 由60%到70%, which is none.

What shares its unit (4.5—5%) is one number as it is written. In: the written
numbers of a text, in order; out: the same with such pairs joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from plancheck.plan.vocabulary import SCALES
from plancheck.source.quantities.amounts import range_from, unit_of, value_of
from plancheck.source.quantities.numerals import QuantityKind, Written

_TO = re.compile(r"\s*(?:至|到|[-—–~～─])+\s*")
_FROM = re.compile(r"[由从](?:(?:19|20)\d\d年?[底末]?的?)?[^，,。;；、\d\n\t]{0,2}$")
_LONGEST_FROM = 12
_WITH_ENDS = (QuantityKind.PERCENT, QuantityKind.COUNT, QuantityKind.MULTIPLE)


def leads_from(text: str, start: int) -> bool:
    """Whether the number at a place is what a change begins from: 由60%到70%."""
    return _FROM.search(text[max(0, start - _LONGEST_FROM) : start]) is not None


def joined_ranges(numbers: Iterable[Written], text: str) -> list[Written]:
    """The same with the two ends of a range as one number, the first of them in the field `rangefrom`."""
    joined: list[Written] = []
    for written in numbers:
        first = joined[-1] if joined else None
        if first is not None and _are_ends(first, written, text):
            fields = {**written.fields, "rangefrom": f"{value_of(first):f}"}
            whole = text[first.start : written.end]
            joined[-1] = replace(written, start=first.start, text=whole, fields=fields)
        else:
            joined.append(written)
    return joined


def _are_ends(first: Written, second: Written, text: str) -> bool:
    if first.kind is not second.kind or first.kind not in _WITH_ENDS or None in (value_of(first), value_of(second)):
        return False
    unit, other = unit_of(first), unit_of(second)
    in_one_unit = unit == other or (unit in SCALES and other.startswith(unit))
    single = range_from(first) is None and range_from(second) is None
    between = _TO.fullmatch(text, first.end, second.start)
    return in_one_unit and single and between is not None and not leads_from(text, first.start)
