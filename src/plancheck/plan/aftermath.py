"""Findings about what the file does say, only not in a form that could be read: one fault is reported once.

That a target whose `value` is mistyped has no value, or that its id is unknown to `part_of` because it is no id, is no
further fault of the author's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from plancheck.findings import Finding, TextPlace

if TYPE_CHECKING:
    from plancheck.plan.lines import Path

_REFERENCES = ("points-nowhere", "unknown-target-in-plan", "unknown-department-key")
#: The keys of the same task or target without which a rule cannot be judged.
_CHANGES = ("kind", "value", "op", "figure", "unit", "indicator", "change")
_RANGE = ("kind", "value", "op", "up_to", "figure", "indicator")
_HANGS_ON = {
    "amendment-by-passed": ("amendment",),
    "amendment-empty": ("amendment",),
    "amendment-many": ("amendment",),
    "amendment-outside": ("start", "amendment"),
    "amendment-passes-point": ("kind", "amendment", "checkpoints", "op"),
    "amendment-too-late": ("by", "amendment"),
    "amendment-twice": ("amendment",),
    "binding-repeats-strive": ("wording",),
    "change-needs-growth": _CHANGES,
    "dates-out-of-order": ("start",),
    "empty-task": ("target",),
    "fall-not-negative": _CHANGES,
    "figure-deadline": ("start", "baseline"),
    "figure-unit": ("kind",),
    "figure-value": ("kind", "unit"),
    "growth-not-level": _CHANGES,
    "level-not-growth": _CHANGES,
    "missing-for-kind": ("kind",),
    "needless-value": ("kind",),
    "no-figure": ("kind", "figure"),
    "no-lead": ("lead",),
    "op-against-words": _CHANGES,
    "path-not-for-kind": ("kind", "reporting"),
    "percent-not-points": _CHANGES,
    "phase-out-value": ("op", "baseline"),
    "points-not-said": _CHANGES,
    "points-unit": _CHANGES,
    "rise-negative": _CHANGES,
    "figure-up-to": _RANGE,
    "up-to-no-range": _RANGE,
    "up-to-not-for-kind": _RANGE,
    "up-to-wrong-side": _RANGE,
    "whole-not-for-kind": ("kind", "op"),
    "whole-of-parts": ("kind", "op", "unit"),
}
#: As `_HANGS_ON`, of the file.
_HANGS_ON_PLAN: dict[str, Path] = {
    "figure-deadline": ("plan", "start"),
    "id-not-file-name": ("plan", "id"),
    "no-parent-plan": ("plan", "parent"),
    "unknown-department-key": ("departments",),
}


def without_aftermath(
    found: Iterable[Finding], raw: dict[str, Any], lines: Mapping[Path, int], broken: Collection[Path]
) -> list[Finding]:
    """The findings that the file as written, `raw`, deserves beside those about its `broken` keys."""
    named = _target_ids(raw) | _departments(raw)
    owners = _owners(lines)
    return [item for item in found if not _is_aftermath(item, owners, named, broken)]


def _is_aftermath(
    item: Finding, owners: Mapping[int | None, Path], named: Collection[str], broken: Collection[Path]
) -> bool:
    values = dict(item.values)
    if item.rule in _REFERENCES and values["found"] in named:
        return True
    owner = owners.get(item.place.line, ()) if isinstance(item.place, TextPlace) else ()
    if item.rule == "needless-action":
        return any(path[: len(owner)] == owner and path[-1] == "kind" for path in broken)
    keys = list(_HANGS_ON.get(item.rule, ()))
    if item.rule == "missing-for-kind":
        keys.append(values["key"])
    needed: list[Path] = [(*owner, key) for key in keys]
    if item.rule in _HANGS_ON_PLAN:
        needed.append(_HANGS_ON_PLAN[item.rule])
    return any(_touch(path, other) for path in needed for other in broken)


def _touch(path: Path, other: Path) -> bool:
    """Whether one is the other, or lies within it."""
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


def _owners(lines: Mapping[Path, int]) -> dict[int | None, Path]:
    """The task or target that a line belongs to."""
    owners: dict[int | None, Path] = {}
    for path, line in lines.items():
        if path[0] == "task" and len(path) > 1:
            owner = path[:4] if path[2:3] == ("target",) and len(path) > 3 else path[:2]
            owners[line] = max(owners.get(line, ()), owner, key=len)
    return owners


def _target_ids(raw: dict[str, Any]) -> set[str]:
    return {str(target.get("id")) for task in _entries(raw, "task") for target in _entries(task, "target")}


def _entries(table: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    entries = table.get(key)
    return (entry for entry in (entries if isinstance(entries, list) else ()) if isinstance(entry, dict))


def _departments(raw: dict[str, Any]) -> set[str]:
    departments = raw.get("departments")
    return set(departments) if isinstance(departments, dict) else set()
