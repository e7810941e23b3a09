"""Parts saved as a file and read: the book, or the finding why there is none."""

from __future__ import annotations

from pathlib import Path

from plancheck.findings import Finding
from plancheck.spreadsheet.book import Book
from plancheck.spreadsheet.read_book import read_book
from tests.spreadsheet import ooxml

ROW = '<row r="7"><c r="H7"><v>650</v></c></row>'


def book(folder: Path, parts: ooxml.Parts | bytes, name: str = "czj.xlsx") -> Book:
    found = read_book(ooxml.saved(folder, parts, name))
    assert isinstance(found, Book), found
    return found


def refusal(folder: Path, parts: ooxml.Parts | bytes) -> Finding:
    found = read_book(ooxml.saved(folder, parts))
    assert isinstance(found, Finding)
    return found
