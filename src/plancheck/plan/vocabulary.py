"""The words that plan files choose from: what a target promises, how its value compares, how it is reported.

`docs/plan-files.md` explains each; `plan.fields` names the keys that take them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

#: Units of a rate, and of a rate's own change. Points are added to the one, and reported themselves under the other.
PERCENT_UNITS = ("%", "％")
POINT_UNITS = ("百分点", "个百分点", "percentage points")

#: How many ones a unit's first character stands for.
SCALES = {"万": 10_000, "亿": 100_000_000}

#: The expected path that needs no points: each period's share of the year is that of the year before.
AS_LAST_YEAR = "last-year"

#: Most days that silence can be waited out, whether a setting says so or a target.
LONGEST_LAG = 3650
#: Most days after a period's end by which its workbook is due.
LONGEST_DUE_DAYS = 366


class Kind(StrEnum):
    """What a target promises; `docs/plan-files.md` has an example of each."""

    CUMULATIVE = "cumulative"
    ANNUAL = "annual"
    LEVEL = "level"
    GROWTH = "growth"
    PHASE_OUT = "phase-out"
    MAINTAIN = "maintain"
    CAP = "cap"
    COMPARE = "compare"
    MILESTONE = "milestone"
    DIRECTION = "direction"
    ACTION = "action"

    @property
    def is_numeric(self) -> bool:
        """Whether departments report numbers for it (the others report a state)."""
        return self not in (Kind.MILESTONE, Kind.ACTION)


class Op(StrEnum):
    """How a value compares with the target: `>=` at least, `<=` at most."""

    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"

    @property
    def direction(self) -> int:
        """+1 where more is better, -1 where less is."""
        return 1 if self in (Op.GE, Op.GT) else -1

    @property
    def mirrored(self) -> Op:
        """The comparator on the other side of nought: a fall of at least 5 is a change of at most -5."""
        return {Op.GE: Op.LE, Op.LE: Op.GE, Op.GT: Op.LT, Op.LT: Op.GT}[self]

    def holds(self, value: Decimal | Fraction, bound: Decimal | Fraction) -> bool:
        """Whether `value op bound` is true, unrounded."""
        match self:
            case Op.GE:
                return value >= bound
            case Op.GT:
                return value > bound
            case Op.LE:
                return value <= bound
            case Op.LT:
                return value < bound


class Frequency(StrEnum):
    """How often a department reports."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        return _MONTHS[self]


_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}


class Wording(StrEnum):
    """Binding, or `strive` (力争, 争取): scored alike, never fails a gate."""

    BINDING = "binding"
    STRIVE = "strive"


class Change(StrEnum):
    """What the value of a growth target is: percent of the base (下降13.5%), or points added to it (下降3.5个百分点)."""

    PERCENT = "percent"
    POINTS = "points"


class Reporting(StrEnum):
    """Values to date, or each period's increment."""

    TO_DATE = "to-date"
    PERIOD = "period"


class Aggregate(StrEnum):
    """One department's value counts, or the parts of several are added up."""

    SINGLE = "single"
    SUM = "sum"


#: What has a value of its own for each year, counted up from nothing.
FLOWS = frozenset({Kind.ANNUAL, Kind.CAP})


def comes_in_shares(kind: Kind, reporting: Frequency) -> bool:
    """Whether a year of it is told in several periods, so that each has a share of the year."""
    return kind in FLOWS and reporting.months < Frequency.YEAR.months


def may_be_whole(kind: Kind, op: Op) -> bool:
    """Whether a target of a kind adds up from nothing to at least its value, so that it can be counted in whole pieces."""
    return kind in (Kind.CUMULATIVE, Kind.ANNUAL) and op in (Op.GE, Op.GT)
