"""Below a status: how many findings the reports have, and the worst few."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.assessment.assess import Assessment
from plancheck.findings import Finding
from plancheck.render.findings.forms import finding_lines
from plancheck.rules import count_errors_and_warnings, severity_of
from plancheck.words import word

_SHOWN = 8


def findings_digest(assessment: Assessment, language: str, *, color: bool = False) -> str:
    """A count, the worst findings, and where to see the rest; empty where there is none.

    What the edition of the method alone changes is no fault of a report: it is listed below them, all of it.
    """
    turned = [one for one in assessment.findings if one.rule == "edition-turned"]
    ranked = sorted((one for one in assessment.findings if one not in turned), key=lambda one: severity_of(one).rank)
    return (_worst(assessment, ranked, language, color=color) if ranked else "") + _turned(assessment, turned, language)


def _turned(assessment: Assessment, turned: Sequence[Finding], language: str) -> str:
    if not turned:
        return ""
    head = word("status.turned", language, plan=assessment.plan.id, count=len(turned))
    return "".join(f"{line}\n" for line in (head, *(f"  {turned_line(one, language)}" for one in turned)))


def turned_line(item: Finding, language: str) -> str:
    """A verdict by the edition that it was published under, and by the one in force."""
    values = dict(item.values)
    marks = {name: _marks_in_words(values[name], language) for name in ("published", "instead")}
    return word("publish.turned", language, **values | marks)


def _marks_in_words(marks: str, language: str) -> str:
    """`at-risk yellow behind` in words."""
    names = zip(("status", "lamp", "reason"), marks.split(), strict=True)
    return word("explain.comma", language).join(word(f"scoring.{name}.{mark}", language) for name, mark in names)


def _worst(assessment: Assessment, ranked: Sequence[Finding], language: str, *, color: bool) -> str:
    errors, warnings = count_errors_and_warnings(ranked)
    text = word("status.findings", language, errors=errors, warnings=warnings) + "\n"
    text += "".join(finding_lines(one, language, color=color) for one in ranked[:_SHOWN])
    if len(ranked) > _SHOWN:
        path = f"reports/{assessment.plan.id}"
        text += word("status.more-findings", language, count=len(ranked) - _SHOWN, path=path) + "\n"
    return text
