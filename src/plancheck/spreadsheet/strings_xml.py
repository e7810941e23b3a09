"""The table of shared strings: an XML part in, one text a string out; phonetic guides are left out."""

from __future__ import annotations

from plancheck.spreadsheet.cell_values import unescaped
from plancheck.spreadsheet.content import FileDefect
from plancheck.spreadsheet.xml_parts import MAX_DEPTH, LocalNames, parse

MAX_STRINGS = 400_000


def read_strings(part: str, content: bytes) -> list[str]:
    """The texts in the table's order."""
    reader = _Reader(part)
    parse(part, content, reader.start, reader.end, reader.buffer.append)
    return reader.strings


class _Reader:
    def __init__(self, part: str) -> None:
        self.part = part
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.buffer: list[str] = []
        self.names = LocalNames()
        self.depth = self.phonetic = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = self.names[name]
        self.depth += 1
        if self.depth > MAX_DEPTH or len(self.strings) > MAX_STRINGS:
            raise FileDefect("too-much-markup", part=self.part, limit=MAX_STRINGS)
        if local == "t":
            self.buffer.clear()
        elif local == "si":
            self.pieces.clear()
        elif local == "rPh":
            self.phonetic += 1

    def end(self, name: str) -> None:
        local = self.names[name]
        self.depth -= 1
        if local == "t":
            if not self.phonetic:
                self.pieces.extend(self.buffer)
        elif local == "si":
            self.strings.append(unescaped("".join(self.pieces)))
        elif local == "rPh":
            self.phonetic -= 1
