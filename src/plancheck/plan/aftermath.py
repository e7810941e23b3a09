"""Findings about what the file does say, only not in a form that could be read: one fault is reported once.

A target whose `kind` is mistyped is not in the plan; that its task is then empty, and its id unknown to `part_of`, is
no further fault of the author's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from plancheck.findings import Finding, TextPlace

if TYPE_CHECKING:
    from plancheck.plan.lines import Path

_REFERENCES = ("points-nowhere", "unknown-target-in-plan", "unknown-department-key")


def without_aftermath(
    found: Iterable[Finding], raw: dict[str, Any], place_of: Callable[[Path], TextPlace]
) -> list[Finding]:
    """The findings that the file as written, `raw`, deserves."""
    named = {str(entry.get("id")) for _, entry in _targets(raw)} | _departments(raw)
    written = {place_of(path): entry for path, entry in [*_tasks(raw), *_targets(raw)]}
    return [one for one in found if not _is_aftermath(one, named, written)]


def _is_aftermath(one: Finding, named: set[str], written: dict[TextPlace, dict[str, Any]]) -> bool:
    values = dict(one.values)
    entry = written.get(one.place, {}) if isinstance(one.place, TextPlace) else {}
    return (
        (one.rule in _REFERENCES and values["found"] in named)
        or (one.rule == "empty-task" and bool(entry.get("target")))
        or (one.rule == "missing-for-kind" and values["key"] in entry)
    )


def _tasks(raw: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for number, task in _entries(raw, "task"):
        yield ("task", number), task


def _targets(raw: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path, task in _tasks(raw):
        for number, target in _entries(task, "target"):
            yield (*path, "target", number), target


def _entries(table: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = table.get(key)
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield number, entry


def _departments(raw: dict[str, Any]) -> set[str]:
    departments = raw.get("departments")
    return set(departments) if isinstance(departments, dict) else set()
