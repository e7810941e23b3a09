"""An assessment as the stable JSON of `docs/json.md`; every other form uses the same names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plancheck.assessment.assess import Assessment
from plancheck.assessment.changes import Changes
from plancheck.observations import Observation
from plancheck.plan.model import Plan, Target
from plancheck.plan.target_json import baseline_json, day_json, number_json, target_json
from plancheck.render.findings.forms import finding_json
from plancheck.scoring.forecast import likelihood
from plancheck.scoring.marks import RowVerdict, Verdict
from plancheck.scoring.rollup import count
from plancheck.text.numbers import plain, rounded

NO_CHANGES: Mapping[str, Changes] = {}


def assessments_json(
    assessments: Sequence[Assessment],
    language: str,
    shown: Iterable[tuple[str, str]] | None = None,
    changes: Mapping[str, Changes] = NO_CHANGES,
) -> dict[str, Any]:
    """Every plan with its counts and targets, then all findings. `shown` limits the targets listed, not the counts.

    `changes` are those of each plan since an earlier day; `since` and the targets' `change` are there only with them.
    """
    wanted = None if shown is None else set(shown)
    return {
        "format": 1,
        "as_of": max(one.as_of for one in assessments).isoformat(),
        **({"since": next(iter(changes.values())).since.isoformat()} if changes else {}),
        "hypothetical": sorted({name for one in assessments for name in one.what_if}),
        "plans": [plan_json(one, wanted, changes.get(one.plan.id)) for one in assessments],
        "findings": [finding_json(item, language) for one in assessments for item in one.findings],
    }


def plan_json(
    assessment: Assessment, wanted: set[tuple[str, str]] | None = None, changes: Changes | None = None
) -> dict[str, Any]:
    plan = assessment.plan
    counts = count(assessment.verdicts.values())
    return {
        "id": plan.id,
        "title": plan.title,
        "document": plan.document or None,
        "counts": {"on-track": counts.on_track, "at-risk": counts.at_risk, "missed": counts.missed},
        "lamps": {str(lamp): number for lamp, number in counts.lamps.items()},
        "settings": dict(assessment.settings.listed()),
        **({"changes": {str(change): number for change, number in changes.counts().items()}} if changes else {}),
        "targets": [
            {**verdict_json(assessment, target), **(change_json(changes, target) if changes else {})}
            for target in plan.targets
            if wanted is None or (plan.id, target.id) in wanted
        ],
    }


def change_json(changes: Changes, target: Target) -> dict[str, Any]:
    """The verdict on the earlier day and what became of it."""
    one = changes.by_target[target.id]
    return {
        "change": {
            "since": changes.since.isoformat(),
            "status": str(one.before.status),
            "lamp": str(one.before.lamp),
            "reason": str(one.before.reason),
            "change": str(one.change),
            "missed": [day.isoformat() for day in one.missed_on],
        }
    }


def verdict_json(assessment: Assessment, target: Target) -> dict[str, Any]:
    verdict = assessment.verdict(target)
    row = verdict.row
    return {
        **target_json(assessment.plan, target),
        "status": str(row.status),
        "lamp": str(row.lamp),
        "reason": str(row.reason),
        "judged_by": day_json(row.by),
        "latest": latest_json(verdict),
        **quantities_json(row),
        "likelihood": None if row.p_meet is None else str(likelihood(row.p_meet)),
        "baseline": baseline_json(target),
        "from_value": number_json(row.baseline),
        "from_date": day_json(row.start),
        "needed": None if row.needed is None else plain(row.needed, 4),
        "low_confidence": row.low_confidence,
        "provisional_baseline": row.provisional_baseline,
        "missed_checkpoints": row.missed_checkpoints,
        "met_on": day_json(row.met_on),
        "met_years": verdict.met_years,
        "closed_years": verdict.closed_years,
        "frozen": None
        if row.frozen is None
        else {"status": str(row.frozen.status), "lamp": str(row.frozen.lamp), "reason": str(row.frozen.reason)},
        "hypothetical": verdict.what_if,
        "checkpoints": [row_json(assessment.plan, one) for one in verdict.rows],
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
        "forecast": rounded(row.forecast),
        "p_meet": rounded(row.p_meet),
        **({"department": plan.department_name(row.department)} if row.department else {}),
    }


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
