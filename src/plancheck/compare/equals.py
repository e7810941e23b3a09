"""Plans of equal rank: assessments in; a row for each indicator that at least two of them share, out.

Targets are paired by `indicator_id`, and by `parent_target` where the plans break down the same upper plan. A plan may
have several targets of one indicator (30万辆 by 2025, 45% more by 2027): like stands beside like.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancheck.assessment.assess import Assessment
from plancheck.compare.entries import count_actions, entries_of, indicator_of
from plancheck.compare.likeness import likeness
from plancheck.compare.model import ComparedTarget, Comparison, IndicatorRow, Pairing, Relation


def compare_equals(assessments: Sequence[Assessment]) -> Comparison:
    """Shared indicators side by side, in the first plan's order."""
    listed = [entries_of(one) for one in assessments]
    keys = _shared_keys(listed)
    rows: list[IndicatorRow] = []
    for key in dict.fromkeys(name for name in keys.values() if name):
        members = [[entry for entry in entries if keys[_name(entry)] == key] for entries in listed]
        rows += [_row(key, places) for places in _side_by_side(members)]
    alone = tuple(tuple(entry for entry in entries if not keys[_name(entry)]) for entries in listed)
    return Comparison(
        assessments=tuple(assessments),
        cascade=False,
        rows=tuple(rows),
        alone=alone,
        actions=tuple(count_actions(assessment) for assessment in assessments),
    )


def _name(entry: ComparedTarget) -> tuple[str, str]:
    return entry.plan.id, entry.target.id


def _shared_keys(listed: Sequence[Sequence[ComparedTarget]]) -> dict[tuple[str, str], str]:
    """The key of every target: of its indicator, else of the upper target it breaks down; empty where no plan shares it."""
    by_parent: dict[str, str] = {}
    keys: dict[tuple[str, str], str] = {}
    for entry in (entry for entries in listed for entry in entries):
        parent = f"{entry.plan.parent}/{entry.target.parent_target}" if entry.target.parent_target else ""
        key = indicator_of(entry) or by_parent.get(parent, "") or parent
        if parent:
            key = by_parent.setdefault(parent, key)
        keys[_name(entry)] = key
    owners: dict[str, set[str]] = {}
    for (plan, _), key in keys.items():
        owners.setdefault(key, set()).add(plan)
    return {name: key if len(owners[key]) > 1 else "" for name, key in keys.items()}


def _side_by_side(members: Sequence[Sequence[ComparedTarget]]) -> Iterable[list[ComparedTarget | None]]:
    """Rows with at most one target a plan; the most alike come together first."""
    rows: list[list[ComparedTarget | None]] = []
    for number, entries in enumerate(members):
        # Every entry of this plan beside every row of the plans before it: the best pair is joined first, and both of
        # it are taken. Of pairs equally alike the sort keeps the order of the plans.
        pairs = [(row, entry) for row in rows for entry in entries]
        pairs.sort(key=lambda pair: likeness(_first(pair[0]), pair[1]), reverse=True)
        placed: list[ComparedTarget] = []
        for row, entry in pairs:
            if row[number] is None and entry not in placed:
                row[number] = entry
                placed.append(entry)
        rows += [_row_of_its_own(entry, number, len(members)) for entry in entries if entry not in placed]
    return rows


def _row_of_its_own(entry: ComparedTarget, number: int, plans: int) -> list[ComparedTarget | None]:
    row: list[ComparedTarget | None] = [None] * plans
    row[number] = entry
    return row


def _first(row: Sequence[ComparedTarget | None]) -> ComparedTarget:
    return next(entry for entry in row if entry is not None)


def _row(key: str, places: Sequence[ComparedTarget | None]) -> IndicatorRow:
    shared = Pairing(Relation.SHARED)
    return IndicatorRow(key, tuple(places), tuple(shared if entry is not None else None for entry in places))
