"""The gate's decision as lines, JSON, JUnit, GitHub annotations or Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plancheck.findings import Finding
from plancheck.gate.decision import Decision, worst_first
from plancheck.gate.waivers import Excuse
from plancheck.render.findings.forms import finding_lines, github_annotations
from plancheck.render.findings.junit import junit_xml
from plancheck.render.gate.decision_junit import decision_cases
from plancheck.render.terminal.printable import one_line
from plancheck.rules import fix, message
from plancheck.rules.as_json import finding_json
from plancheck.scoring.marks import METHOD_EDITION
from plancheck.words import word

#: GitHub drops a summary of more than 1 MiB whole.
SUMMARY_BYTES = 1_000_000


def render_decisions(decisions: Sequence[Decision], form: str, language: str, *, color: bool = False) -> str:
    """Every plan's decision in one of the forms; refusals worst first."""
    match form:
        case "json":
            plans = [_json(decision, language) for decision in decisions]
            passed = all(decision.passed for decision in decisions)
            return json.dumps(
                {"format": 1, "method_edition": METHOD_EDITION, "passed": passed, "plans": plans},
                ensure_ascii=False,
                indent=2,
            )
        case "junit":
            cases = [case for decision in decisions for case in decision_cases(decision, language)]
            return junit_xml(cases, {"method_edition": METHOD_EDITION})
        case "github":
            return _github(decisions, language)
        case "markdown":
            return "\n".join(_markdown(decision, language) for decision in decisions)
        case _:
            return "\n".join(_lines(decision, language, color=color) for decision in decisions)


def step_summary(decisions: Sequence[Decision], language: str) -> str:
    """The decisions as Markdown, within what the page of a run can hold."""
    text = render_decisions(decisions, "markdown", language)
    content = text.encode(errors="replace")
    if len(content) <= SUMMARY_BYTES:
        return content.decode()
    kept = content[:SUMMARY_BYTES].decode(errors="ignore")
    return kept[: kept.rfind("\n") + 1] + "\n…\n"


def verdict_line(decision: Decision, language: str) -> str:
    """Pass or fail in one sentence."""
    key = "passed" if decision.passed else "refused" if decision.could_judge else "empty"
    return word(
        f"gate.{key}",
        language,
        plan=decision.assessment.plan.id,
        year=decision.year,
        as_of=decision.assessment.as_of,
        count=len(decision.refusals),
        edition=METHOD_EDITION,
    )


def _waived(excuse: Excuse, language: str) -> str:
    waiver = excuse.waiver
    return word(
        "gate.waived",
        language,
        target=excuse.target.id,
        indicator=one_line(excuse.target.indicator),
        reason=one_line(waiver.reason),
        until=waiver.until,
        approved_by=one_line(waiver.approved_by),
    )


def _lines(decision: Decision, language: str, *, color: bool) -> str:
    parts = [verdict_line(decision, language) + "\n"]
    parts += [finding_lines(one, language, color=color) for one in (*decision.refusals, *decision.remarks)]
    parts += [_waived(excuse, language) + "\n" for excuse in decision.waived]
    return "".join(parts)


def _github(decisions: Sequence[Decision], language: str) -> str:
    """The verdicts and waivers for the log, then annotations: the worst of all plans first, for only ten are shown."""
    heads = []
    for decision in decisions:
        heads += [verdict_line(decision, language), *(_waived(excuse, language) for excuse in decision.waived)]
    refusals = worst_first(one for decision in decisions for one in decision.refusals)
    remarks = [one for decision in decisions for one in decision.remarks]
    # A log line may hold `##[command]` anywhere in it.
    log = "".join(head.replace("##[", "# #[") + "\n" for head in heads)
    return log + github_annotations([*refusals, *remarks], language)


def _json(decision: Decision, language: str) -> dict[str, Any]:
    return {
        "id": decision.assessment.plan.id,
        "year": decision.year,
        "as_of": decision.assessment.as_of.isoformat(),
        "passed": decision.passed,
        "refusals": [finding_json(one, language) for one in decision.refusals],
        "remarks": [finding_json(one, language) for one in decision.remarks],
        "waivers": [
            {
                "target": excuse.target.id,
                "reason": excuse.waiver.reason,
                "approved_by": excuse.waiver.approved_by,
                "until": excuse.waiver.until.isoformat(),
            }
            for excuse in decision.waived
        ],
    }


def _markdown(decision: Decision, language: str) -> str:
    lines = [f"## {_escaped(verdict_line(decision, language))}", ""]
    if decision.refusals:
        lines += _table(decision.refusals, language)
    for key, items in (
        ("remarks", [message(one, language) for one in decision.remarks]),
        ("waivers", [_waived(excuse, language) for excuse in decision.waived]),
    ):
        if items:
            lines += [f"### {word(f'gate.{key}', language)}", "", *(f"- {_escaped(item)}" for item in items), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(found: Sequence[Finding], language: str) -> list[str]:
    heads = [word(f"gate.column.{name}", language) for name in ("what", "where", "fix")]
    rows = [[_escaped(message(one, language)), _escaped(str(one.place)), _escaped(fix(one, language))] for one in found]
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)] + [""]


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, in a table too."""
    shown = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for sign in "\\`*_[]|~#@":
        shown = shown.replace(sign, "\\" + sign)
    return shown
