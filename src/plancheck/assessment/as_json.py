"""Verdicts as the stable JSON of `docs/json.md`; every other form uses the same names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plancheck.assessment.counts import count_apart
from plancheck.observations import Observation
from plancheck.plan.model import Plan, Target
from plancheck.plan.target_json import baseline_json, day_json, number_json, target_json
from plancheck.scoring.marks import RowVerdict, Verdict
from plancheck.scoring.outlook.forecast import likelihood
from plancheck.scoring.rollup import Counts, count
from plancheck.scoring.settings import Settings
from plancheck.sensitivity.trials import Sensitivity
from plancheck.text.numbers import plain, rounded


def plan_json(plan: Plan, settings: Settings, verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    """A plan with its counts and the thresholds in force; its targets come beside it."""
    counts = count(verdicts.values())
    measurable, actions = count_apart(plan, verdicts)
    return {
        "id": plan.id,
        "title": plan.title,
        "document": plan.document or None,
        "counts": _counts_json(counts),
        "counts_measurable": _counts_json(measurable),
        "counts_actions": _counts_json(actions),
        "fell_short": sum(verdict.missed_rows > 0 for verdict in verdicts.values()),
        "lamps": {str(lamp): number for lamp, number in counts.lamps.items()},
        "settings": dict(settings.listed()),
    }


def _counts_json(counts: Counts) -> dict[str, int]:
    return {"on-track": counts.on_track, "at-risk": counts.at_risk, "missed": counts.missed}


def verdict_json(plan: Plan, target: Target, verdict: Verdict, sensitivity: Sensitivity) -> dict[str, Any]:
    """A target with the verdict on it, and what would become of that under other rules."""
    row = verdict.row
    return {
        **target_json(plan, target),
        "status": str(row.status),
        "lamp": str(row.lamp),
        "reason": str(row.reason),
        "method_edition": row.edition,
        "judged_by": day_json(row.by),
        "latest": latest_json(verdict),
        **quantities_json(row),
        "interval": interval_json(row),
        "likelihood": None if row.p_meet is None else str(likelihood(row.p_meet)),
        "baseline": baseline_json(target),
        "from_value": number_json(row.baseline),
        "from_date": day_json(row.start),
        "asked": {"value": number_json(target.value), "figure": target.figure or None},
        "needed": None if row.needed is None else plain(row.needed, 4),
        "low_confidence": row.low_confidence,
        "by_outlook": row.by_outlook,
        "provisional_baseline": row.provisional_baseline,
        "missed_checkpoints": row.missed_checkpoints,
        "missed_rows": verdict.missed_rows,
        "silent_rows": verdict.silent_rows,
        "short_periods": row.short_periods,
        "met_on": day_json(row.met_on),
        "met_years": verdict.met_years,
        "closed_years": verdict.closed_years,
        "frozen": None
        if row.frozen is None
        else {"status": str(row.frozen.status), "lamp": str(row.frozen.lamp), "reason": str(row.frozen.reason)},
        "sensitivity": sensitivity_json(sensitivity),
        "hypothetical": verdict.what_if,
        "checkpoints": [row_json(plan, one) for one in verdict.rows],
    }


def sensitivity_json(sensitivity: Sensitivity) -> dict[str, Any] | None:
    """The verdict under every small change of the rules; null where none can be tried."""
    if not sensitivity.trials:
        return None
    return {
        "borderline": sensitivity.borderline,
        "trials": [
            {
                "change": trial.change.name,
                "from": plain(trial.change.was, 4),
                "to": plain(trial.change.tried, 4),
                "status": str(trial.status),
                "lamp": str(trial.lamp),
                "reason": str(trial.reason),
            }
            for trial in sensitivity.trials
        ],
    }


def quantities_json(row: RowVerdict) -> dict[str, Any]:
    """The numbers of `docs/scoring.md`, rounded for reading to four places; null where undefined."""
    names = (
        "attained",
        "expected",
        "lag_points",
        "spi",
        "required_rate",
        "recent_rate",
        "recent_coverage",
        "forecast",
        "forecast_share",
        "p_meet",
        "burn",
    )
    return {name: rounded(getattr(row, name)) for name in names}


def row_json(plan: Plan, row: RowVerdict) -> dict[str, Any]:
    return {
        "by": day_json(row.by),
        "value": number_json(row.value),
        "status": str(row.status),
        "lamp": str(row.lamp),
        "reason": str(row.reason),
        "closed": row.closed,
        "method_edition": row.edition,
        "forecast": rounded(row.forecast),
        "p_meet": rounded(row.p_meet),
        "interval": interval_json(row),
        **({"department": plan.department_name(row.department)} if row.department else {}),
    }


def interval_json(row: RowVerdict) -> list[float | None] | None:
    """Low and high end of the forecast; null where the series is too young for them."""
    return None if row.interval is None else [rounded(end) for end in row.interval]


def latest_json(verdict: Verdict) -> dict[str, Any] | None:
    """What was judged: increments added up to date, parts to their sum; the cell is the last one that went into it."""
    latest, value = verdict.judged_value
    return None if latest is None else {**observation_json(latest), "value": number_json(value)}


def observation_json(observation: Observation) -> dict[str, Any]:
    """One value as it was reported."""
    return {
        "period_end": observation.period_end.isoformat(),
        "value": number_json(observation.value),
        "state": observation.state and str(observation.state),
        "where": str(observation.place),
    }
