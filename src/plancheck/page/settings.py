"""The `plancheck.toml` of a page: what of the workspace's own decides a check, without what others reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from plancheck.page.plan_source import names_department
from plancheck.page.toml_text import toml_table
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan
from plancheck.workspace.config import Config

#: The keys of a restatement that the file takes.
_NOT_WRITTEN = {"line"}


def settings_text(config: Config, plans: Sequence[Plan], department: Mapping[str, str]) -> str:
    """Day and scoring of the workspace; of its restatements those of the department meant (its key by plan id).

    Each of them names a value that somebody reported, and a page for everybody must not.
    """
    told: dict[str, object] = {} if config.as_of is None else {"as_of": config.as_of}
    text = toml_table(told | {"cache": False})
    if config.scoring:
        text += "\n[scoring]\n" + toml_table(config.scoring)
    for restatement in config.restatements:
        if any(names_department(restatement, plan, department.get(plan.id, "")) for plan in plans):
            text += "\n[[restatement]]\n" + toml_table(_written(restatement))
    return text


def _written(restatement: Restatement) -> dict[str, object]:
    values = {one.name: getattr(restatement, one.name) for one in fields(restatement) if one.name not in _NOT_WRITTEN}
    return {name: value for name, value in values.items() if value not in (None, "")}
