"""A clause -> its quantities: every figure, date and set phrase in it, with its value, line and deadline.

`Reading.ignored` names the digits that are no quantity (5G, 1+N, a list's number) and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plancheck.source.clauses import Clause, Form
from plancheck.source.deadlines import Deadline, Role, deadline_of, role_of
from plancheck.source.numerals import Ignored, Kind, Written, written_numbers
from plancheck.source.wordtargets import milestones, word_targets

_COMMA = re.compile("[，,;；。\n\t]")
_BREAK = re.compile(r"[。!?！？\n\t]")
_CHARACTERS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a clause, at `start` to `end` of its text, with the deadline and the base year of its sentence."""

    kind: Kind
    text: str
    start: int
    end: int
    line: int
    value: Decimal | None = None
    unit: str = ""
    years: tuple[int, ...] = ()
    day: date | None = None
    role: Role | None = None
    deadline: Deadline | None = None
    base: int | None = None


@dataclass(frozen=True, slots=True)
class IgnoredDigits:
    """Digits that are no quantity, and why."""

    text: str
    start: int
    end: int
    line: int
    reason: Ignored


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one clause."""

    quantities: tuple[Quantity, ...]
    ignored: tuple[IgnoredDigits, ...]


def read_quantities(clause: Clause) -> Reading:
    """The quantities of a clause, in the order of its text."""
    text = clause.text
    numbers: list[Quantity] = []
    ignored: list[IgnoredDigits] = []
    for written in written_numbers(text):
        line = clause.passage.line_at(written.start)
        if isinstance(written.kind, Ignored):
            ignored.append(IgnoredDigits(written.text, written.start, written.end, line, written.kind))
        else:
            numbers.append(_quantity(written, written.kind, line, text))
    words = [
        Quantity(kind, text[start:end], start, end, clause.passage.line_at(start))
        for kind, start, end in word_targets(text)
    ]
    found = _with_deadlines(sorted([*numbers, *words], key=lambda q: (q.start, -q.end)), clause)
    return Reading(tuple(_with_milestones(found, clause)), tuple(ignored))


def _quantity(written: Written, kind: Kind, line: int, text: str) -> Quantity:
    fields = written.fields
    day = date(int(fields["y1"]), int(fields["m"]), _day(fields)) if kind is Kind.DATE else None
    years = tuple(int(fields[name]) for name in ("y1", "y2", "from", "to", "y3") if name in fields)
    return Quantity(
        kind,
        written.text,
        written.start,
        written.end,
        line,
        _value(fields),
        fields.get("pcu") or fields.get("spanu") or fields.get("unit") or ("%" if "hundredth" in fields else ""),
        years,
        day,
        role_of(text, written.start, written.end) if kind.is_calendar else None,
    )


def _day(fields: dict[str, str]) -> int:
    """The day of a date; 31 June is read as the month's last day, as its writer meant it."""
    from calendar import monthrange

    return min(int(fields["d"]), monthrange(int(fields["y1"]), int(fields["m"]))[1])


def _value(fields: dict[str, str]) -> Decimal | None:
    if "under" in fields:
        over, under = _decimal(fields["over"]), _decimal(fields["under"])
        return over / under if under else None
    if "doubling" in fields:
        return Decimal(2) ** int(spelled(fields["doubling"]))
    for name in ("pc", "times", "span", "n", "bare"):
        if name in fields:
            return _decimal(fields[name]) if fields[name][0].isdigit() else spelled(fields[name])
    return spelled(fields["hundredth"]) if "hundredth" in fields else None


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def spelled(characters: str) -> Decimal:
    """`一点五` -> 1.5, `二十` -> 20, `半` -> 0.5."""
    if characters == "半":
        return Decimal("0.5")
    whole, _, fraction = characters.partition("点")
    digits = "".join(str(_CHARACTERS.get(character, 0)) for character in fraction)
    hundreds, has_hundreds, rest = whole.rpartition("百")
    tens, has_tens, ones = rest.rpartition("十")
    value = 100 * _CHARACTERS.get(hundreds, 1) if has_hundreds else 0
    value += (10 * _CHARACTERS.get(tens, 1) if has_tens else 0) + _CHARACTERS.get(ones, 0)
    return Decimal(f"{value}.{digits or 0}").normalize()


def _with_deadlines(found: list[Quantity], clause: Clause) -> list[Quantity]:
    """Each quantity with the last deadline before it in its sentence; a block's own year holds for all of it."""
    breaks = [at.start() for at in _BREAK.finditer(clause.text)] if any(q.kind.is_calendar for q in found) else []
    whole_block: Deadline | None = None
    current: Deadline | None = None
    done: list[Quantity] = []
    position = 0
    for quantity in found:
        while position < len(breaks) and breaks[position] < quantity.start:
            current, position = whole_block, position + 1
        if quantity.kind.is_calendar and quantity.role is Role.DEADLINE:
            current = deadline_of(clause.text, quantity.years, quantity.day, quantity.start, quantity.end)
            if clause.form is Form.BLOCK and quantity.start == 0:
                whole_block = current
        done.append(replace(quantity, deadline=current, base=_base_before(done, quantity, clause.text)))
    return done


def _base_before(before: list[Quantity], quantity: Quantity, text: str) -> int | None:
    """The year that a figure is compared with: 较2023年增长48%, with no comma between."""
    last = before[-1] if before else None
    if last and last.role is Role.BASE and not _COMMA.search(text, last.end, quantity.start):
        return last.years[0]
    return None


def _with_milestones(found: list[Quantity], clause: Clause) -> list[Quantity]:
    """The same with the deliverables of dated sentences added where a sentence gives no figure for them."""
    measured = [q.start for q in found if not q.kind.is_calendar and q.kind is not Kind.DURATION]
    added = [
        Quantity(kind, clause.text[start:end], start, end, clause.passage.line_at(start), deadline=deadline)
        for deadline, begin, stop in _dated_stretches(found, clause.text)
        for kind, start, end in milestones(clause.text, begin, stop, measured)
    ]
    return sorted([*found, *added], key=lambda q: (q.start, -q.end)) if added else found


def _dated_stretches(found: Iterable[Quantity], text: str) -> Iterator[tuple[Deadline, int, int]]:
    """From each deadline to the next one, or to the end of its sentence."""
    dates = [q for q in found if q.role is Role.DEADLINE and q.deadline]
    for number, quantity in enumerate(dates):
        stop = _BREAK.search(text, quantity.end)
        end = stop.start() if stop else len(text)
        if number + 1 < len(dates):
            end = min(end, dates[number + 1].start)
        if quantity.deadline:
            yield (quantity.deadline, quantity.end, end)
