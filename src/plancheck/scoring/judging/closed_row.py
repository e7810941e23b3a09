"""Rule 3: rows whose date data have reached. In, a case and a row; out, a verdict that nothing reported later turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancheck.plan.vocabulary import Kind
from plancheck.scoring.case import (
    Case,
    fall_silent,
    is_short,
    missed_rows,
    row_verdict,
    satisfies,
    shown_measures,
    steps_of,
)
from plancheck.scoring.due import absent_before
from plancheck.scoring.judging.mark import missed, on_track
from plancheck.scoring.marks import Reason, RowVerdict
from plancheck.scoring.quantities import Measures, as_decimal, measure
from plancheck.scoring.rows import Row
from plancheck.scoring.series import Point


def judge_closed(case: Case, row: Row, seen: Sequence[Point], later: Sequence[Point]) -> RowVerdict:
    """Rule 3: the value at the row's date decides for good; what must be kept, by every period of its year."""
    measures = measure(case.target, row, steps_of(case, row, seen), case.settings)
    if case.target.kind is Kind.MAINTAIN and case.settings.maintain == "all":
        return _judge_kept_year(case, row, seen, measures)
    late: Point | None = None
    if satisfies(case, row, seen[-1]):
        mark = on_track(Reason.MET)
    else:
        reached = later if case.target.kind is not Kind.MAINTAIN else ()
        late = next((point for point in reached if satisfies(case, row, point)), None)
        mark = missed(Reason.DEADLINE if late is None else Reason.MET_LATE)
    verdict = row_verdict(row, mark, seen, shown_measures(case, row, measures), len(missed_rows(case, row)))
    if late is not None:
        verdict = replace(verdict, met_on=late.day, met_value=as_decimal(late.value))
    return replace(verdict, closed=True)


def judge_proven_short(case: Case, row: Row, seen: Sequence[Point], later: Sequence[Point]) -> RowVerdict:
    """A row without a value at its date: of what only counts up, a later value that is still short proves the miss."""
    late = next((point for point in later if satisfies(case, row, point)), None)
    verdict = row_verdict(row, missed(Reason.DEADLINE if late is None else Reason.MET_LATE), seen)
    if late is not None:
        verdict = replace(verdict, met_on=late.day, met_value=as_decimal(late.value))
    return replace(verdict, closed=True)


def _judge_kept_year(case: Case, row: Row, seen: Sequence[Point], measures: Measures) -> RowVerdict:
    """It held when it held at every period due in the year; a silent one is never held."""
    short, silent = short_and_silent(case, row, seen)
    verdict = row_verdict(
        row, missed(Reason.NOT_KEPT) if short else on_track(Reason.MET), seen, shown_measures(case, row, measures)
    )
    verdict = replace(verdict, short_periods=short)
    return fall_silent(verdict) if silent and not short else replace(verdict, closed=True)


def short_and_silent(case: Case, row: Row, seen: Sequence[Point]) -> tuple[int, int]:
    """How many periods of a year, due up to its latest value, did not hold, and how many have no value."""
    own = [point for point in seen if row.year is None or point.day.year == row.year]
    short = sum(is_short(case, row, point) for point in own)
    return short, absent_before(row, own, case.target.reporting) if own else 0
