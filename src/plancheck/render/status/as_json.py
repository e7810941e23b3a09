"""Assessments of several plans as the stable JSON of `docs/json.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plancheck.assessment.as_json import plan_json
from plancheck.assessment.assess import Assessment
from plancheck.assessment.changes import Changes
from plancheck.plan.model import Target
from plancheck.rules.as_json import finding_json
from plancheck.scoring.marks import METHOD_EDITION

NO_CHANGES: Mapping[str, Changes] = {}


def assessments_json(
    assessments: Sequence[Assessment],
    language: str,
    listed: Iterable[tuple[str, str]] | None = None,
    changes: Mapping[str, Changes] = NO_CHANGES,
) -> dict[str, Any]:
    """Every plan with its counts and targets, then all findings. `listed` limits the targets, not the counts.

    `changes` are those of each plan since an earlier day; `since` and the targets' `change` are there only with them.
    """
    wanted = None if listed is None else set(listed)
    return {
        "format": 1,
        "method_edition": METHOD_EDITION,
        "as_of": max(assessment.as_of for assessment in assessments).isoformat(),
        **({"since": next(iter(changes.values())).since.isoformat()} if changes else {}),
        "hypothetical": sorted({name for assessment in assessments for name in assessment.what_if}),
        "plans": [_plan_json(assessment, wanted, changes.get(assessment.plan.id)) for assessment in assessments],
        "findings": [finding_json(item, language) for assessment in assessments for item in assessment.findings],
    }


def _plan_json(assessment: Assessment, wanted: set[tuple[str, str]] | None, changes: Changes | None) -> dict[str, Any]:
    plan = assessment.plan
    return {
        **plan_json(plan, assessment.settings, assessment.verdicts),
        **({"changes": {str(change): number for change, number in changes.counts().items()}} if changes else {}),
        "targets": [
            {
                **assessment.target_dict(target),
                **(_change_json(changes, target) if changes else {}),
            }
            for target in plan.targets
            if wanted is None or (plan.id, target.id) in wanted
        ],
    }


def _change_json(changes: Changes, target: Target) -> dict[str, Any]:
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
