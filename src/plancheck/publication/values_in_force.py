"""Which values are in force: what was reported, what was published and what was restated in; accepted values out.

A verdict that is closed turns only with a `[[restatement]]`. So where a past value changed under a closed row, the
value that was published stays in force, or the one first reported where nothing was published; the new value counts as
soon as a restatement names that value and who approved it. Under an open row the new value counts at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from plancheck.coverage.scope import Scope
from plancheck.coverage.unsound import unsound_values
from plancheck.findings import Finding
from plancheck.observations import Observation, Reports
from plancheck.plan.model import Plan
from plancheck.publication.first_values import first_values
from plancheck.publication.model import Publication, PublishedRow
from plancheck.publication.record import Record, original_id
from plancheck.publication.value_history import ValueHistory
from plancheck.publication.values import Key, key_of
from plancheck.scoring.marks import RowVerdict
from plancheck.scoring.settings import Settings
from plancheck.scoring.verdict import judge


@dataclass(frozen=True, slots=True)
class ValuesInForce:
    """The values that verdicts are made of, and what changed."""

    reports: Reports
    findings: tuple[Finding, ...] = ()


def find_values_in_force(
    plan: Plan, reports: Reports, record: Record, as_of: date, settings: Settings
) -> ValuesInForce:
    """The reports with the values in force on a day. What a later year's workbook says is passed on untouched."""
    published = _last_published(record.publications, as_of)
    closed_rows = _closed_rows(plan, record.publications)
    reported: dict[Key, list[Observation]] = {}
    for observation in reports.observations:
        reported.setdefault(key_of(observation), []).append(observation)
    kept: list[Observation] = []
    found: list[Finding] = []
    for key in dict.fromkeys([*reported, *published]):
        target = plan.target(key.target)
        if target is None:
            kept += reported.get(key, ())
            continue
        history = ValueHistory(
            plan=plan,
            target=target,
            key=key,
            reported=reported.get(key, []),
            approvals=record.approvals(plan, key),
            as_of=as_of,
        )
        if key in published:
            frozen = _rests_on(closed_rows.get(key.target, ()), key)
            values, faults = history.against_published(published[key], reports.observations, frozen=frozen)
        else:
            values, faults = history.between_years(partial(_was_closed, history, reports, settings))
        kept += values
        found += faults
    found += first_values(plan, reports.observations, record.publications, as_of)
    return ValuesInForce(replace(reports, observations=tuple(kept)), tuple(found))


def _last_published(publications: Iterable[Publication], as_of: date) -> dict[Key, Observation]:
    """The value that was published last for each key; one out of a later year's workbook was not known on the day."""
    return {
        key_of(value): value
        for publication in publications
        for target in publication.targets
        for value in target.values
        if value.year <= as_of.year
    }


def _closed_rows(plan: Plan, publications: Iterable[Publication]) -> Mapping[str, list[PublishedRow]]:
    """The rows that were published as closed, by the target under which their values are reported."""
    rows: dict[str, list[PublishedRow]] = {}
    for publication in publications:
        for target in publication.targets:
            closed = [row for row in target.rows if row.closed]
            rows.setdefault(original_id(plan, target.id), []).extend(closed)
    return rows


def _was_closed(history: ValueHistory, reports: Reports, settings: Settings, year: int) -> bool:
    """Whether what had been reported before a year closed a row that a value rests under, of any target it counts for."""
    plan, original = history.plan, history.target
    told = [one for one in reports.observations if one.target == original.id and one.year < year]
    remarks = [one for one in reports.remarks if one.target == original.id and one.year < year]
    last = max((one.period_end for one in told), default=history.as_of)
    known = replace(reports, observations=tuple(told), remarks=tuple(remarks))
    unsound = unsound_values(Scope.of_values(plan, known, last))
    earlier = [one for one in told if one not in unsound]
    rows = [
        row
        for target in plan.targets
        if plan.reported_as(target) is original
        for row in judge(plan.judged_as(target), earlier, remarks, last, settings, plan.end).rows
    ]
    return _rests_on([row for row in rows if row.closed], history.key)


def _rests_on(closed: Iterable[PublishedRow | RowVerdict], key: Key) -> bool:
    """Whether a closed row rests on a value: one of its department, up to its date, or the baseline."""
    return any(
        row.department in ("", key.department)
        and (key.is_baseline or (row.by is not None and key.period_end <= row.by))
        for row in closed
    )
