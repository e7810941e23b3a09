"""Closed verdicts that turned although no value did: an assessment and what was published in, findings out.

The plan's own words, a threshold or the evidence beside a value was changed after signing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.model import Plan, Restatement
from plancheck.publication.model import Publication, PublishedRow
from plancheck.publication.values import is_named
from plancheck.publication.values_in_force import Record, source
from plancheck.scoring.marks import RowVerdict


def changed_verdicts(
    plan: Plan, verdicts: Mapping[str, Sequence[RowVerdict]], record: Record, as_of: date
) -> Iterator[Finding]:
    """Closed verdicts that were published otherwise although no value changed: the plan, a threshold or a remark did."""
    for (target_id, _, department), (row, publication) in _last_closed(record.publications, as_of).items():
        target = plan.target(target_id)
        if target is None:
            continue
        now = next((one for one in verdicts[target_id] if (one.by, one.department) == (row.by, department)), None)
        restated = any(_allows(plan, one, target_id, row, publication) for one in record.restatements)
        if restated or (now is not None and (not now.closed or str(now.status) == row.status)):
            continue
        yield finding(
            "verdict-turned" if now is not None else "closed-row-gone",
            TextPlace(plan.path, target.line or None),
            target=target_id,
            by=row.by,
            published=row.status,
            status=now.status if now is not None else "",
            where=publication.path,
        )


def _allows(plan: Plan, one: Restatement, target_id: str, row: PublishedRow, publication: Publication) -> bool:
    """Whether a restatement lets a row turn. One whose value was published already has had its effect."""
    original = source(plan, target_id)
    if source(plan, one.target) != original or row.by is None or one.period_end > row.by:
        return False
    signed = [told for target in publication.targets if target.id == original for told in target.values]
    return not any(told.period_end == one.period_end and is_named(one, told) for told in signed)


def _last_closed(
    publications: Iterable[Publication], as_of: date
) -> dict[tuple[str, date | None, str], tuple[PublishedRow, Publication]]:
    return {
        (target.id, row.by, row.department): (row, publication)
        for publication in publications
        for target in publication.targets
        for row in target.rows
        if row.closed and (row.by is None or row.by <= as_of)
    }
