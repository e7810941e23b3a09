"""What a target is called in the list of findings: the sheets of a workbook in, a few words by target id out.

The plan is not known here; the workbook itself says what each row asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plancheck.words import word
from plancheck.workbook import layout
from plancheck.workbook.drawing import style

if TYPE_CHECKING:
    from plancheck.spreadsheet.book import Sheet
    from plancheck.workbook.answers.columns import Columns

_LONGEST = 40
#: The row of headings is among the first below the codes.
_ROWS_SEARCHED = 8


def name_targets(sheets: Iterable[tuple[Sheet, Columns | None]]) -> dict[str, str]:
    """The first words of each target; none of one whose row or whose column of words is not there."""
    names: dict[str, str] = {}
    for sheet, columns in sheets:
        words = _column_of_words(sheet, columns) if columns else None
        if columns is None or words is None:
            continue
        ids = columns.by_code[layout.CODE_TARGET]
        for (row, column), cell in sheet.cells.items():
            if column == ids and row > columns.row and (text := sheet.cell(row, words).text):
                names.setdefault(cell.text.strip(), _shortened(text))
    return names


def _column_of_words(sheet: Sheet, columns: Columns) -> int | None:
    """By its code; in a workbook of an earlier version, which has none for it, by its heading."""
    if layout.CODE_WORDING in columns.by_code:
        return columns.by_code[layout.CODE_WORDING]
    headings = set(_headings())
    last = columns.row + _ROWS_SEARCHED
    found = (at for at, cell in sheet.cells.items() if columns.row < at[0] <= last and cell.text in headings)
    return next((column for _, column in found), None)


def _headings() -> Iterator[str]:
    for language in ("zh", "en"):
        yield word("template.head.wording", language)
        yield word("template.head.promise", language)


def _shortened(text: str) -> str:
    """The indicator, which stands before the colon, within two lines of the list."""
    first = text.partition("\n")[0]
    for late in (word("template.promise.late", language, promise="") for language in ("zh", "en")):
        first = first.removeprefix(late)
    first = first.partition("：")[0].partition(": ")[0].strip()
    kept = ""
    for character in first:
        if style.width_of(kept + character) > _LONGEST:
            return kept + "…"
        kept += character
    return kept
