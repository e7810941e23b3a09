"""What if it had been reported: in, a target and a value for a day; out, observations that stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.findings import TextPlace
from plancheck.observations import Observation, State
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate

#: Where supposed values come from, in the place of a cell.
PLACE = TextPlace("--what-if")
Answer = Decimal | State


@dataclass(frozen=True, slots=True)
class Supposition:
    """A value (or a state) of one target, as if it had been reported for a day."""

    target: str
    answer: Answer
    day: date


def suppose(target: Target, reported: Sequence[Observation], answer: Answer, day: date) -> list[Observation]:
    """The observations that a supposed answer stands for: one from each department that reports the target.

    Parts that are added up are the whole and nothing more. What is compared with a reference keeps the last one reported.
    `reported` are the target's own observations.
    """
    state = answer if isinstance(answer, State) else None
    value = None if isinstance(answer, State) else answer
    added_up = target.aggregate is Aggregate.SUM
    return [
        Observation(
            target=target.id,
            department=department,
            period_end=day,
            place=PLACE,
            year=day.year,
            # The first department stands for the whole, the others add nothing to it.
            value=Decimal(0) if added_up and number and value is not None else value,
            state=state,
            reference=_last_reference(reported, day),
        )
        for number, department in enumerate(target.reported_by)
    ]


def _last_reference(reported: Sequence[Observation], day: date) -> Decimal | None:
    known = [one for one in reported if one.reference is not None and one.period_end <= day]
    return max(known, key=lambda one: (one.period_end, one.year)).reference if known else None
