"""Roll-up: in, the verdicts of a task, a department or a plan; out, the worst of them, counts, whole percentages.

The worst binding verdict stands for all; there is never an average. What the plan only strives for (力争) is counted
and never makes a roll-up of binding targets worse. A target that repeats another (`same_as`) is left out by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plancheck.scoring.marks import Lamp, Status, Verdict, gravity


@dataclass(frozen=True, slots=True)
class Counts:
    """How many targets have each status and lamp; the three statuses add up to the number of targets."""

    on_track: int = 0
    at_risk: int = 0
    missed: int = 0
    lamps: Mapping[Lamp, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.on_track + self.at_risk + self.missed

    def by_status(self) -> tuple[int, int, int]:
        return self.on_track, self.at_risk, self.missed


def worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The worst binding verdict, the first of equals: missed, red, no data, yellow, on track, not due.

    Where nothing is binding, the worst of what is striven for; `None` where there is nothing.
    """
    every = list(verdicts)
    binding = [verdict for verdict in every if not verdict.strive]
    return min(binding or every, key=gravity, default=None)


def count(verdicts: Iterable[Verdict]) -> Counts:
    """Count statuses and lamps."""
    every = list(verdicts)
    by_status = {status: sum(verdict.status is status for verdict in every) for status in Status}
    lamps = {lamp: sum(verdict.lamp is lamp for verdict in every) for lamp in Lamp}
    return Counts(
        on_track=by_status[Status.ON_TRACK],
        at_risk=by_status[Status.AT_RISK],
        missed=by_status[Status.MISSED],
        lamps=lamps,
    )


def percentages(counts: Sequence[int]) -> tuple[int, ...]:
    """Whole percentages that add up to 100 by the largest remainder; all zero where there is nothing to share."""
    total = sum(counts)
    if total == 0:
        return tuple(0 for _ in counts)
    shares = [number * 100 // total for number in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: (-(counts[place] * 100 % total), place))
    for place in by_remainder[: 100 - sum(shares)]:
        shares[place] += 1
    return tuple(shares)
