"""A target's curve as inline SVG: values, path, checkpoints, forecast with its interval, goal. Text stays text.

Colours and strokes come from the classes of `report.css`, so that a chart is a kilobyte or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from plancheck.report.curve import Curve, Spot
from plancheck.scoring.marks import Status
from plancheck.text.numbers import plain

WIDTH, HEIGHT = 340, 168
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 22
_MOST_YEARS = 7


@dataclass(frozen=True, slots=True)
class _Scale:
    """Data to pixels."""

    first: float
    last: float
    low: float
    high: float

    def x(self, at: float) -> str:
        share = (at - self.first) / ((self.last - self.first) or 1)
        return _short(_LEFT + share * (WIDTH - _LEFT - _RIGHT))

    def y(self, value: float) -> str:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return _short(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM))

    def spot(self, spot: Spot) -> str:
        return f"{self.x(spot[0])},{self.y(spot[1])}"


def chart_svg(curve: Curve, name: str, title: str, description: str, goal: str, language: str) -> str:
    """The chart. `name` makes its ids unique on the page, `goal` is written on the line of the final goal."""
    ticks = _ticks(*_extent(curve))
    scale = _Scale(*_span(curve), ticks[0], ticks[-1])
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{name}-t {name}-d">',
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>',
        *_grid(scale, ticks, language),
        *_years(scale),
        *_goal_line(curve, scale, goal),
        *(f'<polyline class="p" points="{_points(scale, path)}"/>' for path in curve.paths),
        *_ahead(curve, scale),
        *_line(scale, curve.references, "r"),
        *_values(curve, scale),
        *_checkpoints(curve, scale),
        "</svg>",
    ]
    return "".join(parts)


def _extent(curve: Curve) -> tuple[float, float]:
    values = [value for _, value in (*curve.values, *curve.references)]
    values += [value for path in curve.paths for _, value in path]
    values += [goal.value for goal in curve.goals]
    values += [curve.forecast[1]] if curve.forecast else []
    low, high = min(values), max(values)
    if curve.band:
        # An interval that is very wide would flatten everything else; it is cut off at the frame.
        room = (high - low) or abs(high) or 1
        low, high = min(low, max(curve.band[0], low - room / 2)), max(high, min(curve.band[1], high + room / 2))
    return (0.0, high) if 0 <= low < high / 2 else (low, high)


def _span(curve: Curve) -> tuple[float, float]:
    times = [at for at, _ in (*curve.values, *curve.references)] + [curve.as_of]
    times += [at for path in curve.paths for at, _ in path]
    times += [goal.at for goal in curve.goals]
    return min(times), max(times)


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers around what is shown."""
    room = (high - low) or abs(high)
    # Below this no indicator has a value, and floats run out.
    room = room if room > 1e-12 else 1.0
    rough = room / 4
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * size for size in (1, 2, 2.5, 5, 10) if unit * size >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return [number * step for number in range(first, last + 1)]


def _grid(scale: _Scale, ticks: Sequence[float], language: str) -> Iterable[str]:
    for tick in ticks:
        y = scale.y(tick)
        yield f'<path class="g" d="M{_LEFT} {y}H{WIDTH - _RIGHT}"/>'
        yield f'<text class="e" x="{_LEFT - 5}" y="{y}" dy=".35em">{_tick(tick, language)}</text>'


def _tick(value: float, language: str) -> str:
    """120万 in Chinese, 1.2M in English: a long number has no room."""
    if abs(value) < 100_000:
        return plain(round(value, 6))
    size, name = (10_000, "万") if language == "zh" else (1_000_000, "M")
    return f"{value / size:.6g}{name}"


def _years(scale: _Scale) -> Iterable[str]:
    """The ends of years; a month of time zero is January of year 0, so that a year ends at a multiple of 12."""
    first, last = ceil(scale.first / 12 - 1e-6), floor(scale.last / 12 + 1e-6)
    step = max(1, -(-(last - first + 1) // _MOST_YEARS))
    for year in range(last, first - 1, -step):
        x = scale.x(year * 12)
        kind, at = ("e", str(WIDTH - 2)) if year == last else ("m", x)
        yield f'<path class="g" d="M{x} {HEIGHT - _BOTTOM}v4"/>'
        yield f'<text class="{kind}" x="{at}" y="{HEIGHT - 5}">{year - 1}-12</text>'


def _goal_line(curve: Curve, scale: _Scale, goal: str) -> Iterable[str]:
    final = next((one for one in curve.goals if one.final), None)
    if final is None:
        return
    y = scale.y(final.value)
    yield f'<path class="t" d="M{_LEFT} {y}H{WIDTH - _RIGHT}"/>'
    if goal:
        above = float(y) - 4 if float(y) > _TOP + 6 else float(y) + 12
        yield f'<text class="b" x="{_LEFT + 4}" y="{_short(above)}">{escape(goal)}</text>'


def _ahead(curve: Curve, scale: _Scale) -> Iterable[str]:
    if curve.forecast is None or not curve.values:
        return
    begin, end = curve.values[-1], curve.forecast
    if curve.band:
        low, high = (min(max(value, scale.low), scale.high) for value in curve.band)
        corners = _points(scale, (begin, (end[0], high), (end[0], low)))
        yield f'<polygon class="i" points="{corners}"/>'
    end = (end[0], min(max(end[1], scale.low), scale.high))
    yield f'<polyline class="f" points="{_points(scale, (begin, end))}"/>'
    yield f'<circle class="o" cx="{scale.x(end[0])}" cy="{scale.y(end[1])}" r="3"/>'


def _values(curve: Curve, scale: _Scale) -> Iterable[str]:
    """The values in runs: a line does not join the end of one year's count to the beginning of the next."""
    yearly = len(curve.paths) > 1
    runs: list[list[Spot]] = []
    for spot in curve.values:
        year = ceil(spot[0] / 12 - 1e-6)
        if runs and not (yearly and ceil(runs[-1][-1][0] / 12 - 1e-6) != year):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    for run in runs:
        yield from _line(scale, run, "v")
        yield from (f'<circle class="v" cx="{scale.x(at)}" cy="{scale.y(value)}" r="2.6"/>' for at, value in run)


def _checkpoints(curve: Curve, scale: _Scale) -> Iterable[str]:
    """Diamonds; a missed one is crossed."""
    for goal in curve.goals:
        x, y = scale.x(goal.at), scale.y(goal.value)
        yield f'<path class="c" d="M{x} {_short(float(y) - 4.5)}l4.5 4.5-4.5 4.5-4.5-4.5z"/>'
        if goal.status is Status.MISSED:
            yield f'<path class="x" d="M{_short(float(x) - 4)} {_short(float(y) - 4)}l8 8m0-8l-8 8"/>'


def _line(scale: _Scale, spots: Sequence[Spot], kind: str) -> Iterable[str]:
    if len(spots) > 1:
        yield f'<polyline class="{kind}" points="{_points(scale, spots)}"/>'


def _points(scale: _Scale, spots: Iterable[Spot]) -> str:
    return " ".join(scale.spot(spot) for spot in spots)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
