"""The rules of scoring as data: a reason code in; the rule's number in `docs/scoring.md`, its sentence and sources out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from plancheck.rules import fill


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, in both languages."""

    id: str
    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class DecidingRule:
    """A rule of scoring. `number` is 0 to 12, `outlook`, or the kind or preset whose own rule it is. Sentences name settings."""

    id: str
    number: str
    sources: tuple[Source, ...]
    zh: str
    en: str

    def sentence(self, language: str, settings: Mapping[str, str]) -> str:
        return fill(self.en if language == "en" else self.zh, settings)


@cache
def deciding_rules() -> Mapping[str, DecidingRule]:
    """Every rule by its reason code, variants as `met-milestone`."""
    import tomli

    raw = tomli.loads(files("plancheck.rules").joinpath("deciding.toml").read_text(encoding="utf-8"))
    sources = {key: Source(key, entry["zh"], entry["en"]) for key, entry in raw["source"].items()}
    return {
        key: DecidingRule(
            id=key,
            number=entry["number"],
            sources=tuple(sources[name] for name in entry["sources"]),
            zh=entry["zh"],
            en=entry["en"],
        )
        for key, entry in raw["rule"].items()
    }


def deciding_rule(
    reason: str, kind: str = "", preset: str = "", *, closed: bool = False, by_outlook: bool = False
) -> DecidingRule:
    """The rule behind a reason, in the variant for the kind, the preset, a row that is closed or a forecast that decides."""
    rules = deciding_rules()
    variants = [f"{reason}-{kind}", f"{reason}-{preset}"]
    if closed:
        variants.append(f"{reason}-closed")
    if by_outlook:
        variants.insert(0, f"{reason}-outlook")
    return next((rules[key] for key in variants if key in rules), rules[reason])
