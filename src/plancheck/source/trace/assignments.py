"""The departments of each task -> where they are others than its clause lists, as findings with both sides.

A task without a list at its place (the overall goals) is nobody's to check. Where several tasks share a place, each goes
by the list that closes over its figures. A department that stands in the list's words beside the names (具体落实, 等有关部门)
may be in the task or not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.departments import find_department, fold_name, former_forms
from plancheck.plan.model import Plan, Task
from plancheck.source.document.locators import locator_parts
from plancheck.source.document.responsibilities import Listing, listings
from plancheck.source.trace.clause_index import ClauseEntry, ClauseIndex, Occurrence

_BETWEEN = re.compile("[、,，;；]|和|及")

Parts = tuple[str, ...]
#: Where figures end in a clause, by the id of their task and the identity of the clause's entry.
_FigureEnds = dict[tuple[str, int], list[int]]


def assignment_gaps(plan: Plan, index: ClauseIndex, found: Iterable[Occurrence]) -> Iterator[Finding]:
    """In the plan's order: departments that a clause names and its task does not, and the other way round.

    The rows that repeat a task may share it out among themselves, so they are held against it together.
    """
    tasks_at = Counter(place for task in plan.tasks for place in {*map(locator_parts, (task.locator, *task.also_at))})
    ends = _figure_ends(found)
    for task in plan.tasks:
        first = _listed(plan, task, _entries_at(index, [task.locator]), tasks_at, ends)
        repeats = _listed(plan, task, _entries_at(index, dict.fromkeys(task.also_at)), tasks_at, ends)
        yield from _differences(plan, task, task.locator, first)
        # A table shortens the list that it repeats.
        yield from _differences(plan, task, "、".join(task.also_at), repeats, may_be_short=bool(first))


def _listed(
    plan: Plan, task: Task, entries: Iterable[ClauseEntry], tasks_at: Counter[Parts], ends: _FigureEnds
) -> list[Listing]:
    """The lists of these clauses that are a task's."""
    listed = []
    for entry in entries:
        here = [listing for listing in listings(entry.clause) if listing.lead or listing.support]
        if here and tasks_at[locator_parts(entry.clause.locator)] > 1:
            here = _own(plan, task, here, ends[(task.id, id(entry))])
        listed += here
    return listed


def _entries_at(index: ClauseIndex, locators: Iterable[str]) -> Iterator[ClauseEntry]:
    """The clauses at the places themselves, without what stands below them."""
    for place in map(locator_parts, locators):
        yield from (entry for entry in index.below.get(place, []) if locator_parts(entry.clause.locator) == place)


def _figure_ends(found: Iterable[Occurrence]) -> _FigureEnds:
    """Where the figures of each task end in each clause."""
    ends: _FigureEnds = defaultdict(list)
    for occurrence in found:
        if occurrence.claim.target:
            ends[(occurrence.claim.target.task, id(occurrence.entry))].append(occurrence.end)
    return ends


def _own(plan: Plan, task: Task, listed: list[Listing], ends: list[int]) -> list[Listing]:
    """The lists that close over a task's figures; of a task without figures, the one that is most like it."""
    own = [listing for listing in listed if any(listing.start < end <= listing.end for end in ends)]
    if own:
        return own
    named = {*task.lead, *task.support}
    return [max(listed, key=lambda listing: len(named & set(_keys(plan, (*listing.lead, *listing.support)))))]


def _keys(plan: Plan, names: Iterable[str]) -> dict[str, str]:
    """Department key to the name in the list; a name that the plan does not know stands for itself."""
    found = ((name, find_department(plan.departments, name)) for name in names)
    return {department.key if department else name: name for name, department in found}


def _differences(
    plan: Plan, task: Task, locator: str, listed: list[Listing], *, may_be_short: bool = False
) -> Iterator[Finding]:
    if not listed:
        return
    lead = _keys(plan, (name for listing in listed for name in listing.lead))
    support = _keys(plan, (name for listing in listed for name in listing.support))
    named = {*task.lead, *task.support}
    known = _parts_of_names(plan, named)
    missing = [name for key, name in (lead | support).items() if key not in named and fold_name(name) not in known]
    words = fold_name("".join(listing.text for listing in listed))
    beyond = [key for key in (*task.lead, *task.support) if key not in lead | support]
    extra = [] if may_be_short else [key for key in beyond if not _stands_in(plan, key, words)]
    leads = [key for key in task.support if key in lead and key not in support]
    supports = [key for key in task.lead if key in support and key not in lead]
    if missing or extra or leads or supports:
        yield finding(
            "trace-departments-differ",
            TextPlace(plan.path, task.line),
            task=task.id,
            locator=locator,
            listed="、".join((*lead.values(), *support.values())),
            missing="、".join(missing),
            extra=_named(plan, extra),
            leads=_named(plan, leads),
            supports=_named(plan, supports),
        )


def _named(plan: Plan, keys: Iterable[str]) -> str:
    return "、".join(map(plan.department_name, keys))


def _parts_of_names(plan: Plan, keys: Iterable[str]) -> set[str]:
    """What a list takes apart that is one entry of the plan: 各乡镇、街道、管委会."""
    forms = [form for key in keys if key in plan.departments for form in _forms(plan, key)]
    return {fold_name(part) for form in forms for part in _BETWEEN.split(form)}


def _stands_in(plan: Plan, key: str, words: str) -> bool:
    """Whether a department stands in the list's words, whole or in the parts that make up its name."""
    for form in _forms(plan, key) if key in plan.departments else ():
        if all(fold_name(part) in words for part in _BETWEEN.split(form) if part):
            return True
    return False


def _forms(plan: Plan, key: str) -> tuple[str, ...]:
    department = plan.departments[key]
    # A document from before a department was renamed has the name that it had.
    had = (form for former in department.formerly for form in former_forms(former))
    return (department.name, *department.aliases, *had)
