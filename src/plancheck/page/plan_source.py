"""A plan file as a page holds it: the file itself, without the restatements of others, which name what they reported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import tomli

from plancheck.page.toml_text import toml_table
from plancheck.plan.departments import find_department
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan


def plan_source(path: Path, plan: Plan, key: str) -> str:
    """The text of a plan file with the restatements of one department (by its key), or with none where that is empty.

    Where some are left out it is written anew, because a comment may tell what they told.
    """
    text = path.read_text(encoding="utf-8-sig")
    kept = [number for number, one in enumerate(plan.restatements) if names_department(one, plan, key)]
    if len(kept) == len(plan.restatements):
        return text
    table = tomli.loads(text, parse_float=Decimal)
    return toml_table(table | {"restatement": [table["restatement"][number] for number in kept]})


def names_department(restatement: Restatement, plan: Plan, key: str) -> bool:
    """Whether a restatement is about what that department reported."""
    target = plan.target(restatement.target)
    if not key or target is None or restatement.plan not in ("", plan.id):
        return False
    if restatement.department:
        found = find_department(plan.departments, restatement.department)
        return found is not None and found.key == key
    return plan.reported_as(target).reported_by == (key,)
