"""The JSON Schema says what the reader says."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from plancheck.plan.checks import NEEDS
from plancheck.plan.field import Shape
from plancheck.plan.fields import TABLES
from plancheck.plan.schema import plan_schema
from plancheck.plan.vocabulary import Kind
from tests.plan.test_read import CASES, SOUND, Case
from tests.plans import plan_text

PLANS = Path(__file__).parents[2] / "plans"
SHIPPED = sorted(PLANS.glob("*.toml"))
#: Rules that a schema can know: keys, shapes, and what a kind needs.
SHAPE_RULES = {"unknown-key", "missing-key", "wrong-type", "unknown-choice", "bad-id", "missing-for-kind"}
SHAPE_RULES |= {"not-due-days", "not-a-mail", "not-a-link"}
#: JSON has neither NaN nor dates: that a number is none, or that a date is written as text, no schema can see.
UNSEEN = ("value = nan", 'by = "2027-12-31"')
REFUSED = [case for case in CASES if case.rule in SHAPE_RULES and not any(line in case.text for line in UNSEEN)]


def as_json(value: Any) -> Any:
    """A TOML value as an editor's schema check sees it: dates are strings."""
    if isinstance(value, dict):
        return {key: as_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_json(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def faults(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(plan_schema(), format_checker=jsonschema.FormatChecker())
    return [error.message for error in validator.iter_errors(as_json(tomli.loads(text, parse_float=Decimal)))]


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(plan_schema())


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_keys_of_the_field_table(name: str) -> None:
    schema = plan_schema()
    table = schema if name == "file" else schema["$defs"][name]
    assert list(table["properties"]) == [field.name for field in TABLES[name]]
    assert table["required"] == [field.name for field in TABLES[name] if field.required]
    assert table["additionalProperties"] is False
    for field in TABLES[name]:
        shown = table["properties"][field.name]
        words = shown["oneOf"][1] if field.shape is Shape.TABLES_OR_CHOICE else shown
        assert tuple(words.get("enum", ())) == field.choices
        assert field.zh in shown["description"]
        assert field.en in shown["description"]


def test_every_nested_table_is_defined() -> None:
    nested = {field.table for fields in TABLES.values() for field in fields if field.table}
    assert nested | {"file"} == set(TABLES)


def test_every_kind_knows_what_it_needs() -> None:
    assert set(NEEDS) == set(Kind)
    known = {field.name for field in TABLES["target"]}
    assert {key for keys in NEEDS.values() for key in keys} <= known


@pytest.mark.parametrize("text", [plan_text(), *SOUND.values()], ids=["plain", *SOUND])
def test_sound_plans_fit(text: str) -> None:
    assert faults(text.removeprefix("\ufeff")) == []


@pytest.mark.parametrize("wrong", REFUSED, ids=str)
def test_what_the_reader_refuses_does_not_fit(wrong: Case) -> None:
    assert faults(wrong.text) != []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_plans_fit(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_plans_name_the_schema_first(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first == "#:schema ./plan.schema.json"


def test_the_schema_beside_the_plans_is_current() -> None:
    """Made by `plancheck schema -o plans/plan.schema.json`; make it again where this fails."""
    assert json.loads((PLANS / "plan.schema.json").read_text(encoding="utf-8")) == plan_schema()
