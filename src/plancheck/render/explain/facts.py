"""An explanation as labelled facts, in sections: the one source of what a terminal, a pipe and a page say of a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from plancheck.explanation.explanation import Explanation
from plancheck.render.explain.number_facts import number_facts, row_facts, value_facts
from plancheck.render.explain.verdict_facts import (
    remedy_facts,
    sensitivity_facts,
    target_facts,
    verdict_facts,
)
from plancheck.render.explain.words import ExplanationWords, Fact
from plancheck.render.findings.forms import finding_lines
from plancheck.render.terminal.printable import one_line
from plancheck.words import word


@dataclass(frozen=True, slots=True)
class FactSection:
    """`id` is the same in every language."""

    id: str
    title: str
    facts: tuple[Fact, ...]


def explain_sections(explanation: Explanation, language: str) -> list[FactSection]:
    """Every section that has something to say. A name or a unit of a plan moves no cursor."""
    words = ExplanationWords(explanation, language)
    filled = [
        (name, tuple((one_line(label), one_line(text)) for label, text in facts(words)))
        for name, facts in _SECTIONS.items()
    ]
    return [FactSection(name, word(f"explain.section.{name}", language), facts) for name, facts in filled if facts]


def _remark_facts(words: ExplanationWords) -> Iterator[Fact]:
    """What the departments wrote beside their values."""
    for remark in words.explanation.remarks:
        name = words.explanation.plan.department_name(remark.department)
        day = "" if remark.measure_by is None else remark.measure_by.isoformat()
        texts = {
            "evidence": remark.evidence,
            "why-behind": remark.reason,
            "why-until": "" if remark.reason_until is None else remark.reason_until.isoformat(),
            "measure": remark.measure,
            "measure-by": day,
        }
        for key, text in texts.items():
            if text:
                yield f"{remark.year} {words.label(key)}", one_line(f"{text}  {name}")


def _finding_facts(words: ExplanationWords) -> Iterator[Fact]:
    for finding in words.explanation.findings:
        for line in finding_lines(finding, words.language).splitlines():
            yield line.strip(), ""


_SECTIONS: Mapping[str, Callable[[ExplanationWords], Iterator[Fact]]] = {
    "target": target_facts,
    "verdict": verdict_facts,
    "sensitivity": sensitivity_facts,
    "remedy": remedy_facts,
    "numbers": number_facts,
    "rows": row_facts,
    "values": value_facts,
    "remarks": _remark_facts,
    "findings": _finding_facts,
}
