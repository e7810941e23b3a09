"""Where a setting stands: in, findings on a `[scoring]` table and the lines of its file; out, the findings at their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plancheck.findings import Finding, TextPlace

_TABLE = "scoring"


def at_their_lines(found: Iterable[Finding], lines: Mapping[tuple[str | int, ...], int]) -> list[Finding]:
    """Each finding on the line of the key it is about: of two that contradict each other, of the later one."""
    return [replace(item, place=TextPlace(item.path, _line(item, lines))) for item in found]


def _line(item: Finding, lines: Mapping[tuple[str | int, ...], int]) -> int | None:
    values = dict(item.values)
    keys = [values[name] for name in ("key", "low", "high") if name in values]
    at = [lines[_TABLE, key] for key in keys if (_TABLE, key) in lines]
    return max(at) if at else lines.get((_TABLE,))
