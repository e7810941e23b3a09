"""One line of a document -> the same line with one width for every character and no typesetting in it.

Folding replaces characters one by one and drops spaces; it never changes what a number says. Unicode's own NFKC would:
it turns ① into 1 and m² into m2, and so makes digits that nobody wrote.
"""

from __future__ import annotations

import re
import unicodedata


def _widths() -> dict[int, int | str | None]:
    table: dict[int, int | str | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    # Radicals and compatibility ideographs are what PDF extraction makes of ordinary characters.
    for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    # A full-width comma stays: 100，200个 are two numbers, 100,200 is one.
    del table[ord("，")]
    table |= dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\f\v"), " ")
    return table | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


_WIDTHS = _widths()
_SIGNS = str.maketrans(
    {"，": ",", "“": '"', "”": '"', "‘": "'", "’": "'"}
    | dict.fromkeys("—–‐‑―─~", "-")
    | dict.fromkeys("〔【", "[")
    | dict.fromkeys("〕】", "]")
)
_SPACES = re.compile(r" +")
_BESIDE_TEXT = re.compile(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])")
_HEADING = re.compile(r"^ *#{1,6} +")
_BULLET = re.compile(r"^ *[-*•] +(?=\S)")
_PIPES = re.compile(r"^ *\|(.*)\| *$")
_RULE = re.compile(r"^[\s:|+=_-]*$")


def fold(text: str) -> str:
    """One width for every character; spaces go, except between two words or numbers in Latin script."""
    return _BESIDE_TEXT.sub("", _SPACES.sub(" ", text.translate(_WIDTHS)))


def comparable(text: str) -> str:
    """Folded text in which commas, quotes, dashes and square brackets of any shape are the same. Keeps every offset."""
    return text.translate(_SIGNS)


def clean(line: str) -> str:
    """A line without markup: `**`, heading signs, bullets; a table row keeps its tabs, one between two cells."""
    piped = _PIPES.match(line)
    if piped and piped[1].count("|"):
        line = "" if _RULE.match(piped[1]) else piped[1].replace("|", "\t")
    line = _BULLET.sub("", _HEADING.sub("", line.replace("**", "")))
    if line.count("\t") >= 2:  # one tab is an indent
        return "\t".join(fold(cell).strip() for cell in line.split("\t"))
    return fold(line.replace("\t", " ")).strip()


def stands_alone(line: str) -> bool:
    """Whether the markup says that a line is a heading or a bullet, which no page break continues."""
    return bool(_HEADING.match(line) or _BULLET.match(line))
