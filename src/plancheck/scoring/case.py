"""A target with its values and the rows judged so far: what every rule asks of them, and the record a rule's mark goes into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.due import is_silent
from plancheck.scoring.goals import missing_base_value, relaxed
from plancheck.scoring.judging.mark import Mark
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status
from plancheck.scoring.path import Step
from plancheck.scoring.pieces import asks_for_few
from plancheck.scoring.quantities import Measures, as_decimal
from plancheck.scoring.rows import Row
from plancheck.scoring.series import Base, Point
from plancheck.scoring.settings import Settings

Judged = list[tuple[Row, RowVerdict]]


@dataclass(frozen=True, slots=True)
class Case:
    """A target with what was reported about it up to a day, and the rows judged so far.

    `left_out` are the days of values that no verdict rests on.
    """

    target: Target
    points: Sequence[Point]
    base: Base | None
    as_of: date
    settings: Settings
    judged: Judged
    left_out: Sequence[date] = ()

    def is_silent(self, row: Row, latest: date | None) -> bool:
        return is_silent(row, self.target, self.as_of, self.settings, latest, self.left_out)


def points_of(case: Case, row: Row) -> Sequence[Point]:
    """The values that a row is judged by, and those after its date, which tell whether it was met late."""
    if row.year is not None and case.target.kind is not Kind.MAINTAIN:
        return [point for point in case.points if point.day.year == row.year]
    if row.origin is None:
        return case.points
    begins = row.origin[0]
    return [point for point in case.points if point.at > begins]


def steps_of(case: Case, row: Row, seen: Sequence[Point]) -> list[Step]:
    steps = [point.step for point in seen]
    if row.origin is not None:
        return [row.origin, *steps]
    # A first value that came late stands for what was there before: its own report is no change.
    return [(case.base.at, case.base.value), *steps] if case.base is not None and case.base.late else steps


def against_reference(case: Case, row: Row, latest: Point) -> Row:
    """A `compare` row asks for the reference of the same period."""
    if case.target.kind is not Kind.COMPARE or latest.reference is None:
        return row
    goal = latest.reference
    path = () if row.base is None or row.at <= row.start_at else ((row.start_at, row.base), (row.at, goal))
    return replace(row, goal=goal, bound=relaxed(case.target, case.settings, goal), path=path)


def fault_of(case: Case, row: Row, seen: Sequence[Point], closed: bool) -> Reason | None:
    if case.target.kind is Kind.DIRECTION:
        return Reason.MISSING_BASE if closed and len(steps_of(case, row, seen)) < 2 else None
    if row.goal is not None and row.bound is not None:
        return None
    if case.target.kind is Kind.PHASE_OUT or missing_base_value(case.target, case.base):
        return Reason.MISSING_BASE
    return Reason.NO_TARGET_VALUE


def satisfies(case: Case, row: Row, point: Point) -> bool:
    if case.target.kind is Kind.DIRECTION:
        return row.base is not None and case.target.op.direction * (point.value - row.base) > 0
    bound = against_reference(case, row, point).bound_on(point.day)
    return bound is not None and case.target.op.holds(point.value, bound)


def is_short(case: Case, row: Row, point: Point) -> bool:
    return row.bound_on(point.day) is not None and not satisfies(case, row, point)


def is_kept(case: Case, row: Row) -> bool:
    """Whether the row only has to hold: by its kind, or because the baseline already satisfies."""
    if case.target.kind is Kind.MAINTAIN or row.base is None or row.goal is None:
        return case.target.kind is Kind.MAINTAIN
    # Where the first value has to do as the baseline, it is held against the reference of its own period, not the latest.
    own_reference = case.base.reference if row.provisional and case.base is not None else None
    satisfied_at_first = case.target.op.holds(row.base, row.goal if own_reference is None else own_reference)
    # A first value that happens to equal the goal says nothing yet: it is the only one there is.
    has_begun = not row.provisional or len(case.points) > 1
    return satisfied_at_first or (has_begun and row.base == row.goal)


def shown_measures(case: Case, row: Row, measures: Measures) -> Measures:
    """A row that only has to hold has no way to go: no shares, no forecast. Of a few pieces no chance can be told."""
    if is_kept(case, row):
        return Measures(recent_rate=measures.recent_rate)
    few = row.goal is not None and asks_for_few(case.target, row.goal)
    return replace(measures, p_meet=None) if few and measures.p_meet is not None else measures


def gaps_to_reference(goal: Fraction, seen: Sequence[Point]) -> list[Step]:
    return [(point.at, point.value - (goal if point.reference is None else point.reference)) for point in seen]


def missed_rows(case: Case, row: Row) -> list[Row]:
    if case.target.kind is Kind.MAINTAIN:
        return []
    return [before for before, verdict in _checkpoints(case, row) if verdict.status is Status.MISSED]


def rows_behind(case: Case, row: Row) -> list[Row]:
    """The rows before one that were missed, or whose date has passed without a value."""
    if case.target.kind is Kind.MAINTAIN:
        return []
    return [
        before
        for before, verdict in _checkpoints(case, row)
        if verdict.status is Status.MISSED or verdict.reason is Reason.NO_DATA
    ]


def _checkpoints(case: Case, row: Row) -> Judged:
    """The rows on the way to one; a final date that an amendment has moved is no checkpoint of what replaced it."""
    return [(before, verdict) for before, verdict in case.judged if before.year == row.year and not before.replaced]


_NO_MEASURES = Measures()


def fall_silent(verdict: RowVerdict) -> RowVerdict:
    """Rule 2: a due value is absent, and the last verdict is kept beside it."""
    return replace(verdict, status=Status.AT_RISK, lamp=Lamp.GREY, reason=Reason.NO_DATA, frozen=verdict)


def row_verdict(
    row: Row, mark: Mark, seen: Sequence[Point], measures: Measures = _NO_MEASURES, missed_before: int = 0
) -> RowVerdict:
    return RowVerdict(
        attained=as_decimal(measures.attained),
        expected=as_decimal(measures.expected),
        lag_points=as_decimal(measures.lag_points),
        spi=as_decimal(measures.spi),
        required_rate=as_decimal(measures.required_rate),
        recent_rate=as_decimal(measures.recent_rate),
        recent_coverage=as_decimal(measures.recent_coverage),
        forecast=as_decimal(measures.forecast),
        forecast_share=as_decimal(measures.forecast_share),
        p_meet=measures.p_meet,
        burn=as_decimal(measures.burn),
        interval=_decimals(measures.interval),
        by=row.by,
        start=row.start,
        baseline=as_decimal(row.base),
        value=as_decimal(row.goal),
        needed=as_decimal(row.bound),
        status=mark.status,
        lamp=mark.lamp,
        reason=mark.reason,
        latest=seen[-1].observation if seen else None,
        latest_value=as_decimal(seen[-1].value) if seen else None,
        provisional_baseline=row.provisional,
        low_confidence=mark.low_confidence,
        by_outlook=mark.by_outlook,
        missed_checkpoints=missed_before,
    )


def _decimals(interval: tuple[Fraction, Fraction] | None) -> tuple[Decimal, Decimal] | None:
    if interval is None:
        return None
    low, high = (as_decimal(end) or Decimal(0) for end in interval)
    return low, high
