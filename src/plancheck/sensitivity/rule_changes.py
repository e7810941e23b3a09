"""The small changes of the rules that a verdict is held against: in, a target and its settings; out, each setting moved a little.

Which of them could turn a row at all is told from the row's own numbers, so that nothing is judged anew in vain. A screen is no
rule: it may let through what turns nothing, and a property test holds that it keeps back nothing that does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import Reason, RowVerdict
from plancheck.scoring.path import MONTH, evening, exact, morning
from plancheck.scoring.pieces import asks_for_few, counts_pieces
from plancheck.scoring.series import COUNTS
from plancheck.scoring.settings import Settings

#: How far a cut-off is moved: a ratio, and the points of the preset `xushi`, which are hundredths of the same share.
RATIO_STEP = Decimal("0.05")
POINTS_STEP = Decimal(5)
#: The windows of the recent pace that are tried, in months.
WINDOWS = (24, 6)
#: What stands whatever the cut-offs are: nothing to judge, a fact, or a rule that looks at no threshold.
SETTLED = frozenset(
    {
        Reason.NOT_DUE,
        Reason.NO_DATA,
        Reason.MISSING_BASE,
        Reason.NO_TARGET_VALUE,
        Reason.MET,
        Reason.MET_LATE,
        Reason.DEADLINE,
        Reason.NO_EVIDENCE,
        Reason.CAP_EXCEEDED,
        Reason.DONE,
        Reason.UNDER_WAY,
        Reason.NOT_STARTED,
        Reason.UNFINISHED,
    }
)
#: Decided before any pace is looked at.
_BEFORE_ANY_PACE = frozenset({Reason.MILESTONE_OVERDUE, Reason.MOVING_AWAY})
#: Kinds without a path: what is kept, what only has to move the right way, and what is done or not.
WITHOUT_PATH = frozenset({Kind.MAINTAIN, Kind.DIRECTION, Kind.MILESTONE, Kind.ACTION})
_ROUNDING = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One setting moved: `was` in force, `tried` instead. Shares, percentage points, or months, as the setting has them."""

    name: str
    setting: str
    was: Decimal
    tried: Decimal

    def could_turn(self, target: Target, row: RowVerdict, days: Collection[date]) -> bool:
        """Whether a row's numbers leave it open that the change turns it. `days` are those that anything was reported for."""
        if not self.setting.endswith("_points") and _is_few(target, row):
            return False
        if self.setting == "recent_months":
            return row.reason not in _BEFORE_ANY_PACE and self._moves_window(target, row, days)
        if target.kind is Kind.CAP:
            # A cap is held against the reciprocal.
            return row.burn is not None and row.burn > 0 and self._spans(1 / row.burn)
        return _is_nearly_on_path(target, row) or self._spans(self._compared(row))

    def _compared(self, row: RowVerdict) -> Decimal | None:
        if self.setting.endswith("_points"):
            return None if row.lag_points is None else -row.lag_points
        return row.recent_coverage if self.setting.startswith("slowing") else row.spi

    def _spans(self, number: Decimal | None) -> bool:
        return number is not None and self._lower - _ROUNDING <= number <= self._upper + _ROUNDING

    def _moves_window(self, target: Target, row: RowVerdict, days: Collection[date]) -> bool:
        """Not where both windows begin with the row, or in one period with nothing reported between."""
        if row.latest is None or row.start is None:
            return True
        at, begin = evening(row.latest.period_end), morning(row.start)
        early, late = (max(at - int(months) * MONTH, begin) for months in (self._upper, self._lower))
        if early == late:
            return False
        length = target.reporting.months * MONTH
        return early // length != late // length or any(early < evening(day) <= late for day in days)

    @property
    def _lower(self) -> Decimal:
        return min(self.was, self.tried)

    @property
    def _upper(self) -> Decimal:
        return max(self.was, self.tried)


@lru_cache(maxsize=64)
def rule_changes(kind: Kind, settings: Settings) -> tuple[tuple[RuleChange, Settings], ...]:
    """Each setting that the rules of a kind look at, moved either way as far as it may go, with the settings that then hold.

    None for what has no path. Kept, for a plan has a few kinds and many targets.
    """
    return tuple((change, _applied(change, settings)) for change in _changes(kind, settings))


def _applied(change: RuleChange, settings: Settings) -> Settings:
    value = int(change.tried) if change.setting == "recent_months" else change.tried
    return replace(settings, **{change.setting: value})  # type: ignore[arg-type]


def _changes(kind: Kind, settings: Settings) -> Iterator[RuleChange]:
    if kind in WITHOUT_PATH:
        return
    if kind is Kind.CAP:
        yield from _moved(settings, "off_track_ratio", RATIO_STEP, settings.on_track_ratio)
    elif settings.preset == "xushi":
        yield from _moved(settings, "behind_points", POINTS_STEP, settings.far_behind_points)
        yield from _moved(settings, "far_behind_points", POINTS_STEP, Decimal(100), settings.behind_points)
    else:
        yield from _moved(settings, "on_track_ratio", RATIO_STEP, Decimal(1), settings.off_track_ratio)
        yield from _moved(settings, "off_track_ratio", RATIO_STEP, settings.on_track_ratio)
        # A recent pace above the required one can be asked for in a trial, though not by a plan.
        slowing = "slowing_ratio_counts" if kind in COUNTS else "slowing_ratio"
        yield from _moved(settings, slowing, RATIO_STEP, None)
        for months in WINDOWS:
            if months != settings.recent_months:
                was = Decimal(settings.recent_months)
                yield RuleChange(f"window-{months}", "recent_months", was, Decimal(months))


def _is_few(target: Target, row: RowVerdict) -> bool:
    """Of a handful of pieces neither a ratio nor a pace is read."""
    return row.value is not None and asks_for_few(target, exact(row.value))


def _is_nearly_on_path(target: Target, row: RowVerdict) -> bool:
    """Of a count that misses its path by less than a piece the rules look at other numbers than the row carries."""
    if row.attained is None or row.expected is None or row.value is None or not counts_pieces(target):
        return False
    return 0 < (row.expected - row.attained) * (row.value - (row.baseline or 0)) < 1


def _moved(
    settings: Settings, setting: str, step: Decimal, most: Decimal | None, least: Decimal = Decimal(0)
) -> Iterator[RuleChange]:
    """Down and up by a step, inside bounds: two cut-offs never change their order, and no ratio becomes nothing."""
    was: Decimal = getattr(settings, setting)
    lower, higher = max(was - step, least), was + step if most is None else min(was + step, most)
    for way, tried in (("lower", lower), ("higher", higher)):
        if tried != was and (tried > 0 or step == POINTS_STEP):
            yield RuleChange(f"{setting.replace('_', '-')}-{way}", setting, was, tried)
