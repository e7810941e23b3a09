"""Totals that fall: one department's run of values in, those that are not believed out. Pure; each value is looked at once.

Of a falling pair the value is left out that does not lie between the value before and the value after, and both where
that settles nothing. What closed a row, or was approved as it is, is never left out for a later one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from plancheck.observations import Observation

#: What is asked of a single value.
Question = Callable[[Observation], bool]
_ZERO = Decimal(0)


def falling_values(
    run: Sequence[Observation], *, may_fall: Question, stands: Question
) -> Iterator[tuple[Observation, Observation]]:
    """Each value that is left out, with the one that it was found against.

    `run` has one usable value a period, oldest first. `may_fall`: a restatement, with which the run begins anew.
    `stands`: a value that no later one takes out.
    """
    kept: list[Observation] = []
    for number, now in enumerate(run):
        if not kept or _value(now) >= _value(kept[-1]):
            kept.append(now)
            continue
        if may_fall(now):
            kept = [now]
            continue
        before = kept[-1]
        low = _value(kept[-2]) if len(kept) > 1 else None
        high = _value(run[number + 1]) if number + 1 < len(run) else None
        before_fits, now_fits = _fits(before, low, high), _fits(now, low, high)
        settled = before_fits != now_fits
        if not stands(before) and not (settled and before_fits):
            kept.pop()
            yield before, now
        if stands(before) or not (settled and now_fits):
            yield now, before
        else:
            kept.append(now)


def _fits(observation: Observation, low: Decimal | None, high: Decimal | None) -> bool:
    value = _value(observation)
    return (low is None or value >= low) and (high is None or value <= high)


def _value(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else _ZERO
