"""Values as TOML, in the little of it that a page's own `plancheck.toml` needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal


def toml_table(values: Mapping[str, object]) -> str:
    """A line for each key, in their order; a table within is written in one line."""
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in values.items())


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case date():
            return value.isoformat()
        case int() | float() | Decimal():
            return str(value)
        case Mapping():
            return "{ " + ", ".join(f"{_key(str(name))} = {_value(one)}" for name, one in value.items()) + " }"
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
    raise TypeError(f"{type(value).__name__} is written nowhere")


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _text(name)


def _text(text: str) -> str:
    """What JSON makes of a text is TOML too, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
