"""A sheet whose rows are written as programs write them: a part in, the same `SheetReader` out, in a third of the time.

What stands around the rows goes through the XML parser as ever; the rows themselves are taken apart by one regular
expression that covers every character of them. It knows elements and attributes in the forms and the order of Excel,
WPS, LibreOffice, openpyxl and their like, and nothing else: where a character is left over, there is no answer here
and the whole sheet is the parser's. So nothing is accepted that the parser would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancheck.spreadsheet.book import Cell, CellKind, ShownAs
from plancheck.spreadsheet.cell_values import number_cell, unvalued_cell, written_cell
from plancheck.spreadsheet.content import FileDefect
from plancheck.spreadsheet.sheet_cells import COLUMNS, MAX_ROW, BookContext, valued_cell
from plancheck.spreadsheet.sheet_xml import TRUE, SheetReader
from plancheck.spreadsheet.xml_parts import MAX_DEPTH, SLICE, has_long_run, parse_pieces

_PLAIN = ShownAs.PLAIN
_BLANK = CellKind.BLANK
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
#: How deep the elements inside `<sheetData>` go here: row, c, is, t.
_INNER_DEPTH = 4

#: Not in any XML, or not the same after parsing; no program writes them between `<row>` and `</row>`.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10))
_REFUSED = ("\ufffe", "\uffff", "]]>")
#: openpyxl writes every Chinese character as `&#24180;`: a run of them is resolved at once.
_REFERENCE = re.compile(
    "(?P<run>(?:&#[0-9]{1,7};)+)|&(?:(?P<name>lt|gt|quot|apos|amp)|#x(?P<code>[0-9A-Fa-f]{1,6}));|&"
)
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_FORMULA_ATTRIBUTE = ' (?:t|ref|si|ca|aca|bx|dt2D|dtr|del1|del2|r1|r2)="[A-Za-z0-9:$]*+"'
_ROW_ATTRIBUTE = (
    " (?:spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed|thickTop|thickBot|ph|x14ac:dyDescent)"
    '="[A-Za-z0-9:.]*+"'
)
_TOKEN = re.compile(
    r"""
    <c\ r="(?P<letters>[A-Z]{1,3})(?P<digits>[1-9][0-9]{0,6})"
        (?:\ s="(?P<style>[0-9]{1,9})")?+ (?:\ t="(?P<kind>[A-Za-z]{1,9})")?+ >
        (?: <is><t(?:\ xml:space="preserve")?+> (?P<inline>[^<]*+) </t></is>
        |   (?P<formula> <f (?:FORMULA_ATTRIBUTE)*+ (?: >[^<]*+</f> | \ ?/> ) )?+
            (?: <v> (?P<value>[^<]*+) </v> | (?P<hollow> <v\ ?/> ) )?+
        ) </c>
  | (?: <c\ r="[A-Z]{1,3}[1-9][0-9]{0,6}" (?:\ s="[0-9]{1,9}")?+ (?:\ t="[A-Za-z]{1,9}")?+ \ ?/> )++
  | <row\ r="(?P<row>[1-9][0-9]{0,6})" (?P<attributes> (?:ROW_ATTRIBUTE)*+ ) (?: > | (?P<empty> \ ?/> ) )
  | (?P<end> </row> )
  | [ \t\n]++
  | (?P<other> . )
    """.replace("FORMULA_ATTRIBUTE", _FORMULA_ATTRIBUTE.replace(" ", "\\ ")).replace(
        "ROW_ATTRIBUTE", _ROW_ATTRIBUTE.replace(" ", "\\ ")
    ),
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ATTRIBUTE_NAME = re.compile(r" ([^=]+)=")
_HIDDEN = re.compile(r' hidden="([^"]*)"')


class _Irregular(Exception):  # noqa: N818 - it is no error: the parser reads the sheet
    pass


def read_regular(part: str, content: bytes, context: BookContext) -> SheetReader | None:
    """The sheet, or None where it is the parser's to read: not regular, or not well-formed."""
    begin = content.find(_OPEN) + len(_OPEN)
    end = content.find(_CLOSE, begin)
    if begin < len(_OPEN) or end < 0 or begin > SLICE or _is_elsewhere(content, begin, end) or has_long_run(content):
        return None
    reader, cells_left = SheetReader(part, context), context.cells_left
    try:
        parse_pieces(part, _pieces(content, begin, end, reader), reader.start, reader.end, reader.buffer.append)
    except (_Irregular, UnicodeDecodeError, FileDefect):
        # What is wrong and where, the parser says when it reads all of it.
        context.cells_left = cells_left
        return None
    return reader


def _is_elsewhere(content: bytes, begin: int, end: int) -> bool:
    """Whether rows may stand in a second place, or the text in another encoding than UTF-8."""
    declared = content[:begin].partition(b"?>")[0].lower()
    foreign = b"encoding" in declared and not re.search(rb"encoding\s*=\s*[\"']utf-?8[\"']", declared)
    return foreign or content.find(b"sheetData", end + len(_CLOSE)) >= 0


def _pieces(content: bytes, begin: int, end: int, reader: SheetReader) -> Iterator[bytes]:
    """What the parser is given: all but the rows, which are read when it stands between the two."""
    yield content[:begin]
    if not reader.in_rows or reader.depth + _INNER_DEPTH > MAX_DEPTH:
        raise _Irregular
    _read_rows(_text(content[begin:end]), reader)
    for at in range(end, len(content), SLICE):
        yield content[at : at + SLICE]


def _text(rows: bytes) -> str:
    if len(rows.translate(None, _CONTROLS)) != len(rows):
        raise _Irregular
    text = rows.decode("utf-8")
    if any(refused in text for refused in _REFUSED):
        raise _Irregular
    return text


def _read_rows(text: str, reader: SheetReader) -> None:
    """Take the text apart into rows and cells."""
    make, cells, in_row = _CellMaker(reader.context).make, reader.cells, False
    for token in _TOKEN.finditer(text):
        letters, digits, style, kind, inline, formula, value, hollow, row, attributes, closed, end, _ = token.groups()
        if letters is not None and in_row:
            at = int(digits), COLUMNS[letters]
            if at in cells or not at[1] or at[0] > MAX_ROW:
                raise _Irregular
            cell = make(kind, style, inline, formula, value, hollow)
            if cell.kind is not _BLANK or formula is not None:
                cells[at] = cell
        elif row is not None and not in_row:
            _begin_row(row, attributes, reader)
            in_row = closed is None
        elif end is not None and in_row and len(cells) <= reader.context.cells_left:
            in_row = False
        elif token.lastindex is not None:  # else cells without anything in them, or blanks
            raise _Irregular
    if in_row:
        raise _Irregular
    reader.context.cells_left -= len(cells)


_Written = str | None


class _CellMaker:
    """Makes cells of what a token holds; the cell of a text that stands in the cell itself is made once."""

    def __init__(self, context: BookContext) -> None:
        self.context = context
        self.inlines: dict[str, Cell] = {}

    def make(
        self, kind: _Written, style: _Written, inline: _Written, formula: _Written, value: _Written, hollow: _Written
    ) -> Cell:
        """Numbers and shared strings first: they are most cells."""
        if formula is not None and ("&" in formula or formula.startswith("<f ")):
            _check_formula(formula)
        if value is not None and "&" not in value:
            if kind is None or kind == "n":
                shown = self.context.styles.get(style or "0", _PLAIN)
                return number_cell(value, shown, formula is not None, self.context.counts_from_1904)
            if kind == "s" and formula is None and value in self.context.strings:
                return self.context.strings[value]
        if inline:
            return self.inlines.get(inline) or self._inline(inline)
        value = value if hollow is None else ""
        if value is None:
            return unvalued_cell(kind or "n", formula is not None)
        return valued_cell(self.context, kind or "n", style or "0", _plain(value), formula is not None)

    def _inline(self, written: str) -> Cell:
        self.inlines[written] = cell = written_cell("inlineStr", _plain(written))
        return cell


def _check_formula(formula: str) -> None:
    _plain(formula)
    if _names_twice(formula.partition(">")[0]):
        raise _Irregular


def _begin_row(number: str, attributes: str, reader: SheetReader) -> None:
    reader.row, reader.row_written = int(number), number
    if reader.row > MAX_ROW or _names_twice(attributes):
        raise _Irregular
    hidden = _HIDDEN.search(attributes)
    if hidden is not None and hidden[1] in TRUE:
        reader.hidden_rows.add(reader.row)


def _names_twice(attributes: str) -> bool:
    names = _ATTRIBUTE_NAME.findall(attributes)
    return len(set(names)) < len(names)


def _plain(text: str) -> str:
    """A text with its references resolved."""
    if "&" not in text:
        return text
    plain = _REFERENCE.sub(_resolved, text)
    if _NO_CHARACTER.search(plain):
        raise _Irregular
    return plain


def _resolved(found: re.Match[str]) -> str:
    run, name, code = found.groups()
    try:
        if run is not None:
            return "".join(map(chr, map(int, run[2:-1].split(";&#"))))
        return _NAMED[name] if code is None else chr(int(code, 16))
    except (KeyError, ValueError):  # a name that XML has not, a number that is no character
        raise _Irregular from None
