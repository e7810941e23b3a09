"""How often verdicts like one came true: in, a target and its verdict; out, what the backtest says of comparable ones.

The figures are those of the reporting half of the public series, which no threshold was found on; `python -m benchmarks
backtest --write` writes them. Comparable is a verdict of the same lamp on the same kind of series of about the same age.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Frequency, Kind
from plancheck.scoring.marks import METHOD_EDITION, Lamp, Reason, RowVerdict
from plancheck.scoring.path import MONTH, evening, exact
from plancheck.scoring.pieces import asks_for_few

#: A level that is reported within the year is young until there are two years of it.
GROWN_MONTHS = 24
#: What the rules said of a row with a way to go. What is over, silent or not due was never put to the test.
_PUT_TO_THE_TEST = frozenset(
    {
        Reason.MET_EARLY,
        Reason.BACKSLIDING,
        Reason.MOVING_AWAY,
        Reason.EARLY,
        Reason.ON_PATH,
        Reason.SLOWING,
        Reason.CATCHING_UP,
        Reason.OFF_TRACK,
        Reason.RECOVERING,
        Reason.BEHIND,
    }
)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Of `shown` verdicts with a lamp, in a group of the backtest, the share `met` stood on targets that were met."""

    group: str
    lamp: Lamp
    shown: int
    met: float

    @property
    def of_hundred(self) -> int:
        return round(100 * self.met)


def track_record(target: Target, row: RowVerdict, preset: str) -> TrackRecord | None:
    """What became of comparable verdicts; None where nothing comparable was put to the test."""
    if row.reason not in _PUT_TO_THE_TEST or row.closed or preset != "default" or row.edition != METHOD_EDITION:
        return None
    if row.value is not None and asks_for_few(target, exact(row.value)):
        # Of a handful of pieces no pace is read, and no such series was put to the test.
        return None
    group = _group(target, row)
    figures = _figures().get(group, {}).get(str(row.lamp))
    return None if figures is None else TrackRecord(group, row.lamp, int(figures["shown"]), float(figures["met"]))


def _group(target: Target, row: RowVerdict) -> str:
    within_year = target.reporting is not Frequency.YEAR
    match target.kind:
        case Kind.CUMULATIVE:
            return "counts" if within_year else ""
        case Kind.ANNUAL:
            # The quotas that were put to the test had two years behind them.
            return "quotas" if row.interval is not None else ""
        case Kind.LEVEL | Kind.GROWTH:
            if not within_year:
                return "yearly-levels"
            return "levels" if _months(row) >= GROWN_MONTHS else "young-levels"
    return ""


def _months(row: RowVerdict) -> int:
    if row.latest is None or row.start is None:
        return 0
    return round((evening(row.latest.period_end) - evening(row.start)) / MONTH)


@cache
def _figures() -> dict[str, dict[str, dict[str, float]]]:
    import tomli

    text = files("plancheck.explanation").joinpath("track_record.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, dict[str, float]]] = tomli.loads(text)["group"]
    return found
