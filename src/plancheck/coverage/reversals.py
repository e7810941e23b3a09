"""What goes back: more remains than before or than there ever was, what was done is not done. Hints, not proofs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation, State
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.text.numbers import plain


def rising_remainders(scope: Scope) -> Iterator[Finding]:
    """What remains of a phase-out is more than before, or more than its baseline: mostly what is done was entered."""
    for target, observations in scope.numeric():
        if not _tells_what_remains(target):
            continue
        for run in _by_department(observations):
            yield from _risen(scope, target, run)


def _tells_what_remains(target: Target) -> bool:
    return target.kind is Kind.PHASE_OUT and target.op.direction < 0 and target.reports is Reporting.TO_DATE


def _risen(scope: Scope, target: Target, run: Sequence[Observation]) -> Iterator[Finding]:
    base = target.baseline.value if target.baseline else None
    told = [one.value for one in run if one.is_baseline and one.value is not None]
    base = told[-1] if base is None and told else base
    before: Observation | None = None
    for now in run:
        if now.is_baseline or now.value is None:
            continue
        shown = {"value": plain(now.value), "unit": target.unit}
        if not scope.is_approved(now):
            if base is not None and now.value > base:
                yield scope.on("remainder-above-base", now, **shown, base=plain(base), over=plain(now.value - base))
            elif before is not None and before.value is not None and now.value > before.value:
                yield scope.on(
                    "remainder-rises",
                    now,
                    **shown,
                    before=plain(before.value),
                    before_period=before.period_end,
                    difference=plain(now.value - before.value),
                    base=plain(base),
                    remainder="" if base is None else plain(base - now.value),
                    where=before.place,
                )
        before = now


def undone_states(scope: Scope) -> Iterator[Finding]:
    """A state that goes back from done: an action's within a year, a milestone's for good."""
    for target in scope.plan.targets:
        if target.kind.is_numeric:
            continue
        for run in _by_department(scope.of(target)):
            done: Observation | None = None
            for now in run:
                if now.state is State.DONE:
                    done = now
                elif now.state is not None and done is not None and _is_of_one(target, done, now):
                    yield scope.on("undone-state", now, done_period=done.period_end, where=done.place)
                    done = None


def _is_of_one(target: Target, done: Observation, now: Observation) -> bool:
    return target.kind is Kind.MILESTONE or done.period_end.year == now.period_end.year


def _by_department(observations: Sequence[Observation]) -> Iterator[list[Observation]]:
    """One value a period, the latest workbook's, oldest first; baselines among them."""
    runs: dict[str, dict[tuple[date, bool], Observation]] = {}
    for observation in observations:
        runs.setdefault(observation.department, {})[observation.period_end, observation.is_baseline] = observation
    for run in runs.values():
        yield sorted(run.values(), key=lambda one: one.period_end)
