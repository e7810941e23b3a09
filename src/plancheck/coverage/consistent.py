"""Do the reported values agree: with each other, and shares with their wholes."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, finding
from plancheck.observations import Observation
from plancheck.text.numbers import plain


def restated_values(scope: Scope) -> Iterator[Finding]:
    """A past value, or a baseline, that a later year's workbook gives differently and nobody has allowed to change."""
    allowed = {
        (restatement.target, restatement.period_end, restatement.value)
        for restatement in (*scope.plan.restatements, *scope.restatements)
        if restatement.plan in ("", scope.plan.id)
    }
    for _, observations in scope.numeric():
        before: dict[object, Observation] = {}
        for observation in observations:
            key = (observation.department, observation.period_end, observation.is_baseline)
            first = before.setdefault(key, observation)
            approved = (observation.target, observation.period_end, observation.value) in allowed
            if first.year < observation.year and first.value != observation.value and not approved:
                yield scope.on(
                    "restated-value",
                    observation,
                    year=observation.year,
                    value=plain(observation.value),
                    before=plain(first.value),
                    before_year=first.year,
                    where=first.place,
                )
            before[key] = observation


def other_baselines(scope: Scope) -> Iterator[Finding]:
    """A reported baseline that is not the plan's."""
    for target, observations in scope.numeric():
        known = target.baseline.value if target.baseline else None
        for observation in observations:
            if known is not None and observation.is_baseline and observation.value not in (None, known):
                yield scope.on("other-baseline", observation, value=plain(observation.value), expected=plain(known))


def shares_above_wholes(scope: Scope) -> Iterator[Finding]:
    """A 其中 that is more than what it is a share of, in one period."""
    values: dict[tuple[str, object], Observation] = {}
    for target, observations in scope.numeric():
        for observation in observations:
            if not observation.is_baseline:
                values[target.id, observation.period_end] = observation
    for target, observations in scope.numeric():
        if not target.part_of:
            continue
        for observation in observations:
            whole = values.get((target.part_of, observation.period_end))
            if whole is not None and _is_above(observation, whole):
                yield finding(
                    "share-above-whole",
                    observation.place,
                    target=target.id,
                    department=scope.plan.department_name(observation.department),
                    period=observation.period_end,
                    value=plain(observation.value),
                    whole=target.part_of,
                    whole_value=plain(whole.value),
                    where=whole.place,
                )


def _is_above(observation: Observation, other: Observation) -> bool:
    return observation.value is not None and other.value is not None and observation.value > other.value
