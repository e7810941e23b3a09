"""The mark a rule gives to a row, and the ways to write one down."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.scoring.marks import Lamp, Reason, Status

_LIGHT = {Lamp.RED: 0, Lamp.YELLOW: 1, Lamp.GREY: 2, Lamp.GREEN: 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """`by_outlook`: the interval of the forecast decided."""

    status: Status
    lamp: Lamp
    reason: Reason
    low_confidence: bool = False
    by_outlook: bool = False


def on_track(reason: Reason) -> Mark:
    return Mark(Status.ON_TRACK, Lamp.GREEN, reason)


def yellow(reason: Reason) -> Mark:
    return Mark(Status.AT_RISK, Lamp.YELLOW, reason)


def red(reason: Reason) -> Mark:
    return Mark(Status.AT_RISK, Lamp.RED, reason)


def missed(reason: Reason) -> Mark:
    return Mark(Status.MISSED, Lamp.RED, reason)


def grey(reason: Reason) -> Mark:
    """Nothing to see: on track before anything is due, a risk after."""
    return Mark(Status.ON_TRACK if reason is Reason.NOT_DUE else Status.AT_RISK, Lamp.GREY, reason)


def darker(one: Mark, other: Mark) -> Mark:
    """Of two marks of one row the one with the darker lamp, the first where they are alike."""
    return min(one, other, key=lambda mark: _LIGHT[mark.lamp])
