"""Counts of verdicts in words and cells: the three statuses, and the four lamps with signs that GBK has."""

from __future__ import annotations

from plancheck.render.terminal.symbols import SIGNS
from plancheck.scoring.marks import Lamp, Status
from plancheck.scoring.rollup import Counts
from plancheck.words import word

#: A sign for each lamp, so that no colour is needed to read it.
LAMP_SIGNS = {str(lamp): SIGNS.lamp(lamp) for lamp in Lamp}


def status_words(language: str) -> list[str]:
    return [word(f"scoring.status.{status}", language) for status in Status]


def lamp_words(language: str) -> list[str]:
    return [word(f"scoring.lamp.{lamp}", language) for lamp in Lamp]


def signed_lamps(language: str) -> list[str]:
    """`● 绿灯`."""
    return [f"{sign} {words}" for sign, words in zip(LAMP_SIGNS.values(), lamp_words(language), strict=True)]


def lamp_counts(counts: Counts) -> list[int]:
    return [counts.lamps.get(lamp, 0) for lamp in Lamp]


def status_counts(counts: Counts) -> dict[str, int]:
    """The statuses by the names that sentences have for them."""
    return {"on_track": counts.on_track, "at_risk": counts.at_risk, "missed": counts.missed}
