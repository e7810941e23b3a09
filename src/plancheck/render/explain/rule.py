"""What a rule of the checks or a reason code means: as text for people, or as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plancheck.render.terminal.wrapping import wrap_cells
from plancheck.rules import Rule
from plancheck.rules.deciding import DecidingRule
from plancheck.scoring.marks import METHOD_EDITION
from plancheck.words import word

_WIDEST = 110


def rule_text(rule: Rule, language: str, width: int) -> str:
    """What it means, why it matters, how it is mended, a wrong and a right example."""
    sentences = rule.in_language(language)
    head = f"{rule.id}  {word(f'explain.severity.{rule.severity}', language)}"
    facts = [
        ("what", plain_sentence(sentences.message)),
        ("why", sentences.why),
        ("fix", plain_sentence(sentences.fix)),
    ]
    lines = [head, *(line for key, text in facts if text for line in _fact(key, text, language, width))]
    for key, sample in (("bad", sentences.bad), ("good", sentences.good)):
        if sample.strip():
            lines += [_label(key, language).rstrip(), *(f"    {line}" for line in sample.strip().splitlines())]
    return "\n".join(lines) + "\n"


def rule_json(rule: Rule, language: str) -> dict[str, Any]:
    sentences = rule.in_language(language)
    return {
        "format": 1,
        "rule": rule.id,
        "severity": str(rule.severity),
        "message": sentences.message,
        "why": sentences.why,
        "fix": sentences.fix,
        "bad": sentences.bad.strip("\n"),
        "good": sentences.good.strip("\n"),
    }


def reason_text(
    reason: str, rules: Mapping[str, DecidingRule], language: str, settings: Mapping[str, str], width: int
) -> str:
    """A reason code with every rule that gives it and where that comes from."""
    lines = [f"{reason}  {word(f'scoring.reason.{reason}', language)}"]
    for rule in rules.values():
        number = numbered_rule(rule, language, settings)
        lines += _fact("rule", number, language, width)
        for source in rule.sources:
            lines += _fact("sources", source.in_language(language), language, width)
    return "\n".join(lines) + "\n"


def reason_json(
    reason: str, rules: Mapping[str, DecidingRule], language: str, settings: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "format": 1,
        "method_edition": METHOD_EDITION,
        "reason": reason,
        "message": word(f"scoring.reason.{reason}", language),
        "rules": [
            {
                "id": rule.id,
                "number": rule.number,
                "sentence": rule.sentence(language, settings),
                "sources": [source.in_language(language) for source in rule.sources],
            }
            for rule in rules.values()
        ],
        "settings": dict(settings),
    }


def numbered_rule(rule: DecidingRule, language: str, settings: Mapping[str, str]) -> str:
    """`rule 12: …`, or `rule for milestones: …` where a kind or a preset has its own."""
    key = "rule-number" if rule.number.isdigit() else "rule-outlook" if rule.number == "outlook" else "rule-named"
    return word(f"explain.text.{key}", language, number=rule.number, sentence=rule.sentence(language, settings))


def plain_sentence(template: str) -> str:
    """A rule's sentence without a case: its values stay as names, its optional parts stay."""
    return template.replace("⟨", "").replace("⟩", "").replace("{", "<").replace("}", ">")


def _fact(key: str, text: str, language: str, width: int) -> list[str]:
    first, *rest = wrap_cells(_label(key, language) + text, min(width, _WIDEST) - 2)
    return [first, *(f"  {line}" for line in rest)]


def _label(key: str, language: str) -> str:
    return word(f"explain.rule.{key}", language) + word("explain.colon", language)
