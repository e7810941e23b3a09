"""An explanation as JSON: the target's entry of `status --format json`, and everything behind it."""

from __future__ import annotations

from datetime import date
from typing import Any

from plancheck.explanation.explanation import Explanation, Told
from plancheck.explanation.remedy import Remedy
from plancheck.explanation.what_if import Answer
from plancheck.observations import Remark, State
from plancheck.plan.target_json import target_details_json
from plancheck.render.findings.forms import finding_json
from plancheck.render.verdict.as_json import observation_json, quantities_json, row_json, verdict_json
from plancheck.scoring.marks import Verdict
from plancheck.text.numbers import plain, rounded


def explanation_json(told: Explanation, language: str) -> dict[str, Any]:
    """Numbers that were reported or planned are texts, reckoned ones are rounded for reading; null where undefined."""
    assessment, plan = told.assessment, told.plan
    details = target_details_json(plan, told.target)
    return {
        "format": 1,
        "as_of": assessment.as_of.isoformat(),
        "hypothetical": list(assessment.what_if),
        "plan": {"id": plan.id, "title": plan.title, "document": plan.document or None},
        "settings": dict(assessment.settings.listed()),
        "target": {
            **{key: value for key, value in details.items() if key not in ("checkpoints", "path")},
            **verdict_json(assessment, told.target),
            "task_title": told.task.title,
            "rows": [{**row_json(plan, row), **quantities_json(row)} for row in told.verdict.rows],
        },
        "rule": {
            "id": told.rule.id,
            "number": told.rule.number,
            "sentence": told.rule.sentence(language, dict(assessment.settings.listed())),
            "sources": [source.in_language(language) for source in told.rule.sources],
        },
        "observations": [_told_json(one) for one in told.told],
        "path": [{"day": _iso(day), "value": plain(value, 4)} for day, value in told.course.path],
        "before": _standing(told.before_on, told.before),
        "remedy": _remedy_json(told.remedy),
        "remarks": [_remark_json(one) for one in told.remarks],
        "findings": [finding_json(one, language) for one in told.findings],
    }


def _told_json(one: Told) -> dict[str, Any]:
    seen = one.observation
    return {
        **observation_json(seen),
        "department": one.department,
        "year": seen.year,
        "reference": None if seen.reference is None else plain(seen.reference),
        "is_baseline": seen.is_baseline,
        "counts": one.counts,
        "left_out": one.fault.rule if one.fault is not None else None,
        "hypothetical": one.supposed,
    }


def _standing(day: date | None, verdict: Verdict | None) -> dict[str, Any] | None:
    if day is None or verdict is None:
        return None
    return {
        "as_of": day.isoformat(),
        "status": str(verdict.status),
        "lamp": str(verdict.lamp),
        "reason": str(verdict.reason),
    }


def _remedy_json(remedy: Remedy) -> dict[str, Any]:
    return {
        "outlook": str(remedy.outlook),
        "day": _iso(remedy.day),
        "answer": _answer(remedy.answer),
        "is_increment": remedy.is_increment,
        "then": _standing(remedy.day, remedy.after),
        "required_rate": rounded(remedy.required_rate),
        "recent_rate": rounded(remedy.recent_rate),
        "times": rounded(remedy.times),
        "steady": _standing(remedy.steady_day, remedy.steady_after),
    }


def _answer(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    return str(answer) if isinstance(answer, State) else plain(answer)


def _remark_json(one: Remark) -> dict[str, Any]:
    return {
        "year": one.year,
        "department": one.department,
        "evidence": one.evidence,
        "reason": one.reason,
        "measure": one.measure,
        "measure_by": _iso(one.measure_by),
        "where": str(one.place),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
