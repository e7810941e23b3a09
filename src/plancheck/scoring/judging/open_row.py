"""The rules for a row whose date is still ahead: in, its numbers; out, a mark. Rules 5 to 12 of `docs/scoring.md`.

Each rule is a function that gives its mark or None; the first that gives one decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.scoring.judging.mark import Mark, grey, on_track, red, yellow
from plancheck.scoring.marks import Lamp, Reason, Status
from plancheck.scoring.outlook.look_ahead import may_still_turn
from plancheck.scoring.path import YEAR, ZERO, Step, exact, expected, share
from plancheck.scoring.pieces import asks_for_few, pieces_of, whole_on_path
from plancheck.scoring.quantities import Measures
from plancheck.scoring.rows import Row
from plancheck.scoring.series import COUNTS
from plancheck.scoring.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What the rules look at. `changes` counts differences between values, the baseline's among them.

    `due` counts the periods that were due by the latest value; `has_gap`: the one that the recent window starts from has
    no value; `was_silent`: one before the latest has none. `steps` are the values without holes: what was withheld makes no
    series look livelier. `rounded` are the numbers of a count that misses the path by less than a piece, as if it were on
    it.
    """

    target: Target
    row: Row
    at: int
    value: Fraction
    measures: Measures
    changes: int
    overdue: bool
    settings: Settings
    due: int = 0
    has_gap: bool = False
    was_silent: bool = False
    steps: Sequence[Step] = ()
    rounded: Measures | None = None

    @property
    def may_turn(self) -> bool:
        """Whether the series goes up and down so much that it may reach its goal yet."""
        return may_still_turn(self.target, self.row, self.steps, self.measures.interval)

    @property
    def mean_rate(self) -> Fraction | None:
        """The pace since the row's baseline, towards the target."""
        attained, expected = self.measures.attained, self.measures.expected
        if attained is None or self.row.base is None or self.row.goal is None or expected is None:
            return None
        elapsed = self.at - self.row.start_at
        way = abs(self.row.goal - self.row.base)
        return attained * way * share(YEAR, elapsed) if elapsed > 0 else None

    @property
    def coverage(self) -> Fraction | None:
        """Recent over required; with a gap it is not known to suffice."""
        coverage = self.measures.recent_coverage
        return ZERO if self.has_gap and coverage is not None and coverage >= 1 else coverage


def judge_open(open_row: OpenRow) -> Mark:
    """The mark of a row before its date."""
    if open_row.settings.preset == "xushi":
        return _satisfied(open_row) or _points_behind(open_row)
    for rule in (
        _satisfied,
        _deliverable,
        _overdue,
        _few,
        _moving_away,
        _early,
        _by_outlook,
        _on_path,
        _catching_up,
        _off_track,
    ):
        mark = rule(open_row)
        if mark is not None:
            return mark
    return _behind(open_row)


def _satisfied(open_row: OpenRow) -> Mark | None:
    bound = open_row.row.bound
    if bound is None or not open_row.target.op.holds(open_row.value, bound):
        return None
    if _stays_counted(open_row.target):
        return on_track(Reason.MET)
    ahead = open_row.measures.forecast
    if open_row.settings.preset == "xushi":
        return on_track(Reason.MET_EARLY)
    if ahead is not None and not open_row.target.op.holds(ahead, bound):
        return yellow(Reason.BACKSLIDING)
    return _unless_gap(open_row, on_track(Reason.MET_EARLY))


def _stays_counted(target: Target) -> bool:
    counted_out = target.kind is Kind.PHASE_OUT and target.op in (Op.GE, Op.GT)
    return counted_out or target.kind in (Kind.CUMULATIVE, Kind.ANNUAL)


def _deliverable(open_row: OpenRow) -> Mark | None:
    """A single thing to be had is done or not done; nothing is due of it before its date."""
    goal = open_row.row.goal
    is_single = goal is not None and goal * pieces_of(open_row.target) == 1
    return grey(Reason.NOT_DUE) if is_single and open_row.target.kind is Kind.CUMULATIVE and _is_few(open_row) else None


def _few(open_row: OpenRow) -> Mark | None:
    """Of up to five pieces the path asks for whole ones, and a pace says nothing."""
    if not _is_few(open_row):
        return None
    row = open_row.row
    planned = whole_on_path(open_row.target, row.goal or ZERO, expected(row.path, open_row.at)) if row.path else ZERO
    return on_track(Reason.ON_PATH) if open_row.value >= planned else yellow(Reason.BEHIND)


def _is_few(open_row: OpenRow) -> bool:
    goal = open_row.row.goal
    return goal is not None and asks_for_few(open_row.target, goal)


def _overdue(open_row: OpenRow) -> Mark | None:
    return red(Reason.MILESTONE_OVERDUE) if open_row.overdue else None


def _moving_away(open_row: OpenRow) -> Mark | None:
    attained = open_row.measures.attained
    return _careful(open_row, Reason.MOVING_AWAY) if attained is not None and attained < 0 else None


def _early(open_row: OpenRow) -> Mark | None:
    """Nothing is expected yet; from a baseline that is only the first value, nothing can be said."""
    expected = open_row.measures.expected
    if expected is not None and expected > 0:
        return None
    mark = Mark(Status.ON_TRACK, Lamp.GREY, Reason.FIRST_VALUE) if open_row.row.provisional else on_track(Reason.EARLY)
    return _unless_gap(open_row, mark)


def _by_outlook(open_row: OpenRow) -> Mark | None:
    """Where the forecast has an interval it decides instead of rules 9 to 12: it separated better in every group."""
    measures = open_row.rounded or open_row.measures
    bound = open_row.row.bound
    if measures.interval is None or measures.forecast is None or measures.spi is None or bound is None:
        return None
    mark = _where_it_leads(open_row, measures.spi, measures.forecast, measures.interval, bound)
    # Less than a year of counts scatters too much to take the red from one that is far behind.
    far_behind = _off_track(open_row) if measures.is_young and mark.reason is Reason.BEHIND else None
    return far_behind or replace(mark, by_outlook=True)


def _where_it_leads(
    open_row: OpenRow, spi: Fraction, forecast: Fraction, interval: tuple[Fraction, Fraction], bound: Fraction
) -> Mark:
    op = open_row.target.op
    suffices = op.holds(forecast, bound)
    if spi >= exact(open_row.settings.on_track_ratio):
        return _unless_gap(open_row, on_track(Reason.ON_PATH) if suffices else yellow(Reason.SLOWING))
    if suffices:
        return yellow(Reason.RECOVERING)
    low, high = interval
    is_short = not op.holds(high if op.direction > 0 else low, bound)
    return _careful(open_row, Reason.OFF_TRACK) if is_short else yellow(Reason.BEHIND)


def _on_path(open_row: OpenRow) -> Mark | None:
    """Rule 9. Of greens whose recent pace falls short of what is still required few are met in the end."""
    measures = open_row.rounded or open_row.measures
    if measures.spi is None or measures.spi < exact(open_row.settings.on_track_ratio):
        return None
    coverage, recent, mean = measures.recent_coverage, measures.recent_rate, open_row.mean_rate
    if coverage is None or coverage >= exact(_slowing_ratio(open_row)) or open_row.due < _enough_due(measures):
        return _unless_gap(open_row, on_track(Reason.ON_PATH))
    is_slower = recent is None or mean is None or recent < mean
    return yellow(Reason.SLOWING if is_slower else Reason.BEHIND)


def _enough_due(measures: Measures) -> int:
    """A pace takes two periods; where the years before tell what follows, one is enough."""
    return 1 if measures.by_profile else 2


def _slowing_ratio(open_row: OpenRow) -> Decimal:
    settings = open_row.settings
    return settings.slowing_ratio_counts if open_row.target.kind in COUNTS else settings.slowing_ratio


def _unless_gap(open_row: OpenRow, mark: Mark) -> Mark:
    return yellow(Reason.GAP) if open_row.has_gap and mark.lamp is not Lamp.YELLOW else mark


def _catching_up(open_row: OpenRow) -> Mark | None:
    lag, coverage = open_row.measures.lag_points, open_row.coverage
    if lag is None or coverage is None or open_row.changes < 2:
        return None
    near = lag >= -exact(open_row.settings.behind_points)
    return on_track(Reason.CATCHING_UP) if near and coverage >= 1 else None


def _off_track(open_row: OpenRow) -> Mark | None:
    lag, spi, coverage = open_row.measures.lag_points, open_row.measures.spi, open_row.coverage
    if lag is None or spi is None or coverage is None or coverage >= 1:
        return None
    slow_and_behind = spi < exact(open_row.settings.off_track_ratio) and lag < -exact(open_row.settings.behind_points)
    far_behind = lag < -exact(open_row.settings.far_behind_points)
    return _careful(open_row, Reason.OFF_TRACK) if slow_and_behind or far_behind else None


def _behind(open_row: OpenRow) -> Mark:
    spi, coverage = open_row.measures.spi, open_row.coverage
    fast = coverage is not None and coverage >= 1
    slow_so_far = spi is not None and spi < exact(open_row.settings.off_track_ratio)
    return yellow(Reason.RECOVERING if fast and slow_so_far else Reason.BEHIND)


def _careful(open_row: OpenRow, reason: Reason) -> Mark:
    """One observation after the baseline is too little for a red lamp, but not where the years before are known, nor where
    others were due and did not come; so is a series that may turn yet.
    """
    measures = open_row.measures
    is_known = open_row.changes > 1 or open_row.was_silent or measures.by_profile or measures.has_gap
    if is_known and not open_row.may_turn:
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
