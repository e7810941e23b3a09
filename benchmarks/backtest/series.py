"""A public series as the backtest takes it: one value a period, no gap, oldest first; and which half it belongs to."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plancheck.plan.vocabulary import Frequency


class Measure(StrEnum):
    """What a value says: how things stand at the period's end, or how much came in the period."""

    LEVEL = "level"
    FLOW = "flow"


class Half(StrEnum):
    """Thresholds are found on one half of the series; how good they are is said on the other."""

    TUNING = "tuning"
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True)
class Series:
    """`name` is source, indicator and place, divided by `/`; `days` are the ends of periods that follow one another."""

    name: str
    measure: Measure
    frequency: Frequency
    unit: str
    days: tuple[date, ...]
    values: tuple[Decimal, ...]

    def until(self, day: date) -> Series:
        """The series as it was known at a day's end."""
        known = bisect_right(self.days, day)
        return replace(self, days=self.days[:known], values=self.values[:known])


def half_of(name: str) -> Half:
    """The half that a series belongs to, by its name alone: the same on every machine and for ever."""
    return Half.TUNING if hashlib.sha256(name.encode()).digest()[0] % 2 else Half.REPORTING


def chosen(series: Sequence[Series], half: str, limit: int | None = None) -> list[Series]:
    """The series of a half; where there is a limit, taken from all over the list, so that all kinds are among them."""
    of_half = [one for one in series if half in ("both", half_of(one.name))]
    return of_half[:: max(1, len(of_half) // limit)][:limit] if limit else of_half


def reported_by_quarters(series: Series) -> Series:
    """A monthly series as a department would hand it in each quarter: the last month's level, the three months' sum."""
    ends = [place for place, day in enumerate(series.days) if day.month % 3 == 0 and place >= 2]
    if series.measure is Measure.LEVEL:
        values = [series.values[end] for end in ends]
    else:
        values = [sum(series.values[end - 2 : end + 1], Decimal(0)) for end in ends]
    days = tuple(series.days[end] for end in ends)
    return replace(series, frequency=Frequency.QUARTER, days=days, values=tuple(values))


def month_end(year: int, month: int) -> date:
    """The last day of a month; months above 12 run on into the years after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])
