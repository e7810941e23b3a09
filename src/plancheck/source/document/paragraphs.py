"""Lines of a document -> paragraphs and table rows: what a page break or a line break tore apart is one again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from plancheck.source.document.folding import clean, stands_alone
from plancheck.source.document.markers import CHAPTER, ROW_NUMBER, SECTION, TABLE_HEADER, begins_something, is_heading
from plancheck.source.document.passages import Passage, join_passages

_PAGE_NUMBER = re.compile(r"[-—–·－] ?\d{1,4} ?[-—–·－]$|第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?$")
_FINISHED = re.compile(r"[。！!？?;:…][”’」)]?$|(?:负责|列出|落实|单位|牵头|局|委|办)[)〕]$")
_PAUSE = re.compile("[，,、]")
_SHORTEST_TORN = 20
_TAIL = 8


@dataclass(slots=True)
class _Gathering:
    """Paragraphs so far, and the one that is still open."""

    done: list[Passage] = field(default_factory=list)
    open: list[Passage] = field(default_factory=list)
    columns: int = 0
    closed: bool = True  # the open paragraph takes no more
    length: int = 0
    tabs: int = 0

    @property
    def tail(self) -> str:
        """How the open paragraph ends so far; asking for all of it at every line would be quadratic."""
        return self.open[-1].text[-_TAIL:]

    def finish(self) -> None:
        if self.open:
            self.done.append(join_passages(self.open))
        self.open = []

    def begin(self, line: Passage, *, closed: bool) -> None:
        self.finish()
        self.length = self.tabs = 0
        self.add(line)
        self.closed = closed

    def add(self, line: Passage) -> None:
        self.open.append(line)
        self.length += len(line.text)
        self.tabs += line.text.count("\t")


def join_lines(lines: Iterable[str]) -> list[Passage]:
    """The paragraphs of a document. A table row is one, with tabs; repeated header rows and page numbers go."""
    gathering = _Gathering()
    after_blank = False
    for number, raw in enumerate(lines, 1):
        text = clean(raw)
        if not text or _PAGE_NUMBER.match(raw.strip()):
            after_blank = True
            continue
        line = Passage(text, ((0, number),))
        if TABLE_HEADER.match(text):
            gathering.columns = text.count("\t") + 1
        elif stands_alone(raw):
            gathering.begin(line, closed=True)
        elif not gathering.closed and _continues(gathering, text, after_blank=after_blank):
            gathering.add(line)
        else:
            gathering.begin(line, closed=is_heading(text))
        after_blank = False
    gathering.finish()
    return gathering.done


def _continues(gathering: _Gathering, text: str, *, after_blank: bool) -> bool:
    """Whether a line goes on with the open paragraph."""
    if gathering.tabs:
        return _continues_row(gathering, text, after_blank=after_blank)
    if "\t" in text or begins_something(text) or _FINISHED.search(gathering.tail):
        return False
    return gathering.length >= _SHORTEST_TORN or any(_PAUSE.search(part.text) for part in gathering.open)


def _continues_row(gathering: _Gathering, text: str, *, after_blank: bool) -> bool:
    """Whether a line goes on with a cell of the open row."""
    cell = text.split("\t")[0]
    if not cell or ROW_NUMBER.match(cell) or CHAPTER.match(cell) or SECTION.match(cell) or begins_something(text):
        return False
    if "\t" not in text and after_blank:
        return gathering.tail.endswith(("、", "，"))
    return "\t" not in text or gathering.tabs + text.count("\t") < gathering.columns
