"""What the formulas of a workbook come to when it is issued, by sheet and cell: they hang on the order alone.

No clock: a formula that asks for today is answered for the last period that holds an answer already, and where none
does, for the first day of the year, on which nothing is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plancheck.findings.cell_ranges import address
from plancheck.workbook.drawing.formula_results import Result
from plancheck.workbook.template.drafts import Order, SheetDraft
from plancheck.workbook.template.formulas import Formula
from plancheck.workbook.template.marks import FIRST_ROW, progress_in_numbers
from plancheck.workbook.template.reckoning import Reckoned, RowReckoner
from plancheck.workbook.template.sheets import PROGRESS_CELL

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook


def first_results(book: Workbook, order: Order, drafts: Sequence[SheetDraft]) -> dict[str, dict[str, Result]]:
    """The result of every formula, by the title of its sheet and by cell."""
    day = _day(order, drafts)
    found = {draft.name: _of_sheet(draft, day, order.language) for draft in drafts}
    lines = [str(found[draft.name][PROGRESS_CELL]).partition("\n")[0] for draft in drafts]
    cover = book.worksheets[0]
    formulas = [cell.coordinate for (cell,) in cover["B1" : f"B{cover.max_row}"] if cell.data_type == "f"]
    found[cover.title] = dict(zip(formulas, lines, strict=False))
    return found


def _day(order: Order, drafts: Sequence[SheetDraft]) -> date:
    answered = [
        column.period
        for draft in drafts
        for column in draft.columns
        if column.period is not None
        and any((cell := row.cells.get(column.key)) and cell.asked and cell.content is not None for row in draft.rows)
    ]
    return max(answered, default=date(order.year, 1, 1))


def _of_sheet(draft: SheetDraft, day: date, language: str) -> dict[str, Result]:
    order = [column.key for column in draft.columns]
    found: dict[str, Result] = {}
    checks: list[Reckoned] = []
    for index, row in enumerate(draft.rows):
        reckoner = RowReckoner({key: cell.content for key, cell in row.cells.items()}, day, order)
        for number, column in enumerate(draft.columns, 1):
            cell = row.cells.get(column.key)
            if cell is not None and isinstance(cell.content, Formula):
                result = reckoner.value(column.key)
                found[address(FIRST_ROW + index, number)] = result if isinstance(result, Decimal) else str(result or "")
                checks.append(result if column.hidden else None)
    line = progress_in_numbers(draft, [str(one) for one in checks if one is not None], language)
    reckoned = RowReckoner({"line": Formula(line)}, day).value("line")
    found[PROGRESS_CELL] = f"{reckoned}\n{draft.hint}"
    return found
