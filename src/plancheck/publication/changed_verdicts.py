"""Closed verdicts that turned although no value did: an assessment and what was published in, findings out.

The plan's own words, a threshold or the evidence beside a value was changed after signing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from plancheck.assessment.assess import Assessment
from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan, Target
from plancheck.publication.model import Publication, PublishedRow
from plancheck.publication.record import Record, original_id
from plancheck.publication.upheld import binding_rows
from plancheck.publication.values import is_named
from plancheck.scoring.marks import RowVerdict

#: Findings on values that were changed and do not count: the published ones do.
_KEEPS_PUBLISHED = ("restated-since-published", "restated-above-later")


def changed_verdicts(assessment: Assessment, record: Record) -> list[Finding]:
    """Closed verdicts that were published otherwise although no value changed: the plan, a threshold or a remark did.

    None where a value is only supposed.
    """
    if assessment.what_if:
        return []
    plan = assessment.plan
    found: list[Finding] = []
    for (target_id, by, _), (row, publication) in binding_rows(record.publications).items():
        target = plan.target(target_id)
        if target is None or (by is not None and by > assessment.as_of):
            continue
        now = _same_row(assessment.verdict(target).rows, row)
        if _stands(now, row) or _was_moved(target, row, publication, now):
            continue
        if any(_allows(plan, one, target_id, row, publication) for one in record.restatements):
            continue
        found.append(
            finding(
                "verdict-turned" if now is not None else "closed-row-gone",
                TextPlace(plan.path, target.line or None),
                target=target_id,
                by=row.by,
                published=row.status,
                status=now.status if now is not None else "",
                where=publication.path,
            )
        )
    return found


def said_once(found: Iterable[Finding], in_force: Iterable[Finding]) -> list[Finding]:
    """Findings on reports without those of changed values that what is in force has said already, and says better."""
    in_force = list(in_force)
    said = {item.place for item in in_force}
    published = {str(item.place): dict(item.values)["published"] for item in in_force if item.rule in _KEEPS_PUBLISHED}
    return [
        item
        for item in found
        if not (item.rule == "restated-value" and item.place in said) and not _falls_from_an_edit(item, published)
    ]


def _falls_from_an_edit(item: Finding, published: Mapping[str, str]) -> bool:
    """Whether a value is the edit that does not count, or lower only than it and not than what was published before."""
    values: Mapping[str, str] = dict(item.values)
    if item.rule != "fallen":
        return False
    if str(item.place) in published:
        return True
    if values["where"] not in published:
        return False
    return Decimal(values["value"]) >= Decimal(published[values["where"]])


def _same_row(rows: Iterable[RowVerdict], published: PublishedRow) -> RowVerdict | None:
    return next((row for row in rows if (row.by, row.department) == (published.by, published.department)), None)


def _stands(now: RowVerdict | None, published: PublishedRow) -> bool:
    return now is not None and (not now.closed or str(now.status) == published.status)


def _was_moved(target: Target, row: PublishedRow, publication: Publication, now: RowVerdict | None) -> bool:
    """Whether an amendment that came after signing moved a date still to come: what was done early is signed as closed."""
    return (
        now is None
        and row.by is not None
        and any(one.by is not None and publication.as_of < one.date <= row.by for one in target.amendments)
    )


def _allows(plan: Plan, restatement: Restatement, target_id: str, row: PublishedRow, publication: Publication) -> bool:
    """Whether a restatement lets a row turn. One whose value was published already has had its effect."""
    original = original_id(plan, target_id)
    if original_id(plan, restatement.target) != original or row.by is None or restatement.period_end > row.by:
        return False
    signed = [value for target in publication.targets if target.id == original for value in target.values]
    return not any(value.period_end == restatement.period_end and is_named(restatement, value) for value in signed)
