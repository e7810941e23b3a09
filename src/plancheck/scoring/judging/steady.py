"""What is kept rather than reached, and what only has to move the right way: in, the last changes; out, a mark."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from plancheck.plan.vocabulary import Op
from plancheck.scoring.judging.mark import Mark, on_track, red, yellow
from plancheck.scoring.marks import Reason
from plancheck.scoring.pace import changes, mean_change
from plancheck.scoring.path import Step


def judge_kept(steps: Sequence[Step], op: Op, bound: Fraction, trend: int) -> Mark:
    """The mark of a value that must hold, by itself and by the mean of its last changes (Destatis)."""
    value = steps[-1][1]
    change = mean_change(steps, trend, op.direction) or Fraction(0)
    if op.holds(value, bound):
        if change >= 0:
            return on_track(Reason.KEPT)
        still_holds = op.holds(value + op.direction * change, bound)
        return on_track(Reason.KEPT_WEAKENING) if still_holds else yellow(Reason.KEPT_WEAKENING)
    return yellow(Reason.BELOW_IMPROVING) if change > 0 else red(Reason.BELOW_NOT_IMPROVING)


def judge_direction(steps: Sequence[Step], op: Op, trend: int) -> Mark:
    """The mark of a target without a number: by the mean of its last changes and by the last."""
    mean = mean_change(steps, trend, op.direction)
    if mean is None:
        return on_track(Reason.EARLY)
    last = op.direction * changes(steps[-2:])[0]
    if mean > 0:
        return on_track(Reason.RIGHT_WAY if last > 0 else Reason.RIGHT_WAY_LAST_BACK)
    return yellow(Reason.WRONG_WAY_LAST_FORWARD) if last > 0 else red(Reason.WRONG_WAY)
