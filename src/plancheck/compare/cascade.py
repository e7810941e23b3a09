"""An upper plan and those that break it down: assessments in, the upper first; rows by the upper plan's targets out."""

from __future__ import annotations

from collections.abc import Sequence

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
    alone = ((), *(tuple(added) for _, added in matched))
    return Comparison(every, True, rows, alone, tuple(count_actions(one) for one in every))


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
        shared = [one for one in above if one.target.id not in pairs and indicator_of(one) == indicator_of(entry) != ""]
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
    allocation = share_asked(whole, [amount for _, amount in counted])
    return IndicatorRow(
        row.key, row.entries, row.pairings, allocation, share_done(upper, [entry for entry, _ in counted])
    )


def _pairing(upper: ComparedTarget, lower: ComparedTarget | None) -> Pairing:
    if lower is None:
        return Pairing(Relation.DROPPED)
    found = differences(upper.target, lower.target)
    relation = Relation.CHANGED if found else Relation.TAKEN_OVER
    both = amounts_of(upper.target, lower.target)
    if both is None:
        return Pairing(relation, found)
    return Pairing(relation, found, both, share_asked(both[0], both[1:]), share_done(upper, [lower]))
