"""The JSON Schema of plan files, made from the field table that the reader checks with."""

from __future__ import annotations

from typing import Any

from plancheck.plan.checks import NEEDS
from plancheck.plan.field import LINK, MAIL, Field, Shape
from plancheck.plan.fields import TABLES
from plancheck.plan.vocabulary import LONGEST_DUE_DAYS, LONGEST_LAG

SCHEMA_URI = "https://json-schema.org/draft/2020-12/schema"

_DAY = {"type": "string", "format": "date"}
#: As the reader: blanks alone are no text.
_TEXT = {"type": "string", "pattern": "\\S"}
_SHAPES: dict[Shape, dict[str, Any]] = {
    Shape.TEXT: _TEXT,
    Shape.CHOICE: {"type": "string"},
    Shape.TEXTS: {"type": "array", "items": _TEXT},
    Shape.TEXT_OR_TEXTS: {"oneOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
    Shape.NUMBER: {"type": "number"},
    Shape.NUMBERS: {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    Shape.COUNT: {"type": "integer", "minimum": 1},
    Shape.DAYS: {"type": "integer", "minimum": 0, "maximum": LONGEST_LAG},
    Shape.DUE_DAYS: {"type": "integer", "minimum": 0, "maximum": LONGEST_DUE_DAYS},
    Shape.MAIL: {"type": "string", "pattern": MAIL},
    Shape.LINK: {"type": "string", "pattern": LINK},
    Shape.SHARE: {"type": "number", "minimum": 0, "maximum": 1},
    Shape.DAY: _DAY,
    Shape.SWITCH: {"type": "boolean"},
    Shape.SETTINGS: {"type": "object"},
}


def plan_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) as a value; descriptions are in Chinese and English."""
    definitions = {name: _table(name) for name in TABLES if name != "file"}
    definitions["target"]["allOf"] = [_needs_of(kind, keys) for kind, keys in NEEDS.items() if keys]
    return {
        "$schema": SCHEMA_URI,
        "title": "plancheck plan file",
        **_table("file"),
        "$defs": definitions,
    }


def _table(name: str) -> dict[str, Any]:
    fields = TABLES[name]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [item.name for item in fields if item.required],
        "properties": {item.name: _property(item) for item in fields},
    }


def _property(item: Field) -> dict[str, Any]:
    described = {"description": f"{item.zh} · {item.en}"}
    reference = {"$ref": f"#/$defs/{item.table}"}
    if item.shape is Shape.TABLE:
        return {**described, **reference}
    if item.shape is Shape.TABLES:
        return {**described, "type": "array", "items": reference}
    if item.shape is Shape.TABLES_OR_CHOICE:
        return {**described, "oneOf": [{"type": "array", "items": reference}, {"enum": list(item.choices)}]}
    if item.shape is Shape.NAMED_TABLES:
        return {**described, "type": "object", "additionalProperties": reference}
    shape = {**described, **_SHAPES[item.shape]}
    if item.choices:
        shape["enum"] = list(item.choices)
    if item.pattern:
        shape["pattern"] = item.pattern
    return shape


def _needs_of(kind: str, keys: tuple[str, ...]) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"const": str(kind)}}, "required": ["kind"]},
        "then": {"required": list(keys)},
    }
