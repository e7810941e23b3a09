"""Which of several reports of one value counts: observations in, one a key out.

A key is what a department tells once: target, department, period end, and whether it is the baseline. The later year's
workbook counts, and within a year the less favourable, as in scoring.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from plancheck.observations import Observation, State
from plancheck.plan.model import Restatement, Target
from plancheck.text.numbers import plain

Key = tuple[str, str, date, bool]


def key_of(one: Observation) -> Key:
    return one.target, one.department, one.period_end, one.is_baseline


def one_a_key(target: Target, observations: Iterable[Observation]) -> dict[Key, Observation]:
    """The observation that counts for each key, oldest period first."""
    chosen: dict[Key, Observation] = {}
    for one in sorted(observations, key=lambda one: (one.period_end, one.department, one.is_baseline)):
        known = chosen.get(key_of(one))
        if known is None or _standing(target, one) >= _standing(target, known):
            chosen[key_of(one)] = one
    return chosen


def _standing(target: Target, one: Observation) -> tuple[int, Decimal, int]:
    state = list(State).index(one.state) if one.state is not None else 0
    value = one.value if one.value is not None and not one.value.is_nan() else Decimal(0)
    return one.year, -target.op.direction * value, -state


def says_the_same(one: Observation, other: Observation) -> bool:
    return (one.value, one.state, one.reference) == (other.value, other.state, other.reference)


def is_named(restatement: Restatement, one: Observation) -> bool:
    """Whether a restatement approves the value that was reported."""
    return restatement.names(one.value, one.reference, one.state)


def value_text(one: Observation) -> str:
    """A value as a finding mentions it: the number (against its reference), or the state."""
    if one.state is not None:
        return str(one.state)
    return plain(one.value) + (f" / {plain(one.reference)}" if one.reference is not None else "")
