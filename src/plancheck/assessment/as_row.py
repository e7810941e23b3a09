"""A target and its verdict as one flat row, for a table of many: names as in `docs/json.md`, days and numbers as such."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plancheck.plan.model import Plan, Target
from plancheck.scoring.marks import Verdict

RowValue = str | float | date | bool | None


def target_row(plan: Plan, target: Target, verdict: Verdict, *, borderline: bool) -> dict[str, RowValue]:
    """What is asked for, what was reported, and how it was judged. None where undefined."""
    row, (latest, value) = verdict.row, verdict.judged_value
    return {
        "id": target.id,
        "plan": plan.id,
        "task": target.task,
        "indicator": target.indicator,
        "kind": str(target.kind),
        "op": str(target.op),
        "value": _number(target.value),
        "up_to": _number(target.up_to),
        "unit": target.unit,
        "by": target.by,
        "issued_value": _number(target.issued.value if target.issued else target.value),
        "issued_by": target.issued.by if target.issued else target.by,
        "wording": str(target.wording),
        "departments": "、".join(plan.department_name(key) for key in target.reported_by),
        "status": str(verdict.status),
        "lamp": str(verdict.lamp),
        "reason": str(verdict.reason),
        "method_edition": float(row.edition),
        "borderline": borderline,
        "judged_by": row.by,
        "latest_period_end": latest.period_end if latest else None,
        "latest_value": _number(value),
        "latest_state": str(latest.state) if latest and latest.state else None,
        "where": str(latest.place) if latest else None,
        "attained": _number(row.attained),
        "expected": _number(row.expected),
        "lag_points": _number(row.lag_points),
        "forecast": _number(row.forecast),
        "p_meet": _number(row.p_meet),
        "low_confidence": row.low_confidence,
        "missed_checkpoints": float(row.missed_checkpoints),
    }


def _number(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)
