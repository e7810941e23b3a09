"""By when the values of a period are to be handed in, in words: an `Order` in; nothing where its plan has no `due_days`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plancheck.plan.periods import day_to_hand_in, period_ends
from plancheck.workbook.target_words import day_in_heading, say
from plancheck.workbook.template.drafts import Column, Order


def above_periods(order: Order, columns: Iterable[Column]) -> dict[date, str]:
    """What stands above the columns of each period of the year; what is late already has no day."""
    periods = {column.period for column in columns if column.period and column.period.year == order.year}
    days = {period: day_to_hand_in(order.plan, period) for period in sorted(periods)}
    return {
        period: say("head.hand-in", order.language, day=day_in_heading(day, order.language))
        for period, day in days.items()
        if day
    }


def deadlines(order: Order) -> str:
    """Every period of the year and its day, for the cover."""
    lines = []
    for period in period_ends(order.year, order.plan.reporting):
        if day := day_to_hand_in(order.plan, period):
            values = {"period": day_in_heading(period, order.language), "day": _day(order, day)}
            lines.append(say("cover.deadline", order.language, **values))
    return say("cover.deadline-gap", order.language).join(lines)


def _day(order: Order, day: date) -> str:
    """With its year where that is not the workbook's."""
    if day.year == order.year:
        return day_in_heading(day, order.language)
    values = {"year": day.year, "month": day.month, "day": day.day, "iso": day.isoformat()}
    return say("day.plain", order.language, **values)
