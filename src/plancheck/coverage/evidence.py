"""Is there evidence beside what changed and what is said to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation, State
from plancheck.plan.model import Target

_Row = tuple[str, int]


def missing_evidence(scope: Scope) -> Iterator[Finding]:
    """A value that is not the one of the year before, and no document or source beside it."""
    for target, observations in scope.numeric():
        latest: dict[str, Observation] = {}
        for (department, year), row in _rows(observations):
            before, last = latest.get(department), row[-1]
            if (before is None or before.value != last.value) and not _has_evidence(scope, target, department, year):
                yield _beside(scope, "missing-evidence", last)
            latest[department] = last


def done_without_evidence(scope: Scope) -> Iterator[Finding]:
    """A state "done" that nothing proves, in its own year or before."""
    for target in scope.plan.targets:
        if target.kind.is_numeric:
            continue
        done = [one for one in scope.of(target) if one.state is State.DONE]
        for (department, year), row in _rows(done):
            if not _has_evidence(scope, target, department, year):
                yield _beside(scope, "done-without-evidence", row[-1])


def _rows(observations: list[Observation]) -> Iterator[tuple[_Row, list[Observation]]]:
    """What each department reported of a target in each year's workbook, oldest first."""
    answers = [one for one in observations if not one.is_baseline and (one.value is not None or one.state is not None)]
    answers.sort(key=lambda one: (one.year, one.department, one.period_end))
    for (year, department), row in groupby(answers, key=lambda one: (one.year, one.department)):
        yield (department, year), list(row)


def _has_evidence(scope: Scope, target: Target, department: str, year: int) -> bool:
    return (target.id, department, year) in scope.proven


def _beside(scope: Scope, rule: str, observation: Observation) -> Finding:
    """On the empty cell of the row; it says the same of every row, so that a column of them is one finding."""
    place = scope.beside(observation, "evidence") or observation.place
    return replace(scope.on(rule, replace(observation, place=place)), values=(("year", str(observation.year)),))
