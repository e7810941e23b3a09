"""The marks a target can get: status, lamp and reason, and the records that carry them with their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plancheck.observations import Observation

#: The edition of the method, which every output and every publication names. A new one is a change of `docs/scoring.md`
#: that turns verdicts on the same reports; what was published under an earlier one stays as published (`upheld`).
METHOD_EDITION = 2
#: Of publications that name none.
FIRST_EDITION = 1


class Status(StrEnum):
    """Every target always has one of three."""

    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    MISSED = "missed"


class Lamp(StrEnum):
    """红黄绿灯; grey where there is nothing to see."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Reason(StrEnum):
    """Why: the rule that decided. `docs/scoring.md` explains each."""

    NOT_DUE = "not-due"
    FIRST_VALUE = "first-value"
    NO_DATA = "no-data"
    MISSING_BASE = "missing-base"
    NO_TARGET_VALUE = "no-target-value"
    MET = "met"
    MET_EARLY = "met-early"
    MET_LATE = "met-late"
    DEADLINE = "deadline"
    NO_EVIDENCE = "no-evidence"
    CAP_EXCEEDED = "cap-exceeded"
    WITHIN_CAP = "within-cap"
    BURN = "burn"
    BACKSLIDING = "backsliding"
    MILESTONE_OVERDUE = "milestone-overdue"
    MOVING_AWAY = "moving-away"
    EARLY = "early"
    ON_PATH = "on-path"
    SLOWING = "slowing"
    GAP = "gap"
    CATCHING_UP = "catching-up"
    OFF_TRACK = "off-track"
    RECOVERING = "recovering"
    BEHIND = "behind"
    KEPT = "kept"
    KEPT_WEAKENING = "kept-weakening"
    NOT_KEPT = "not-kept"
    BELOW_IMPROVING = "below-improving"
    BELOW_NOT_IMPROVING = "below-not-improving"
    RIGHT_WAY = "right-way"
    RIGHT_WAY_LAST_BACK = "right-way-last-back"
    WRONG_WAY_LAST_FORWARD = "wrong-way-last-forward"
    WRONG_WAY = "wrong-way"
    DONE = "done"
    UNDER_WAY = "under-way"
    NOT_STARTED = "not-started"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers behind a verdict, `None` where undefined, never infinite. Shares are 0 to 1, rates a year.

    Rates count towards the target: positive is the right way, whichever way that is.
    """

    attained: Decimal | None = None
    expected: Decimal | None = None
    lag_points: Decimal | None = None
    spi: Decimal | None = None
    required_rate: Decimal | None = None
    recent_rate: Decimal | None = None
    recent_coverage: Decimal | None = None
    forecast: Decimal | None = None
    forecast_share: Decimal | None = None
    p_meet: float | None = None
    burn: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class RowVerdict(Quantities):
    """The verdict of one row: a checkpoint, a year of a quota, or the target's own date.

    `department` is set where several departments are judged apart. `start` is the baseline's day, or the first day that
    counts. `value` is what is asked for in the indicator's own unit, `needed` the value that already satisfies (about,
    basically). `closed`: data cover the date, and the verdict stands. `edition` is that of the method: an earlier one where
    the row stays as it was published. `met_on` is the day on which what was asked for was
    there, `met_value` the value then where it came late. `short_periods` is how many periods of a year what must be kept
    did not hold. `by_outlook`: the interval of the forecast decided, in place of rules 9 to 12.
    """

    by: date | None = None
    start: date | None = None
    baseline: Decimal | None = None
    value: Decimal | None = None
    needed: Decimal | None = None
    status: Status = Status.ON_TRACK
    lamp: Lamp = Lamp.GREY
    reason: Reason = Reason.NOT_DUE
    latest: Observation | None = None
    latest_value: Decimal | None = None
    closed: bool = False
    provisional_baseline: bool = False
    low_confidence: bool = False
    missed_checkpoints: int = 0
    met_on: date | None = None
    frozen: RowVerdict | None = None
    department: str = ""
    met_value: Decimal | None = None
    short_periods: int = 0
    by_outlook: bool = False
    edition: int = METHOD_EDITION


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of a target: that of the `row` that decides, beside all its rows.

    `met_years` of `closed_years`: for what is judged year by year. `what_if`: not from reports alone (a caller's
    what-if). `strive`: 力争, shown and never held against anyone. `latest_value` is that of `latest` as it was judged:
    parts and increments added up. `missed_rows` are the closed rows that fell short, whichever speaks; `silent_rows` those
    whose date passed without a value. `parts` are the departments' own verdicts, where they are judged apart.
    """

    target: str
    row: RowVerdict
    rows: tuple[RowVerdict, ...]
    latest: Observation | None = None
    met_years: int | None = None
    closed_years: int | None = None
    strive: bool = False
    what_if: bool = False
    latest_value: Decimal | None = None
    missed_rows: int = 0
    silent_rows: int = 0
    parts: tuple[Verdict, ...] = ()

    def of(self, department: str) -> Verdict:
        """The verdict on a department's own part, by its key; the target's, where there is no such part."""
        return next((part for part in self.parts if part.row.department == department), self)

    @property
    def judged_value(self) -> tuple[Observation | None, Decimal | None]:
        """What the deciding row was judged by, and its value; where it has none yet, the latest of all."""
        if self.row.latest is not None:
            return self.row.latest, self.row.latest_value
        return self.latest, self.latest_value

    @property
    def status(self) -> Status:
        return self.row.status

    @property
    def lamp(self) -> Lamp:
        return self.row.lamp

    @property
    def reason(self) -> Reason:
        return self.row.reason


def gravity(row: RowVerdict | Verdict) -> int:
    """0 for the worst: missed, red, no data, yellow, on track, not due."""
    if row.status is Status.MISSED:
        return 0
    if row.status is Status.AT_RISK:
        return {Lamp.RED: 1, Lamp.GREY: 2}.get(row.lamp, 3)
    return 5 if row.reason is Reason.NOT_DUE else 4
