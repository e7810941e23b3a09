"""What a workbook was issued with and no longer has: a `Book` and the ids on its hidden list in, findings out.

An officer who is told that a value is absent, and sees it on the screen, looks in the wrong place: the row of codes is
gone, or the sheet. One sentence names that cause, and no value is called absent for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from plancheck.findings import CellPlace, Finding, TextPlace, finding
from plancheck.spreadsheet.book import Book
from plancheck.workbook.answers.identity import is_meta
from plancheck.workbook.answers.written_values import tidy

_SHOWN = 5


def find_lost_rows(
    book: Book, path: str, issued: Iterable[str], coded: Collection[str], read: Collection[str]
) -> Iterator[Finding]:
    """Targets that were issued and not read: on sheets without a row of codes, or nowhere. `coded` are sheets with one."""
    lost = [target for target in issued if target not in read]
    for sheet in book.sheets if lost else ():
        if is_meta(sheet) or sheet.name in coded:
            continue
        words = {tidy(cell.text) for cell in sheet.cells.values()}
        here = [target for target in lost if target in words]
        if here:
            place = CellPlace(path, sheet.name)
            yield finding("codes-gone", place, sheet=sheet.name, count=len(here), targets=_list(here))
        lost = [target for target in lost if target not in words]
    if lost:
        yield finding("rows-gone", TextPlace(path), count=len(lost), targets=_list(lost))


def _list(targets: list[str]) -> str:
    return ", ".join(targets[:_SHOWN]) + (" …" if len(targets) > _SHOWN else "")
