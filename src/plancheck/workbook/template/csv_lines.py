"""Issues a long-form CSV: an `Order` in, the bytes out; for departments whose figures come out of a database.

A line for each target and period that the department reports, with target, department and period_end filled and the
rest left to it. The columns are those that `answers.long_form` reads.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from plancheck.files import safe_name
from plancheck.text.numbers import plain
from plancheck.workbook.layout import CSV_COLUMNS, FORMULA_SIGNS

if TYPE_CHECKING:
    from plancheck.plan.model import Plan, Target
    from plancheck.workbook.template.drafts import Order


def csv_name(plan: Plan, department: str) -> str:
    """`市机关事务中心.csv`."""
    return f"{safe_name(plan.department_name(department))}.csv"


def csv_bytes(order: Order) -> bytes:
    """The CSV as it lies on disk: UTF-8 with the mark by which Excel and WPS know it, lines ended as they end them."""
    written = StringIO()
    writer = csv.DictWriter(written, CSV_COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_lines(order))
    return codecs.BOM_UTF8 + written.getvalue().encode()


def _lines(order: Order) -> Iterator[dict[str, str]]:
    for target in order.targets:
        base = _base_day(target)
        if base is not None:
            known = order.filled.baseline(target.id)
            yield _line(order, target, base) | {"value": plain(known)}
        # What an earlier year never reported has its line, as the workbook has its 补报 cell.
        for day in (*order.owed_by(target), *order.due(target)):
            if day != base:
                yield _line(order, target, day)


def _line(order: Order, target: Target, day: date) -> dict[str, str]:
    name = order.department_name
    # A name is no formula, whatever it begins with; the reader takes the apostrophe off again.
    harmless = "'" + name if name.startswith(FORMULA_SIGNS) else name
    return {"target": target.id, "department": harmless, "period_end": day.isoformat()}


def _base_day(target: Target) -> date | None:
    """The day of a base value that the plan does not have, and that its change is measured from."""
    baseline = target.baseline
    return baseline.date if baseline and baseline.value is None and not target.is_growth_itself else None
