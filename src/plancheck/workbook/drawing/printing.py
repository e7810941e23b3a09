"""How a sheet is printed: the widths of its columns in, paper, scale and page breaks out, and set on the sheet.

Nothing is printed below four fifths of its size: 10 pt stay 8 pt, which is read without a glass. So a wide sheet is not
squeezed onto one page but divided, between periods and never through a column, with its first columns on every page.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties

from plancheck.findings.cell_ranges import column_letters
from plancheck.words import word

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Inches.
_SIDE, _TOP, _FOOT = 0.4, 0.55, 0.25
_POINTS_AN_INCH, _MM_AN_INCH = 72, 25.4
#: A column is counted in digits of the default font, Arial 10: 5.25 points in Excel, 5.6 in LibreOffice with a font of the
#: same widths, 6.4 where nothing like it is there. Breaks are set for the widest, so that nobody's page cuts a column.
_POINTS_A_CHARACTER = 6.4
#: Rows are a little higher here and there.
_SPARE = 0.97
_SCALES = (100, 95, 90, 85, 80)


class Paper(Enum):
    """A sheet of paper: its number in Excel, and its short and long side in millimetres."""

    A4 = (9, 210, 297)
    A3 = (8, 297, 420)

    @property
    def number(self) -> int:
        return self.value[0]

    def room(self, scale: int) -> float:
        """Points across between the margins, for what is printed at that scale in percent."""
        across = self.value[2] / _MM_AN_INCH - 2 * _SIDE
        return across * _POINTS_AN_INCH * 100 / scale


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Paper, scale in percent, and the numbers of the columns that a page ends behind, the last page's left out."""

    paper: Paper
    scale: int
    breaks: tuple[int, ...]

    @property
    def across(self) -> int:
        """Pages side by side."""
        return len(self.breaks) + 1


def lay_out(widths: Sequence[float], groups: Sequence[Hashable], repeated: int) -> PageLayout:
    """Divide columns over pages: on A4 where two pages side by side hold them, else on A3.

    `widths` are in characters; neighbours of one of the `groups` stay together where a page can hold them; the first
    `repeated` columns stand on every page. Of the scales that need no more pages the largest is taken.
    """
    points = [width * _POINTS_A_CHARACTER for width in widths]
    on_a4 = _best(points, groups, repeated, Paper.A4)
    return on_a4 if on_a4.across <= 2 else _best(points, groups, repeated, Paper.A3)


def _best(points: Sequence[float], groups: Sequence[Hashable], repeated: int, paper: Paper) -> PageLayout:
    found = [PageLayout(paper, scale, _breaks(points, groups, repeated, paper.room(scale))) for scale in _SCALES]
    return min(found, key=lambda layout: (layout.across, -layout.scale))


def _breaks(points: Sequence[float], groups: Sequence[Hashable], repeated: int, room: float) -> tuple[int, ...]:
    """Fill page after page with whole groups; a group that no page holds is divided between its columns."""
    head = sum(points[:repeated])
    breaks: list[int] = []
    used = head
    at = repeated
    while at < len(points):
        end = at + 1
        while end < len(points) and groups[end] == groups[at]:
            end += 1
        if head + sum(points[at:end]) > room:
            end = at + 1
        size = sum(points[at:end])
        if used + size > room and used > head:
            breaks.append(at)
            used = head
        used += size
        at = end
    return tuple(breaks)


def set_layout(sheet: Worksheet, language: str, area: str, layout: PageLayout, repeated: int) -> None:
    """Print a sheet across as laid out, with its first columns on every page."""
    _set_paper(sheet, language, area)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.scale = "landscape", layout.paper.number, layout.scale
    # Excel heeds no break where it is to fit pages by itself.
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    if not layout.breaks:
        return
    sheet.print_title_cols = f"A:{column_letters(repeated)}"
    sheet.col_breaks = ColBreak()
    for column in layout.breaks:
        sheet.col_breaks.append(Break(id=column))


def pages_high(height: float) -> int:
    """One, where rows of so many points in all are still read on an upright page of A4; nought, as many as they take."""
    room = (Paper.A4.value[2] / _MM_AN_INCH - 2 * _TOP) * _POINTS_AN_INCH
    return 1 if height * _SCALES[-1] / 100 < room * _SPARE else 0


def set_page(sheet: Worksheet, language: str, area: str, *, upright: bool = False, high: int = 0) -> None:
    """A4, one page wide (and so many high, where that is bounded), for a sheet that is known to fit."""
    _set_paper(sheet, language, area)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "portrait" if upright else "landscape", Paper.A4.number
    setup.fitToWidth, setup.fitToHeight = 1, high
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _set_paper(sheet: Worksheet, language: str, area: str) -> None:
    sheet.print_area = area
    margins = sheet.page_margins
    margins.left = margins.right = _SIDE
    margins.top = margins.bottom = _TOP
    margins.header = margins.footer = _FOOT
    sheet.print_options.horizontalCentered = True
    pages = word("template.footer.page", language, page="&P", pages="&N")
    # A sign & begins an order in a footer.
    title = sheet.title.replace("&", "&&")
    sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(text=title), center=_HeaderFooterPart(text=pages))
