"""The `plancheck.toml` of a page: what of the workspace's own decides a check, without what others reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any

from plancheck.page.plan_source import names_department
from plancheck.page.toml_text import toml_table
from plancheck.plan.exemptions import Restatement, Waiver
from plancheck.plan.model import Plan
from plancheck.workspace.config import Config

#: What an entry has that is no key of the file.
_NOT_WRITTEN = {"line"}


def settings_text(config: Config, plans: Sequence[Plan], department: Mapping[str, str]) -> str:
    """Day, scoring, gate and waivers of the workspace, as far as they are for these plans.

    Of its restatements those of the department meant (its key by plan id): each of them names a value that somebody
    reported, and a page for everybody must not.
    """
    told: dict[str, object] = {} if config.as_of is None else {"as_of": config.as_of}
    text = toml_table(told | {"cache": False})
    if config.scoring:
        text += "\n[scoring]\n" + toml_table(config.scoring)
    if config.gate:
        text += "\n[gate]\n" + toml_table(_of_these(config.gate, {plan.id for plan in plans}))
    for waiver in config.waivers:
        if any(waiver.plan in ("", plan.id) and plan.target(waiver.target) for plan in plans):
            text += "\n[[waiver]]\n" + toml_table(_written(waiver))
    for restatement in config.restatements:
        if any(names_department(restatement, plan, department.get(plan.id, "")) for plan in plans):
            text += "\n[[restatement]]\n" + toml_table(_written(restatement))
    return text


def _of_these(gate: Mapping[str, Any], plans: Collection[str]) -> dict[str, Any]:
    """What the gate's settings say of all plans, and of these by name."""
    named = {name: table for name, table in gate.get("plan", {}).items() if name in plans}
    return {name: value for name, value in gate.items() if name != "plan"} | ({"plan": named} if named else {})


def _written(entry: Restatement | Waiver) -> dict[str, object]:
    values = {one.name: getattr(entry, one.name) for one in fields(entry) if one.name not in _NOT_WRITTEN}
    return {name: value for name, value in values.items() if value not in (None, "")}
