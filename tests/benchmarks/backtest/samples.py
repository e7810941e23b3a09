"""Series of which one knows what to expect."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from benchmarks.backtest.series import Measure, Series, month_end

from plancheck.plan.vocabulary import Frequency


def numbers(*values: int | str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def series(
    values: Sequence[int | str],
    measure: Measure = Measure.LEVEL,
    frequency: Frequency = Frequency.YEAR,
    name: str = "gapminder/fertility/Nowhere",
    unit: str = "",
) -> Series:
    """A series from the first period of 1990 on."""
    days = tuple(month_end(1990, frequency.months * number) for number in range(1, len(values) + 1))
    return Series(name, measure, frequency, unit, days, numbers(*values))
