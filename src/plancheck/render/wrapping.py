"""Text in, lines of a terminal's width out, broken where Chinese and English allow it."""

from __future__ import annotations

import re

from plancheck.render.printable import cell_width

_TOKEN = re.compile(r"[!-~]+ *|.", re.DOTALL)
#: What no line may begin with, and what none may end with.
_NOT_FIRST = frozenset("，。、；：！？）》」』】〕”’％%,.;:!?)]}")
_NOT_LAST = frozenset("（《「『【〔“‘([{")


def wrap_cells(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; a wide character takes two. An English word stays whole if it fits."""
    lines, line = [], ""
    for token in _TOKEN.findall(text):
        for piece in _pieces(token, width):
            if line and cell_width(line + piece.rstrip()) > width:
                carried = _carried(line, piece)
                lines.append(line.removesuffix(carried).rstrip())
                line = carried
            line += piece
    return [*lines, line.rstrip()]


def _pieces(token: str, width: int) -> list[str]:
    return [token] if len(token.rstrip()) <= width else [token[at : at + width] for at in range(0, len(token), width)]


def _carried(line: str, piece: str) -> str:
    """The end of a full line that has to go to the next one with the piece that follows."""
    begin = len(line)
    if piece[0] in _NOT_FIRST:
        begin -= 1
    while begin > 0 and line[begin - 1] in _NOT_LAST:
        begin -= 1
    # A line of nothing but brackets stays as it is: an empty line helps nobody.
    return line[begin:] if begin > 0 else ""
