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
from plancheck.plan.departments import find_department, fold_name
from plancheck.plan.model import Plan, Task
from plancheck.source.document.locators import locator_parts
from plancheck.source.document.responsibilities import Listing, listings
from plancheck.source.trace.ledger import Found, Ledger, Page

_BETWEEN = re.compile("[、,，;；]|和|及")

Place = tuple[str, ...]


def assignment_gaps(plan: Plan, ledger: Ledger, found: Iterable[Found]) -> Iterator[Finding]:
    """In the plan's order: departments that a clause names and its task does not, and the other way round.

    The rows that repeat a task may share it out among themselves, so they are held against it together.
    """
    sharing = Counter(place for task in plan.tasks for place in {*map(locator_parts, (task.locator, *task.also_at))})
    ends = _figure_ends(found)
    for task in plan.tasks:
        first, repeats = (
            [one for page in _pages_at(ledger, places) for one in _listed(plan, task, page, sharing, ends)]
            for places in ((task.locator,), tuple(dict.fromkeys(task.also_at)))
        )
        yield from _differences(plan, task, task.locator, first)
        # A table shortens the list that it repeats.
        yield from _differences(plan, task, "、".join(task.also_at), repeats, may_be_short=bool(first))


def _listed(
    plan: Plan, task: Task, page: Page, sharing: Counter[Place], ends: dict[tuple[str, int], list[int]]
) -> list[Listing]:
    """The lists of a clause that are a task's."""
    here = [one for one in listings(page.clause) if one.lead or one.support]
    if here and sharing[locator_parts(page.clause.locator)] > 1:
        return _own(plan, task, here, ends[(task.id, id(page))])
    return here


def _pages_at(ledger: Ledger, locators: tuple[str, ...]) -> Iterator[Page]:
    """The clauses at the places themselves, without what stands below them."""
    for place in map(locator_parts, locators):
        yield from (page for page in ledger.below.get(place, []) if locator_parts(page.clause.locator) == place)


def _figure_ends(found: Iterable[Found]) -> dict[tuple[str, int], list[int]]:
    """Where the figures of each task end on each page."""
    ends: dict[tuple[str, int], list[int]] = defaultdict(list)
    for one in found:
        if one.claim.target:
            ends[(one.claim.target.task, id(one.page))].append(one.end)
    return ends


def _own(plan: Plan, task: Task, listed: list[Listing], ends: list[int]) -> list[Listing]:
    """The lists that close over a task's figures; of a task without figures, the one that is most like it."""
    own = [one for one in listed if any(one.start < end <= one.end for end in ends)]
    named = {*task.lead, *task.support}
    return own or [max(listed, key=lambda one: len(named & {*_keys(plan, one.lead), *_keys(plan, one.support)}))]


def _keys(plan: Plan, names: Iterable[str]) -> dict[str, str]:
    """Department key to the name in the list; a name that the plan does not know stands for itself."""
    found = ((name, find_department(plan.departments, name)) for name in names)
    return {department.key if department else name: name for name, department in found}


def _differences(
    plan: Plan, task: Task, locator: str, listed: list[Listing], *, may_be_short: bool = False
) -> Iterator[Finding]:
    if not listed:
        return
    lead = _keys(plan, (name for one in listed for name in one.lead))
    support = _keys(plan, (name for one in listed for name in one.support))
    named = {*task.lead, *task.support}
    known = _parts_of_names(plan, named)
    missing = [name for key, name in (lead | support).items() if key not in named and fold_name(name) not in known]
    words = fold_name("".join(one.text for one in listed))
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
    return (department.name, *department.aliases)
