"""One sheet read both ways, quickly and by the XML parser, and rows as three programs write them."""

from __future__ import annotations

from plancheck.spreadsheet.book import ShownAs
from plancheck.spreadsheet.content import FileDefect
from plancheck.spreadsheet.regular_rows import read_regular
from plancheck.spreadsheet.sheet_cells import BookContext, string_cells
from plancheck.spreadsheet.sheet_xml import SheetReader

STYLES = {"1": ShownAs.DATE, "2": ShownAs.PERCENT}

#: As Excel, LibreOffice and openpyxl write the same row.
EXCEL = (
    '<row r="1" spans="1:4" hidden="1" x14ac:dyDescent="0.25"><c r="A1" s="3"/><c r="B1" t="s"><v>0</v></c>'
    '<c r="C1" s="1"><v>45747</v></c><c r="D1"><f t="shared" ref="D1:D9" si="0">C1&amp;"a"</f><v>12.5</v></c></row>'
)
LIBREOFFICE = (
    '<row r="1" customFormat="false" ht="12.8" hidden="true" customHeight="false" outlineLevel="0" collapsed="false">'
    '<c r="A1" s="3"></c><c r="B1" s="0" t="s"><v>0</v></c><c r="C1" s="1" t="n"><v>45747</v></c>'
    '<c r="D1" s="0" t="n"><f aca="false">C1&amp;"a"</f><v>12.5</v></c></row>'
)
OPENPYXL = (
    '<row r="1" hidden="1">\n<c r="A1" s="3" /><c r="B1" t="inlineStr"><is><t>&#24066;&#36130;&#25919;&#23616;</t></is></c>'
    '<c r="C1" s="1" t="n"><v>45747</v></c><c r="D1"><f>C1&amp;"a"</f><v>12.5</v></c>\n</row>'
)

Answer = object


def context(cells_left: int = 99) -> BookContext:
    return BookContext(string_cells(["市财政局", " "]), STYLES, cells_left=cells_left)


def found_by(reader: SheetReader, rest: BookContext) -> Answer:
    """All that a reader found, cells in their order."""
    return list(reader.cells.items()), reader.hidden_rows, reader.hidden_columns, reader.merges, rest.cells_left


def quickly(part: bytes, cells_left: int = 99) -> Answer | None:
    rest = context(cells_left)
    reader = read_regular("s", part, rest)
    if reader is None:
        assert rest.cells_left == cells_left
        return None
    return found_by(reader, rest)


def parsed(part: bytes, cells_left: int = 99) -> Answer | None:
    rest = context(cells_left)
    try:
        return found_by(SheetReader("s", rest).read(part), rest)
    except FileDefect:
        return None


def agrees(part: bytes) -> bool:
    """Whether the quick way had an answer; it is then the parser's own."""
    answer = quickly(part)
    assert answer is None or answer == parsed(part)
    return answer is not None
