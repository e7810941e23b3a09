"""A file with broken fields in; tables out in which something neutral stands for each, so that the rest can be checked.

What stands in breaks no rule by itself: a plan without a start has begun long ago, a task without a lead has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from plancheck.plan.lines import Path
from plancheck.plan.shapes import TableCheck
from plancheck.plan.vocabulary import Kind

#: Tables that are nothing without their keys: they are left out, as an author would find them missing.
_DROPPED = ("baseline", "checkpoint", "point", "amendment")
_NEUTRAL: dict[str, Any] = {
    "format": 1,
    "start": date.min,
    "end": date.max,
    "until": date.max,
    "period_end": date.max,
    "lead": [],
    "locator": "前言",
    "kind": Kind.LEVEL.value,
}


def what_stands_in(raw: dict[str, Any], shown: str, lines: Mapping[Path, int]) -> dict[str, Any]:
    """The tables of a whole plan file, whatever is broken in `raw`."""
    whole = {key: raw[key] if isinstance(raw.get(key), dict) else {} for key in ("plan", "departments")}
    tasks = raw["task"] if isinstance(raw.get("task"), list) else []
    return TableCheck(shown, lines, _stand_in).table("file", {**raw, **whole, "task": tasks}, ()) or {}


def _stand_in(table: str, key: str, written: Any, path: Path) -> Any:
    if table in _DROPPED:
        return None
    if key == "id" and isinstance(written, str) and written.strip():
        return written
    # A text of its own, so that no two of them are the same by chance.
    return _NEUTRAL.get(key, "?" + ".".join(map(str, path)))
