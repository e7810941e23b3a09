"""Promises in; out, what the shipped judge showed at every reporting date before their end, beside how they ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.backtest.groups import Group, group_of
from benchmarks.backtest.targets import Promise
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import Lamp, Reason, RowVerdict
from plancheck.scoring.settings import DEFAULTS, Settings
from plancheck.scoring.verdict import judge

#: The offices' rule: up to 10 points behind the straight path green, up to 30 yellow.
XUSHI = replace(DEFAULTS, preset="xushi")
#: 序时进度 and nothing else: green on the straight path, yellow up to 10 points behind it.
PLAIN = replace(XUSHI, behind_points=Decimal(0), far_behind_points=Decimal(10))


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict as it was shown, the lamps of the two plain rules beside it, and whether the target was met in the end.

    `reached`: a level was already what was asked for when the verdict was made. `span` and `left` are years, begun ones
    counted. `error` is the forecast's, as a share of the final value; `held` whether the interval held the final value.
    """

    group: Group
    source: str
    span: int
    left: int
    reached: bool
    met: bool
    lamp: Lamp
    reason: Reason
    plain: Lamp
    xushi: Lamp
    p_meet: float | None
    error: float | None
    held: bool | None


def verdicts_of(promise: Promise, settings: Settings = DEFAULTS) -> Iterator[Shown]:
    """The verdicts at every reporting date before the end, while something is open: a count that is reached stays so."""
    judged_from = promise.by.year if promise.target.kind is Kind.ANNUAL else promise.origin.year
    for number, latest in enumerate(promise.reported[:-1], 1):
        day, value = latest.period_end, latest.value
        assert value is not None
        reached = promise.holds(value)
        if day.year < judged_from or (reached and promise.target.kind is not Kind.LEVEL):
            continue
        row = _row(promise, number, settings)
        yield Shown(
            group=group_of(promise, number),
            source=promise.series.rpartition("/")[0] or promise.series,
            span=promise.span,
            left=promise.by.year - day.year + (day.month < promise.by.month),
            reached=reached,
            met=promise.met,
            lamp=row.lamp,
            reason=row.reason,
            plain=_row(promise, number, PLAIN).lamp,
            xushi=_row(promise, number, XUSHI).lamp,
            p_meet=row.p_meet,
            error=_error(row.forecast, promise.final),
            held=_held(getattr(row, "interval", None), promise.final),
        )


def _row(promise: Promise, number: int, settings: Settings) -> RowVerdict:
    """The verdict on the day of a report, with nothing that came later."""
    reported = promise.reported[:number]
    verdict = judge(promise.target, reported, (), reported[-1].period_end, settings, promise.by)
    return next(row for row in verdict.rows if row.by == promise.by)


def _error(forecast: Decimal | None, final: Decimal) -> float | None:
    return None if forecast is None or not final else abs(float((forecast - final) / final))


def _held(interval: tuple[Decimal, Decimal] | None, final: Decimal) -> bool | None:
    return None if interval is None else interval[0] <= final <= interval[1]
