"""What is due, and which of it is there: in, a row's dates, its values, the as-of date; out, whether values are absent.

Withheld reports never improve a verdict: where the value that the recent pace is reckoned from is absent there is a gap,
and one value after silent periods excuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Frequency
from plancheck.scoring.path import MONTH, Step, evening, last_period_end, period_end
from plancheck.scoring.rows import Row
from plancheck.scoring.series import Point
from plancheck.scoring.settings import Settings


def lag_days_of(target: Target, settings: Settings) -> int:
    """Days after a period's end until the silence of a target counts: its own lag, else that of the settings; -1: at once.

    Every room that asks whether a value is late asks here.
    """
    own = target.report_lag_days
    return max(-1, (settings.report_lag_days if own is None else own) - settings.lag_gone_by)


def last_overdue(as_of: date, lag_days: int) -> date | None:
    """The latest day on which a period can have ended whose report should be in: its reporting lag has passed."""
    cutoff = as_of.toordinal() - lag_days - 1
    return date.fromordinal(cutoff) if cutoff > 0 else None


def last_due(row: Row, reporting: Frequency, as_of: date, lag_days: int) -> date | None:
    """The latest period end of a row whose report should be in."""
    day = last_overdue(as_of, lag_days)
    end = last_period_end(day, reporting) if day is not None else None
    if end is None or end < row.first_due:
        return None
    return min(end, row.due)


def is_silent(
    row: Row,
    target: Target,
    as_of: date,
    settings: Settings,
    latest: date | None,
    left_out: Iterable[date] = (),
) -> bool:
    """Whether a due value is absent: never reported, or the latest is older than the last due period.

    `left_out` are the days of values that no verdict rests on: their periods wait for no lag.
    """
    overdue = last_due(row, target.reporting, as_of, lag_days_of(target, settings))
    due = [overdue, *_left_out_periods(row, target.reporting, as_of, left_out)]
    last = max((day for day in due if day is not None), default=None)
    if last is None:
        return False
    return latest is None or (latest < last and latest < row.by)


def _left_out_periods(row: Row, reporting: Frequency, as_of: date, left_out: Iterable[date]) -> list[date]:
    """The periods of a row that have ended and had a value which was left out."""
    ends = (period_end(day, reporting) for day in left_out)
    return [end for end in ends if row.first_due <= end <= min(as_of, row.due)]


def count_due(first: date, last: date, reporting: Frequency) -> int:
    """How many period ends lie between the end of a first period and a day, both included."""
    end = last_period_end(last, reporting)
    if end is None or end < first:
        return 0
    return (12 * (end.year - first.year) + end.month - first.month) // reporting.months + 1


def absent_before(row: Row, points: Sequence[Point], reporting: Frequency) -> int:
    """How many periods of a row, due before its latest value, have no value."""
    latest = points[-1].day
    due = count_due(row.reports_from, latest - timedelta(days=1), reporting)
    first = evening(row.reports_from) - reporting.months * MONTH
    there = {(point.at - 1) // (reporting.months * MONTH) for point in points[:-1] if point.at > first}
    return max(0, due - len(there - {(points[-1].at - 1) // (reporting.months * MONTH)}))


def has_gap(row: Row, steps: Sequence[Step], reporting: Frequency, months: int) -> bool:
    """Whether the due value that the recent window starts from is absent.

    Where the window starts with the row, its true baseline is that value; one that came late is none.
    """
    start = max(steps[-1][0] - months * MONTH, row.start_at)
    length = reporting.months * MONTH
    end = start // length * length
    if end < evening(row.reports_from):
        return row.late
    latest = max((at for at, _ in steps if at <= start), default=None)
    stands_in = row.late and latest == steps[0][0]
    return latest is None or latest <= end - length or stands_in
