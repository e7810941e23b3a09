"""What an issued sheet says of what is typed into it: the formulas themselves are reckoned, without any program.

Typed values in, the sentence of the column 检查 and the codes of the cells out. What only a program knows (a cell shown
as a date, an error) is typed in `test_checks_in_libreoffice`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plancheck.workbook.template.checked import CHECK, checked_sheet
from plancheck.workbook.template.drafts import CellContent, Order, SheetDraft
from plancheck.workbook.template.reckoning import Reckoned, RowReckoner
from plancheck.workbook.template.rows import number_sheet, state_sheet

Typed = Mapping[str, Mapping[str, CellContent]]


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row as somebody sees it: the sentence, and by column the code of what is found in it, or what it comes to."""

    sentence: str
    codes: Mapping[str, str]
    results: Mapping[str, Reckoned]


def draft_of(order: Order, *, states: bool = False) -> SheetDraft:
    draft = (state_sheet if states else number_sheet)(order)
    assert draft is not None
    return draft


def check_row(
    draft: SheetDraft, order: Order, target: str, typed: Mapping[str, CellContent], today: date
) -> CheckedRow:
    """Type into the cells of a target's row and look at it on a day."""
    sheet = checked_sheet(order, draft)
    row = next(row for row in sheet.rows if row.target.id == target)
    contents = {key: cell.content for key, cell in row.cells.items()} | dict(typed)
    assert all(row.cells[key].asked for key in typed), "only what is unlocked can be typed"
    reckoner = RowReckoner(contents, today, [column.key for column in sheet.columns])
    results = {column.key: reckoner.value(column.key) for column in sheet.columns}
    checks = {
        key.partition(":")[2]: str(result or "") for key, result in results.items() if key.startswith(f"{CHECK}:")
    }
    return CheckedRow(
        sentence=str(results[CHECK] or ""),
        codes={key: text[:2] for key, text in checks.items() if text},
        results=results,
    )
