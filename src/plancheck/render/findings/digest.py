"""Below a status: how many findings the reports have, and the worst few."""

from __future__ import annotations

from plancheck.assessment.assess import Assessment
from plancheck.render.findings.forms import finding_lines
from plancheck.rules import count_errors_and_warnings, severity_of
from plancheck.words import word

_SHOWN = 8


def findings_digest(assessment: Assessment, language: str, *, color: bool = False) -> str:
    """A count, the worst findings, and where to see the rest; empty where there is none."""
    ranked = sorted(assessment.findings, key=lambda one: severity_of(one).rank)
    if not ranked:
        return ""
    errors, warnings = count_errors_and_warnings(ranked)
    text = word("status.findings", language, errors=errors, warnings=warnings) + "\n"
    text += "".join(finding_lines(one, language, color=color) for one in ranked[:_SHOWN])
    if len(ranked) > _SHOWN:
        path = f"reports/{assessment.plan.id}"
        text += word("status.more-findings", language, count=len(ranked) - _SHOWN, path=path) + "\n"
    return text
