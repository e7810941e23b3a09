"""Whether a marked copy says what it said when it was drawn: a `Book` and its `Progress` in, yes or no out."""

from __future__ import annotations

import hashlib

from plancheck.spreadsheet.book import Book
from plancheck.workbook import layout
from plancheck.workbook.answers.entries import read_answers
from plancheck.workbook.answers.identity import is_meta
from plancheck.workbook.answers.progress import Progress


def answers_digest(progress: Progress) -> str:
    """Hex digits over all that the cells to fill say, the same for a workbook and its copy as it was drawn."""
    said = sorted((key, answer.says) for key, answer in read_answers(progress).items())
    return hashlib.sha256(repr(said).encode()).hexdigest()


def is_copy_as_drawn(book: Book, progress: Progress) -> bool:
    """Whether it is a marked copy in which nobody has written since."""
    kept = [
        sheet.cell(row, column + 1).text
        for sheet in book.sheets
        if is_meta(sheet)
        for (row, column), cell in sheet.cells.items()
        if cell.text == layout.META_COPIED
    ]
    return bool(kept) and answers_digest(progress) in kept
