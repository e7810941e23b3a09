"""How much of an upper target a lower one is, of what is asked and of what is done: two entries in, shares out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from plancheck.compare.amounts import done_by, last_day
from plancheck.compare.model import Amount, ComparedTarget, Share
from plancheck.compare.units import convert


def share_asked(upper: Amount, lower: Sequence[Amount]) -> Share:
    """What lower targets ask for together, of what the upper one asks for."""
    total = sum((convert(one.value, one.unit, upper.unit) for one in lower), Decimal(0))
    return Share(total, upper.value, upper.unit)


def share_done(upper: ComparedTarget, lower: Sequence[ComparedTarget]) -> Share | None:
    """What lower plans did together, of what the upper one reports, by the latest day that all have values for."""
    day = common_day([upper, *lower])
    if day is None:
        return None
    theirs = done_by(upper, day)
    own = [(entry, done_by(entry, day)) for entry in lower]
    if theirs is None or any(value is None for _, value in own):
        return None
    unit = upper.target.unit
    total = sum((convert(value, entry.target.unit, unit) for entry, value in own if value is not None), Decimal(0))
    return Share(total, theirs, unit, day)


def common_day(entries: Sequence[ComparedTarget]) -> date | None:
    """The latest day up to which all have reported; None where one has not."""
    days = [last_day(entry) for entry in entries]
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) and known else None
