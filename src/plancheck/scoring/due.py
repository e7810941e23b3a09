"""What is due: in, a row's dates and the as-of date; out, whether a value that should be there is absent."""

from __future__ import annotations

from datetime import date

from plancheck.plan.vocabulary import Frequency
from plancheck.scoring.path import last_period_end
from plancheck.scoring.rows import Row


def last_due(row: Row, reporting: Frequency, as_of: date, lag_days: int) -> date | None:
    """The latest period end of a row whose report should be in: its reporting lag has passed."""
    cutoff = as_of.toordinal() - lag_days - 1
    end = last_period_end(date.fromordinal(cutoff), reporting) if cutoff > 0 else None
    if end is None or end < row.first_due:
        return None
    return min(end, row.due)


def is_silent(row: Row, reporting: Frequency, as_of: date, lag_days: int, latest: date | None) -> bool:
    """Whether a due value is absent: never reported, or the latest is older than the last due period."""
    due = last_due(row, reporting, as_of, lag_days)
    if due is None:
        return False
    return latest is None or (latest < due and latest < row.by)
