"""Words of plans and workbooks made fit to be shown, and numbers with their units; plain text in and out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plancheck.numbers import plain
from plancheck.plan.model import Target
from plancheck.render.printable import one_line
from plancheck.render.target_view import TargetView
from plancheck.scoring.rollup import Counts

#: Noncharacters: no XML may hold them, and no font has them.
_UNSHOWN = str.maketrans(dict.fromkeys("\ufffe\uffff"))


def shown(text: str) -> str:
    """A text on one line."""
    return one_line(text).translate(_UNSHOWN)


def shown_lines(text: str) -> str:
    """A text that keeps its own line ends."""
    return "\n".join(shown(line) for line in text.splitlines())


def shown_view(seen: TargetView) -> TargetView:
    return replace(
        seen,
        id=shown(seen.id),
        indicator=shown(seen.indicator),
        latest=shown(seen.latest),
        goal=shown(seen.goal),
        marks=tuple(map(shown, seen.marks)),
        departments=tuple(map(shown, seen.departments)),
    )


def status_counts(counts: Counts) -> dict[str, object]:
    return {"on_track": counts.on_track, "at_risk": counts.at_risk, "missed": counts.missed}


def with_unit(number: str, target: Target, language: str) -> str:
    """A number with the target's unit behind it."""
    unit = shown(target.unit)
    gap = " " if language == "en" and unit[:1].isalpha() and unit.isascii() else ""
    return f"{number}{gap}{unit}" if number else ""


def amount(value: Decimal | float | None, target: Target, language: str) -> str:
    """A reckoned value, rounded to what can be meant by it, with its unit: 167辆, 7.85%, 12.3万辆."""
    if value is None:
        return ""
    size = abs(float(value))
    places = 0 if size >= 1000 else 1 if size >= 100 else 2
    return with_unit(plain(value, places), target, language)
