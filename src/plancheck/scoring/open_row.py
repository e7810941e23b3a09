"""The rules for a row whose date is still ahead: in, its numbers; out, a mark. Rules 4 to 12 of `docs/scoring.md`.

Each rule is a function that gives its mark or None; the first that gives one decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.scoring.marks import Lamp, Reason, Status
from plancheck.scoring.path import exact
from plancheck.scoring.quantities import Measures
from plancheck.scoring.rows import Row
from plancheck.scoring.settings import Settings


@dataclass(frozen=True, slots=True)
class Mark:
    status: Status
    lamp: Lamp
    reason: Reason
    low_confidence: bool = False


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What the rules look at. `changes` counts differences between values, the baseline's among them."""

    target: Target
    row: Row
    value: Fraction
    measures: Measures
    changes: int
    overdue: bool
    settings: Settings


def on_track(reason: Reason) -> Mark:
    return Mark(Status.ON_TRACK, Lamp.GREEN, reason)


def yellow(reason: Reason) -> Mark:
    return Mark(Status.AT_RISK, Lamp.YELLOW, reason)


def red(reason: Reason) -> Mark:
    return Mark(Status.AT_RISK, Lamp.RED, reason)


def missed(reason: Reason) -> Mark:
    return Mark(Status.MISSED, Lamp.RED, reason)


def grey(reason: Reason) -> Mark:
    """Nothing to see: on track before anything is due, a risk after."""
    return Mark(Status.ON_TRACK if reason is Reason.NOT_DUE else Status.AT_RISK, Lamp.GREY, reason)


def judge_open(open_row: OpenRow) -> Mark:
    """The mark of a row before its date."""
    if open_row.settings.preset == "xushi":
        return _satisfied(open_row) or _points_behind(open_row)
    for rule in (_satisfied, _overdue, _moving_away, _early, _on_path, _catching_up, _off_track):
        mark = rule(open_row)
        if mark is not None:
            return mark
    return _behind(open_row)


def judge_cap(measures: Measures, settings: Settings) -> Mark:
    """Rule 4 for a cap that has not been exceeded."""
    burn = measures.burn
    if burn is None or burn <= 1:
        return on_track(Reason.WITHIN_CAP)
    return red(Reason.BURN) if burn * exact(settings.off_track_ratio) > 1 else yellow(Reason.BURN)


def _satisfied(open_row: OpenRow) -> Mark | None:
    bound = open_row.row.bound
    if bound is None or not open_row.target.op.holds(open_row.value, bound):
        return None
    if _stays_counted(open_row.target):
        return on_track(Reason.MET)
    ahead = open_row.measures.forecast
    if open_row.settings.preset == "default" and ahead is not None and not open_row.target.op.holds(ahead, bound):
        return yellow(Reason.BACKSLIDING)
    return on_track(Reason.MET_EARLY)


def _stays_counted(target: Target) -> bool:
    counted_out = target.kind is Kind.PHASE_OUT and target.op in (Op.GE, Op.GT)
    return counted_out or target.kind in (Kind.CUMULATIVE, Kind.ANNUAL)


def _overdue(open_row: OpenRow) -> Mark | None:
    return red(Reason.MILESTONE_OVERDUE) if open_row.overdue else None


def _moving_away(open_row: OpenRow) -> Mark | None:
    attained = open_row.measures.attained
    return _careful(open_row, Reason.MOVING_AWAY) if attained is not None and attained < 0 else None


def _early(open_row: OpenRow) -> Mark | None:
    expected = open_row.measures.expected
    return on_track(Reason.EARLY) if expected is None or expected <= 0 else None


def _on_path(open_row: OpenRow) -> Mark | None:
    if open_row.measures.spi is None or open_row.measures.spi < exact(open_row.settings.on_track_ratio):
        return None
    coverage = open_row.measures.recent_coverage
    slow = coverage is not None and coverage < exact(open_row.settings.off_track_ratio)
    return yellow(Reason.SLOWING) if slow and open_row.changes >= 2 else on_track(Reason.ON_PATH)


def _catching_up(open_row: OpenRow) -> Mark | None:
    lag, coverage = open_row.measures.lag_points, open_row.measures.recent_coverage
    if lag is None or coverage is None or open_row.changes < 2:
        return None
    near = lag >= -exact(open_row.settings.behind_points)
    return on_track(Reason.CATCHING_UP) if near and coverage >= 1 else None


def _off_track(open_row: OpenRow) -> Mark | None:
    lag, spi, coverage = open_row.measures.lag_points, open_row.measures.spi, open_row.measures.recent_coverage
    if lag is None or spi is None or coverage is None or coverage >= 1:
        return None
    slow_and_behind = spi < exact(open_row.settings.off_track_ratio) and lag < -exact(open_row.settings.behind_points)
    far_behind = lag < -exact(open_row.settings.far_behind_points)
    return _careful(open_row, Reason.OFF_TRACK) if slow_and_behind or far_behind else None


def _behind(open_row: OpenRow) -> Mark:
    spi, coverage = open_row.measures.spi, open_row.measures.recent_coverage
    fast = coverage is not None and coverage >= 1
    slow_so_far = spi is not None and spi < exact(open_row.settings.off_track_ratio)
    return yellow(Reason.RECOVERING if fast and slow_so_far else Reason.BEHIND)


def _careful(open_row: OpenRow, reason: Reason) -> Mark:
    """One observation after the baseline is too little for a red lamp."""
    if open_row.changes > 1:
        return red(reason)
    return Mark(Status.AT_RISK, Lamp.YELLOW, reason, low_confidence=True)


def _points_behind(open_row: OpenRow) -> Mark:
    """The preset `xushi`: the lamp by points behind 序时进度 alone."""
    lag = open_row.measures.lag_points
    if lag is None or (open_row.measures.expected == 0 and lag >= 0):
        return on_track(Reason.EARLY)
    if lag >= -exact(open_row.settings.behind_points):
        return on_track(Reason.ON_PATH)
    return yellow(Reason.BEHIND) if lag >= -exact(open_row.settings.far_behind_points) else red(Reason.OFF_TRACK)
