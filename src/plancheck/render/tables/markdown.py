"""Rows of a Markdown table: cells in, a line out; text that stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancheck.render.terminal.printable import one_line


def markdown_head(names: Sequence[str]) -> str:
    """The headings, and the line below them that makes a table of it."""
    return markdown_row(names) + "|" + " --- |" * len(names) + "\n"


def markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(markdown_text, cells)) + " |\n"


def markdown_text(text: str) -> str:
    """On one line: no pipe ends a cell, no mark formats, no tag opens."""
    escaped = re.sub(r"([\\|`*_\[\]])", r"\\\1", one_line(text))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
