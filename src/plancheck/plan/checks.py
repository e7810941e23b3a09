"""A `Plan` against the rules that no single key can show: references, dates, values, figures.

Each check is a small pure function from a plan to faults; a fault names a rule, a key path below the target and values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from plancheck.files import safe_name
from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.departments import fold_name
from plancheck.plan.faults.amendments import WITHOUT_VALUE, check_amendments
from plancheck.plan.faults.changes import check_changes
from plancheck.plan.faults.figures import check_figures
from plancheck.plan.faults.former_names import check_former_names
from plancheck.plan.faults.paths import check_paths
from plancheck.plan.faults.pieces import check_pieces
from plancheck.plan.faults.places import Fault, place_of_fault
from plancheck.plan.faults.ranges import check_ranges
from plancheck.plan.lines import Path
from plancheck.plan.model import Plan, Target, Task
from plancheck.plan.vocabulary import Kind, Wording
from plancheck.text.nearest import nearest

PlaceOf = Callable[[Path], TextPlace]

#: What each kind needs beside id, indicator and kind; `docs/plan-files.md` has the table.
NEEDS: dict[Kind, tuple[str, ...]] = {
    Kind.CUMULATIVE: ("value", "unit", "by"),
    Kind.ANNUAL: ("value", "unit", "by"),
    Kind.LEVEL: ("value", "unit", "by"),
    Kind.GROWTH: ("value", "unit", "by", "baseline"),
    Kind.PHASE_OUT: ("unit", "by"),
    Kind.MAINTAIN: ("value", "unit"),
    Kind.CAP: ("value", "unit"),
    Kind.COMPARE: ("than", "unit"),
    Kind.MILESTONE: ("by",),
    Kind.DIRECTION: ("unit",),
    Kind.ACTION: (),
}
_LOCATOR = re.compile(r"(前言|版记|(附(件\d+)?)?[一二三四五六七八九十]*(（[一二三四五六七八九十]+）)?\d*(·\S+)?)")


def check_plan(plan: Plan, stem: str, place_of: PlaceOf) -> list[Finding]:
    """Every fault of a plan that its tables alone do not show."""
    found = list(_plan_faults(plan, stem, place_of))
    for task in plan.tasks:
        found += _task_faults(plan, task, TextPlace(plan.path, task.line))
    for target in plan.targets:
        for check in TARGET_CHECKS:
            found += [
                finding(
                    rule, place_of_fault(plan, target, rule, values), **{"target": target.id, "id": target.id, **values}
                )
                for rule, values in check(plan, target)
            ]
    return found


def _plan_faults(plan: Plan, stem: str, place_of: PlaceOf) -> Iterator[Finding]:
    if plan.id != stem:
        yield finding("id-not-file-name", place_of(("plan", "id")), found=plan.id, expected=stem)
    if plan.end <= plan.start:
        yield finding("dates-out-of-order", place_of(("plan", "end")), id=plan.id, earlier=plan.start, later=plan.end)
    yield from _duplicates("duplicate-task", [(task.id, task.line) for task in plan.tasks], plan.path)
    yield from _duplicates("duplicate-target", [(target.id, target.line) for target in plan.targets], plan.path)
    yield from _department_clashes(plan, place_of)
    yield from check_former_names(plan, place_of)
    known = {target.id for target in plan.targets}
    excuses = [(waiver.target, waiver.line) for waiver in plan.waivers]
    excuses += [(restatement.target, restatement.line) for restatement in plan.restatements]
    for target_id, line in excuses:
        if target_id not in known:
            place = TextPlace(plan.path, line)
            yield finding("unknown-target-in-plan", place, found=target_id, nearest=nearest(target_id, known))
    for item in plan.not_targets:
        if not _LOCATOR.fullmatch(item.locator):
            yield finding("bad-locator", TextPlace(plan.path, item.line), found=item.locator)


def _duplicates(rule: str, ids: list[tuple[str, int]], path: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for entry, line in ids:
        if entry.casefold() in first:
            yield finding(rule, TextPlace(path, line), id=entry, first=first[entry.casefold()])
        first.setdefault(entry.casefold(), line)


def _department_clashes(plan: Plan, place_of: PlaceOf) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for department in plan.departments.values():
        for form in {fold_name(name) for name in (department.name, *department.aliases)}:
            owner = owners.setdefault(form, department.key)
            if owner != department.key:
                place = place_of(("departments", department.key))
                yield finding("department-twice", place, name=form, first=owner, second=department.key)
    for department in plan.departments.values():
        file = safe_name(department.name)
        owner = owners.setdefault(fold_name(file), department.key)
        if owner != department.key and file != department.name:
            place = place_of(("departments", department.key))
            yield finding("department-file-twice", place, name=f"{file}.xlsx", first=owner, second=department.key)


def _task_faults(plan: Plan, task: Task, place: TextPlace) -> Iterator[Finding]:
    if not task.targets:
        yield finding("empty-task", place, task=task.id, title=task.title)
    if not task.lead:
        yield finding("no-lead", place, task=task.id)
    kinds = Counter(target.kind is Kind.ACTION for target in task.targets)
    if kinds[True] > 1 or (kinds[True] and kinds[False]):
        yield finding("needless-action", place, task=task.id)
    for key in (*task.lead, *task.support):
        if key not in plan.departments:
            yield finding("unknown-department-key", place, found=key, nearest=nearest(key, plan.departments))
    if not _LOCATOR.fullmatch(task.locator):
        yield finding("bad-locator", place, found=task.locator)


def _needs(plan: Plan, target: Target) -> Iterator[Fault]:
    for key in NEEDS[target.kind]:
        if getattr(target, key) in (None, ""):
            yield "missing-for-kind", {"kind": target.kind, "key": key}
    if target.value is not None and target.kind in WITHOUT_VALUE:
        yield "needless-value", {"kind": target.kind, "value": target.value}


def _phase_out(plan: Plan, target: Target) -> Iterator[Fault]:
    """What remains goes to nothing; or what is gone, counted with >=, up to the whole stock."""
    if target.kind is not Kind.PHASE_OUT or not target.value:
        return
    stock = target.baseline.value if target.baseline else None
    if target.op.direction < 0 or (stock and target.value != stock):
        yield "phase-out-value", {"op": target.op, "value": target.value, "stock": stock or ""}


def _reporters(plan: Plan, target: Target) -> Iterator[Fault]:
    for key in target.reported_by:
        if key not in plan.departments and key not in plan.task_of(target).lead:
            yield "unknown-department-key", {"found": key, "nearest": nearest(key, plan.departments)}


def _dates(plan: Plan, target: Target) -> Iterator[Fault]:
    if target.by and target.by < target.start:
        yield "dates-out-of-order", {"earlier": target.start, "later": target.by}
    if target.by and not plan.start <= target.by <= plan.end:
        yield "outside-plan", {"by": target.by, "start": plan.start, "end": plan.end}
    if target.baseline and target.by and target.baseline.date >= target.by:
        yield "dates-out-of-order", {"key": "baseline", "earlier": target.baseline.date, "later": target.by}
    for key, points in (("checkpoints", target.checkpoints), ("path", target.path)):
        days = [point.by for point in points]
        if target.by and any(day > target.by for day in days):
            yield "checkpoint-after-deadline", {"key": key, "by": max(days), "deadline": target.by}
        if days != sorted(set(days)):
            yield "checkpoints-out-of-order", {"key": key, "days": ", ".join(map(str, days))}
        if any(day < target.start for day in days):
            yield "dates-out-of-order", {"key": key, "earlier": target.start, "later": min(days)}


def _values(plan: Plan, target: Target) -> Iterator[Fault]:
    if target.limits is None:
        return
    low, high = target.limits
    if low >= high:
        yield "limits-out-of-order", {"low": low, "high": high}
        return
    stated: list[tuple[Decimal | None, dict[str, object]]] = [
        (target.value, {"key": "value"}),
        (target.up_to, {"key": "up_to"}),
    ]
    stated += [(point.value, {"line": point.line}) for point in target.checkpoints]
    if target.baseline:
        stated.append((target.baseline.value, {"key": "baseline"}))
    for value, where in stated:
        if value is not None and not low <= value <= high:
            yield "outside-limits", {**where, "value": value, "low": low, "high": high}


def _relations(plan: Plan, target: Target) -> Iterator[Fault]:
    known = {other.id for other in plan.targets}
    for key in ("same_as", "part_of"):
        other = getattr(target, key)
        if other and other not in known:
            yield "points-nowhere", {"key": key, "found": other, "nearest": nearest(other, known)}
        elif other and _runs_in_a_circle(plan, target, key):
            yield "points-in-a-circle", {"key": key, "found": other}
    counted = plan.target(target.same_as)
    if counted and (target.wording, counted.wording) == (Wording.BINDING, Wording.STRIVE):
        yield "binding-repeats-strive", {"found": counted.id}
    if target.parent_target and not plan.parent:
        yield "no-parent-plan", {"found": target.parent_target}


def _runs_in_a_circle(plan: Plan, target: Target, key: str) -> bool:
    seen = {target.id}
    here = getattr(target, key)
    while here and here not in seen:
        seen.add(here)
        other = plan.target(here)
        here = getattr(other, key) if other else ""
    return bool(here == target.id)


def _locators(plan: Plan, target: Target) -> Iterator[Fault]:
    for locator in (target.locator, *target.also_at, *(point.locator for point in target.checkpoints)):
        if locator and not _LOCATOR.fullmatch(locator):
            yield "bad-locator", {"found": locator}


TARGET_CHECKS: tuple[Callable[[Plan, Target], Iterator[Fault]], ...] = (
    _needs,
    _phase_out,
    _reporters,
    _dates,
    _values,
    _relations,
    _locators,
    check_figures,
    check_changes,
    check_ranges,
    check_pieces,
    check_paths,
    check_amendments,
)
