"""Targets that are reported as numbers: in, a target and what was reported; out, a verdict for each of its rows.

Rules 1 to 3 of `docs/scoring.md` are here: what is due, what is silent, what is closed. A closed row looks only at the
value of its own date, so that nothing reported later turns it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import FLOWS, Kind
from plancheck.scoring.case import (
    Case,
    Judged,
    against_reference,
    fall_silent,
    fault_of,
    gaps_to_reference,
    is_kept,
    is_short,
    missed_rows,
    points_of,
    row_verdict,
    rows_behind,
    satisfies,
    shown_measures,
    steps_of,
)
from plancheck.scoring.due import absent_before, count_due, has_gap
from plancheck.scoring.earlier_years import along_last_year
from plancheck.scoring.judging.cap import judge_cap
from plancheck.scoring.judging.closed_row import judge_closed, judge_proven_short, short_and_silent
from plancheck.scoring.judging.mark import Mark, darker, grey, missed, on_track, yellow
from plancheck.scoring.judging.open_row import OpenRow, judge_open
from plancheck.scoring.judging.steady import judge_direction, judge_kept
from plancheck.scoring.marks import Lamp, Reason, RowVerdict
from plancheck.scoring.outlook.filling import filled_in, mostly_filled_in, years_filled_in
from plancheck.scoring.outlook.look_ahead import PROFILE_YEARS
from plancheck.scoring.path import Step, expected
from plancheck.scoring.pieces import counts_pieces, rounded_up_to_path
from plancheck.scoring.quantities import Measures, measure, measure_cap
from plancheck.scoring.rows import Row
from plancheck.scoring.rows_in_force import rows_in_force
from plancheck.scoring.series import Point, find_base, read_series
from plancheck.scoring.settings import Settings


def judge_rows(
    target: Target,
    observations: Sequence[Observation],
    as_of: date,
    settings: Settings,
    plan_end: date,
    left_out: Sequence[date] = (),
) -> tuple[Judged, list[Point]]:
    """Every row with its verdict, in the order of their dates, and the values behind them."""
    points = read_series(target, observations, as_of)
    base = find_base(target, observations, points, as_of)
    case = Case(target=target, points=points, base=base, as_of=as_of, settings=settings, judged=[], left_out=left_out)
    for row in rows_in_force(target, case.base, settings, plan_end, points):
        case.judged.append((row, _judge_row(case, row)))
    return case.judged, points


def _judge_row(case: Case, row: Row) -> RowVerdict:
    points = points_of(case, row)
    seen = [point for point in points if point.day <= row.due]
    # The first value at or after the row's date closes it, and what comes after that is not looked at.
    closing = next((number for number, point in enumerate(seen, 1) if point.day >= row.by), None)
    seen = seen[:closing]
    if case.target.kind is Kind.CAP and seen and row.goal is not None:
        return _judge_cap_row(case, row, seen, closing is not None)
    overtaken = [point for point in points if point.day > row.due] if closing is None else []
    if overtaken and case.target.kind is Kind.CUMULATIVE and is_short(case, row, overtaken[0]):
        return judge_proven_short(case, row, seen, overtaken)
    if not seen or seen[-1].at < row.start_at:
        silent = bool(overtaken) or case.is_silent(row, seen[-1].day if seen else None)
        return row_verdict(row, grey(Reason.NO_DATA if silent else Reason.NOT_DUE), seen)
    row = against_reference(case, row, seen[-1])
    fault = fault_of(case, row, seen, closing is not None)
    if fault is not None:
        return row_verdict(row, grey(fault), seen)
    if closing is not None:
        return judge_closed(case, row, seen, [point for point in points if point.day > seen[-1].day])
    verdict = _judge_ahead(case, row, seen)
    return fall_silent(verdict) if overtaken or case.is_silent(row, seen[-1].day) else verdict


def _judge_ahead(case: Case, row: Row, seen: Sequence[Point]) -> RowVerdict:
    target, settings, steps = case.target, case.settings, steps_of(case, row, seen)
    earlier = _earlier(case, row)
    measures = measure(target, row, steps, settings, earlier)
    if target.kind is Kind.DIRECTION:
        mark = judge_direction(steps, target.op, settings.trend_changes)
    elif is_kept(case, row) and row.goal is not None and row.bound is not None:
        gaps = gaps_to_reference(row.goal, seen) if target.kind is Kind.COMPARE else steps
        bound = row.bound - row.goal if target.kind is Kind.COMPARE else row.bound
        mark = judge_kept(gaps, target.op, bound, settings.trend_changes)
        if target.kind is not Kind.MAINTAIN:
            # What was kept from a baseline that came late was not seen to be kept.
            mark = yellow(Reason.GAP) if mark.lamp is Lamp.GREEN and row.late and settings.preset == "default" else mark
        elif settings.maintain == "all":
            mark = _held_so_far(case, row, seen, mark)
    else:
        mark = _judge_way(case, row, seen, measures, earlier)
    return row_verdict(row, mark, seen, shown_measures(case, row, measures), len(missed_rows(case, row)))


def _held_so_far(case: Case, row: Row, seen: Sequence[Point], mark: Mark) -> Mark:
    """A green that hides a period of the open year which did not hold, or has no value, is yellow."""
    if mark.lamp is not Lamp.GREEN:
        return mark
    short, silent = short_and_silent(case, row, seen)
    if short:
        return yellow(Reason.NOT_KEPT)
    return yellow(Reason.GAP) if silent else mark


def _judge_way(case: Case, row: Row, seen: Sequence[Point], measures: Measures, earlier: Sequence[Step]) -> Mark:
    """The mark of a row with a way to go; with what was withheld filled in, where that makes it darker."""
    open_row = _open_row(case, row, seen, measures, earlier)
    mark = judge_open(open_row)
    if not (open_row.was_silent or row.late or measures.has_gap):
        return mark
    steps = mostly_filled_in(steps_of(case, row, seen), case.target.reporting)
    if steps is None:
        return mark
    years = years_filled_in(earlier, case.target.reporting)
    row = along_last_year(case.target, row, years)
    on_time = replace(row, late=False)
    filled = measure(case.target, on_time, steps, case.settings, years)
    as_if = replace(
        open_row,
        row=row,
        measures=filled,
        steps=steps,
        rounded=_rounded(case, on_time, steps, years),
    )
    return darker(mark, judge_open(as_if))


def _earlier(case: Case, row: Row) -> list[Step]:
    """The values of the years before, of what is counted by years."""
    if case.target.kind not in FLOWS or row.year is None:
        return []
    return [point.step for point in case.points if row.year - PROFILE_YEARS <= point.day.year < row.year]


def _open_row(case: Case, row: Row, seen: Sequence[Point], measures: Measures, earlier: Sequence[Step]) -> OpenRow:
    target, settings, steps = case.target, case.settings, steps_of(case, row, seen)
    unreached = [before for before in rows_behind(case, row) if not satisfies(case, before, seen[-1])]
    was_silent = absent_before(row, seen, target.reporting) > 0
    return OpenRow(
        target=target,
        row=row,
        at=seen[-1].at,
        value=seen[-1].value,
        measures=measures,
        # A late first value is its own baseline, and no change.
        changes=len(steps) - 1 - row.late,
        overdue=bool(unreached),
        settings=settings,
        due=count_due(row.first_due, seen[-1].day, target.reporting),
        has_gap=measures.has_gap or has_gap(row, steps, target.reporting, settings.recent_months),
        was_silent=was_silent,
        steps=filled_in(steps, target.reporting) if was_silent else steps,
        rounded=_rounded(case, row, steps, earlier),
    )


def _rounded(case: Case, row: Row, steps: Sequence[Step], earlier: Sequence[Step]) -> Measures | None:
    """The numbers as they were on the path, for a count of pieces that misses it by less than one."""
    if row.goal is None or row.goal.denominator != 1 or not row.path or not counts_pieces(case.target):
        return None
    at, value = steps[-1]
    nearly = rounded_up_to_path(value, expected(row.path, at))
    if nearly == value:
        return None
    return measure(case.target, row, [*steps[:-1], (at, nearly)], case.settings, earlier)


def _judge_cap_row(case: Case, row: Row, seen: Sequence[Point], closed: bool) -> RowVerdict:
    """Rule 4. What was exceeded once stays exceeded: neither silence nor a later correction downwards lifts it."""
    exceeded = any(is_short(case, row, point) for point in seen)
    measures = measure_cap(case.target, row, steps_of(case, row, seen), case.settings, _earlier(case, row))
    if exceeded:
        return replace(row_verdict(row, missed(Reason.CAP_EXCEEDED), seen, measures), closed=closed)
    if closed:
        return replace(row_verdict(row, on_track(Reason.MET), seen, measures), closed=True)
    verdict = row_verdict(row, judge_cap(measures, case.settings), seen, measures)
    return fall_silent(verdict) if case.is_silent(row, seen[-1].day) else verdict
