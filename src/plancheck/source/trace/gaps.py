"""What a trace leaves open, as findings: what of the document the plan lacks, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.model import Plan
from plancheck.source.document.clauses import Clause, ClauseKind
from plancheck.source.document.locators import locator_parts
from plancheck.source.quantities.quantities import Quantity
from plancheck.source.trace.assignments import assignment_gaps
from plancheck.source.trace.claims import Claim, places_of
from plancheck.source.trace.clause_index import ClauseEntry, ClauseIndex, Occurrence
from plancheck.source.trace.misreadings import misreadings

_GUIDANCE = re.compile(r"总体要求|总体思路|指导思想|基本原则|工作原则")
#: Characters of the clause that a finding shows before a figure.
_CONTEXT = 12
_MOST_ELSEWHERE = 3


def document_gaps(plan: Plan, path: str, index: ClauseIndex) -> Iterator[Finding]:
    """In the document's order: clauses without a target, and quantities that nothing accounts for."""
    covered = {locator_parts(place) for target in plan.targets for place in places_of(target)}
    tasks = _tasks_by_place(plan)
    guidance = guiding_chapters(entry.clause for entry in index.entries)
    for entry in index.entries:
        clause, parts = entry.clause, locator_parts(entry.clause.locator)
        exempt = any(parts[: len(above)] == above for above in guidance) and parts not in tasks
        if parts not in covered and not exempt and asks_for_target(clause, is_leaf=len(index.below[parts]) == 1):
            place = TextPlace(path, clause.line)
            yield finding("trace-clause-uncovered", place, locator=clause.locator, title=_start_of(clause))
        named = "、".join(tasks.get(parts, ()))
        for number, quantity in enumerate(entry.reading.quantities):
            if number not in entry.accounts:
                yield _unaccounted(path, entry, quantity, named)


def guiding_chapters(clauses: Iterable[Clause]) -> set[tuple[str, ...]]:
    """The chapters that say in what spirit, not what is to be done; figures in them count, clauses need no target."""
    return {locator_parts(c.locator) for c in clauses if c.kind is ClauseKind.CHAPTER and _GUIDANCE.search(c.title)}


def asks_for_target(clause: Clause, *, is_leaf: bool) -> bool:
    """Whether a clause sets somebody a task: numbered, or a section with text of its own and nothing below it."""
    if clause.kind in (ClauseKind.ITEM, ClauseKind.ROW, ClauseKind.BLOCK):
        return True
    return clause.kind in (ClauseKind.SECTION, ClauseKind.CHAPTER) and is_leaf and bool(clause.body)


def _tasks_by_place(plan: Plan) -> dict[tuple[str, ...], list[str]]:
    tasks: dict[tuple[str, ...], list[str]] = {}
    for task in plan.tasks:
        for place in (task.locator, *task.also_at):
            tasks.setdefault(locator_parts(place), []).append(task.id)
    return tasks


def _start_of(clause: Clause) -> str:
    return clause.title or " ".join(clause.text[:_CONTEXT].split()) + "…"


def _unaccounted(path: str, entry: ClauseEntry, quantity: Quantity, tasks: str) -> Finding:
    text = entry.clause.text
    before = text[max(0, quantity.start - _CONTEXT) : quantity.start]
    figure = text[quantity.start : quantity.end][: 4 * _CONTEXT]
    context = before + figure + text[quantity.end : quantity.end + _CONTEXT // 2]
    return finding(
        "trace-figure-unaccounted",
        TextPlace(path, quantity.line),
        figure=quantity.text,
        locator=entry.clause.locator,
        context=" ".join(context.split()),
        task=tasks,
    )


def plan_gaps(
    plan: Plan, index: ClauseIndex, found: Iterable[Occurrence], missing: Iterable[Claim]
) -> Iterator[Finding]:
    """In the plan file's order: what the document lacks or says otherwise, and empty tasks."""
    found = list(found)
    gaps = [*_missing_figures(plan, index, missing), *_missing_places(plan, index)]
    gaps += [*_deadlines(plan, found), *_base_years(plan, found)]
    gaps += [*misreadings(plan, found), *assignment_gaps(plan, index, found)]
    gaps += [
        finding("trace-task-without-target", TextPlace(plan.path, task.line), task=task.id, locator=task.locator)
        for task in plan.tasks
        if not task.targets
    ]
    yield from sorted(gaps, key=_line_of)


def _line_of(gap: Finding) -> int:
    return (gap.place.line or 0) if isinstance(gap.place, TextPlace) else 0


def _missing_figures(plan: Plan, index: ClauseIndex, missing: Iterable[Claim]) -> Iterator[Finding]:
    for claim in missing:
        place, target = TextPlace(plan.path, claim.line), claim.name if claim.kind else None
        if not index.at(claim.locator):
            if target is None:
                yield finding("trace-no-such-place", place, locator=claim.locator, what=claim.figure)
        elif not claim.figure:
            yield finding("trace-no-figure", place, target=target, what=claim.name, locator=claim.locator)
        else:
            yield finding(
                "trace-figure-missing",
                place,
                target=target,
                figure=claim.figure,
                locator=claim.locator,
                what=target or "not_a_target",
                times=claim.times if claim.times > 1 else "",
                elsewhere=_elsewhere(index, claim),
            )


def _elsewhere(index: ClauseIndex, claim: Claim) -> str:
    """Some of the other places that have the figure."""
    pattern, here = claim.pattern(), {id(entry) for entry in index.at(claim.locator)}
    places = (entry.clause.locator for entry in index.entries if id(entry) not in here and pattern.search(entry.text))
    return "、".join(islice(places, _MOST_ELSEWHERE))


def _missing_places(plan: Plan, index: ClauseIndex) -> Iterator[Finding]:
    for task in plan.tasks:
        for locator in (task.locator, *task.also_at):
            if not index.at(locator):
                yield finding("trace-no-such-place", TextPlace(plan.path, task.line), locator=locator, what=task.id)
        for target in task.targets:
            for locator in places_of(target):
                if locator not in (task.locator, *task.also_at) and not index.at(locator):
                    place = TextPlace(plan.path, target.line)
                    yield finding("trace-no-such-place", place, target=target.id, locator=locator, what=target.id)


def _base_years(plan: Plan, found: Iterable[Occurrence]) -> Iterator[Finding]:
    """Base years that the words before the figure contradict."""
    for occurrence in found:
        stated = [q.base for q in occurrence.quantities() if q.base is not None]
        if occurrence.claim.base is not None and stated and stated[0] != occurrence.claim.base:
            yield finding(
                "trace-base-differs",
                TextPlace(plan.path, occurrence.claim.line),
                target=occurrence.claim.name,
                what=occurrence.claim.name,
                base=occurrence.claim.base,
                clause=stated[0],
                figure=occurrence.claim.figure,
                locator=occurrence.entry.clause.locator,
            )


def _deadlines(plan: Plan, found: Iterable[Occurrence]) -> Iterator[Finding]:
    """Deadlines that the sentence around the figure contradicts; a sentence without one contradicts nothing."""
    for occurrence in found:
        by = occurrence.claim.by
        set_by_clause = [q.deadline for q in occurrence.quantities() if q.deadline and not q.kind.is_calendar]
        if by and set_by_clause and not set_by_clause[0].allows(by):
            yield finding(
                "trace-deadline-differs",
                TextPlace(plan.path, occurrence.claim.line),
                target=occurrence.claim.name,
                what=occurrence.claim.name,
                by=by.isoformat(),
                clause=set_by_clause[0].day.isoformat(),
                figure=occurrence.claim.figure,
                locator=occurrence.entry.clause.locator,
            )
