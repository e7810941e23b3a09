"""The pace: how fast values have moved lately, and how fast they must move from here. Rates are a year, oriented.

The recent pace is the change since the latest value that is at least 12 months old, or since the row began where it is
younger; beside the pace that is still required it is the second window of the multi-window rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from plancheck.scoring.path import MONTH, YEAR, Step, share


def recent_rate(steps: Sequence[Step], since: int, months: int, direction: int) -> Fraction | None:
    """Change a year over the last months; `None` where there is no earlier value."""
    at, value = steps[-1]
    window = max(at - months * MONTH, since)
    earlier = [step for step in steps if step[0] <= window] or steps[:1]
    from_at, from_value = earlier[-1]
    if from_at >= at:
        return None
    change = value - from_value if direction > 0 else from_value - value
    return change * share(YEAR, at - from_at)


def required_rate(value: Fraction, goal: Fraction, left: int, direction: int) -> Fraction | None:
    """Change a year that would still reach the goal in the time left; `None` where no time is left."""
    if left <= 0:
        return None
    gap = goal - value if direction > 0 else value - goal
    return gap * share(YEAR, left)


def recent_coverage(recent: Fraction | None, required: Fraction | None) -> Fraction | None:
    """Recent over required; `None` where nothing more is required."""
    if recent is None or required is None or required <= 0:
        return None
    return recent / required


def changes(steps: Sequence[Step]) -> list[Fraction]:
    """The differences between neighbours."""
    return [after[1] - before[1] for before, after in pairwise(steps)]


def mean_change(steps: Sequence[Step], last: int, direction: int) -> Fraction | None:
    """The mean of the last few changes, positive where they go the right way."""
    recent = changes(steps[-last - 1 :])
    return direction * sum(recent, Fraction(0)) / len(recent) if recent else None


def carried_on(
    value: Fraction, rate: Fraction, left: int, direction: int, limits: tuple[Fraction | None, Fraction | None]
) -> Fraction:
    """The value at the deadline if the pace holds, inside natural limits (which a reported value may already break)."""
    change = rate * share(left, YEAR)
    reached = value + change if direction > 0 else value - change
    low, high = limits
    if low is not None:
        reached = max(reached, min(low, value))
    if high is not None:
        reached = min(reached, max(high, value))
    return reached
