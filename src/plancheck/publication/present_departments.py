"""A publication from before a department was renamed or merged, under the keys that departments have now.

A plan and a `Publication` in, the same with present keys out: what was published binds the department that has its past.
The key of a department that is gone is found by `formerly`; where that names no key, by the file that it sent, which bears
its name. Of departments that were merged the parts of a sum are added up, of states the less favourable one stands, as in
what was reported (`submissions/former_parts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from plancheck.observations import Observation
from plancheck.plan.departments import find_department
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication, PublishedRow, PublishedTarget
from plancheck.scoring.marks import Status
from plancheck.submissions.former_parts import Told, join_parts


def under_present_keys(plan: Plan, publication: Publication) -> Publication:
    """The publication as the plan's departments are called now; the same where all of them are as they were."""
    present = _present_keys(plan, publication)
    if not present:
        return publication
    merged = {key for key in present.values() if [*present.values(), *_kept_keys(publication, present)].count(key) > 1}
    return replace(
        publication,
        files=tuple(
            replace(file, departments=tuple(dict.fromkeys(present.get(key, key) for key in file.departments)))
            for file in publication.files
        ),
        targets=tuple(_target(plan, target, present, merged) for target in publication.targets),
    )


def _present_keys(plan: Plan, publication: Publication) -> dict[str, str]:
    """The key of now for each key of then that no department has any more."""
    found: dict[str, str] = {}
    for key in dict.fromkeys(_keys(publication)):
        if key in plan.departments:
            continue
        names = (PurePosixPath(file.path).stem for file in publication.files if file.departments == (key,))
        meant = next((one for name in (key, *names) if (one := find_department(plan.departments, name))), None)
        if meant is not None:
            found[key] = meant.key
    return found


def _keys(publication: Publication) -> Iterable[str]:
    for file in publication.files:
        yield from file.departments
    for target in publication.targets:
        yield from (row.department for row in target.rows if row.department)
        yield from (value.department for value in target.values)


def _kept_keys(publication: Publication, present: Mapping[str, str]) -> set[str]:
    return {key for key in _keys(publication) if key not in present}


def _target(plan: Plan, target: PublishedTarget, present: Mapping[str, str], merged: set[str]) -> PublishedTarget:
    rows: dict[object, PublishedRow] = {}
    for number, row in enumerate(target.rows):
        now = replace(row, department=present.get(row.department, row.department))
        key = (now.by, now.department) if now.department in merged else number
        if key not in rows or _favour(now) < _favour(rows[key]):
            rows[key] = now
    return replace(target, rows=tuple(rows.values()), values=_values(plan, target.values, present, merged))


def _favour(row: PublishedRow) -> int:
    """The least favourable of two rows stands; a status of a later edition is as good as any."""
    order = [str(status) for status in (Status.MISSED, Status.AT_RISK, Status.ON_TRACK)]
    return order.index(row.status) if row.status in order else len(order)


def _values(
    plan: Plan, values: Iterable[Observation], present: Mapping[str, str], merged: set[str]
) -> tuple[Observation, ...]:
    told = []
    for value in values:
        key = present.get(value.department, value.department)
        told.append(Told(replace(value, department=key), value.department if key in merged else ""))
    return join_parts(plan, told).observations
