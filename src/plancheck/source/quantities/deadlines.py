"""What a year or date does in its sentence: sets a deadline, names a base year, or only dates something."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a year does in its sentence."""

    DEADLINE = "deadline"
    BASE = "base"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day that a sentence allows. `since` where it names the first year too; `open_end` for 2025年前."""

    day: date
    since: int | None = None
    open_end: bool = False

    def allows(self, day: date) -> bool:
        """Whether a target's date is this deadline. 2025年前 may mean the end of 2024 or of 2025."""
        return day == self.day or (self.open_end and day == date(self.day.year - 1, 12, 31))


_COMPARED = re.compile(r"(?:较|比|相比|同比|对比|以|与|基于)于?$")
_LABEL_BEFORE = re.compile(r"[《〈(\[〔【“\"][^》〉)\]〕】”\"]{0,40}$")
_LABEL_AFTER = re.compile(r"\d*年?版|[^《]{0,6}》|印发|以[来前]")
_BEFORE = re.compile(r"(?:年|月|日)?(?:底|末)?(?:之前|以前|前)")
_YEAR_END = re.compile(r"底|末")


def role_of(text: str, start: int, end: int) -> Role:
    """The role of the year, range or date at a place of a text."""
    before, after = text[max(start - 40, 0) : start], text[end : end + 10]
    if _COMPARED.search(before):
        return Role.BASE
    sentence = re.split(r"[。;；\n\t]", before)[-1]
    if _LABEL_AFTER.match(after) or _LABEL_BEFORE.search(sentence):
        return Role.LABEL
    return Role.DEADLINE


def deadline_of(text: str, years: tuple[int, ...], day: date | None, start: int, end: int) -> Deadline:
    """The deadline that a year (its last day), month, date or range of years sets."""
    since = years[0] if len(years) == 2 else None
    month = re.search(r"(\d{1,2})月$", text[start:end])
    if day is None and month:
        day = date(years[0], int(month[1]), monthrange(years[0], int(month[1]))[1])
    after = text[end : end + 4]
    open_end = day is None and bool(_BEFORE.match(after)) and not _YEAR_END.match(after)
    return Deadline(day or date(years[-1], 12, 31), since, open_end)
