"""Reporting periods: which days end a period, and which of them a target is due on.

Periods follow the calendar: a quarter ends on 31 March, 30 June, 30 September, 31 December.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Frequency


def month_end(year: int, month: int) -> date:
    return date(year, month, 1) + relativedelta(day=31)


@cache
def period_ends(year: int, frequency: Frequency) -> tuple[date, ...]:
    """The last days of a year's periods: four for a quarter."""
    return tuple(month_end(year, month) for month in range(frequency.months, 13, frequency.months))


def due_periods(target: Target, year: int, plan_end: date) -> list[date]:
    """The period ends of a year at which this target is to be reported.

    From the period that holds its start to the period that holds its deadline; a deadline inside a period is due at the
    period's end.
    """
    last = target.by or plan_end
    ends = period_ends(year, target.reporting)
    due = []
    for number, end in enumerate(ends):
        begins_after = ends[number - 1] if number else date(year - 1, 12, 31)
        if target.start <= end and begins_after < last:
            due.append(end)
    return due


def day_to_hand_in(plan: Plan, period_end: date) -> date | None:
    """The last day to hand in the values of a period; None where the plan does not say."""
    return None if plan.due_days is None else period_end + timedelta(days=plan.due_days)
