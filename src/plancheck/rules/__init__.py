"""The catalogue of rules: what each finding means, why it matters and how it is mended, in Chinese and English.

The sentences stand in `catalogue/*.toml`, one file a room. A sentence mentions a finding's values as `{name}`; a part in
`⟨…⟩` is dropped where a value in it is empty, and `{name?}` in it only asks for the value and shows nothing. Documentation,
`explain` and the tests read the same files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plancheck.findings import Finding, Severity

#: Beside this file, not by importlib.resources: that alone is a tenth of the start-up.
_CATALOGUE = Path(__file__).with_name("catalogue")
_OPTIONAL = re.compile(r"⟨(.*?)⟩", re.DOTALL)
_NAME = re.compile(r"\{([a-z_]+)\}")
_ASKED = re.compile(r"\{([a-z_]+)\??\}")
_CONDITION = re.compile(r"\{[a-z_]+\?\}")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A rule in one language. `message` and `fix` have `{values}`; `bad` and `good` are examples."""

    message: str
    why: str
    fix: str = ""
    bad: str = ""
    good: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    room: str
    severity: Severity
    zh: Sentences
    en: Sentences

    def in_language(self, language: str) -> Sentences:
        return self.en if language == "en" else self.zh


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule by its id. Raises ValueError where two files name the same rule."""
    rules: dict[str, Rule] = {}
    for room in _texts():
        for rule_id, entry in _room(room).items():
            if rule_id in rules:
                raise ValueError(f"rule {rule_id} stands in two files")
            rules[rule_id] = entry
    return rules


@cache
def find_rule(rule_id: str) -> Rule:
    """One rule, from the one file that has it: a run with a single finding should not wait for all of them."""
    for room, text in _texts().items():
        if f"[{rule_id}]" in text and (found := _room(room).get(rule_id)):
            return found
    return catalogue()[rule_id]


@cache
def _texts() -> Mapping[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(_CATALOGUE.glob("*.toml"))}


@cache
def _room(name: str) -> Mapping[str, Rule]:
    import tomli

    return {
        rule_id: Rule(
            id=rule_id,
            room=name,
            severity=Severity(entry["severity"]),
            zh=Sentences(**entry["zh"]),
            en=Sentences(**entry["en"]),
        )
        for rule_id, entry in tomli.loads(_texts()[name]).items()
    }


def severity_of(found: Finding) -> Severity:
    return find_rule(found.rule).severity


def message(found: Finding, language: str) -> str:
    """What was found, what was expected, and the difference, in one sentence."""
    return fill(find_rule(found.rule).in_language(language).message, dict(found.values))


def fix(found: Finding, language: str) -> str:
    """How the author mends it; empty where the message already says so."""
    return fill(find_rule(found.rule).in_language(language).fix, dict(found.values))


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a sentence; a part in ⟨…⟩ goes where one of its values is empty or missing.

    A value is text and stays text: braces in it are not looked at again.
    """

    def optional(part: re.Match[str]) -> str:
        return _CONDITION.sub("", part[1]) if all(values.get(name) for name in _ASKED.findall(part[1])) else ""

    return _NAME.sub(lambda name: values.get(name[1], ""), _OPTIONAL.sub(optional, template))


def is_error(found: Finding) -> bool:
    return severity_of(found) is Severity.ERROR


def has_errors(found: Iterable[Finding]) -> bool:
    return any(map(is_error, found))


def count_errors_and_warnings(found: Iterable[Finding]) -> tuple[int, int]:
    severities = [severity_of(item) for item in found]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def sort_findings(found: Iterable[Finding]) -> list[Finding]:
    """By file, then worst first, then by place in the file."""
    from plancheck.findings import CellPlace

    def place_key(item: Finding) -> tuple[str, int, str, int, str]:
        place = item.place
        if isinstance(place, CellPlace):
            cell = re.match(r"([A-Z]*)(\d*)", place.cells or "")
            letters, digits = (cell[1], cell[2]) if cell else ("", "")
            return (place.sheet, int(digits or 0), f"{letters:>3}", 0, item.rule)
        return ("", place.line or 0, "", 0, item.rule)

    return sorted(found, key=lambda item: (item.path, severity_of(item).rank, place_key(item)))
