"""Paragraphs -> clauses: the document's chapters, sections, numbered tasks and table rows, each with its locator."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from plancheck.source.document import markers
from plancheck.source.document.document import Document
from plancheck.source.document.locators import IMPRINT, PREAMBLE
from plancheck.source.document.passages import Passage, join_passages

_TITLE = re.compile(r"([^。\n\t]{1,40})(?:。|\n|\t|$)")


class ClauseKind(StrEnum):
    """What a clause is in the document."""

    PREAMBLE = "preamble"
    CHAPTER = "chapter"
    SECTION = "section"
    ITEM = "item"
    ROW = "row"
    BLOCK = "block"
    ANNEX = "annex"
    IMPRINT = "imprint"


@dataclass(frozen=True, slots=True)
class Clause:
    """One place of the document: its locator, and everything written there up to the next, without its number."""

    locator: str
    kind: ClauseKind
    passage: Passage

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def line(self) -> int:
        return self.passage.line

    @property
    def title(self) -> str:
        """The heading, or the first sentence where that is short; empty where neither is."""
        found = _TITLE.match(self.text)
        return found[1].strip() if found else ""

    @property
    def body(self) -> str:
        """What stands after the heading."""
        return self.text[len(self.title) :].strip("。\n\t ") if self.title else self.text


def read_clauses(document: Document) -> tuple[Clause, ...]:
    """The clauses of a document, in its order. Locators are spelled as `docs/plan-files.md` says."""
    reader = _Reader()
    for paragraph in document.paragraphs:
        reader.take(paragraph)
    reader.close()
    return tuple(reader.clauses)


@dataclass(slots=True)
class _Reader:
    """Where in the document the reading stands. `inner_item` is the last number of a list inside a task."""

    clauses: list[Clause] = field(default_factory=list)
    parts: list[Passage] = field(default_factory=list)
    locator: str = PREAMBLE
    kind: ClauseKind = ClauseKind.PREAMBLE
    annex: str = ""
    chapter: str = ""
    section: str = ""
    last_item: int = 0
    inner_item: int = 0
    item_is_open: bool = False

    def take(self, paragraph: Passage) -> None:
        """Put a paragraph where it belongs: into a new clause, or into the open one."""
        if self.kind is ClauseKind.IMPRINT:
            self.parts.append(paragraph)
            return
        in_body = bool(self.chapter or self.annex)
        if in_body and markers.IMPRINT.match(paragraph.text):
            self.open(ClauseKind.IMPRINT, IMPRINT, paragraph)
        elif in_body and (found := markers.ANNEX.match(paragraph.text)):
            self.begin_annex(found[1], paragraph)
        elif "\t" in paragraph.text:
            self.take_row(paragraph)
        elif not self.begin_heading(paragraph) and not self.begin_item(paragraph):
            self.parts.append(paragraph)

    def open(self, kind: ClauseKind, locator: str, first: Passage) -> None:
        self.close()
        self.kind, self.locator, self.parts = kind, locator, [first]

    def close(self) -> None:
        if self.parts:
            self.clauses.append(Clause(self.locator, self.kind, join_passages(self.parts, "\n")))
        self.parts = []

    def begin_annex(self, number: str, paragraph: Passage) -> None:
        annex = "附" if number in ("", "1") else f"附件{number}"
        if self.kind is ClauseKind.ANNEX and self.annex == annex:
            self.parts.append(paragraph)
            return
        self.annex, self.chapter, self.section, self.last_item = annex, "", "", 0
        self.open(ClauseKind.ANNEX, annex, paragraph)

    def begin_heading(self, paragraph: Passage) -> bool:
        """Open a chapter or a section where the paragraph's number says so."""
        if (found := markers.CHAPTER.match(paragraph.text)) and self.is_next_chapter(found[1]):
            self.chapter, self.section, self.item_is_open = found[1], "", False
            self.open(ClauseKind.CHAPTER, self.annex + self.chapter, paragraph.cut(found.end()))
            return True
        if found := markers.SECTION.match(paragraph.text):
            self.section, self.item_is_open = f"（{found[1]}）", False
            self.open(ClauseKind.SECTION, self.annex + self.chapter + self.section, paragraph.cut(found.end()))
            return True
        return False

    def is_next_chapter(self, numeral: str) -> bool:
        """Chapters count up; a paragraph that begins 一、 inside chapter 三 is a list."""
        return not self.chapter or markers.number(numeral) > markers.number(self.chapter)

    def begin_item(self, paragraph: Passage) -> bool:
        found = markers.ITEM.match(paragraph.text)
        if not found or not (self.chapter or self.section) or not self.is_next_item(int(found[1])):
            return False
        self.open_numbered(ClauseKind.ITEM, int(found[1]), paragraph.cut(found.end()))
        return True

    def is_next_item(self, number: int) -> bool:
        """Tasks count up, through the document or within a section; a list inside a task begins again at 1."""
        if self.item_is_open and number == self.inner_item + 1 and (number == 1 or self.inner_item):
            self.inner_item = number
            return False
        return number > self.last_item or not self.item_is_open

    def open_numbered(self, kind: ClauseKind, number: int, first: Passage) -> None:
        self.last_item, self.inner_item, self.item_is_open = number, 0, True
        self.open(kind, f"{self.annex}{self.chapter}{self.section}{number}", first)

    def take_row(self, row: Passage) -> None:
        """A table row: a chapter or section across the table, a numbered row, a labelled block, or more of the last."""
        cell, *others = row.text.split("\t")
        if not any(others) and self.begin_heading(Passage(cell, row.marks[:1])):
            return
        if found := markers.ROW_NUMBER.match(cell):
            self.open_numbered(ClauseKind.ROW, int(found[1]), row.cut(len(cell) + 1))
        elif cell and (self.chapter or self.annex):
            self.open(ClauseKind.BLOCK, f"{self.annex}{self.chapter}{self.section}·{cell.replace(' ', '')}", row)
        else:
            self.parts.append(row)
