"""A policy document on disk -> its text: paragraphs that know their lines, or one finding why there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plancheck.findings import Finding, TextPlace, finding
from plancheck.source.document.encodings import NotText, decode
from plancheck.source.document.paragraphs import join_lines
from plancheck.source.document.passages import Passage

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_TEXT_SUFFIXES = (".txt", ".md", ".markdown", "")


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document as text. `paragraphs` are folded: one width, no markup, page breaks joined."""

    path: str
    paragraphs: tuple[Passage, ...]


def read_document(path: Path) -> Document | Finding:
    """Read a policy document (.txt, .md; UTF-8, UTF-16, GBK, GB18030), or say in one finding why it cannot be read."""
    place = TextPlace(str(path))
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        return finding("document-not-text", place, format=path.suffix)
    try:
        content = path.read_bytes()
    except OSError as problem:
        return finding("document-unreadable", place, problem=problem.strerror or type(problem).__name__)
    text = decode(content)
    if isinstance(text, NotText):
        if text.line is None:
            return finding("document-not-text", place, format=text.looks_like)
        return finding("document-encoding", TextPlace(str(path), text.line))
    return parse_document(text, str(path)) if text.strip() else finding("document-empty", place)


def parse_document(text: str, path: str = "") -> Document:
    """The paragraphs of a text."""
    return Document(path, tuple(join_lines(_LINE_BREAK.split(text))))
