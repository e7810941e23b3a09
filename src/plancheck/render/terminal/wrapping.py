"""Text in, lines of a terminal's width out, broken where Chinese and English allow it."""

from __future__ import annotations

import re

from plancheck.render.terminal.printable import cell_width

_TOKEN = re.compile(r"[!-~]+ *|.", re.DOTALL)
#: What no line may begin with, and what none may end with.
_NOT_FIRST = frozenset("，。、；：！？）》」』】〕”’％%,.;:!?)]}")
_NOT_LAST = frozenset("（《「『【〔“‘([{")


def wrap_cells(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; a wide character takes two. An English word or a number stays whole if it fits."""
    lines: list[str] = []
    line: list[str] = []
    for token in _TOKEN.findall(text):
        for piece in _pieces(token, width):
            if line and cell_width("".join(line) + piece.rstrip()) > width:
                carried = _carried(line, piece, width)
                lines.append("".join(line[: len(line) - len(carried)]).rstrip())
                line = carried
            line.append(piece)
    return [*lines, "".join(line).rstrip()]


def _pieces(token: str, width: int) -> list[str]:
    return [token] if len(token.rstrip()) <= width else [token[at : at + width] for at in range(0, len(token), width)]


def _carried(line: list[str], piece: str, width: int) -> list[str]:
    """The end of a full line that has to go to the next one with the piece that follows."""
    begin = len(line)
    first = piece
    while begin > 0 and (first[0] in _NOT_FIRST or line[begin - 1][-1] in _NOT_LAST):
        begin -= 1
        first = line[begin]
    # A line of nothing but brackets, or one that would be too long, stays as it is: an empty line helps nobody.
    fits = cell_width("".join(line[begin:]) + piece.rstrip()) <= width
    return line[begin:] if begin > 0 and fits else []
