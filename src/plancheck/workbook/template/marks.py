"""What guards and marks while somebody types: validations, conditional formats, the progress line.

A drawn sheet and its draft in; rules on that sheet out. The first row of data is `FIRST_ROW`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from plancheck.findings.cell_ranges import address, column_letters, join_cells
from plancheck.text.numbers import plain
from plancheck.workbook.drawing import style
from plancheck.workbook.layout import STATES
from plancheck.workbook.template.guards import Accepts, Bounds, Guard

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.workbook.template.drafts import RowDraft, SheetDraft

FIRST_ROW = 5
_FAR = "999999999999999"


def asked_cells(draft: SheetDraft, key: str) -> list[str]:
    """The cells of a column that the department fills, from the top."""
    number = 1 + [column.key for column in draft.columns].index(key)
    return [
        address(FIRST_ROW + index, number)
        for index, row in enumerate(draft.rows)
        if key in row.cells and row.cells[key].asked
    ]


def add_validations(sheet: Worksheet, draft: SheetDraft) -> None:
    """One validation for each guard: all cells of a row that accept the same share it."""
    guards: dict[Guard, list[str]] = {}
    for index, row in enumerate(draft.rows):
        for number, column in enumerate(draft.columns, 1):
            draft_cell = row.cells.get(column.key)
            if draft_cell is not None and draft_cell.guard is not None:
                guards.setdefault(draft_cell.guard, []).append(address(FIRST_ROW + index, number))
    for guard, cells in guards.items():
        validation = _validation(guard)
        for cell in cells:
            validation.add(cell)
        sheet.add_data_validation(validation)


def _validation(guard: Guard) -> DataValidation:
    limits = guard.bounds or Bounds(None, None, firm=True)
    lo = f"-{_FAR}" if limits.lo is None else plain(limits.lo)
    hi = _FAR if limits.hi is None else plain(limits.hi)
    match guard.accepts:
        case Accepts.STATE | Accepts.PERIOD:
            validation = DataValidation(type="list", formula1='"' + ",".join(guard.choices) + '"')
        case Accepts.DAY:
            validation = DataValidation(type="date", operator="between", formula1="36526", formula2="73050")
        case Accepts.NUMBER:
            validation = DataValidation(type="decimal", operator="between", formula1=lo, formula2=hi)
    validation.errorStyle = "stop" if limits.firm else "warning"
    validation.allow_blank = True
    validation.showInputMessage = validation.showErrorMessage = True
    validation.promptTitle, validation.prompt = guard.title, guard.prompt
    validation.errorTitle, validation.error = guard.refusal_title, guard.refusal
    return validation


def add_marks(sheet: Worksheet, draft: SheetDraft, language: str) -> None:
    """Colours that follow the typing: wrong, due and empty, in want of a word, filled. The first that fits wins."""
    for index, row in enumerate(draft.rows):
        _mark_wrong(sheet, draft, row, FIRST_ROW + index)
    for column in draft.columns:
        cells = asked_cells(draft, column.key)
        if cells and (column.period or column.key == "baseline"):
            due = f",{_day(column.period)}<=TODAY()" if column.period else ""
            _mark(sheet, cells, f"AND(ISBLANK({cells[0]}){due})", style.MISSING)
    for index, row in enumerate(draft.rows):
        _mark_wanting(sheet, draft, row, FIRST_ROW + index, language)
    for column in draft.columns:
        cells = asked_cells(draft, column.key)
        if cells:
            _mark(sheet, cells, f"NOT(ISBLANK({cells[0]}))", style.FILLED)


def _mark_wrong(sheet: Worksheet, draft: SheetDraft, row: RowDraft, number: int) -> None:
    """Text among the numbers, or a number out of range."""
    numeric = [
        (address(number, place), cell.guard)
        for place, column in enumerate(draft.columns, 1)
        if (cell := row.cells.get(column.key)) and cell.guard and cell.guard.accepts is Accepts.NUMBER
    ]
    for (bounds, rises), cells in groupby(numeric, key=lambda item: (item[1].bounds, item[1].rises)):
        addresses = [cell for cell, _ in cells]
        first = addresses[0]
        out = _outside(first, bounds) if bounds else ""
        text = f'AND(ISTEXT({first}),LEFT({first},{len(rises)})<>"{rises}")' if rises else f"ISTEXT({first})"
        wrong = f"OR({text},AND(ISNUMBER({first}),{out}))" if out else text
        _mark(sheet, addresses, wrong, style.WRONG, style.RED)


def _outside(cell: str, bounds: Bounds) -> str:
    sides: list[tuple[str, Decimal | None]] = [("<", bounds.lo), (">", bounds.hi)]
    return "OR(" + ",".join(f"{cell}{sign}{plain(side)}" for sign, side in sides if side is not None) + ")"


def _mark_wanting(sheet: Worksheet, draft: SheetDraft, row: RowDraft, number: int, language: str) -> None:
    """Evidence beside a value or a done state, a reason where a value is absent or behind, a date beside a measure."""
    at = {
        column.key: address(number, place) for place, column in enumerate(draft.columns, 1) if column.key in row.cells
    }
    done = STATES[language]["done"]
    filled, behind = [], []
    for column in draft.columns:
        if column.period is None or column.key not in at or not row.cells[column.key].asked:
            continue
        cell = at[column.key]
        is_state = column.key.startswith("state:")
        filled.append(f'{cell}="{done}"' if is_state else f"NOT(ISBLANK({cell}))")
        behind.append(f"AND(ISBLANK({cell}),{_day(column.period)}<=TODAY())")
        expected = at.get(f"expected:{column.period}")
        if expected and column.key.startswith("value:"):
            falls = row.target.is_reported_as_fall
            sign = "<" if (row.target.op.direction > 0) != falls else ">"
            behind.append(f"AND(ISNUMBER({cell}),ISNUMBER({expected}),{cell}{sign}{expected})")
            if falls and sign == "<":
                behind.append(f"ISTEXT({cell})")
    wants = {"evidence": filled, "reason": behind, "measure_by": [f"NOT(ISBLANK({at['measure']}))"]}
    for key, conditions in wants.items():
        _mark(sheet, [at[key]], f"AND(ISBLANK({at[key]}),OR({','.join(conditions)}))", style.MISSING)


def _mark(sheet: Worksheet, cells: Sequence[str], formula: str, colour: str, ink: str = "") -> None:
    """Colour cells of one row or one column, written in order, where a formula about the first of them holds."""
    look = DifferentialStyle(fill=style.solid(colour), font=Font(color=ink) if ink else None)
    rule = Rule(type="expression", formula=[formula], stopIfTrue=True, dxf=look)
    sheet.conditional_formatting.add(" ".join(_runs(cells)), rule)


def _runs(cells: Sequence[str]) -> list[str]:
    return [run for run, _ in join_cells(cells)]


def _day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def counts(draft: SheetDraft) -> tuple[int, str, str]:
    """How many cells are asked for, and two formulas: how many are filled, how many are due and empty."""
    asked, filled, missing = 0, [], []
    for place, column in enumerate(draft.columns, 1):
        number = sum(1 for row in draft.rows if (cell := row.cells.get(column.key)) and cell.counted)
        if not number:
            continue
        asked += number
        count = f"COUNTA({','.join(_counted(draft, place, column.key))})"
        filled.append(count)
        due = "1" if column.period is None else f"({_day(column.period)}<=TODAY())"
        missing.append(f"{due}*({number}-{count})")
    return asked, "+".join(filled), "+".join(missing)


def _counted(draft: SheetDraft, place: int, key: str) -> Iterator[str]:
    """The runs of a column that count; a period's column is one run, for what is not asked in it is empty."""
    letters, last = column_letters(place), FIRST_ROW + len(draft.rows) - 1
    if ":" in key:
        yield f"{letters}{FIRST_ROW}:{letters}{last}"
    else:
        yield from _runs(asked_cells(draft, key))
