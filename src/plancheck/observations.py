"""What departments reported: values and states at a period's end, and the remarks beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from plancheck.findings import Place


class State(StrEnum):
    """The state of an action or a milestone."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Observation:
    """One reported value (or state): target, department, period end, and the cell it came from.

    `reference` is the value that a `compare` target is compared with, in the same period. `year` is the report year of
    the workbook, which differs from the period's year where a later workbook restates an earlier period or a baseline.
    """

    target: str
    department: str
    period_end: date
    place: Place
    year: int
    value: Decimal | None = None
    state: State | None = None
    reference: Decimal | None = None
    is_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What a department wrote beside a target in one year's workbook: evidence, reason, measure and its date."""

    target: str
    department: str
    year: int
    place: Place
    evidence: str = ""
    reason: str = ""
    measure: str = ""
    measure_by: date | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One workbook or CSV as it was read: whose it is, where it lies, whether it can be used.

    `places` has the cell that each target and period end is to be entered in, filled or not; `beside` the cells of a
    target's evidence, reason, measure and its date, by the names that `Remark` has for them. `unread` are the
    cells that hold something which is no answer, and so are not empty; `lost` the targets whose rows the workbook was
    issued with and no longer has; `falls` those whose numbers stand beside the word 下降. A long form (CSV) has the lines
    that it asks in, and need not hold what a workbook beside it does.
    """

    path: str
    plan: str
    department: str
    year: int
    digest: str
    usable: bool = True
    synthetic: bool = False
    places: Mapping[tuple[str, date], Place] = field(default_factory=dict)
    beside: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    unread: frozenset[Place] = frozenset()
    lost: frozenset[str] = frozenset()
    falls: frozenset[str] = frozenset()
    is_long_form: bool = False


class ApprovedValue(NamedTuple):
    """A value that a named authority lets stand as it is: whose, for which period; `reference` where it is compared."""

    target: str
    department: str
    period_end: date
    value: Decimal
    reference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """Everything that was read for one plan: the observations, the remarks, the files behind them.

    `approved` are the values that restatements outside the plan file name; those in it go without saying.
    """

    observations: tuple[Observation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    submissions: tuple[Submission, ...] = ()
    approved: frozenset[ApprovedValue] = frozenset()

    def of(self, target: str) -> list[Observation]:
        """The observations of one target, oldest first."""
        own = (one for one in self.observations if one.target == target)
        return sorted(own, key=lambda one: (one.period_end, one.year))
