"""Draws the cover: whose workbook it is, six lines that say what to do, how far it is, what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancheck.files import safe_name
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.printing import pages_high, set_page
from plancheck.workbook.target_words import say
from plancheck.workbook.template.cover_sheet.fields import draw_fields
from plancheck.workbook.template.hand_in import deadlines
from plancheck.workbook.template.sheets import PROGRESS_CELL, lock

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.workbook.template.drafts import Order, SheetDraft

_LABEL, _TEXT = 16, 68


def draw_cover(sheet: Worksheet, order: Order, drafts: Sequence[SheetDraft]) -> None:
    """Fill the first sheet of a workbook."""
    sheet.title = say("sheet.cover", order.language)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL, _TEXT
    row = _draw_title(sheet, order)
    row = _draw_facts(sheet, order, drafts, row)
    _draw_section(sheet, row, say("cover.signing", order.language))
    row = draw_fields(sheet, order, row + 1)
    row = _draw_steps(sheet, order, drafts, row)
    row = _draw_legend(sheet, order.language, row)
    sheet.sheet_view.showGridLines = False
    height = sum(sheet.row_dimensions[number].height or 15 for number in range(1, row))
    set_page(sheet, order.language, f"A1:B{row - 1}", upright=True, high=pages_high(height))
    lock(sheet)


def _draw_title(sheet: Worksheet, order: Order) -> int:
    row = 1
    if order.synthetic:
        _write(sheet, row, 1, say("title.synthetic", order.language), size=13, bold=True, colour=style.RED)
        for column in (1, 2):
            sheet.cell(row, column).fill = style.solid(style.WRONG)
        sheet.row_dimensions[row].height = 30
        row += 1
    _write(sheet, row, 1, say("title.cover", order.language, year=order.year), size=20, bold=True, colour=style.HEADING)
    sheet.row_dimensions[row].height = 42
    for at in range(1, row + 1):
        is_warning = order.synthetic and at == 1
        sheet.cell(at, 1).alignment = style.align(wrap=False, indent=1 if is_warning else 0)
    return row + 1


def _draw_facts(sheet: Worksheet, order: Order, drafts: Sequence[SheetDraft], row: int) -> int:
    for key, text in _facts(order):
        if text:
            _draw_fact(sheet, row, say(f"cover.{key}", order.language), text)
            row += 1
    for draft in drafts:
        cell = f"'{draft.name}'!{PROGRESS_CELL}"
        line = f"=LEFT({cell},FIND(CHAR(10),{cell})-1)"  # without the hint below it
        _draw_fact(sheet, row, draft.name, "")
        sheet.cell(row, 2).value = line
        sheet.cell(row, 2).font = style.font(11, bold=True, colour=style.HEADING)
        row += 1
    return row


def _facts(order: Order) -> list[tuple[str, str]]:
    plan, language = order.plan, order.language
    numbers = sum(1 for target in order.targets if target.kind.is_numeric)
    states = len(order.targets) - numbers
    return [
        ("department", order.department_name),
        ("plan", plan.title),
        ("document", plan.document),
        ("source", plan.source),
        ("issuer", plan.issuer),
        ("year", str(order.year)),
        ("rhythm", say(f"rhythm.{plan.reporting}", language)),
        ("contents", say("cover.contents-value", language, numbers=numbers, states=states)),
        ("recipient", _recipient(order)),
        ("deadlines", deadlines(order)),
    ]


def _recipient(order: Order) -> str:
    """The office that the workbook is sent to, with phone and mailbox; empty where the plan names none."""
    receiver = order.plan.recipient
    if receiver is None:
        return ""
    values = {"name": receiver.name, "phone": receiver.phone, "mail": receiver.mail}
    return say("cover.recipient-value", order.language, **values)


def _draw_fact(sheet: Worksheet, row: int, label: str, text: str) -> None:
    _write(sheet, row, 1, label, size=11, colour=style.FAINT)
    _write(sheet, row, 2, text, size=11, bold=label == "")
    for column in (1, 2):
        sheet.cell(row, column).border = style.GRID
        sheet.cell(row, column).alignment = style.align(indent=1)
    sheet.cell(row, 1).fill = style.solid(style.SHOWN)
    sheet.row_dimensions[row].height = style.row_height([(text, _TEXT * 0.95)], 22)


def _draw_steps(sheet: Worksheet, order: Order, drafts: Sequence[SheetDraft], row: int) -> int:
    language = order.language
    _draw_section(sheet, row, say("cover.steps", language))
    names = {"sheets": ("”“" if language == "zh" else "”, “").join(draft.name for draft in drafts)}
    names |= {"yellow": _needs(order.yellow_needs, language), "red": _needs(order.red_needs, language)}
    for number in range(1, 7):
        row += 1
        receiver = order.plan.recipient.name if order.plan.recipient else say("step.coordinator", language)
        file = f"{safe_name(order.department_name)}.xlsx"
        step = "5-page" if number == 5 and order.page else number
        text = say(f"step.{step}", language, file=file, page=order.page, receiver=receiver, **names)
        _write(sheet, row, 1, str(number), size=13, bold=True, colour=style.HEADING)
        _write(sheet, row, 2, text, size=11)
        sheet.cell(row, 1).alignment = style.align("center")
        sheet.row_dimensions[row].height = style.row_height([(text, _TEXT * 0.9)], 22, 16)
    return row + 1


def _needs(needs: Sequence[str], language: str) -> str:
    """原因、整改措施: what is to be written beside a lamp, as the columns are headed."""
    return say("need.comma", language).join(say(f"need.{need}", language) for need in needs)


def _draw_section(sheet: Worksheet, row: int, text: str) -> None:
    _write(sheet, row, 1, text, size=12, bold=True, colour=style.HEADING)
    sheet.cell(row, 1).alignment = style.align(vertical="bottom", wrap=False)
    sheet.row_dimensions[row].height = 28


def _draw_legend(sheet: Worksheet, language: str, row: int) -> int:
    _draw_section(sheet, row, say("cover.legend", language))
    colours = {
        "ask": style.ASKED,
        "filled": style.FILLED,
        "missing": style.MISSING,
        "wrong": style.WRONG,
        "off": style.OFF,
    }
    for key, colour in colours.items():
        row += 1
        sheet.cell(row, 1).fill, sheet.cell(row, 1).border = style.solid(colour), style.GRID
        _write(sheet, row, 2, say(f"cover.legend-{key}", language))
        sheet.row_dimensions[row].height = 19
    return row + 1


def _write(
    sheet: Worksheet, row: int, column: int, text: str, *, size: float = 10, bold: bool = False, colour: str = style.INK
) -> None:
    cell = sheet.cell(row, column)
    if text:
        style.write_text(cell, text)
    cell.font = style.font(size, bold=bold, colour=colour)
    cell.alignment = style.align(indent=column - 1)
