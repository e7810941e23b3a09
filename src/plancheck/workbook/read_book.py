"""One workbook file in, a `Book` or one `Finding` out."""

from __future__ import annotations

from pathlib import Path

from plancheck.findings import Finding
from plancheck.workbook.book import Book


def read_book(path: Path) -> Book | Finding:
    """Read a workbook, or say in one finding why it cannot be read."""
    raise NotImplementedError
