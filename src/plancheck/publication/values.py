"""Which of several reports of one value counts: observations in, one a key out.

The later year's workbook counts, and within a year the less favourable, as in scoring.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from plancheck.observations import Observation, State
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Target
from plancheck.text.numbers import plain


class Key(NamedTuple):
    """What a department reports once, and may report again: a target's value for a period, or its baseline."""

    target: str
    department: str
    period_end: date
    is_baseline: bool


def key_of(observation: Observation) -> Key:
    return Key(observation.target, observation.department, observation.period_end, observation.is_baseline)


def one_a_key(target: Target, observations: Iterable[Observation]) -> dict[Key, Observation]:
    """The observation that counts for each key, oldest period first."""
    chosen: dict[Key, Observation] = {}
    for new in sorted(observations, key=lambda one: (one.period_end, one.department, one.is_baseline)):
        known = chosen.get(key_of(new))
        if known is None or _precedence(target, new) >= _precedence(target, known):
            chosen[key_of(new)] = new
    return chosen


def _precedence(target: Target, observation: Observation) -> tuple[int, Decimal, int]:
    state = list(State).index(observation.state) if observation.state is not None else 0
    value = observation.value if observation.value is not None and not observation.value.is_nan() else Decimal(0)
    return observation.year, -target.op.direction * value, -state


def says_the_same(observation: Observation, other: Observation) -> bool:
    return (observation.value, observation.state, observation.reference) == (other.value, other.state, other.reference)


def is_named(restatement: Restatement, observation: Observation) -> bool:
    """Whether a restatement approves the value that was reported."""
    return restatement.names(observation.value, observation.reference, observation.state)


def value_text(observation: Observation) -> str:
    """A value as a finding mentions it: the number (against its reference), or the state."""
    if observation.state is not None:
        return str(observation.state)
    against = f" / {plain(observation.reference)}" if observation.reference is not None else ""
    return plain(observation.value) + against
