"""The one door to the XML parser: no document types, no odd encodings, no depth or number of elements without end.

`parse` drives callbacks over a part; `elements` collects the few elements that a small part is read for. Names are
local names: a prefix or the strict namespace makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from xml.parsers import expat

from plancheck.spreadsheet.content import FileDefect

#: Limits of a part that is read for a few elements: relations, styles, properties.
MAX_MARKUP = 1_000_000
MAX_KEPT = 100_000
MAX_DEPTH = 200
MAX_KEPT_DEPTH = 8

#: Small slices would cost time: the parser reads an unfinished token again from its start with each of them.
SLICE = 2**20
#: The longest cell that Excel allows, every character written as a reference, is 262,136 bytes without a `<`.
MAX_RUN = 400_000
#: Different names of elements and attributes; the schema of a sheet has a few hundred.
MAX_NAMES = 10_000
_LONG_RUN = re.compile(rb"<[^<]{%d}" % MAX_RUN)

_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1"}


class LocalNames(dict[str, str]):
    """`x:row` is `row`: looked up once a name, because a sheet has thousands of each."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        self[name] = local
        return local


def parse(
    part: str,
    content: bytes,
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> None:
    """Run a part through the parser. A part that is no XML raises FileDefect, as do the tricks that XML knows."""
    if has_long_run(content):
        raise FileDefect("too-much-markup", part=part, limit=MAX_RUN)
    parse_pieces(part, (content[at : at + SLICE] for at in range(0, len(content), SLICE)), start, end, text)


def has_long_run(content: bytes) -> bool:
    """Whether a part has a stretch without markup that no cell can hold, and that the parser would take long over."""
    return len(content) > SLICE and _LONG_RUN.search(content) is not None


def parse_pieces(
    part: str,
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> None:
    """The same for a part in pieces; each is parsed before the next one is asked for."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = lambda *_: _refuse("doctype-in-part", part)
    parser.XmlDeclHandler = lambda _version, encoding, _alone: _check_encoding(part, encoding)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            if len(parser.intern) > MAX_NAMES:
                raise FileDefect("too-much-markup", part=part, limit=MAX_NAMES)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise FileDefect("damaged-workbook", part=part, problem=problem) from None


def _refuse(rule: str, part: str) -> None:
    raise FileDefect(rule, part=part)


def _check_encoding(part: str, encoding: str | None) -> None:
    if encoding is not None and encoding.casefold() not in _ENCODINGS:
        raise FileDefect("damaged-workbook", part=part, problem=f"encoding {encoding[:40]}")


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its local name, with the name of the one around it and all text inside."""

    name: str
    parent: str
    attributes: dict[str, str]
    text: str


def elements(part: str, content: bytes, wanted: Collection[str]) -> list[Element]:
    """The wanted elements of a small part, in the order in which they begin."""
    if content.count(b"<") > MAX_MARKUP:
        raise FileDefect("too-much-markup", part=part, limit=MAX_MARKUP)
    collector = _Collector(part, wanted)
    parse(part, content, collector.start, collector.end, collector.text)
    return [Element(name, parent, attributes, "".join(text)) for name, parent, attributes, text in collector.kept]


class _Collector:
    def __init__(self, part: str, wanted: Collection[str]) -> None:
        self.part = part
        self.wanted = wanted
        self.kept: list[tuple[str, str, dict[str, str], list[str]]] = []
        self.path = [""]
        self.texts: list[list[str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in self.wanted:
            attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            self.texts.append([])
            self.kept.append((local, self.path[-1], attributes, self.texts[-1]))
        self.path.append(local)
        if len(self.kept) > MAX_KEPT or len(self.path) > MAX_DEPTH or len(self.texts) > MAX_KEPT_DEPTH:
            raise FileDefect("too-much-markup", part=self.part, limit=MAX_KEPT)

    def end(self, _name: str) -> None:
        if self.path.pop() in self.wanted:
            self.texts.pop()

    def text(self, text: str) -> None:
        for around in self.texts:
            around.append(text)
