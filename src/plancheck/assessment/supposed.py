"""What is only supposed: in, observations that nobody reported; out, what stands beside them, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from plancheck.observations import Observation, Remark
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Aggregate
from plancheck.text.numbers import plain


def refuse_no_numbers(observations: Sequence[Observation]) -> None:
    """Raise ValueError for what cannot be judged by: a program made it, for no department writes such a number."""
    for observation in observations:
        for number in (observation.value, observation.reference):
            if number is not None and not number.is_finite():
                raise ValueError(f"{observation.target} {observation.period_end}: {number} is no number to judge by")


def evidence_of(done: Observation) -> Remark:
    """What is supposed to be done is supposed to be proven."""
    return Remark(done.target, done.department, done.year, done.place, evidence=str(done.place))


def names_of(plan: Plan, supposed: Sequence[Observation]) -> tuple[str, ...]:
    """What was supposed, as it was asked for: parts that are added up as their sum."""
    totals: dict[tuple[str, date], str] = {}
    sums: dict[tuple[str, date], Decimal] = {}
    for observation in supposed:
        key = (observation.target, observation.period_end)
        target = plan.target(observation.target)
        added_up = target is not None and target.aggregate is Aggregate.SUM
        before = sums.get(key, Decimal(0)) if added_up else Decimal(0)
        sums[key] = before + (observation.value or 0)
        totals[key] = str(observation.state) if observation.state else plain(sums[key])
    return tuple(f"{target}={total}@{day}" for (target, day), total in totals.items())
