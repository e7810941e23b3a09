"""Targets that are reported as numbers: in, a target and what was reported; out, a verdict for each of its rows.

Rules 1 to 3 of `docs/scoring.md` are here: what is due, what is silent, what is closed. A closed row looks only at the
value of its own date, so that nothing reported later turns it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.due import is_silent
from plancheck.scoring.goals import missing_base_value, relaxed
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status
from plancheck.scoring.open_row import Mark, OpenRow, grey, judge_cap, judge_open, missed, on_track
from plancheck.scoring.path import Step
from plancheck.scoring.quantities import Measures, as_decimal, measure, measure_cap
from plancheck.scoring.rows import Row, rows_of
from plancheck.scoring.series import Base, Point, find_base, read_series
from plancheck.scoring.settings import Settings
from plancheck.scoring.steady import judge_direction, judge_kept

Judged = list[tuple[Row, RowVerdict]]


@dataclass(frozen=True, slots=True)
class Case:
    """A target with what was reported about it up to a day, and the rows judged so far."""

    target: Target
    points: Sequence[Point]
    base: Base | None
    as_of: date
    settings: Settings
    judged: Judged

    def is_silent(self, row: Row, latest: date | None) -> bool:
        return is_silent(row, self.target.reporting, self.as_of, self.settings.report_lag_days, latest)


def judge_rows(
    target: Target, observations: Sequence[Observation], as_of: date, settings: Settings, plan_end: date
) -> tuple[Judged, list[Point]]:
    """Every row with its verdict, in the order of their dates, and the values behind them."""
    points = read_series(target, observations, as_of)
    base = find_base(target, observations, points, as_of)
    case = Case(target=target, points=points, base=base, as_of=as_of, settings=settings, judged=[])
    for row in rows_of(target, case.base, settings, plan_end):
        case.judged.append((row, _judge_row(case, row)))
    return case.judged, points


def _judge_row(case: Case, row: Row) -> RowVerdict:
    points = _points_of(case, row)
    seen = [point for point in points if point.day <= row.due]
    # The first value at or after the row's date closes it, and what comes after that is not looked at.
    closing = next((number for number, point in enumerate(seen, 1) if point.day >= row.by), None)
    seen = seen[:closing]
    if case.target.kind is Kind.CAP and seen and row.goal is not None:
        return _judge_cap_row(case, row, seen, closing is not None)
    if not seen or seen[-1].at < row.start_at:
        silent = case.is_silent(row, seen[-1].day if seen else None)
        return _verdict(row, grey(Reason.NO_DATA if silent else Reason.NOT_DUE), seen)
    row = _against_reference(case, row, seen[-1])
    fault = _fault(case, row, seen, closing is not None)
    if fault is not None:
        return _verdict(row, grey(fault), seen)
    if closing is not None:
        return _judge_closed(case, row, seen, [point for point in points if point.day > seen[-1].day])
    verdict = _judge_ahead(case, row, seen)
    return fall_silent(verdict) if case.is_silent(row, seen[-1].day) else verdict


def _points_of(case: Case, row: Row) -> Sequence[Point]:
    """The values that a row is judged by, and those after its date, which tell whether it was met late."""
    if row.year is not None and case.target.kind is not Kind.MAINTAIN:
        return [point for point in case.points if point.day.year == row.year]
    if row.origin is None:
        return case.points
    begins = row.origin[0]
    return [point for point in case.points if point.at > begins]


def _steps(row: Row, seen: Sequence[Point]) -> list[Step]:
    steps = [point.step for point in seen]
    return steps if row.origin is None else [row.origin, *steps]


def _against_reference(case: Case, row: Row, latest: Point) -> Row:
    """A `compare` row asks for the reference of the same period."""
    if case.target.kind is not Kind.COMPARE or latest.reference is None:
        return row
    goal = latest.reference
    path = () if row.base is None or row.at <= row.start_at else ((row.start_at, row.base), (row.at, goal))
    return replace(row, goal=goal, bound=relaxed(case.target, case.settings, goal), path=path)


def _fault(case: Case, row: Row, seen: Sequence[Point], closed: bool) -> Reason | None:
    if case.target.kind is Kind.DIRECTION:
        return Reason.MISSING_BASE if closed and len(_steps(row, seen)) < 2 else None
    if row.goal is not None and row.bound is not None:
        return None
    if case.target.kind is Kind.PHASE_OUT or missing_base_value(case.target, case.base):
        return Reason.MISSING_BASE
    return Reason.NO_TARGET_VALUE


def _judge_closed(case: Case, row: Row, seen: Sequence[Point], later: Sequence[Point]) -> RowVerdict:
    """Rule 3: the value at the row's date decides for good."""
    measures = measure(case.target, row, _steps(row, seen), case.settings)
    late: Point | None = None
    if _satisfies(case, row, seen[-1]):
        mark = on_track(Reason.MET)
    else:
        reached = later if case.target.kind is not Kind.MAINTAIN else ()
        late = next((point for point in reached if _satisfies(case, row, point)), None)
        mark = missed(Reason.DEADLINE if late is None else Reason.MET_LATE)
    verdict = _verdict(row, mark, seen, _plain(case, row, measures), len(_missed_rows(case, row)))
    if late is not None:
        verdict = replace(verdict, met_on=late.day, met_value=as_decimal(late.value))
    return replace(verdict, closed=True)


def _satisfies(case: Case, row: Row, point: Point) -> bool:
    if case.target.kind is Kind.DIRECTION:
        return row.base is not None and case.target.op.direction * (point.value - row.base) > 0
    against = _against_reference(case, row, point)
    return against.bound is not None and case.target.op.holds(point.value, against.bound)


def _judge_ahead(case: Case, row: Row, seen: Sequence[Point]) -> RowVerdict:
    target, settings, steps = case.target, case.settings, _steps(row, seen)
    measures = measure(target, row, steps, settings)
    if target.kind is Kind.DIRECTION:
        mark = judge_direction(steps, target.op, settings.trend_changes)
    elif _is_kept(case, row) and row.goal is not None and row.bound is not None:
        gaps = _gaps(row.goal, seen) if target.kind is Kind.COMPARE else steps
        bound = row.bound - row.goal if target.kind is Kind.COMPARE else row.bound
        mark = judge_kept(gaps, target.op, bound, settings.trend_changes)
    else:
        overdue = any(not _satisfies(case, before, seen[-1]) for before in _missed_rows(case, row))
        open_row = OpenRow(
            target=target,
            row=row,
            value=seen[-1].value,
            measures=measures,
            changes=len(steps) - 1,
            overdue=overdue,
            settings=settings,
        )
        mark = judge_open(open_row)
    return _verdict(row, mark, seen, _plain(case, row, measures), len(_missed_rows(case, row)))


def _is_kept(case: Case, row: Row) -> bool:
    """Whether the row only has to hold: by its kind, or because the baseline already satisfies."""
    if case.target.kind is Kind.MAINTAIN or row.base is None or row.goal is None:
        return case.target.kind is Kind.MAINTAIN
    # Where the first value has to do as the baseline, it is held against the reference of its own period, not the latest.
    own_reference = case.base.reference if row.provisional and case.base is not None else None
    satisfied_at_first = case.target.op.holds(row.base, row.goal if own_reference is None else own_reference)
    # A first value that happens to equal the goal says nothing yet: it is the only one there is.
    has_begun = not row.provisional or len(case.points) > 1
    return satisfied_at_first or (has_begun and row.base == row.goal)


def _plain(case: Case, row: Row, measures: Measures) -> Measures:
    """A row that only has to hold has no way to go: no shares, no forecast."""
    return Measures(recent_rate=measures.recent_rate) if _is_kept(case, row) else measures


def _gaps(goal: Fraction, seen: Sequence[Point]) -> list[Step]:
    return [(point.at, point.value - (goal if point.reference is None else point.reference)) for point in seen]


def _missed_rows(case: Case, row: Row) -> list[Row]:
    if case.target.kind is Kind.MAINTAIN:
        return []
    return [before for before, verdict in case.judged if verdict.status is Status.MISSED and before.year == row.year]


def _judge_cap_row(case: Case, row: Row, seen: Sequence[Point], closed: bool) -> RowVerdict:
    """Rule 4. What was exceeded once stays exceeded: neither silence nor a later correction downwards lifts it."""
    bound = row.bound
    exceeded = bound is not None and any(not case.target.op.holds(point.value, bound) for point in seen)
    measures = measure_cap(case.target, row, _steps(row, seen), case.settings)
    if exceeded:
        return replace(_verdict(row, missed(Reason.CAP_EXCEEDED), seen, measures), closed=closed)
    if closed:
        return replace(_verdict(row, on_track(Reason.MET), seen, measures), closed=True)
    verdict = _verdict(row, judge_cap(measures, case.settings), seen, measures)
    return fall_silent(verdict) if case.is_silent(row, seen[-1].day) else verdict


def fall_silent(verdict: RowVerdict) -> RowVerdict:
    """Rule 2: a due value is absent, and the last verdict is kept beside it."""
    return replace(verdict, status=Status.AT_RISK, lamp=Lamp.GREY, reason=Reason.NO_DATA, frozen=verdict)


_NO_MEASURES = Measures()


def _verdict(
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
        missed_checkpoints=missed_before,
    )
