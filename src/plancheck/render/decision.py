"""The gate's decision as lines, JSON, JUnit, GitHub annotations or Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plancheck.findings import Finding
from plancheck.gate import Decision
from plancheck.plan.model import Target
from plancheck.render.findings import finding_json, finding_lines, github_annotations
from plancheck.render.junit import Case, junit_xml
from plancheck.render.printable import one_line
from plancheck.rules import fix, message
from plancheck.scoring.marks import Lamp
from plancheck.words import word


def render_decisions(decisions: Sequence[Decision], form: str, language: str, *, color: bool = False) -> str:
    """Every plan's decision in one of the forms; refusals worst first."""
    match form:
        case "json":
            plans = [_json(decision, language) for decision in decisions]
            passed = all(decision.passed for decision in decisions)
            return json.dumps({"format": 1, "passed": passed, "plans": plans}, ensure_ascii=False, indent=2)
        case "junit":
            return junit_xml(case for decision in decisions for case in _cases(decision, language))
        case "github":
            found = [one for decision in decisions for one in (*decision.refusals, *decision.remarks)]
            heads = "".join(f"{_verdict(decision, language)}\n" for decision in decisions)
            return heads + github_annotations(found, language)
        case "markdown":
            return "\n".join(_markdown(decision, language) for decision in decisions)
        case _:
            return "\n".join(_lines(decision, language, color=color) for decision in decisions)


def _verdict(decision: Decision, language: str) -> str:
    key = "passed" if decision.passed else "refused"
    return word(
        f"gate.{key}", language, plan=decision.assessment.plan.id, year=decision.year,
        as_of=decision.assessment.as_of, count=len(decision.refusals),
    )  # fmt: skip


def _waived(decision: Decision, language: str) -> list[str]:
    return [
        word(
            "gate.waived", language, target=target.id, reason=one_line(waiver.reason), until=waiver.until,
            approved_by=one_line(waiver.approved_by),
        )
        for target, waiver in decision.waived
    ]  # fmt: skip


def _lines(decision: Decision, language: str, *, color: bool) -> str:
    parts = [_verdict(decision, language) + "\n"]
    parts += [finding_lines(one, language, color=color) for one in (*decision.refusals, *decision.remarks)]
    parts += [line + "\n" for line in _waived(decision, language)]
    return "".join(parts)


def _json(decision: Decision, language: str) -> dict[str, Any]:
    return {
        "id": decision.assessment.plan.id,
        "year": decision.year,
        "as_of": decision.assessment.as_of.isoformat(),
        "passed": decision.passed,
        "refusals": [finding_json(one, language) for one in decision.refusals],
        "remarks": [finding_json(one, language) for one in decision.remarks],
        "waivers": [
            {"target": target.id, "reason": waiver.reason, "approved_by": waiver.approved_by,
             "until": waiver.until.isoformat()}
            for target, waiver in decision.waived
        ],
    }  # fmt: skip


def _cases(decision: Decision, language: str) -> list[Case]:
    """A case a target in the suite of its department; what concerns no target is a case of its own."""
    plan = decision.assessment.plan
    by_target: dict[str | None, list[Finding]] = {}
    for one in decision.refusals:
        by_target.setdefault(one.target if one.rule != "gate-invalid" else None, []).append(one)
    waived = {target.id: waiver for target, waiver in decision.waived}
    cases = [
        _target_case(decision, target, by_target.get(target.id, []), language)
        if target.id not in waived
        else Case(_suite(decision, target), _name(target), skipped=waived[target.id].reason)
        for target in plan.targets
        if not target.same_as
    ]
    others = [
        Case(f"{plan.id} {one.department or ''}".strip(), f"{one.place} [{one.rule}]", message(one, language),
             fix(one, language))
        for one in by_target.get(None, [])
    ]  # fmt: skip
    return cases + others


def _target_case(decision: Decision, target: Target, refusals: list[Finding], language: str) -> Case:
    details = "\n".join(f"{one.place}: {message(one, language)}\n{fix(one, language)}" for one in refusals)
    failure = message(refusals[0], language) if refusals else ""
    verdict = decision.assessment.verdict(target)
    # What nobody reported is not refused before it is due, but it must not look passed either.
    silent = verdict.lamp is Lamp.GREY and not refusals
    skipped = word(f"scoring.reason.{verdict.reason}", language) if silent else ""
    return Case(_suite(decision, target), _name(target), failure, details, skipped)


def _suite(decision: Decision, target: Target) -> str:
    plan = decision.assessment.plan
    return f"{plan.id} {plan.department_name(target.reported_by[0])}"


def _name(target: Target) -> str:
    return f"{target.id} {target.indicator}"


def _markdown(decision: Decision, language: str) -> str:
    lines = [f"## {_verdict(decision, language)}", ""]
    for one in decision.refusals:
        lines.append(f"- {_cell(message(one, language))} `{_cell(str(one.place))}`")
    lines += [f"- {_cell(message(one, language))}" for one in decision.remarks]
    lines += [f"- {_cell(line)}" for line in _waived(decision, language)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Text that Markdown shows as it is."""
    escaped = one_line(text)
    for sign in "\\`*_[]<>|":
        escaped = escaped.replace(sign, "\\" + sign if sign not in "<>" else {"<": "&lt;", ">": "&gt;"}[sign])
    return escaped
