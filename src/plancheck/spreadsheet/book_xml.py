"""The parts around the sheets: the workbook's own part, its styles, its custom properties, its links to other books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plancheck.spreadsheet.book import ShownAs, Visibility
from plancheck.spreadsheet.content import FileDefect
from plancheck.spreadsheet.number_formats import shown_as
from plancheck.spreadsheet.package import Package
from plancheck.spreadsheet.relations import Relationship, relations_of
from plancheck.spreadsheet.xml_parts import elements

_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    visibility: Visibility
    part: str


@dataclass(frozen=True, slots=True)
class BookPart:
    """What the workbook's own part says."""

    sheets: tuple[SheetEntry, ...]
    defined_names: Mapping[str, str]
    counts_from_1904: bool


def read_book_part(package: Package, part: str, relations: list[Relationship]) -> BookPart:
    """Sheets in the order of their tabs, names, and the day that serial numbers count from."""
    found = elements(part, package.parts[part], {"sheet", "definedName", "workbookPr"})
    targets = {relation.id: relation for relation in relations}
    sheets = [
        entry
        for element in found
        if element.name == "sheet" and element.parent == "sheets"
        for entry in _entries(part, package, targets.get(element.attributes.get("id", "")), element.attributes)
    ]
    parts = [entry.part for entry in sheets]
    if len(set(parts)) < len(parts):
        raise FileDefect("damaged-workbook", part=part, problem="two sheets in one part")
    return BookPart(
        sheets=tuple(sheets),
        defined_names={e.attributes.get("name", ""): e.text for e in found if e.name == "definedName"},
        counts_from_1904=any(e.attributes.get("date1904") in _TRUE for e in found if e.name == "workbookPr"),
    )


def _entries(
    part: str, package: Package, relation: Relationship | None, attributes: Mapping[str, str]
) -> list[SheetEntry]:
    name = attributes.get("name", "")
    if relation is None or relation.is_external or relation.target not in package.parts:
        raise FileDefect("damaged-workbook", part=part, problem=f"sheet {name[:40]}")
    if relation.type != "worksheet":
        return []  # a chart or a macro sheet has no cells to fill
    state = attributes.get("state", "visible")
    visibility = Visibility(state) if state in set(Visibility) else Visibility.VISIBLE
    return [SheetEntry(name, visibility, relation.target)]


def read_styles(package: Package, relations: list[Relationship]) -> dict[str, ShownAs]:
    """Style number, as cells write it, to what it shows; plain ones are left out."""
    part = part_of_type(package, relations, "styles")
    if part is None:
        return {}
    found = elements(part, package.parts[part], {"numFmt", "xf"})
    codes = {e.attributes.get("numFmtId", ""): e.attributes.get("formatCode", "") for e in found if e.name == "numFmt"}
    numbers = [e.attributes.get("numFmtId", "0") for e in found if e.name == "xf" and e.parent == "cellXfs"]
    known = {number: _shown(number, codes) for number in set(numbers)}
    return {str(style): known[number] for style, number in enumerate(numbers) if known[number] is not ShownAs.PLAIN}


def _shown(number: str, codes: Mapping[str, str]) -> ShownAs:
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    return shown_as(int(number) if is_number else 0, codes.get(number))


def read_properties(package: Package, relations: list[Relationship]) -> dict[str, str]:
    """Custom document properties: name to value, as text."""
    part = part_of_type(package, relations, "custom-properties")
    part = part or part_of_type(package, relations, "customProperties")
    if part is None:
        return {}
    found = elements(part, package.parts[part], {"property"})
    return {e.attributes.get("name", ""): e.text.strip() for e in found}


def read_external_links(package: Package, relations: list[Relationship]) -> tuple[str, ...]:
    """Addresses of the other books that formulas here look into. They are named, never opened."""
    links = []
    for relation in relations:
        if relation.type != "externalLink":
            continue
        outside = [] if relation.is_external else [r.target for r in relations_of(package, relation.target)]
        links.extend(outside or [relation.target])
    return tuple(dict.fromkeys(links))


def part_of_type(package: Package, relations: list[Relationship], kind: str) -> str | None:
    """The first part that is related in this way."""
    return next((r.target for r in relations if r.type == kind and r.target in package.parts), None)
