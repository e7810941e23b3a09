"""A clause -> its quantities: every figure, date and set phrase in it, with its value, line and deadline.

`ClauseReading.ignored` names the digits that are no quantity (5G, 1+N, a list's number) and why.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plancheck.source.document.clauses import Clause, ClauseKind
from plancheck.source.quantities.amounts import day_of, month_end_of, range_from, unit_of, value_of, years_of
from plancheck.source.quantities.deadlines import Deadline, Role, deadline_of, role_of
from plancheck.source.quantities.numerals import Ignored, QuantityKind, Written, written_numbers
from plancheck.source.quantities.ranges import joined_ranges, leads_from
from plancheck.source.quantities.spelled import spelled_numbers
from plancheck.source.quantities.word_targets import Span, milestones, strivings, word_targets

_COMMA = re.compile("[，,;；。\n\t]")
_BREAK = re.compile(r"[。!?！？\n\t]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a clause, at `start` to `end` of its text, with the deadline and the base year of its sentence.

    Of a range `value` is the second number, and `range_from` the first.
    """

    kind: QuantityKind
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
    month_end: tuple[int, int] | None = None
    range_from: Decimal | None = None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Its value; of a range (4.5%—5%) the lower end and the upper."""
        return tuple(sorted(number for number in (self.range_from, self.value) if number is not None))


@dataclass(frozen=True, slots=True)
class IgnoredDigits:
    """Digits that are no quantity, and why."""

    text: str
    start: int
    end: int
    line: int
    reason: Ignored


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """All that was found in one clause."""

    quantities: tuple[Quantity, ...]
    ignored: tuple[IgnoredDigits, ...]


def read_quantities(clause: Clause) -> ClauseReading:
    """The quantities of a clause, in the order of its text."""
    text = clause.text
    numbers: list[Quantity] = []
    ignored: list[IgnoredDigits] = []
    for written in joined_ranges(_numbers_of(text), text):
        line = clause.passage.line_at(written.start)
        if isinstance(written.kind, Ignored):
            ignored.append(
                IgnoredDigits(text=written.text, start=written.start, end=written.end, line=line, reason=written.kind)
            )
        else:
            numbers.append(_quantity(written, written.kind, line, text))
    words = [_set_phrase(span, clause) for span in word_targets(text)]
    found = _with_deadlines(sorted([*numbers, *words], key=lambda q: (q.start, -q.end)), clause)
    return ClauseReading(tuple(_with_milestones(found, clause)), tuple(ignored))


def _numbers_of(text: str) -> list[Written]:
    """Numbers in digits and in characters. A quarter in characters may hold a year in digits; it is then the whole."""
    spelled = {written.start: written for written in spelled_numbers(text)}
    starts = list(spelled)
    in_digits = []
    for written in written_numbers(text):
        before = bisect_left(starts, written.end) - 1
        around = spelled.get(starts[before]) if before >= 0 else None
        if around is None or around.end <= written.start:
            in_digits.append(written)
        elif around.start <= written.start < around.end < written.end and written.kind is QuantityKind.DOCUMENT_NUMBER:
            # 第3季度〔2024〕7号: the issuer was looked for backwards, and went too far.
            in_digits.append(replace(written, start=around.end, text=text[around.end : written.end]))
        elif not (around.start <= written.start and written.end <= around.end):
            del spelled[around.start]
            in_digits.append(written)
    return sorted([*spelled.values(), *in_digits], key=lambda written: written.start)


def _quantity(written: Written, kind: QuantityKind, line: int, text: str) -> Quantity:
    return Quantity(
        kind=kind,
        text=written.text,
        start=written.start,
        end=written.end,
        line=line,
        value=value_of(written),
        unit=unit_of(written),
        years=years_of(written),
        day=day_of(written),
        role=role_of(text, written.start, written.end) if kind.is_calendar else None,
        month_end=month_end_of(written),
        range_from=None if leads_from(text, written.start) else range_from(written),
    )


def _set_phrase(span: Span, clause: Clause, deadline: Deadline | None = None) -> Quantity:
    """The quantity of a target in words."""
    kind, start, end = span
    line = clause.passage.line_at(start)
    return Quantity(kind=kind, text=clause.text[start:end], start=start, end=end, line=line, deadline=deadline)


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
            current = _deadline(clause.text, quantity, current)
            if clause.kind is ClauseKind.BLOCK and quantity.start == 0:
                whole_block = current
        done.append(replace(quantity, deadline=current, base=_base_before(done, quantity, clause.text)))
    return done


def _deadline(text: str, quantity: Quantity, current: Deadline | None) -> Deadline | None:
    """The deadline that a date sets; 第三季度 without a year is one of the year that the sentence has named."""
    if quantity.years:
        return deadline_of(text, quantity.years, quantity.day, quantity.start, quantity.end)
    if quantity.month_end and current:
        return Deadline(date(current.day.year, *quantity.month_end))
    return current


def _base_before(before: list[Quantity], quantity: Quantity, text: str) -> int | None:
    """The year that a figure is compared with: 较2023年增长48%, with no comma between."""
    last = before[-1] if before else None
    if last and last.role is Role.BASE and not _COMMA.search(text, last.end, quantity.start):
        return last.years[0]
    return None


def _with_milestones(found: list[Quantity], clause: Clause) -> list[Quantity]:
    """The same with the deliverables of dated sentences added where a sentence gives no figure for them."""
    measured = [q.start for q in found if not q.kind.is_calendar and q.kind is not QuantityKind.DURATION]
    dated = [
        (span, deadline)
        for deadline, begin, stop in _dated_stretches(found, clause.text)
        for span in milestones(clause.text, begin, stop, measured)
    ]
    undated = [
        (span, None)
        for span in strivings(clause.text, measured)
        if not any(start < span[2] and span[1] < end for (_, start, end), _ in dated)
    ]
    added = [_set_phrase(span, clause, deadline) for span, deadline in [*dated, *undated]]
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
