"""Draws the cells of the cover that the department fills: who filled the workbook, who approved it, and when.

An `Order` and the first free row in; a row a field on the sheet out, with its code in a hidden column beside it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from plancheck.plan.periods import day_to_hand_in, period_ends
from plancheck.workbook import layout
from plancheck.workbook.drawing import style
from plancheck.workbook.target_words import say

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.workbook.template.drafts import Order

_HEIGHT = 24
#: Days after the first period's end that an example is of, where the plan has no day.
_SOME_DAYS = 10


def draw_fields(sheet: Worksheet, order: Order, row: int) -> int:
    """The row below the last field."""
    for name in layout.COVER_FIELDS:
        _draw_label(sheet.cell(row, 1), say(f"cover.{name}", order.language))
        _draw_answer(sheet.cell(row, 2), order, name)
        sheet.add_data_validation(_validation(order, name, f"B{row}"))
        style.write_text(sheet.cell(row, 3), f"{layout.CODE_COVER}{name}")
        filled = DifferentialStyle(fill=style.solid(style.FILLED))
        rule = Rule(type="expression", formula=[f"NOT(ISBLANK(B{row}))"], dxf=filled)
        sheet.conditional_formatting.add(f"B{row}", rule)
        sheet.row_dimensions[row].height = _HEIGHT
        row += 1
    sheet.column_dimensions["C"].hidden = True
    return row


def _draw_label(cell: Cell | MergedCell, text: str) -> None:
    style.write_text(cell, text)
    cell.font, cell.fill = style.font(11, colour=style.FAINT), style.solid(style.SHOWN)
    cell.border, cell.alignment = style.GRID, style.align(indent=1)


def _draw_answer(cell: Cell | MergedCell, order: Order, name: str) -> None:
    cell.font, cell.fill = style.font(11), style.solid(style.ASKED)
    cell.border, cell.alignment, cell.protection = style.GRID, style.align(indent=1), style.OPEN
    # A phone as text: as a number it would lose the zero that it begins with.
    cell.number_format = "yyyy-mm-dd" if name == layout.COVER_DAY else "@"
    content = getattr(order.signed, name) if order.signed else None
    if isinstance(content, date):
        cell.value = content
    elif content:
        style.write_text(cell, content)


def _validation(order: Order, name: str, cell: str) -> DataValidation:
    """Any words but for the day, which is a date of this century."""
    if name == layout.COVER_DAY:
        validation = DataValidation(type="date", operator="between", formula1="36526", formula2="73050")
        values = {"example": _example(order).isoformat()}
        validation.errorTitle = say("guard.date-title", order.language)
        validation.error = say("guard.date-wrong", order.language, **values)
        validation.showErrorMessage = True
    else:
        values = {}
        validation = DataValidation()
    validation.allow_blank = validation.showInputMessage = True
    validation.promptTitle = say(f"cover.{name}", order.language)
    validation.prompt = say(f"cover.{name}-prompt", order.language, **values)
    validation.add(cell)
    return validation


def _example(order: Order) -> date:
    """A day in the year of the workbook on which it may be handed in."""
    first = period_ends(order.year, order.plan.reporting)[0]
    return day_to_hand_in(order.plan, first) or first + timedelta(days=_SOME_DAYS)
