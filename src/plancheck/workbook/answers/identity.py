"""Whose workbook it is: plan, department, year, template version, fingerprints.

A `Book` in; an `Identity` out, from the custom properties and the hidden sheet. What neither says stays None: the rows'
target ids are enough to read a workbook, and the folder that it lies in says the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancheck.findings import Finding, TextPlace, finding
from plancheck.workbook import layout
from plancheck.workbook.answers.written_values import tidy

if TYPE_CHECKING:
    from plancheck.spreadsheet.book import Book, Sheet

_NAMES = {layout.META_PLAN: "plan", layout.META_DEPARTMENT: "department", layout.META_YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook says about itself. `fingerprints` are by target id, as they were when it was issued.

    `issued` is what the shown cells of a target's row said then, by target id and code; of an older workbook nothing.
    """

    plan: str | None = None
    department: str | None = None
    year: int | None = None
    version: str | None = None
    synthetic: bool = False
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    issued: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_identity(book: Book, path: str) -> tuple[Identity, list[Finding]]:
    """The workbook's own account of itself; where its two places differ, the hidden sheet counts: it moves along."""
    properties = {name: tidy(value) for name, value in book.properties.items() if value and tidy(value)}
    hidden = dict(_meta_lines(book))
    stated = properties | hidden
    found = _differences(properties, hidden, path)
    year, year_findings = _year(stated.get(layout.META_YEAR), path)
    identity = Identity(
        plan=stated.get(layout.META_PLAN),
        department=stated.get(layout.META_DEPARTMENT),
        year=year,
        version=stated.get(layout.META_VERSION),
        synthetic=stated.get(layout.META_SYNTHETIC, "").casefold() == "true",
        fingerprints={
            name.removeprefix(layout.META_FINGERPRINT): value
            for name, value in hidden.items()
            if name.startswith(layout.META_FINGERPRINT)
        },
        issued=dict(_issued_cells(book)),
    )
    return identity, found + year_findings


def is_meta(sheet: Sheet) -> bool:
    """Whether a sheet is the one that says whose workbook it is, also as a copy (`_meta (2)`)."""
    return sheet.name.casefold().startswith(layout.META_SHEET)


def _meta_lines(book: Book) -> Iterator[tuple[str, str]]:
    for sheet in book.sheets:
        if not is_meta(sheet):
            continue
        for (row, column), cell in sheet.cells.items():
            name, value = cell.text, tidy(sheet.cell(row, column + 1).text)
            if name.startswith(("plancheck.", layout.META_FINGERPRINT)) and value:
                yield name, value


def _issued_cells(book: Book) -> Iterator[tuple[str, dict[str, str]]]:
    """What is kept of each target's row, in the cells behind its fingerprint."""
    for sheet in book.sheets:
        if not is_meta(sheet):
            continue
        for (row, column), cell in sheet.cells.items():
            if not cell.text.startswith(layout.META_FINGERPRINT):
                continue
            behind = (sheet.cell(row, column + 2 + at).text for at in range(len(layout.KEPT_CODES)))
            kept = {code: text for code, mark, text in (one.partition("=") for one in behind) if mark}
            if kept:
                known = {code: text for code, text in kept.items() if code in layout.KEPT_CODES}
                yield cell.text.removeprefix(layout.META_FINGERPRINT), known


def _differences(properties: Mapping[str, str], hidden: Mapping[str, str], path: str) -> list[Finding]:
    return [
        finding("identity-differs", TextPlace(path), what=what, property=properties[name], hidden=hidden[name])
        for name, what in _NAMES.items()
        if name in properties and name in hidden and properties[name] != hidden[name]
    ]


def _year(text: str | None, path: str) -> tuple[int | None, list[Finding]]:
    if text is None:
        return None, []
    # A spreadsheet program may have made a number of it.
    digits = text.removesuffix(".0")
    if len(digits) == 4 and digits.isascii() and digits.isdigit() and digits >= "1900":
        return int(digits), []
    return None, [finding("identity-year", TextPlace(path), year=text)]
