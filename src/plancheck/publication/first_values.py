"""What a year was published without and a later year's workbook gives: a record and values in, findings out.

Nothing turns that was signed: the row was published as without data. The value counts from the year that it came in, and
is named once, because the publication and what is judged now differ from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plancheck.findings import Finding, finding
from plancheck.observations import Observation
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication, PublishedRow
from plancheck.publication.record import original_id
from plancheck.publication.values import Key, key_of, value_text
from plancheck.scoring.marks import Reason


def first_values(
    plan: Plan, observations: Iterable[Observation], publications: Sequence[Publication], as_of: date
) -> Iterator[Finding]:
    """A value for a row that a year was published without data for, out of a later year's workbook."""
    without = [(publication, rows) for publication in publications if (rows := _without_data(plan, publication))]
    if not without:
        return
    signed = {key_of(value) for one in publications for target in one.targets for value in target.values}
    first: dict[Key, Observation] = {}
    for observation in sorted(observations, key=lambda one: one.year):
        first.setdefault(key_of(observation), observation)
    for key, observation in first.items():
        if key.is_baseline or key in signed or observation.year > as_of.year:
            continue
        for publication, rows in without:
            if observation.year > publication.year and _waited(rows.get(key.target, ()), publication, key):
                yield finding(
                    "reported-since-published",
                    observation.place,
                    target=observation.target,
                    department=plan.department_name(observation.department),
                    period=observation.period_end,
                    value=value_text(observation),
                    year=publication.year,
                    where=publication.path,
                )


def _without_data(plan: Plan, publication: Publication) -> dict[str, list[PublishedRow]]:
    """The rows due in the year that were published without data, by the target under which they are reported."""
    rows: dict[str, list[PublishedRow]] = {}
    for target in publication.targets:
        for row in target.rows:
            if row.reason == Reason.NO_DATA and row.by is not None and row.by.year == publication.year:
                rows.setdefault(original_id(plan, target.id), []).append(row)
    return rows


def _waited(rows: Iterable[PublishedRow], publication: Publication, key: Key) -> bool:
    own = any(row.department in ("", key.department) for row in rows)
    return own and key.period_end.year == publication.year
