"""Locators: `二（四）12` as its parts, and which locator covers which."""

from __future__ import annotations

import re
from functools import lru_cache

PREAMBLE = "前言"
IMPRINT = "版记"

_PART = re.compile(r"附(?:件\d+)?|前言|版记|[一二三四五六七八九十百]+|（[一二三四五六七八九十百]+）|\d+|·.+|.")
_WIDTHS = str.maketrans({"(": "（", ")": "）", " ": None, "\u3000": None})


@lru_cache(maxsize=1 << 16)
def locator_parts(locator: str) -> tuple[str, ...]:
    """`附一2` -> 附, 一, 2. Brackets of either width, spaces do not matter."""
    return tuple(_PART.findall(locator.translate(_WIDTHS)))


def covers(above: str, below: str) -> bool:
    """Whether a locator names a place or something above it: 二（一） covers 二（一）1, 一 does not cover 十一."""
    parts = locator_parts(above)
    return locator_parts(below)[: len(parts)] == parts


def places_above(locator: str) -> list[tuple[str, ...]]:
    """The place itself and everything above it, the nearest first."""
    parts = locator_parts(locator)
    return [parts[:length] for length in range(len(parts), 0, -1)]
