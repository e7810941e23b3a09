"""What is written beside a row's answers: evidence, reason, measure and its date. An `Order` in, columns and cells out."""

from __future__ import annotations

from plancheck.plan.model import Target
from plancheck.workbook import layout
from plancheck.workbook.target_words import say
from plancheck.workbook.template.drafts import CellDraft, Column, Order
from plancheck.workbook.template.guards import day_guard


def remark_columns(order: Order, reason_heading: str) -> list[Column]:
    """The columns at the right of a sheet."""

    def head(key: str) -> str:
        return say(f"head.{key}", order.language)

    return [
        Column("evidence", layout.CODE_EVIDENCE, head("evidence"), 19),
        Column("reason", layout.CODE_REASON, head(reason_heading), 21),
        Column("measure", layout.CODE_MEASURE, head("measure"), 19),
        Column("measure_by", layout.CODE_MEASURE_BY, head("measure_by"), 11.5),
    ]


def remark_cells(order: Order, target: Target) -> dict[str, CellDraft]:
    """The cells of a target, perhaps filled already."""
    remark, guard = order.filled.remark(target.id), day_guard(order.year, order.language)
    return {
        "evidence": CellDraft(remark.evidence if remark else None, asked=True),
        "reason": CellDraft(remark.reason if remark else None, asked=True),
        "measure": CellDraft(remark.measure if remark else None, asked=True),
        "measure_by": CellDraft(remark.measure_by if remark else None, asked=True, guard=guard),
    }
