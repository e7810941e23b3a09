"""The tool's words in Chinese and English, one TOML file a room: `key = { zh = "…", en = "…" }`.

`word("status.on-track", "zh")` reads `status.toml`, on first use only. Sentences about findings are in `plancheck.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from plancheck.rules import fill

#: Beside this file, not by importlib.resources: that alone is a tenth of the start-up.
_FOLDER = Path(__file__).parent


@cache
def _room(name: str) -> Mapping[str, Any]:
    import tomli

    return tomli.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def word(key: str, language: str, **values: object) -> str:
    """One word or sentence, with its `{values}` filled in. Raises KeyError for a key that no file has."""
    entry: Any = None
    room, *rest = key.split(".")
    entry = _room(room)
    for part in rest:
        entry = entry[part]
    text = cast("str", entry["en" if language == "en" else "zh"])
    return fill(text, {name: str(value) for name, value in values.items()}) if values else text
