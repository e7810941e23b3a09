"""A plan and the one it breaks down in; findings out where what the one points to is not in the other.

The parent's file lies beside the plan's own. A parent that cannot be read has its own findings, and none here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.model import Plan
from plancheck.plan.read import read_plan, read_toml
from plancheck.text.nearest import nearest


def check_parent(plan: Plan, path: Path) -> list[Finding]:
    """What is wrong with `parent` and each `parent_target` of a plan that was read from `path`."""
    if not plan.parent:
        return []
    file = path.with_name(f"{plan.parent}.toml")
    if plan.parent == plan.id or not file.is_file():
        line = read_toml(path, plan.path)[1].get(("plan", "parent"))
        near = nearest(plan.parent, [other.stem for other in path.parent.glob("*.toml") if other != path])
        place = TextPlace(plan.path, line)
        return [finding("parent-not-there", place, found=plan.parent, path=file.name, nearest=near)]
    parent, _ = read_plan(file)
    return list(_target_faults(plan, parent)) if parent else []


def _target_faults(plan: Plan, parent: Plan) -> Iterator[Finding]:
    known = {target.id for target in parent.targets}
    for target in plan.targets:
        found = target.parent_target
        if found and found not in known:
            place = TextPlace(plan.path, target.key_lines.get("parent_target", target.line))
            near = nearest(found, known)
            yield finding(
                "parent-target-not-there",
                place,
                target=target.id,
                id=target.id,
                parent=parent.id,
                found=found,
                nearest=near,
            )
