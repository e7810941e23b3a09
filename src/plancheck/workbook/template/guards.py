"""What a cell to fill accepts while somebody types: a number in a range, a state, a day.

Targets in, bounds and prompts in the plan's language out. These guards help a hand on the keyboard; what comes back is
checked again by the reader, because pasting destroys them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.text.numbers import plain
from plancheck.workbook.layout import RISES, STATES
from plancheck.workbook.target_words import basis_in_words, full_day, say

#: Excel allows no more in a title and in a text; a longer one makes it call the file damaged.
_TITLE, _TEXT = 32, 255


class Accepts(StrEnum):
    """What may be typed into a cell."""

    NUMBER = "number"
    STATE = "state"
    DAY = "day"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The range of a value. `firm`: nothing outside it can be right; else it is only unusual."""

    lo: Decimal | None
    hi: Decimal | None
    firm: bool

    def in_words(self, language: str) -> str:
        if self.lo is not None and self.hi is not None:
            return say("guard.between", language, lo=plain(self.lo), hi=plain(self.hi))
        return say("guard.least", language, lo=plain(self.lo)) if self.lo is not None else ""


@dataclass(frozen=True, slots=True)
class Guard:
    """Prompt and refusal of a cell; cells of a row that share a guard share one validation.

    `rises`: the word that may stand before a number where only falls are asked for.
    """

    accepts: Accepts
    title: str
    prompt: str
    refusal_title: str
    refusal: str
    bounds: Bounds | None = None
    choices: tuple[str, ...] = ()
    rises: str = ""


def bounds_of(target: Target) -> Bounds | None:
    """The range that a target's values stay in: its `limits`, else what its kind allows, else none."""
    if target.is_reported_as_fall:
        # Without a sign; a rise is written in words, so that no cell can be read both ways.
        return Bounds(Decimal(0), -target.limits[0] if target.limits else None, firm=False)
    if target.limits:
        return Bounds(*target.limits, firm=True)
    if target.is_growth_itself or (target.kind in (Kind.COMPARE, Kind.DIRECTION) and target.in_percent):
        return None
    if target.in_percent:
        return Bounds(Decimal(0), Decimal(100), firm=False)
    # A correction may take back more than a period brought; a total to date cannot be below nothing.
    return Bounds(Decimal(0), None, firm=target.reports is Reporting.TO_DATE)


def value_guard(target: Target, language: str) -> Guard:
    """What the cell of a period's value accepts."""
    if target.is_reported_as_fall:
        return _fall_guard(target, language)
    bounds = bounds_of(target)
    span = bounds.in_words(language) if bounds else ""
    prompt = say("guard.value-prompt", language, basis=basis_in_words(target, language).replace("\n", ""), range=span)
    if target.in_percent:
        prompt += say("guard.percent-prompt", language)
    return _number_guard(target, language, prompt, bounds)


def _fall_guard(target: Target, language: str) -> Guard:
    """A fall as a positive number; a rise by its word, which the cell takes after a warning."""
    rise = RISES[language]
    basis = basis_in_words(target, language).replace(",\n", ", ").replace("\n", "")
    guard = _number_guard(
        target, language, say("guard.fall-prompt", language, basis=basis, rise=rise), bounds_of(target)
    )
    refusal = say("guard.fall-wrong", language, unit=target.unit, rise=rise)
    return replace(guard, refusal=refusal[:_TEXT], rises=rise)


def baseline_guard(target: Target, base: str, language: str) -> Guard:
    """What the cell of a base value accepts; `base` says in words which day or year it is of."""
    return _number_guard(target, language, say("guard.baseline-prompt", language, base=base), bounds_of(target))


def reference_guard(target: Target, language: str) -> Guard:
    """What the cell of the value compared with accepts."""
    return _number_guard(target, language, say("guard.reference-prompt", language, than=target.than), bounds_of(target))


def _number_guard(target: Target, language: str, prompt: str, bounds: Bounds | None) -> Guard:
    kind = "value-title" if target.unit else "value-title-bare"
    title = say(f"guard.{kind}", language, target=target.id, unit=target.unit)
    span = bounds.in_words(language) if bounds else ""
    refusal = "wrong-free" if not span else "wrong" if bounds and bounds.firm else "unusual"
    return Guard(
        accepts=Accepts.NUMBER,
        title=title[:_TITLE],
        prompt=prompt[:_TEXT],
        refusal_title=say("guard.wrong-title", language)[:_TITLE],
        refusal=say(f"guard.{refusal}", language, range=span, unit=target.unit)[:_TEXT],
        bounds=bounds,
    )


def state_guard(target: Target, language: str) -> Guard:
    """What the cell of an action's or a milestone's state accepts: one of the words."""
    words = tuple(STATES[language].values())
    shown = say("promise.comma", language).join(words)
    return Guard(
        accepts=Accepts.STATE,
        title=say("guard.state-title", language, target=target.id)[:_TITLE],
        prompt=say("guard.state-prompt", language, states=shown, done=STATES[language]["done"])[:_TEXT],
        refusal_title=say("guard.state-wrong-title", language)[:_TITLE],
        refusal=say("guard.state-wrong", language, states=shown)[:_TEXT],
        choices=words,
    )


def late_guard(guard: Guard, day: date, language: str) -> Guard:
    """What the cell of a day of an earlier year accepts: the same, with the day said, for its year is another."""
    told = say("guard.late-prompt", language, day=full_day(day, language))
    return replace(guard, prompt=(told + guard.prompt)[:_TEXT])


def period_guard(choices: Sequence[str], language: str) -> Guard:
    """What the cell of a reason's period accepts: one of the periods of its row."""
    kept = list(choices)
    while len(",".join(kept)) > _TEXT:  # the oldest days owed go first: the reader takes them all the same
        del kept[0]
    title = say("guard.period-title", language)
    return Guard(
        accepts=Accepts.PERIOD,
        title=title,
        prompt=say("guard.period-prompt", language)[:_TEXT],
        refusal_title=title,
        refusal=say("guard.period-wrong", language, last=kept[-1] if kept else "")[:_TEXT],
        choices=tuple(kept),
    )


def day_guard(year: int, language: str) -> Guard:
    """What the cell of a measure's day accepts."""
    example = date(year, 12, 31).isoformat()
    title = say("guard.date-title", language)
    return Guard(
        accepts=Accepts.DAY,
        title=title,
        prompt=say("guard.date-prompt", language, example=example)[:_TEXT],
        refusal_title=title,
        refusal=say("guard.date-wrong", language, example=example)[:_TEXT],
    )
