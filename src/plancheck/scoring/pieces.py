"""Whole things: in, a unit and numbers; out, whether it counts pieces, how many there are, and what the path asks for then.

Nobody holds three quarters of an event. Of what is counted in pieces the path asks for the whole number below it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import floor

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import SCALES, may_be_whole

_CHINESE_PIECES = "辆台套个家场部所座处项件起次人户名间栋幢艘架条门批例宗只头份张册期组支片"
_ENGLISH_PIECES = (
    "vehicle car bus lift unit set piece school building plant firm project event case person household site station"
    " bed device machine"
)
#: What comes in whole pieces; 吨 does not.
_PIECES = frozenset([*_CHINESE_PIECES, *_ENGLISH_PIECES.split()])
#: Up to this many pieces in all, a pace says nothing: half a piece is no progress.
FEW = 5


@lru_cache(maxsize=256)
def pieces_in(unit: str) -> int:
    """How many pieces one of a unit is: 1 for 辆, 10,000 for 万辆; 0 for what is no count of pieces, as 吨 and %."""
    names = [name.strip().casefold() for name in re.split(r"[（()）/、]", unit.removeprefix("万").removeprefix("亿"))]
    named = [name for name in names if name]
    return _scale(unit) if named and all(name in _PIECES or name.removesuffix("s") in _PIECES for name in named) else 0


def _scale(unit: str) -> int:
    return SCALES.get(unit[:1], 1)


def pieces_of(target: Target) -> int:
    """How many pieces one of a target's unit is, 0 for none: by its key `whole`, else by the list of units."""
    if target.whole is None or not may_be_whole(target.kind, target.op):
        return pieces_in(target.unit)
    return _scale(target.unit) if target.whole else 0


def counts_pieces(target: Target) -> bool:
    """Whether a target is counted up in whole pieces: 场, 台（套）, vehicles; not 万辆, which has parts."""
    return may_be_whole(target.kind, target.op) and pieces_of(target) == 1


def rounded_up_to_path(value: Fraction, planned: Fraction) -> Fraction:
    """A value that misses the path by less than a piece, as the path has it."""
    return planned if floor(planned) <= value < planned else value


def asks_for_few(target: Target, goal: Fraction) -> bool:
    """Whether a goal is so few pieces, 万 and 亿 expanded, that no pace can be read off them."""
    if not may_be_whole(target.kind, target.op):
        return False
    pieces = goal * pieces_of(target)
    return pieces.denominator == 1 and 0 < pieces <= FEW


def whole_on_path(target: Target, goal: Fraction, planned: Fraction) -> Fraction:
    """What the path asks for in whole pieces, in the target's unit; where parts of a piece count, the path itself."""
    pieces = pieces_of(target)
    if asks_for_few(target, goal):
        return Fraction(floor(planned * pieces), pieces)
    # What is counted up to parts of a piece (2.5台) is so on its way; a stock that grows by a share ends at any number.
    has_parts = may_be_whole(target.kind, target.op) and goal.denominator != 1
    return planned if has_parts or pieces != 1 else Fraction(floor(planned))
