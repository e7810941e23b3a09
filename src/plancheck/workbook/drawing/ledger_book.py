"""The ledger of targets as an Excel workbook in the layout of the offices; rows in, bytes out.

A sheet for each plan: title, 序号 / 重点任务 / 工作内容及目标 / 完成时限 / 牵头单位 / 责任单位, a band for each chapter
and section, one row a target, what belongs to the whole task merged over its targets. A4 across, heading on every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from plancheck.findings.cell_ranges import column_letters
from plancheck.plan.amendments.words import amendments_in_words
from plancheck.plan.ledger import LedgerRow, rows_by_plan, rows_by_task, sections_around
from plancheck.plan.model import Plan, Section, Target, Task
from plancheck.plan.periods import month_end
from plancheck.plan.vocabulary import Kind
from plancheck.plan.wording import amount_words, demand_words, ledger_title, section_words
from plancheck.words import word
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.reproducible import reproducible_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = (("number", 8.0), ("task", 24.0), ("content", 56.0), ("due", 14.0), ("lead", 22.0), ("support", 30.0))
_LAST = len(_COLUMNS)
_HEADING_ROW = 3
_OF_A_TARGET = (3, 4)
_CENTRED = (1, 4)
_CHAPTER, _SECTION = "DCE6F1", "EEF3F8"
#: Excel takes no higher row.
_HIGHEST = 409.0


def ledger_book(rows: Sequence[LedgerRow], language: str = "") -> bytes:
    """The workbook as it lies on disk; the same rows give the same bytes. There is at least one row.

    Each plan's sheet is in the plan's own language, unless another is named.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    groups = rows_by_plan(rows)
    for plan, members in groups:
        _draw_plan(book.create_sheet(plan.id[:31]), plan, members, language or plan.language)
    book.properties.title = "、".join(ledger_title(plan, language or plan.language) for plan, _ in groups)
    return reproducible_bytes(book, max(plan.issued or plan.start for plan, _ in groups))


def _draw_plan(sheet: Worksheet, plan: Plan, rows: list[LedgerRow], language: str) -> None:
    _draw_head(sheet, plan, rows, language)
    at = _HEADING_ROW + 1
    before: tuple[Section, ...] = ()
    for task, members in rows_by_task(rows):
        around = sections_around(members[0])
        for section in around:
            if section not in before:
                _draw_band(sheet, at, section_words(section), _CHAPTER if section is around[0] else _SECTION)
                at += 1
        before = around
        at = _draw_task(sheet, at, task, members, language)
    _set_page(sheet, at - 1, language)


def _draw_head(sheet: Worksheet, plan: Plan, rows: list[LedgerRow], language: str) -> None:
    title = ledger_title(plan, language)
    tasks = len({row.task.id for row in rows})
    named = {"document": plan.document, "issuer": plan.issuer, "tasks": tasks, "targets": len(rows)}
    texts = ((title, style.font(16, bold=True)), (word("ledger.subtitle", language, **named), style.font(10)))
    for row, (text, font) in enumerate(texts, 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_LAST)
        cell = sheet.cell(row, 1)
        style.write_text(cell, text)
        cell.font, cell.alignment = font, style.align("center")
    room = sum(width for _, width in _COLUMNS)
    # The title's letters are 1.6 times as wide as those the widths are counted in.
    sheet.row_dimensions[1].height = style.row_height([(title, room / 1.6)], 34, 24)
    sheet.row_dimensions[2].height = 20
    for column, (name, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[column_letters(column)].width = width
        cell = sheet.cell(_HEADING_ROW, column)
        style.write_text(cell, word(f"ledger.head.{name}", language))
        cell.font, cell.fill = style.font(11, bold=True), style.solid("D9D9D9")
        cell.alignment, cell.border = style.align("center"), style.GRID
    sheet.row_dimensions[_HEADING_ROW].height = 28


def _draw_band(sheet: Worksheet, row: int, text: str, colour: str) -> None:
    for column in range(1, _LAST + 1):
        sheet.cell(row, column).border = style.GRID
        sheet.cell(row, column).fill = style.solid(colour)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_LAST)
    cell = sheet.cell(row, 1)
    style.write_text(cell, text)
    cell.font, cell.alignment = style.font(11, bold=True), style.align()
    sheet.row_dimensions[row].height = style.row_height([(text, sum(width for _, width in _COLUMNS))], 24)


@dataclass(frozen=True, slots=True)
class _Line:
    """The texts of one row of the sheet, by column."""

    texts: dict[int, str]

    def height(self, columns: Sequence[int]) -> float:
        return style.row_height([(self.texts[column], _COLUMNS[column - 1][1]) for column in columns])


def _draw_task(sheet: Worksheet, top: int, task: Task, rows: list[LedgerRow], language: str) -> int:
    """Draw a task's rows from `top` on; the row below them."""
    lines = [_Line(_texts(task, row, language)) for row in rows]
    for row, line in enumerate(lines, top):
        for column, text in line.texts.items():
            cell = sheet.cell(row, column)
            cell.border = style.GRID
            cell.font = style.font()
            cell.alignment = style.align("center" if column in _CENTRED else "left")
            if row == top or column in _OF_A_TARGET:
                style.write_text(cell, text)
    for row, height in enumerate(_heights(lines), top):
        sheet.row_dimensions[row].height = height
    bottom = top + len(lines) - 1
    if bottom > top:
        for column in set(range(1, _LAST + 1)).difference(_OF_A_TARGET):
            sheet.merge_cells(start_row=top, start_column=column, end_row=bottom, end_column=column)
    return bottom + 1


def _heights(lines: list[_Line]) -> Iterator[float]:
    """A height for each row, so that both the targets and what is merged over them can be read in full."""
    own = [line.height(_OF_A_TARGET) for line in lines]
    merged = lines[0].height([column for column in range(1, _LAST + 1) if column not in _OF_A_TARGET])
    missing = max(0.0, merged - sum(own)) / len(own)
    return (min(_HIGHEST, height + missing) for height in own)


def _texts(task: Task, row: LedgerRow, language: str) -> dict[int, str]:
    comma = word("ledger.comma", language)
    return {
        1: task.id,
        2: task.title,
        3: _content(row.target, language),
        4: _due_in_words(row.target, language),
        5: comma.join(row.leads),
        6: comma.join(row.supporters),
    }


def _content(target: Target, language: str) -> str:
    """The action or deliverable as it stands; a measurable target with what it asks for and its checkpoints."""
    changed = amendments_in_words(target, language)
    if not target.kind.is_numeric:
        return "\n".join([target.indicator, *changed])
    demand = demand_words(target, language, spoken=True)
    lines = [word("ledger.content.promise", language, indicator=target.indicator, demand=demand)]
    for point in target.checkpoints:
        day, amount = _day_in_words(point.by, language), amount_words(target, point.value, language)
        lines.append(word("ledger.content.checkpoint", language, day=day, amount=amount))
    return "\n".join([*lines, *changed])


def _due_in_words(target: Target, language: str) -> str:
    """2027年底, 2025年6月底; for a yearly quota its years."""
    day = target.by
    if day is None:
        return word("ledger.none", language)
    if target.kind is Kind.ANNUAL:
        years = "annual" if target.start.year < day.year else "annual-once"
        return word(f"ledger.due.{years}", language, first=target.start.year, last=day.year)
    return _day_in_words(day, language)


def _day_in_words(day: date, language: str) -> str:
    form = "year-end" if day == date(day.year, 12, 31) else "month-end" if _ends_month(day) else "day"
    return word(f"ledger.due.{form}", language, year=day.year, month=day.month, day=day.day, iso=day.isoformat())


def _ends_month(day: date) -> bool:
    return day == month_end(day.year, day.month)


def _set_page(sheet: Worksheet, last_row: int, language: str) -> None:
    """A4 across, all columns on one page, the heading on each, the page number below."""
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.print_area = f"A1:{column_letters(_LAST)}{last_row}"
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top = margins.bottom = 0.6
    margins.header = margins.footer = 0.3
    footer = HeaderFooterItem()
    footer.center.text = word("ledger.page", language, page="&P", pages="&N")
    sheet.HeaderFooter.oddFooter = footer
    sheet.sheet_view.showGridLines = False
