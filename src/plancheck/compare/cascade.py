"""An upper plan and those that break it down: assessments in, the upper first; rows by the upper plan's targets out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancheck.assessment.assess import Assessment
from plancheck.compare.amounts import amounts_of
from plancheck.compare.differences import differences
from plancheck.compare.entries import count_actions, entries_of, indicator_of, parent_of
from plancheck.compare.likeness import best_match
from plancheck.compare.model import ComparedTarget, Comparison, IndicatorRow, Pairing, Relation
from plancheck.compare.shares import share_asked, share_done


def compare_cascade(upper: Assessment, lower: Sequence[Assessment]) -> Comparison:
    """Target by target of the upper plan: what each lower one took over, changed or dropped; and what they added."""
    above = entries_of(upper)
    matched = [_match(above, entries_of(one)) for one in lower]
    rows = tuple(_row(entry, [pairs.get(entry.target.id) for pairs, _ in matched]) for entry in above)
    every = (upper, *lower)
    return Comparison(
        assessments=every,
        cascade=True,
        rows=rows,
        alone=((), *(tuple(added) for _, added in matched)),
        actions=tuple(count_actions(assessment) for assessment in every),
    )


def _match(
    above: Sequence[ComparedTarget], below: Sequence[ComparedTarget]
) -> tuple[dict[str, ComparedTarget], list[ComparedTarget]]:
    """Upper target to the lower one, and the lower ones that are left: by `parent_target`, else by `indicator_id`."""
    pairs: dict[str, ComparedTarget] = {}
    rest = []
    for entry in below:
        parent = parent_of(entry, above[0].plan) if above else ""
        if parent and parent not in pairs:
            pairs[parent] = entry
        else:
            rest.append(entry)
    added = []
    for entry in rest:
        indicator = indicator_of(entry)
        shared = [one for one in above if indicator and one.target.id not in pairs and indicator_of(one) == indicator]
        match = best_match(entry, shared)
        if match is not None:
            pairs[match.target.id] = entry
        else:
            added.append(entry)
    return pairs, added


def _row(upper: ComparedTarget, lower: Sequence[ComparedTarget | None]) -> IndicatorRow:
    pairings = tuple(_pairing(upper, entry) for entry in lower)
    counted = [
        (entry, pairing.amounts[1])
        for entry, pairing in zip(lower, pairings, strict=True)
        if entry is not None and pairing.amounts is not None
    ]
    row = IndicatorRow(upper.target.id, (upper, *lower), (None, *pairings))
    whole = next((pairing.amounts[0] for pairing in pairings if pairing.amounts), None)
    if whole is None:
        return row
    return replace(
        row,
        allocation=share_asked(whole, [amount for _, amount in counted]),
        roll_up=share_done(upper, [entry for entry, _ in counted]),
    )


def _pairing(upper: ComparedTarget, lower: ComparedTarget | None) -> Pairing:
    if lower is None:
        return Pairing(Relation.DROPPED)
    found = differences(upper.target, lower.target)
    pairing = Pairing(Relation.CHANGED if found else Relation.TAKEN_OVER, found)
    amounts = amounts_of(upper.target, lower.target)
    if amounts is None:
        return pairing
    whole, own = amounts
    return replace(pairing, amounts=amounts, asked=share_asked(whole, [own]), progress=share_done(upper, [lower]))
