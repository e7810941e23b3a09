"""Texts of small plan files for tests: a sound one, with what a test changes written over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.plan.read import read_plan

if TYPE_CHECKING:
    from plancheck.findings import Finding
    from plancheck.plan.model import Plan

HEADER = {
    "id": '"demo"',
    "title": '"示范市推动设备更新行动计划"',
    "issuer": '"示范市人民政府"',
    "document": '"示政〔2024〕1号"',
    "issued": "2024-03-01",
    "start": "2024-01-01",
    "end": "2027-12-31",
}
DEPARTMENTS = {"jgsw": '{ name = "市机关事务中心" }', "czj": '{ name = "市财政局", aliases = ["财政局"] }'}
TASK = {"id": '"12"', "locator": '"二（四）12"', "title": '"促进公务用车更新"', "lead": '["jgsw", "czj"]'}
TARGET = {
    "id": '"D-12-1"',
    "indicator": '"累计更换公务用车"',
    "kind": '"cumulative"',
    "op": '">="',
    "value": "650",
    "unit": '"辆"',
    "by": "2027-12-31",
    "figure": '"650辆"',
}
_TABLES = {"plan": HEADER, "departments": DEPARTMENTS, "task": TASK, "target": TARGET}


def plan_text(**changes: str | None) -> str:
    """A plan file with one task and one target, sound but for the changes.

    A change names table and key, `target_value="640"`, `plan_end="2023-12-31"`; None takes the key out. Values are TOML
    as written in the file. `more` is added at the end.
    """
    tables = {name: dict(keys) for name, keys in _TABLES.items()}
    more = changes.pop("more", "") or ""
    for change, value in changes.items():
        table, _, key = change.partition("_")
        if value is None:
            tables[table].pop(key, None)
        else:
            tables[table][key] = value
    headings = {"plan": "[plan]", "departments": "[departments]", "task": "[[task]]", "target": "[[task.target]]"}
    parts = ["#:schema ./plan.schema.json\nformat = 1\n"]
    for name, heading in headings.items():
        parts.append("\n".join([heading, *(f"{key} = {value}" for key, value in tables[name].items())]) + "\n")
    return "\n".join(parts) + (f"\n{more.strip()}\n" if more else "")


def target_text(**keys: str) -> str:
    """A further `[[task.target]]`, as the sound one but for the keys given; give it an id of its own."""
    return "[[task.target]]\n" + "".join(f"{key} = {value}\n" for key, value in (TARGET | keys).items() if value)


def read_text(folder: Path, text: str, name: str = "demo") -> tuple[Plan | None, list[Finding]]:
    """Write a plan file and read it; findings name it by its file name."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, path.name)


def sound_plan(folder: Path, text: str | None = None, name: str = "demo") -> Plan:
    """A plan that has no findings at all."""
    plan, found = read_text(folder, text or plan_text(plan_id=f'"{name}"'), name)
    assert plan is not None, found
    assert found == []
    return plan


def line_of(text: str, start: str, nth: int = 1) -> int:
    """The line (1-based) of the nth line that begins so."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start)]
    return lines[nth - 1]
