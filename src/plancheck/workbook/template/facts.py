"""What a row is measured by while somebody types: hidden cells of the row itself, so that they move where it moves.

A target and what was known when the workbook was issued in; the contents of the columns of `FACTS` out.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.workbook.layout import RISES, STATES
from plancheck.workbook.template.drafts import CellContent, CellDraft, Order, RowDraft
from plancheck.workbook.template.guards import bounds_of

#: `way`: a total to date, what is left, or neither. `scale`: the largest size that is known, nought for none; `least`: the
#: smallest, nought where little is what is asked for. `sense`: 1 where more than the expected value is better, else -1.
FACTS = ("way", "lo", "hi", "scale", "least", "sense", "rises", "percent")
TOTAL, LEFT = "total", "left"
_COUNTS = (Kind.CUMULATIVE, Kind.ANNUAL, Kind.CAP)


def facts_of(order: Order, row: RowDraft) -> Mapping[str, CellContent]:
    """The facts of a measurable target."""
    target, bounds = row.target, bounds_of(row.target)
    sizes = _sizes(row.cells, target)
    falls = target.is_reported_as_fall
    return {
        "way": way_of(target),
        "lo": bounds.lo if bounds else None,
        "hi": bounds.hi if bounds else None,
        # A rate near nought measures nothing by itself.
        "scale": max([*sizes, Decimal(1)] if sizes and target.differs_in_points else sizes, default=Decimal(0)),
        "least": Decimal(0) if _may_be_little(target) else min(sizes, default=Decimal(10) ** 15),
        "sense": Decimal(1 if (target.op.direction > 0) != falls else -1),
        "rises": RISES[order.language] if falls else None,
        "percent": Decimal(1) if target.in_percent else None,
    }


def way_of(target: Target) -> str | None:
    """Whether a row's values add up, or tell what is left; None for any other, and for increments."""
    if target.reports is Reporting.PERIOD:
        return None
    if target.kind is Kind.PHASE_OUT:
        return TOTAL if target.op.direction > 0 else LEFT
    return TOTAL if target.kind in _COUNTS else None


def is_counted_by_years(target: Target) -> bool:
    """Whether the count begins anew with each year."""
    return target.kind in (Kind.ANNUAL, Kind.CAP)


def _sizes(cells: Mapping[str, CellDraft], target: Target) -> list[Decimal]:
    """The sizes that a target itself tells, in the unit of what is reported; what is nought measures nothing."""
    told: list[CellContent] = [cell.content for key, cell in cells.items() if key.startswith("expected:")]
    told += [cells[key].content for key in ("last", "baseline_known") if key in cells]
    if target.kind is not Kind.GROWTH or target.is_growth_itself:
        told += [target.value, target.up_to, *(point.value for point in target.checkpoints)]
    return [abs(one) for one in told if isinstance(one, Decimal) and one]


def _may_be_little(target: Target) -> bool:
    """Where a small value is no sign of another unit: little is asked for, or a period may bring little."""
    return (
        target.kind in (Kind.PHASE_OUT, Kind.COMPARE, Kind.DIRECTION, Kind.CAP)
        or target.is_growth_itself
        or target.reports is Reporting.PERIOD
        or target.value == 0
    )


def number_before(order: Order, target: Target) -> Decimal | None:
    """The value that the first one of the year follows: last year's, where that is of the same count."""
    last = order.last.get(target.id)
    if last is None or last.value is None or is_counted_by_years(target):
        return None
    if not target.is_reported_as_fall:
        return last.value
    return -last.value if last.value <= 0 else None


def state_before(order: Order, target: Target) -> str | None:
    """The state that the first one of the year follows; an action may begin anew with each year."""
    last = order.last.get(target.id) if target.kind is Kind.MILESTONE else None
    return STATES[order.language][last.state] if last is not None and last.state else None
