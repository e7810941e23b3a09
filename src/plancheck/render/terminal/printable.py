"""Text from workbooks and plans made fit for one line of a terminal: nothing in it moves a cursor or turns it round."""

from __future__ import annotations

import unicodedata

#: Controls, marks that reverse the reading direction, and line separators.
_DROPPED = {"Cc", "Zl", "Zp", "Cs"}
_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """The text on one line: line ends become blanks, control and direction characters go."""
    if text.isascii() and text.isprintable():
        return text
    spaced = " ".join(text.split()) if any(char in text for char in "\n\r\t\x0b\x0c\x85\u2028\u2029") else text
    return "".join(char for char in spaced if unicodedata.category(char) not in _DROPPED and char not in _DIRECTION)


def cell_width(text: str) -> int:
    """Columns of a terminal that the text takes: two for a wide character, none for a combining mark."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """The text within `width` columns, with … where it was cut."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        if used + _char_width(char) > width - 1:
            break
        kept.append(char)
        used += _char_width(char)
    return "".join(kept) + "…"
