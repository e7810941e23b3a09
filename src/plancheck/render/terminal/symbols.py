"""Lamps and bars in what the stream can show: signs that GBK has, or ASCII where even those are missing."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Symbols:
    """The signs of one stream. Shape tells the lamps apart where colour does not."""

    green: str
    yellow: str
    red: str
    grey: str
    full: str
    empty: str
    mark: str
    better: str
    worse: str
    same: str

    def lamp(self, name: str) -> str:
        """The sign of a lamp by its name."""
        return {"green": self.green, "yellow": self.yellow, "red": self.red, "grey": self.grey}[name]


SIGNS = Symbols(
    green="●",
    yellow="▲",
    red="■",
    grey="○",
    full="█",
    empty="·",
    mark="│",
    better="↑",
    worse="↓",
    same="→",
)
ASCII = Symbols(
    green="+",
    yellow="!",
    red="x",
    grey="?",
    full="#",
    empty=".",
    mark="|",
    better="^",
    worse="v",
    same=">",
)


def symbols_for(encoding: str | None) -> Symbols:
    """The signs that an encoding can carry."""
    try:
        "".join(astuple(SIGNS)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return SIGNS


def progress_bar(attained: Decimal | float | None, expected: Decimal | float | None, width: int, signs: Symbols) -> str:
    """Attained as a bar, with a mark at the expected point (序时进度); blank where nothing is known."""
    if attained is None:
        return " " * width
    filled = round(min(max(float(attained), 0.0), 1.0) * width)
    cells = [signs.full] * filled + [signs.empty] * (width - filled)
    if expected is not None:
        cells[min(width - 1, max(0, int(float(expected) * width)))] = signs.mark
    return "".join(cells)


def stacked_bar(parts: list[int], width: int) -> list[int]:
    """Cells for each part of a bar, adding up to `width`; a part that is not zero gets one at least."""
    total = sum(parts)
    if not total:
        return [0 for _ in parts]
    shares = [part * width / total for part in parts]
    cells = [max(1, int(share)) if part else 0 for part, share in zip(parts, shares, strict=True)]
    while sum(cells) != width:
        step = 1 if sum(cells) < width else -1
        gaps = [
            (share - cell) * step if part else -width for part, share, cell in zip(parts, shares, cells, strict=True)
        ]
        cells[gaps.index(max(gaps))] += step
    return cells
