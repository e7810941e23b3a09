"""A stretch of a document's text that still knows which line each character came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Text and its marks: `(offset, line)`, ascending; a mark holds until the next."""

    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def line(self) -> int:
        """The line where the passage begins."""
        return self.marks[0][1]

    def line_at(self, offset: int) -> int:
        """The line of the document that the character at an offset stands in."""
        found = bisect_right(self.marks, (offset, _LAST_LINE)) - 1
        return self.marks[max(found, 0)][1]

    def cut(self, length: int) -> Passage:
        """The passage without its first characters (a number, a bracket)."""
        kept = tuple((offset - length, line) for offset, line in self.marks if offset > length)
        return Passage(self.text[length:], ((0, self.line_at(length)), *kept))


_LAST_LINE = 1 << 60


def join_passages(parts: Sequence[Passage], between: str = "") -> Passage:
    """Several passages as one."""
    if len(parts) == 1:
        return parts[0]
    marks: list[tuple[int, int]] = []
    offset = 0
    for part in parts:
        marks.extend((offset + at, line) for at, line in part.marks)
        offset += len(part.text) + len(between)
    return Passage(between.join(part.text for part in parts), tuple(marks))
