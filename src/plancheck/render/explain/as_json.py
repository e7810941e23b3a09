"""An explanation as JSON: the target's entry of `status --format json`, and everything behind it."""

from __future__ import annotations

from datetime import date
from typing import Any

from plancheck.assessment.as_json import observation_json, quantities_json, row_json, verdict_json
from plancheck.explanation.explanation import Explanation, WeighedObservation
from plancheck.explanation.remedy import Remedy
from plancheck.explanation.track_record import TrackRecord
from plancheck.explanation.what_if import Answer
from plancheck.observations import Remark, State
from plancheck.plan.target_json import target_details_json
from plancheck.rules.as_json import finding_json
from plancheck.scoring.marks import METHOD_EDITION, Verdict
from plancheck.text.numbers import plain, rounded


def explanation_json(explanation: Explanation, language: str) -> dict[str, Any]:
    """Numbers that were reported or planned are texts, reckoned ones are rounded for reading; null where undefined."""
    assessment, plan = explanation.assessment, explanation.plan
    details = target_details_json(plan, explanation.target)
    return {
        "format": 1,
        "method_edition": METHOD_EDITION,
        "as_of": assessment.as_of.isoformat(),
        "hypothetical": list(assessment.what_if),
        "plan": {"id": plan.id, "title": plan.title, "document": plan.document or None},
        "settings": dict(assessment.settings.listed()),
        "target": {
            **{key: value for key, value in details.items() if key not in ("checkpoints", "path")},
            **verdict_json(plan, explanation.target, explanation.verdict, explanation.sensitivity),
            "task_title": explanation.task.title,
            "rows": [{**row_json(plan, row), **quantities_json(row)} for row in explanation.verdict.rows],
        },
        "rule": {
            "id": explanation.rule.id,
            "number": explanation.rule.number,
            "sentence": explanation.rule.sentence(language, explanation.settings),
            "sources": [source.in_language(language) for source in explanation.rule.sources],
        },
        "track_record": _track_record_json(explanation.track_record),
        "report_lag": {
            "days": explanation.report_lag.days,
            "from": explanation.report_lag.stated_by,
            "target": explanation.report_lag.target or None,
        },
        "observations": [_reported_json(one) for one in explanation.observations],
        "path": [{"day": _iso(day), "value": plain(value, 4)} for day, value in explanation.course.path],
        "path_basis": explanation.course.path_basis,
        "before": _judged_on(explanation.before_on, explanation.before),
        "remedy": _remedy_json(explanation.remedy),
        "remarks": [_remark_json(one) for one in explanation.remarks],
        "findings": [finding_json(one, language) for one in explanation.findings],
    }


def _track_record_json(record: TrackRecord | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {"group": record.group, "lamp": str(record.lamp), "shown": record.shown, "met": record.met}


def _reported_json(reported: WeighedObservation) -> dict[str, Any]:
    seen = reported.observation
    return {
        **observation_json(seen),
        "department": reported.department,
        "year": seen.year,
        "reference": None if seen.reference is None else plain(seen.reference),
        "is_baseline": seen.is_baseline,
        "counts": reported.counts,
        "left_out": reported.fault.rule if reported.fault is not None else None,
        "hypothetical": reported.supposed,
    }


def _judged_on(day: date | None, verdict: Verdict | None) -> dict[str, Any] | None:
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
        "then": _judged_on(remedy.day, remedy.after),
        "required_rate": rounded(remedy.required_rate),
        "recent_rate": rounded(remedy.recent_rate),
        "times": rounded(remedy.times),
        "steady": _judged_on(remedy.steady_day, remedy.steady_after),
    }


def _answer(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    return str(answer) if isinstance(answer, State) else plain(answer)


def _remark_json(remark: Remark) -> dict[str, Any]:
    return {
        "year": remark.year,
        "department": remark.department,
        "evidence": remark.evidence,
        "reason": remark.reason,
        "reason_until": _iso(remark.reason_until),
        "measure": remark.measure,
        "measure_by": _iso(remark.measure_by),
        "where": str(remark.place),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
