"""A target as JSON: the keys that every machine-readable output shares, under the same names in every language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plancheck.plan.amendments.terms import Terms
from plancheck.plan.vocabulary import AS_LAST_YEAR, Kind
from plancheck.text.numbers import plain

if TYPE_CHECKING:
    from plancheck.plan.amendments.terms import Amendment
    from plancheck.plan.model import Checkpoint, Plan, Target


def target_json(plan: Plan, target: Target) -> dict[str, Any]:
    """What identifies a target and what it asks for. Numbers are texts, so that no reader rounds them."""
    task = plan.task_of(target)
    return {
        "id": target.id,
        "task": target.task,
        "indicator": target.indicator,
        "kind": str(target.kind),
        "op": str(target.op),
        "value": number_json(target.value),
        "up_to": number_json(target.up_to),
        "unit": target.unit or None,
        "change_in": str(target.change) if target.kind is Kind.GROWTH else None,
        "by": day_json(target.by),
        "as_issued": _terms(target.issued or Terms(target.value, target.by, target.figure))
        if target.amendments
        else None,
        "amendments": [_amendment(one, number < target.amended) for number, one in enumerate(target.amendments)],
        "wording": str(target.wording),
        "departments": [plan.department_name(key) for key in dict.fromkeys((*task.lead, *task.support))],
    }


def target_details_json(plan: Plan, target: Target) -> dict[str, Any]:
    """The rest of what the plan says about a target: where it stands, how it is reported, how it relates to others."""
    return {
        "locator": target.locator,
        "also_at": list(target.also_at),
        "figure": target.figure or None,
        "baseline": baseline_json(target),
        "start": day_json(target.start),
        "checkpoints": [_point(point) for point in target.checkpoints],
        "path": AS_LAST_YEAR
        if target.path_as_last_year
        else [{"by": day_json(point.by), "value": number_json(point.value)} for point in target.path],
        "about": number_json(target.about),
        "basically": number_json(target.basically),
        "whole": target.whole,
        "than": target.than or None,
        "limits": [number_json(limit) for limit in target.limits] if target.limits else None,
        "reporting": str(target.reporting),
        "report_lag_days": target.report_lag_days,
        "reports": str(target.reports),
        "reported_by": [plan.department_name(key) for key in target.reported_by],
        "aggregate": str(target.aggregate),
        "same_as": target.same_as or None,
        "part_of": target.part_of or None,
        "parent_target": target.parent_target or None,
        "indicator_id": target.indicator_id or None,
        "note": target.note or None,
    }


def baseline_json(target: Target) -> dict[str, Any] | None:
    """The plan's own baseline, whatever a verdict was reckoned from."""
    baseline = target.baseline
    return {"date": day_json(baseline.date), "value": number_json(baseline.value)} if baseline else None


def number_json(value: Decimal | None) -> str | None:
    """650 is "650", 7.80 is "7.8"."""
    return None if value is None else plain(value)


def day_json(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _amendment(amendment: Amendment, in_force: bool) -> dict[str, Any]:
    """What a later document changes; null what it leaves."""
    return {
        "document": amendment.document,
        "date": day_json(amendment.date),
        "value": number_json(amendment.value),
        "by": day_json(amendment.by),
        "figure": amendment.figure or None,
        "locator": amendment.locator or None,
        "in_force": in_force,
    }


def _terms(terms: Terms) -> dict[str, Any]:
    return {"value": number_json(terms.value), "by": day_json(terms.by), "figure": terms.figure or None}


def _point(point: Checkpoint) -> dict[str, Any]:
    return {
        "by": day_json(point.by),
        "value": number_json(point.value),
        "figure": point.figure or None,
        "locator": point.locator or None,
    }
