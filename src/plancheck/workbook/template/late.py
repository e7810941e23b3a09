"""The columns of days of earlier years that were never reported: an `Order` in, columns as those of periods out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.workbook.target_words import full_day, say
from plancheck.workbook.template.drafts import Column, Order

#: The whole of a day stands in one line of the heading.
_WIDTH = 16


def late_columns(order: Order, targets: Sequence[Target], asked: str) -> list[Column]:
    """The columns of days of earlier years that somebody owes, `value` or `state`; their keys are as those of periods."""
    columns = []
    for day in sorted({day for target in targets for day in order.owed_by(target)}):
        for name in _names(order, targets, asked, day):
            heading = say(f"head.late-{name}", order.language, day=full_day(day, order.language))
            columns.append(Column(f"{name}:{day}", f"{name}:{day.isoformat()}", heading, _WIDTH, period=day))
    return columns


def _names(order: Order, targets: Sequence[Target], asked: str, day: date) -> list[str]:
    """What is asked for a day: of what is compared, what it is compared with too."""
    compared = any(target.kind is Kind.COMPARE and day in order.owed_by(target) for target in targets)
    return [asked, "reference"] if compared else [asked]
