"""A comparison as JSON: the targets in the shape of `status`, with what the comparison adds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from plancheck.compare.amounts import growth_in
from plancheck.compare.model import Amount, Aspect, ComparedTarget, Comparison, Difference, IndicatorRow, Pairing, Share
from plancheck.compare.spread import Spread, spread_asked, spread_reached
from plancheck.plan.model import Target
from plancheck.plan.target_json import day_json, number_json
from plancheck.scoring.marks import METHOD_EDITION
from plancheck.text.numbers import plain, rounded


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Plans, rows with a place for each plan, and the targets without a counterpart. Numbers are texts, shares numbers."""
    return {
        "format": 1,
        "method_edition": METHOD_EDITION,
        "as_of": max(one.as_of for one in comparison.assessments).isoformat(),
        "mode": "cascade" if comparison.cascade else "equal",
        "plans": [_plan(comparison, place) for place in range(len(comparison.plans))],
        "rows": [_row(comparison, row) for row in comparison.rows],
        "alone": [
            {"plan": plan.id, "targets": [_entry(entry) for entry in entries]}
            for plan, entries in zip(comparison.plans, comparison.alone, strict=True)
            if entries
        ],
    }


def _plan(comparison: Comparison, place: int) -> dict[str, Any]:
    plan = comparison.plans[place]
    role = "equal" if not comparison.cascade else "lower" if place else "upper"
    return {
        "id": plan.id,
        "title": plan.title,
        "role": role,
        "as_of": comparison.assessments[place].as_of.isoformat(),
        "actions": comparison.actions[place],
    }


def _row(comparison: Comparison, row: IndicatorRow) -> dict[str, Any]:
    targets = [
        {**(_entry(entry) if entry is not None else {"plan": comparison.plans[place].id}), **_pairing(row, place)}
        for place, entry in enumerate(row.entries)
        if entry is not None or row.pairings[place] is not None
    ]
    if comparison.cascade:
        whole = {"allocation": _share(row.allocation), "roll_up": _share(row.roll_up)}
    else:
        whole = {"asked": _spread(spread_asked(row)), "reached": _spread(spread_reached(row))}
    return {"key": row.key, "indicator": row.first.target.indicator, "targets": targets, **whole}


def _entry(entry: ComparedTarget) -> dict[str, Any]:
    growth = growth_in(entry.target, entry.verdict.row)
    return {
        "plan": entry.plan.id,
        **entry.assessment.target_dict(entry.target),
        "indicator_id": entry.target.indicator_id or None,
        "parent_target": entry.target.parent_target or None,
        "also": list(entry.also),
        "growth": rounded(growth),
    }


def _pairing(row: IndicatorRow, place: int) -> dict[str, Any]:
    pairing, lower = row.pairings[place], row.entries[place]
    if pairing is None:
        return {}
    shown: dict[str, Any] = {"relation": str(pairing.relation)}
    if lower is not None and place:
        shown["differences"] = [_difference(one, row.first.target, lower.target) for one in pairing.differences]
    return shown | (_shares(pairing) if pairing.amounts else {"share_of_target": None, "share_of_progress": None})


def _difference(difference: Difference, upper: Target, lower: Target) -> dict[str, Any]:
    return {
        "aspect": str(difference.aspect),
        "upper": _aspect(difference.aspect, upper),
        "lower": _aspect(difference.aspect, lower),
        "asks_for_more": difference.more,
    }


def _aspect(aspect: Aspect, target: Target) -> str | None:
    match aspect:
        case Aspect.VALUE:
            return number_json(target.value)
        case Aspect.KIND:
            return str(target.kind)
        case Aspect.DEADLINE:
            return day_json(target.by)
        case Aspect.WORDING:
            return str(target.wording)
        case Aspect.SCOPE:
            return target.indicator


def _shares(pairing: Pairing) -> dict[str, Any]:
    upper, lower = pairing.amounts or (None, None)
    asked = _share(pairing.asked) or {}
    return {
        "share_of_target": {**asked, "upper_in_full": _amount(upper), "lower_in_full": _amount(lower)},
        "share_of_progress": _share(pairing.progress),
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "value": plain(amount.value),
        "unit": amount.unit,
        "years": amount.years,
        "yearly": number_json(amount.yearly),
    }


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "lower": _text(share.lower),
        "upper": _text(share.upper),
        "unit": share.unit,
        "share": rounded(share.share),
        "day": day_json(share.day),
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "unit": spread.unit,
        "day": day_json(spread.day),
        "totals": spread.totals,
        "values": {plan: _text(value) for plan, value in spread.values},
        "difference": _text(spread.difference),
    }


def _text(value: Decimal) -> str:
    return plain(value, 6)
