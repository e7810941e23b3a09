"""Colours, fonts and row heights of an issued workbook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from math import ceil

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

#: On every Windows with Office or WPS; LibreOffice and Word fall back to their own CJK font.
FONT = "微软雅黑"

ASKED, FILLED, MISSING, WRONG, OFF = "FFF6C8", "FFFFFF", "FFC98A", "F8B4B4", "E4E4E4"
HEADING, SHOWN, INK, FAINT, RED = "1F4E79", "F4F7FA", "1F2933", "6B7280", "B00020"

_LINE = Side(style="thin", color="C3CAD2")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
LOCKED, OPEN = Protection(locked=True), Protection(locked=False)
_LINE_HEIGHT, _PADDING, _SIZE = 15.0, 5.0, 10
#: Excel takes no higher row.
_HIGHEST = 409.0
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_000


@cache
def solid(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


@cache
def font(size: float = _SIZE, *, bold: bool = False, colour: str = INK) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour)


@cache
def align(horizontal: str = "left", vertical: str = "center", *, wrap: bool = True, indent: int = 0) -> Alignment:
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap, indent=indent)


def storable_text(text: str) -> str:
    """A text without what a workbook cannot hold, and no longer than a cell or a note can be."""
    return without_controls(text)[:_LONGEST_TEXT]


def without_controls(text: str) -> str:
    """A text without the characters that no XML may hold."""
    return _NO_TEXT.sub("\ufffd", text)


def write_text(cell: Cell | MergedCell, text: str) -> None:
    """Write words as words: what begins with `=`, `+`, `-` or `@` is no formula, here or when it is edited."""
    assert isinstance(cell, Cell)  # only the top left cell of a merge is written
    cell.value = without_controls(text)
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True


def width_of(text: str) -> int:
    """Columns that a text takes: a Chinese character two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def lines_of(text: str, column_width: float) -> int:
    """Lines that a text needs in a column of that width."""
    room = max(int(column_width - 1), 2)
    return sum(max(1, ceil(width_of(paragraph) / room)) for paragraph in text.split("\n"))


def row_height(texts: Iterable[tuple[str, float]], least: float = 24.0, line_height: float = _LINE_HEIGHT) -> float:
    """The height that shows every (text, column width) of a row in full; Excel itself does not stretch rows for CJK."""
    lines = max((lines_of(text, width) for text, width in texts if text), default=1)
    return min(max(least, lines * line_height + _PADDING), _HIGHEST)
