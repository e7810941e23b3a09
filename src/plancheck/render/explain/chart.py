"""A chart for a terminal: dated values in, lines of ASCII out.

ASCII alone, because a chart stands or falls with its columns: signs such as ● take one column in some terminals and two
in others. plotext was tried (6.1): it has no axis of dates and costs a sixth of a second at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from plancheck.explanation.course import Dated
from plancheck.text.numbers import plain

#: Sign of each part of the chart, the later ones drawn over the earlier.
SIGNS = {"goal": "-", "path": ".", "forecast": "+", "value": "*"}
_HEIGHT = 12
_NARROWEST = 24
_TICKS = 3


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: lines through points (`path`, `forecast`, `goal`) and single points (`value`)."""

    lines: Mapping[str, Sequence[Dated]]
    values: Sequence[Dated]
    places: int = 0

    def points(self) -> list[Dated]:
        return [*self.values, *(point for line in self.lines.values() for point in line)]


@dataclass(slots=True)
class _Canvas:
    first: int
    last: int
    low: Decimal
    high: Decimal
    width: int
    cells: list[list[str]] = field(default_factory=list)

    def column(self, day: date) -> int:
        return round((day.toordinal() - self.first) * (self.width - 1) / max(1, self.last - self.first))

    def row(self, value: Decimal) -> int:
        share = (value - self.low) / (self.high - self.low)
        return _HEIGHT - 1 - round(share * (_HEIGHT - 1))

    def dot(self, column: int, value: Decimal, sign: str) -> None:
        self.cells[self.row(value)][column] = sign

    def line(self, points: Sequence[Dated], sign: str, every: int) -> None:
        for (from_day, low), (to_day, high) in pairwise(points):
            begin, end = self.column(from_day), self.column(to_day)
            for column in range(begin, end + 1, every):
                share = Decimal(column - begin) / Decimal(max(1, end - begin))
                self.dot(column, low + (high - low) * share, sign)


def draw_chart(chart: Chart, width: int, paint: Callable[[str, str], str] = lambda text, _: text) -> list[str]:
    """The chart in at most `width` columns; nothing where there is too little to draw or no room for it.

    `paint` colours a text by the part it belongs to.
    """
    points = chart.points()
    days = sorted({day for day, _ in points})
    if len(days) < 2 or not chart.values:
        return []
    low, high = _range([value for _, value in points])
    labels = _labels(low, high, chart.places)
    margin = max(len(label) for label in labels.values()) + 2
    if width - margin < _NARROWEST:
        return []
    canvas = _Canvas(days[0].toordinal(), days[-1].toordinal(), low, high, width - margin)
    canvas.cells = [[" "] * canvas.width for _ in range(_HEIGHT)]
    for name, every in (("goal", 2), ("path", 1), ("forecast", 2)):
        canvas.line(chart.lines.get(name, ()), SIGNS[name], every)
    for day, value in chart.values:
        canvas.dot(canvas.column(day), value, SIGNS["value"])
    part = {sign: name for name, sign in SIGNS.items()}
    drawn = [
        f"{labels.get(number, ''):>{margin - 2}} |" + "".join(_painted(cells, part, paint)).rstrip()
        for number, cells in enumerate(canvas.cells)
    ]
    return [*drawn, " " * (margin - 1) + "+" + "-" * canvas.width, _dates(days, margin, canvas.width)]


def _range(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """From the lowest to the highest value, from zero where that is near."""
    low, high = min(values), max(values)
    if 0 < low < (high - low):
        low = Decimal(0)
    if low == high:
        return low - 1, high + 1
    return low, high


def _labels(low: Decimal, high: Decimal, places: int) -> dict[int, str]:
    rows = [round(number * (_HEIGHT - 1) / _TICKS) for number in range(_TICKS + 1)]
    step = (high - low) / _TICKS
    while places < 6 and step and step < Decimal(1).scaleb(-places) * 2:
        places += 1
    return {row: plain(high - (high - low) * row / (_HEIGHT - 1), places) for row in rows}


def _dates(days: Sequence[date], margin: int, width: int) -> str:
    first, last = days[0].isoformat(), days[-1].isoformat()
    return " " * margin + first + last.rjust(width - len(first))


def _painted(cells: Sequence[str], part: Mapping[str, str], paint: Callable[[str, str], str]) -> list[str]:
    runs = [(sign, "".join(run)) for sign, run in groupby(cells)]
    return [paint(run, part[sign]) if sign in part else run for sign, run in runs]
