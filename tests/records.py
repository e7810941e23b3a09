"""What a test may change in a target or an observation that a sample makes: the fields by name, with their types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypedDict

from plancheck.findings import Place
from plancheck.plan.model import Baseline, Checkpoint
from plancheck.plan.vocabulary import Aggregate, Change, Frequency, Reporting, Wording


class TargetFields(TypedDict, total=False):
    """Fields of a `Target`, but for those that samples take by themselves: kind, op, value, date."""

    id: str
    task: str
    indicator: str
    reported_by: tuple[str, ...]
    start: date
    reporting: Frequency
    locator: str
    unit: str
    figure: str
    change: Change
    baseline: Baseline | None
    checkpoints: tuple[Checkpoint, ...]
    path: tuple[Checkpoint, ...]
    path_as_last_year: bool
    wording: Wording
    about: Decimal | None
    basically: Decimal | None
    than: str
    reports: Reporting
    aggregate: Aggregate
    same_as: str
    part_of: str
    limits: tuple[Decimal, Decimal] | None
    report_lag_days: int | None
    whole: bool | None
    up_to: Decimal | None
    parent_target: str
    indicator_id: str
    also_at: tuple[str, ...]
    note: str
    line: int


class ObservationFields(TypedDict, total=False):
    """Fields of an `Observation`, but for those that samples take by themselves: whose, for when, the answer."""

    place: Place
    year: int
    reference: Decimal | None
    is_baseline: bool
