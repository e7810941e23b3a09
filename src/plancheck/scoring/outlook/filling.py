"""What was due and not reported, filled in by a straight line: in, values with holes; out, values without.

A forecast takes equal steps, and a hole would take the forecast away: a report that is withheld must not brighten a lamp. So
a row with holes is judged twice, as it is and with the holes filled, and the darker lamp stands. Where less than half of
what was due is there, a straight line would say more than anybody reported, and nothing is filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from plancheck.plan.vocabulary import Frequency
from plancheck.scoring.path import MONTH, YEAR, ZERO, Step


def filled_in(steps: Sequence[Step], reporting: Frequency) -> list[Step]:
    """Values with those between them that were due and not reported, on the straight line from one to the next."""
    length = reporting.months * MONTH
    filled = list(steps[:1])
    for (begin, low), (end, high) in pairwise(steps):
        first = (begin // length + 1) * length
        filled += [(at, low + (high - low) * Fraction(at - begin, end - begin)) for at in range(first, end, length)]
        filled.append((end, high))
    return filled


def mostly_filled_in(steps: Sequence[Step], reporting: Frequency) -> list[Step] | None:
    """The same where at least half of what was due is there, else None."""
    filled = filled_in(steps, reporting)
    return filled if len(filled) - 1 <= 2 * (len(steps) - 1) else None


def years_filled_in(earlier: Sequence[Step], reporting: Frequency) -> list[Step]:
    """Values of calendar years that count up from nothing, each filled in for itself. Where a year's end is missing, no more
    came than was reported.
    """
    filled: list[Step] = []
    for begin, values in groupby(earlier, key=lambda step: (step[0] - 1) // YEAR * YEAR):
        own = [(begin, ZERO), *values]
        if own[-1][0] < begin + YEAR:
            own.append((begin + YEAR, own[-1][1]))
        filled += (mostly_filled_in(own, reporting) or own)[1:]
    return filled
