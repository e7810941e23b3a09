"""What is written beside a row's answers: evidence, reason, measure and its date. An `Order` in, columns and cells out."""

from __future__ import annotations

from plancheck.plan.model import Target
from plancheck.workbook import layout
from plancheck.workbook.target_words import period_in_list, say
from plancheck.workbook.template.drafts import CellDraft, Column, Order
from plancheck.workbook.template.guards import day_guard, period_guard


def remark_columns(order: Order, reason_heading: str) -> list[Column]:
    """The columns at the right of a sheet."""

    def head(key: str) -> str:
        return say(f"head.{key}", order.language)

    return [
        Column("evidence", layout.CODE_EVIDENCE, head("evidence"), 19),
        Column("reason", layout.CODE_REASON, head(reason_heading), 21),
        Column("reason_period", layout.CODE_REASON_PERIOD, head("reason_period"), 11.5),
        Column("measure", layout.CODE_MEASURE, head("measure"), 19),
        Column("measure_by", layout.CODE_MEASURE_BY, head("measure_by"), 11.5),
    ]


def remark_cells(order: Order, target: Target) -> dict[str, CellDraft]:
    """The cells of a target, perhaps filled already."""
    remark, guard = order.filled.remark(target.id), day_guard(order.year, order.language)
    days = (*order.owed_by(target), *order.due(target))
    choices = [period_in_list(day, order.year, order.language) for day in days]
    until = remark.reason_until if remark else None
    return {
        "evidence": CellDraft(remark.evidence if remark else None, asked=True),
        "reason": CellDraft(remark.reason if remark else None, asked=True),
        "reason_period": CellDraft(
            period_in_list(until, order.year, order.language) if until else None,
            asked=True,
            guard=period_guard(choices, order.language),
        ),
        "measure": CellDraft(remark.measure if remark else None, asked=True),
        "measure_by": CellDraft(remark.measure_by if remark else None, asked=True, guard=guard),
    }
