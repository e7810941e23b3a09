"""A decision as JUnit cases: a case a target in the suite of its department, and one for what concerns no target."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.findings import Finding
from plancheck.gate.decision import Decision
from plancheck.gate.parts import parts_of
from plancheck.plan.model import Target
from plancheck.render.findings.junit import JUnitCase
from plancheck.rules import fix, message
from plancheck.scoring.marks import Lamp
from plancheck.words import word


def decision_cases(decision: Decision, language: str) -> Iterator[JUnitCase]:
    """Every target of the plan once; those it repeats stand for their repetitions."""
    plan = decision.assessment.plan
    against: dict[str, list[Finding]] = {}
    for refusal in decision.refusals:
        if refusal.target:
            against.setdefault(refusal.target, []).append(refusal)
    for target in plan.targets:
        if not target.same_as:
            yield _target_case(decision, target, against.get(target.id, []), language)
    for refusal in decision.refusals:
        if not refusal.target:
            yield JUnitCase(
                suite=f"{plan.id} {refusal.department or ''}".strip(),
                name=f"{refusal.place} [{refusal.rule}]",
                failure=message(refusal, language),
                details=fix(refusal, language),
            )


def _target_case(decision: Decision, target: Target, refusals: list[Finding], language: str) -> JUnitCase:
    plan = decision.assessment.plan
    details = "\n".join(f"{one.place}: {message(one, language)}\n{fix(one, language)}" for one in refusals)
    return JUnitCase(
        suite=f"{plan.id} {plan.department_name(target.reported_by[0])}",
        name=f"{target.id} {target.indicator}",
        failure=message(refusals[0], language) if refusals else "",
        details=details,
        skipped="" if refusals else _why_skipped(decision, target, language),
    )


def _why_skipped(decision: Decision, target: Target, language: str) -> str:
    """Why a target that nothing was held against must not look passed: excused, ended, silent, or only striven for."""
    excuse = next((one for one in decision.waived if one.target.id == target.id), None)
    if excuse is not None:
        waiver = excuse.waiver
        return word(
            "gate.skipped.waived", language, reason=waiver.reason, approved_by=waiver.approved_by, until=waiver.until
        )
    if target.id in decision.excused:
        return word("gate.skipped.excused", language)
    striving = (one for one in decision.remarks if one.target == target.id and one.rule.startswith("gate-strive"))
    remark = next(striving, None)
    if remark is not None:
        return message(remark, language)
    parts = list(parts_of(decision.assessment, target, decision.year))
    if not parts:
        return word("gate.skipped.ended", language, year=decision.year)
    grey = next((part.worst for part in parts if part.worst is not None and part.worst.lamp is Lamp.GREY), None)
    return word(f"scoring.reason.{grey.reason}", language) if grey is not None else ""
