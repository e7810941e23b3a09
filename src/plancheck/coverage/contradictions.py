"""Values that stand against each other: one target's values in, those that are not believed out, each with its finding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from plancheck.coverage.approval import restatement_keys
from plancheck.coverage.falling import falling_values
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate, Kind, Reporting
from plancheck.scoring.rows import rows_of
from plancheck.scoring.series import COUNTS
from plancheck.scoring.settings import DEFAULTS
from plancheck.text.numbers import plain

_ZERO = Decimal(0)
#: A value that is left out, and why.
UnsoundValue = tuple[Observation, Finding]


def rivals(scope: Scope, target: Target, values: Sequence[Observation]) -> Iterator[UnsoundValue]:
    """Two different values for one period, in workbooks of one year: neither is believed. Only parts of a sum may differ."""
    own_part = target.aggregate is Aggregate.SUM
    questions: dict[object, list[Observation]] = {}
    for observation in values:
        questions.setdefault((observation.year, observation.department if own_part else ""), []).append(observation)
    for answers in questions.values():
        if any(one.value != answers[0].value for one in answers):
            yield from _against_the_first(scope, sorted(answers, key=lambda one: str(one.place)))


def _against_the_first(scope: Scope, answers: Sequence[Observation]) -> Iterator[UnsoundValue]:
    first = answers[0]
    faults = {
        other: scope.on("two-values", other, value=plain(other.value), other=plain(first.value), where=first.place)
        for other in answers
        if other.value != first.value
    }
    told = next(iter(faults.values()))
    for observation in answers:
        yield observation, faults.get(observation, told)


def falls(scope: Scope, target: Target, values: Sequence[Observation]) -> Iterator[UnsoundValue]:
    """A total to date that is lower than before (within the year, for a yearly quota), or higher than after."""
    if target.kind not in COUNTS or target.reports is Reporting.PERIOD:
        return
    # Where a value goes, what an earlier workbook told of its period counts again, and may fall in its turn: a round a workbook.
    remaining = list(values)
    while found := list(_falls_once(scope, target, remaining)):
        yield from found
        gone = {observation for observation, _ in found}
        remaining = [observation for observation in remaining if observation not in gone]


def _falls_once(scope: Scope, target: Target, values: Sequence[Observation]) -> Iterator[UnsoundValue]:
    restating, runs = _restating(values), _runs(target, values)
    closing = _Closing(scope, target, runs)
    alike: dict[tuple[str, date, Decimal | None], list[Observation]] = {}
    for observation in values:
        alike.setdefault(_said(observation), []).append(observation)

    def may_fall(observation: Observation) -> bool:
        # What a later year's workbook says anew of an earlier period is a restatement, whose own rules decide.
        return observation in restating or scope.is_approved(observation)

    def stands(observation: Observation) -> bool:
        return scope.is_approved(observation) or observation in closing

    for run in runs:
        for left_out, against in falling_values(run, may_fall=may_fall, stands=stands):
            # Who said the same of the period says nothing better: else its copy would decide in its place.
            for said in alike[_said(left_out)]:
                yield said, _fallen(scope, target, said, against)


def _said(observation: Observation) -> tuple[str, date, Decimal | None]:
    return observation.department, observation.period_end, observation.value


def falls_below(target: Target, first: Observation, then: Observation) -> bool:
    """Whether a department's value is lower than its earlier one though it adds up from that one on."""
    if target.kind not in COUNTS or target.reports is Reporting.PERIOD or None in (first.value, then.value):
        return False
    one_run = target.kind is Kind.CUMULATIVE or first.period_end.year == then.period_end.year
    return one_run and (then.value or 0) < (first.value or 0)


def _runs(target: Target, values: Sequence[Observation]) -> list[list[Observation]]:
    """What adds up, by department (and year): one value a period, the latest workbook's, from the target's start on."""
    runs: dict[tuple[str, int], dict[date, Observation]] = {}
    for observation in values:
        if observation.period_end >= target.start:
            # A total runs through all years; what is counted by years begins anew with each.
            year = observation.period_end.year if target.kind is not Kind.CUMULATIVE else 0
            run = runs.setdefault((observation.department, year), {})
            before = run.get(observation.period_end)
            if before is None or _precedence(observation) > _precedence(before):
                run[observation.period_end] = observation
    return [list(run.values()) for run in runs.values()]


def _precedence(observation: Observation) -> tuple[int, str]:
    return observation.year, str(observation.place)


def _restating(values: Sequence[Observation]) -> frozenset[Observation]:
    """The values of later years' workbooks for periods that an earlier one had told of."""
    first: dict[tuple[str, date], int] = {}
    later = []
    for observation in values:
        key = (observation.department, observation.period_end)
        if observation.year > first.setdefault(key, observation.year):
            later.append(observation)
    return frozenset(later)


class _Closing:
    """Which values closed a row: a department's first within the period of a row's date. Asked for only where one falls."""

    def __init__(self, scope: Scope, target: Target, runs: Sequence[Sequence[Observation]]) -> None:
        self._scope, self._target, self._runs = scope, target, runs

    @cached_property
    def _values(self) -> frozenset[Observation]:
        plan, target = self._scope.plan, self._target
        rows = {
            (row.by, row.due)
            for other in plan.targets
            if plan.reported_as(other) is target
            for row in rows_of(other, None, DEFAULTS, plan.end)
        }
        spans = sorted(rows)
        closing = []
        for run in self._runs:
            days = [one.period_end for one in run]
            for by, due in spans:
                number = bisect_left(days, by)
                if number < len(run) and days[number] <= due:
                    closing.append(run[number])
        return frozenset(closing)

    def __contains__(self, observation: Observation) -> bool:
        return observation in self._values


def _fallen(scope: Scope, target: Target, left_out: Observation, against: Observation) -> Finding:
    is_later = left_out.period_end > against.period_end
    later = left_out if is_later else against
    side = "before" if is_later else "after"
    other = {"before": "", "before_period": "", "after": "", "after_period": ""}
    other |= {side: plain(against.value), f"{side}_period": against.period_end.isoformat()}
    return scope.on(
        "fallen",
        left_out,
        value=plain(left_out.value),
        **other,
        difference=plain(abs((left_out.value or _ZERO) - (against.value or _ZERO))),
        where=against.place,
        later_period=later.period_end,
        entry=restatement_keys(target, later.department, later),
    )
