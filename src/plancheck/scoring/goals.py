"""What a row asks for: in, a target, its baseline and a stated value; out, the goal, and the value that already satisfies.

约, 左右 and 基本 let less do; a growth in percent becomes the level that it leads to.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Change, Kind, Op
from plancheck.scoring.path import ZERO, exact
from plancheck.scoring.series import Base, usable
from plancheck.scoring.settings import Settings

_ABOUT = re.compile(r"(?<![节预签合制契])约(?=[\d０-９一二两三四五六七八九十百千])|左右")


def missing_base_value(target: Target, base: Base | None) -> bool:
    """Whether a growth in levels has nothing to grow from."""
    if target.kind is not Kind.GROWTH or target.is_growth_itself:
        return False
    # Points are added to whatever the base is; nothing is a share of nothing.
    return base is None or (base.value == 0 and target.change is Change.PERCENT)


def counts_up(target: Target) -> bool:
    """Whether a target is counted from nothing, and not down from what there was."""
    return target.kind is Kind.CUMULATIVE or (target.kind is Kind.PHASE_OUT and target.op in (Op.GE, Op.GT))


def as_fraction(number: Decimal | None) -> Fraction | None:
    """A number that can be reckoned with, as a fraction."""
    return exact(number) if number is not None and usable(number) else None


def final_value(target: Target, base: Base | None, settings: Settings) -> Fraction | None:
    """The value to reach at the end; None where the plan names none or it hangs on a baseline that is missing."""
    value = _stated_value(target, base)
    return None if value is None else _basically(target, base, settings, value)


def _stated_value(target: Target, base: Base | None) -> Fraction | None:
    value = as_fraction(target.value)
    if target.kind is not Kind.PHASE_OUT:
        return value
    if not counts_up(target):
        return value or ZERO
    return value or (None if base is None or base.provisional else base.value)


def goal_and_bound(
    target: Target, base: Base | None, settings: Settings, wanted: Fraction | None
) -> tuple[Fraction | None, Fraction | None]:
    """What is asked for and what already satisfies, in the indicator's own unit: growth in levels counts from its base."""
    if wanted is None:
        return None, None
    bound = relaxed(target, settings, wanted)
    if target.kind is not Kind.GROWTH or target.is_growth_itself:
        return wanted, bound
    if base is None or missing_base_value(target, base):
        return None, None
    return _grown(target, base.value, wanted), _grown(target, base.value, bound)


def _grown(target: Target, base: Fraction, change: Fraction) -> Fraction:
    """The level that a change leads to: in points added, in percent of the base. A reduction is a negative change."""
    if target.change is Change.POINTS:
        return base + change
    # From a negative base, growth still means more.
    return base + abs(base) * change / 100


def relaxed(target: Target, settings: Settings, goal: Fraction) -> Fraction:
    """The value that already satisfies: 约, 左右 may fall short by a share, on the short side only."""
    share = _about(target, settings)
    return goal - target.op.direction * exact(share) * abs(goal) if share else goal


def _about(target: Target, settings: Settings) -> Decimal:
    if target.about is not None and usable(target.about):
        return target.about
    return settings.about if _ABOUT.search(target.figure) else Decimal(0)


def _basically(target: Target, base: Base | None, settings: Settings, goal: Fraction) -> Fraction:
    share = target.basically
    if share is None and target.kind is Kind.PHASE_OUT and target.figure.startswith("基本"):
        share = settings.basically
    if share is None or not usable(share):
        return goal
    if target.op.direction > 0:
        return goal * exact(share)
    return goal if base is None else goal + (1 - exact(share)) * (base.value - goal)
