"""What refuses a year: `[gate]` tables in, the policy in force out, and what was wrong with the tables.

The workspace's table, its table for a plan and the plan file's own are laid over each other; what a department's own
table says holds over all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.departments import find_department, nearest_departments
from plancheck.plan.model import Department
from plancheck.text.nearest import nearest

MARKS = ("missed", "no-data", "at-risk", "red", "yellow")
NEEDS = ("reason", "measure", "measure_by", "evidence")
TABLE = "gate"
PlaceOfKey = Callable[[tuple[str, ...]], TextPlace]


@dataclass(frozen=True, slots=True)
class Policy:
    """What refuses. `refuse` names statuses and lamps; the needs are what must be written beside a lamp of that colour.

    `missed` and `no-data` are looked for in the rows due in the year, the lamps also in what goes on.
    `at_risk_tolerated` is how many targets may be at risk at the year's end; None: any number, if they are explained.
    """

    refuse: tuple[str, ...] = ("missed", "no-data")
    silence: bool = True
    invalid: bool = True
    yellow_needs: tuple[str, ...] = ("reason",)
    red_needs: tuple[str, ...] = ("reason", "measure", "measure_by")
    evidence: bool = False
    at_risk_tolerated: int | None = None
    departments: Mapping[str, Policy] = field(default_factory=dict)

    def of(self, department: str) -> Policy:
        """The policy for a department, by its key: its own, where it has one."""
        return self.departments.get(department, self)


DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class PolicyTable:
    """One `[gate]` table as it was read: its settings, those of departments by the names written, those of plans."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    departments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    plans: Mapping[str, PolicyTable] = field(default_factory=dict)


def read_policy(
    raw: Mapping[str, Any], place_of: PlaceOfKey, *, of_workspace: bool = False
) -> tuple[PolicyTable, list[Finding]]:
    """Check a `[gate]` table. What cannot be used is a finding on its line and changes nothing.

    Only the workspace has tables for plans in it. `place_of` finds the line of a key path.
    """
    found: list[Finding] = []
    return _table(raw, (TABLE,), place_of, found, of_workspace=of_workspace), found


def lay(tables: Iterable[PolicyTable], departments: Mapping[str, Department], over: Policy = DEFAULT) -> Policy:
    """The policy of a plan: one table over the other, and what they say of its departments over all of it."""
    own: dict[str, dict[str, Any]] = {}
    policy = over
    for table in tables:
        policy = replace(policy, **table.settings)
        for name, settings in table.departments.items():
            department = find_department(departments, name)
            if department is not None:
                own.setdefault(department.key, {}).update(settings)
    return replace(policy, departments={key: replace(policy, **settings) for key, settings in own.items()})


def unknown_departments(
    table: PolicyTable, departments: Mapping[str, Department], place_of: PlaceOfKey, above: tuple[str, ...] = (TABLE,)
) -> Iterator[Finding]:
    """Names in a table that mean no department: what is said of them would silently not hold."""
    for name in table.departments:
        if find_department(departments, name) is None:
            near = "、".join(nearest_departments(departments, name)[:1])
            yield finding("gate-unknown-department", place_of((*above, "department", name)), found=name, nearest=near)


def _table(
    raw: Mapping[str, Any], path: tuple[str, ...], place_of: PlaceOfKey, found: list[Finding], *, of_workspace: bool
) -> PolicyTable:
    inner = {"department": True, "plan": of_workspace}
    settings = _settings({key: raw[key] for key in raw if not inner.get(key)}, path, place_of, found)
    departments = {
        name: _settings(table, (*path, "department", name), place_of, found)
        for name, table in _tables(raw, "department", path, place_of, found)
    }
    plans = {
        name: _table(table, (*path, "plan", name), place_of, found, of_workspace=False)
        for name, table in (_tables(raw, "plan", path, place_of, found) if of_workspace else ())
    }
    return PolicyTable(settings, departments, plans)


def _tables(
    raw: Mapping[str, Any], key: str, path: tuple[str, ...], place_of: PlaceOfKey, found: list[Finding]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables by name under a key; what is no table is a finding."""
    named = raw.get(key, {})
    if not isinstance(named, dict):
        found.append(_impossible(key, named, (*path, key), place_of, f"[gate.{key}.…]"))
        return
    for name, table in named.items():
        if isinstance(table, dict):
            yield name, table
        else:
            found.append(_impossible(f"{key}.{name}", table, (*path, key, name), place_of, f"[gate.{key}.…]"))


def _settings(
    raw: Mapping[str, Any], path: tuple[str, ...], place_of: PlaceOfKey, found: list[Finding]
) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in _ALLOWED:
            near = nearest(key, _ALLOWED)
            found.append(finding("gate-unknown-setting", place_of((*path, key)), key=key, nearest=near))
        elif not _ALLOWED[key][1](value):
            found.append(_impossible(key, value, (*path, key), place_of, _ALLOWED[key][0]))
        else:
            settings[key] = tuple(value) if isinstance(value, list) else value
    return settings


def _impossible(key: str, value: object, path: tuple[str, ...], place_of: PlaceOfKey, allowed: str) -> Finding:
    return finding("gate-impossible-setting", place_of(path), key=key, value=_as_written(value), range=allowed)


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_written, value)) + "]"
    return "{…}" if isinstance(value, dict) else str(value)


def _some_of(allowed: Sequence[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(entry in allowed for entry in value)


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


#: Setting to what may be written, as a reader sees it, and the check.
_ALLOWED: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "refuse": (" | ".join(MARKS), _some_of(MARKS)),
    "silence": ("true | false", _is_switch),
    "invalid": ("true | false", _is_switch),
    "yellow_needs": (" | ".join(NEEDS), _some_of(NEEDS)),
    "red_needs": (" | ".join(NEEDS), _some_of(NEEDS)),
    "evidence": ("true | false", _is_switch),
    "at_risk_tolerated": ("0, 1, 2 …", _is_count),
}
