"""Days as they are handed in: `2025-12-31` or a date in, the day out; nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

from plancheck.rules.usage import UsageProblem

_WRITTEN_OUT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(option: str, text: str) -> date:
    """A day as ISO writes it, in ten characters. Raises UsageProblem that names the option."""
    try:
        if not _WRITTEN_OUT.fullmatch(text):  # Python itself takes 20251231 and 2025-W52-3
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise UsageProblem("bad-day", option=option, found=text) from None


def read_given_day(option: str, given: str | date) -> date:
    """A day that a program hands in. Raises UsageProblem for what is none."""
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else read_day(option, str(given))
