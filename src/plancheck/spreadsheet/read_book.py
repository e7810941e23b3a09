"""One workbook file in, a `Book` or one `Finding` out.

What the file is decides how it is read, not what its name says: the own reader for xlsx and its kin, the worker of
`legacy` for xls, et, xlsb and ods.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plancheck.findings import Finding, finding
from plancheck.spreadsheet.book import Book, Sheet
from plancheck.spreadsheet.book_xml import (
    BookPart,
    SheetEntry,
    part_of_type,
    read_book_part,
    read_external_links,
    read_properties,
    read_styles,
)
from plancheck.spreadsheet.content import Content, FileDefect, read_content
from plancheck.spreadsheet.package import Package, read_package
from plancheck.spreadsheet.regular_rows import read_regular
from plancheck.spreadsheet.relations import Relationship, relations_of
from plancheck.spreadsheet.sheet_cells import BookContext, string_cells
from plancheck.spreadsheet.sheet_xml import SheetReader
from plancheck.spreadsheet.signature import what_is
from plancheck.spreadsheet.strings_xml import read_strings

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_EXTENSIONS = {
    "xlsx": {".xlsx", ".xlsm", ".xltx", ".xltm"},
    "xls": {".xls", ".et", ".xlt", ".ett"},
    "xlsb": {".xlsb"},
    "ods": {".ods", ".ots"},
}
_OTHER_OFFICE = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}


def read_book(path: Path, shown: str = "") -> Book | Finding:
    """Read a workbook, or say in one finding why it cannot be read. The file is opened once and only for reading.

    `shown` is the path that findings name, the path as given where empty.
    """
    content = read_content(path, shown)
    if isinstance(content, Finding):
        return content
    try:
        return _read(content)
    except FileDefect as defect:
        return defect.at(content.path)


def _read(content: Content) -> Book | Finding:
    if what_is(content.data) == "xls":
        return _read_legacy(content, "xls")
    package = read_package(content)
    if isinstance(package, Finding):
        return package
    if (package.part("mimetype") or b"").strip().decode("latin-1") == _OPEN_DOCUMENT:
        if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
            raise FileDefect("password-protected")
        return _read_legacy(content, "ods")
    part = _book_part(package)
    if part.endswith(".bin"):
        return _read_legacy(content, "xlsb")
    return _read_xlsx(content, package, part)


def _read_legacy(content: Content, file_format: str) -> Book | Finding:
    from plancheck.spreadsheet.legacy import read_legacy  # brings in subprocess

    return read_legacy(content, file_format, findings_on_file(content, file_format))


def _book_part(package: Package) -> str:
    """The part that lists the sheets, found by relation; by its usual name where the relations are lost."""
    part = part_of_type(package, relations_of(package, ""), "officeDocument")
    part = part or next((name for name in ("xl/workbook.xml", "xl/workbook.bin") if name in package.parts), None)
    if part in _OTHER_OFFICE or part is None:
        other = [name for usual, name in _OTHER_OFFICE.items() if usual in package.parts]
        raise FileDefect("not-a-workbook", found=other[0] if other else "ZIP")
    return part


def _read_xlsx(content: Content, package: Package, part: str) -> Book:
    relations = relations_of(package, part)
    listed = read_book_part(package, part, relations)
    if not listed.sheets:
        raise FileDefect("no-sheets")
    links = read_external_links(package, relations)
    has_macros = any(relation.type == "vbaProject" for relation in relations) or _holds_macros(package)
    return Book(
        path=content.path,
        digest=content.digest,
        format="xlsx",
        sheets=tuple(_read_sheets(package, relations, listed)),
        properties=read_properties(package, relations_of(package, "")),
        defined_names=listed.defined_names,
        counts_from_1904=listed.counts_from_1904,
        findings=findings_on_file(content, "xlsx", has_macros, links),
    )


def _holds_macros(package: Package) -> bool:
    return any(name.endswith("vbaproject.bin") for name in package.parts)


def _read_sheets(package: Package, relations: list[Relationship], listed: BookPart) -> Iterator[Sheet]:
    strings = part_of_type(package, relations, "sharedStrings")
    context = BookContext(
        string_cells(read_strings(strings, package.parts[strings])) if strings else {},
        read_styles(package, relations),
        listed.counts_from_1904,
    )
    for entry in listed.sheets:
        yield _read_sheet(package, entry, context)


def _read_sheet(package: Package, entry: SheetEntry, context: BookContext) -> Sheet:
    content = package.parts[entry.part]
    found = read_regular(entry.part, content, context) or SheetReader(entry.part, context).read(content)
    return Sheet(
        name=entry.name,
        cells=found.cells,
        visibility=entry.visibility,
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=found.hidden_columns,
        merges=tuple(found.merges),
    )


def findings_on_file(
    content: Content, file_format: str, has_macros: bool = False, links: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """What is worth saying about a file that can be read all the same."""
    found = []
    if content.extension not in _EXTENSIONS[file_format]:
        found.append(finding("wrong-extension", content.place, extension=content.extension, format=file_format))
    if file_format != "xlsx":
        found.append(finding("legacy-format", content.place, format=file_format))
    if has_macros:
        found.append(finding("macros-present", content.place))
    if links:
        found.append(finding("external-links", content.place, count=len(links), links=", ".join(links[:3])))
    return tuple(found)
