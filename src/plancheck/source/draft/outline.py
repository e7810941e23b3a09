"""A document -> what a first plan would hold: head, sections, tasks, guessed targets, figures that seem to be none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from plancheck.source.document.clauses import Clause, ClauseKind, read_clauses
from plancheck.source.document.document import Document
from plancheck.source.document.folding import comparable, fold
from plancheck.source.document.locators import locator_parts, places_above
from plancheck.source.document.markers import SECTION, number
from plancheck.source.document.responsibilities import responsible
from plancheck.source.draft.guesses import Guess, distinct_figure, guess_target
from plancheck.source.quantities.deadlines import Role
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import ClauseReading, Quantity, read_quantities
from plancheck.source.trace.gaps import asks_for_target, guiding_chapters

_TITLE = re.compile(r"关于印发(.{4,60}?(?:方案|计划|意见|办法|措施|规划|台账|清单)(?:\([^)]*\))?)的通知")
_PLAIN_TITLE = re.compile(r"^(.{4,60}(?:方案|计划|意见|办法|措施|规划|台账|清单)(?:\([^)]*\))?)$")
_ISSUER = re.compile(r"^(.{2,20}?(?:人民政府办公[室厅]|人民政府|委员会))")
_NO_YEAR = 2000  # a document without any year: the head of the draft says that dates are to be checked
_SAFEGUARD = re.compile("保障|工作要求|组织实施|工作机制")
_WIDE = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A chapter, section or block of the document that becomes a section of the plan."""

    locator: str
    title: str


@dataclass(slots=True)
class DraftTask:
    """A task and its guessed targets, each with the other places that repeat it."""

    id: str
    locator: str
    title: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    also_at: tuple[str, ...] = ()
    guesses: list[tuple[Guess, tuple[str, ...]]] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The parts of a plan file, in its order.

    `departments` are each department's names, `not_targets` figures that seem to be none: figure, locator, how often.
    """

    title: str
    issuer: str
    number: str
    issued: date | None
    implements: tuple[str, ...]
    start: date
    end: date
    sections: list[DraftSection] = field(default_factory=list)
    tasks: list[DraftTask] = field(default_factory=list)
    departments: tuple[tuple[str, ...], ...] = ()
    not_targets: list[tuple[str, str, int]] = field(default_factory=list)


ReadClauses = list[tuple[Clause, ClauseReading]]


def outline(document: Document) -> Outline:
    """Read a document into the parts of a plan."""
    read: ReadClauses = [(clause, read_quantities(clause)) for clause in read_clauses(document)]
    plan = _head(read)
    repeated = _repeated(read)
    rows = {row.locator for found in repeated.values() for row in found}
    chapters = {locator_parts(c.locator): c.title for c, _ in read if c.kind is ClauseKind.CHAPTER}
    ids: Counter[str] = Counter()
    for clause, reading in _task_clauses(read):
        if clause.locator not in rows:
            identifier = _task_id(clause, chapters, ids)
            plan.tasks.append(_task(clause, reading, repeated.get(clause.locator, []), plan.end, identifier))
    plan.departments = _departments(name for task in plan.tasks for name in (*task.lead, *task.support))
    plan.not_targets = _left_over(plan, read)
    return plan


def _departments(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Each department with its other form: in a list of departments, 市 is often written before the first only."""
    forms = dict.fromkeys(names)
    return tuple((name, name[1:]) if name[1:] in forms else (name,) for name in forms if f"市{name}" not in forms)


def _head(read: ReadClauses) -> Outline:
    texts = [line for clause, _ in read if clause.kind is ClauseKind.PREAMBLE for line in clause.text.split("\n")]
    titles = [match for text in texts if (match := _TITLE.search(text) or _PLAIN_TITLE.search(text))]
    issuers = [match for text in texts if (match := _ISSUER.search(text))]
    numbers = [q.text for q in _head_quantities(read) if q.kind is QuantityKind.DOCUMENT_NUMBER]
    days = [q.day for q in _head_quantities(read) if q.day]
    years = [q.deadline.day.year for _, reading in read for q in reading.quantities if q.deadline]
    first = days[-1].year if days else min(years, default=_NO_YEAR)
    return Outline(
        title=titles[0][1].translate(_WIDE) if titles else "",
        issuer=issuers[0][1] if issuers else "",
        number=numbers[0] if numbers else "",
        issued=days[-1] if days else None,
        implements=tuple(dict.fromkeys(text for text in numbers[1:] if text != numbers[0])),
        start=date(min([first, *years]), 1, 1),
        end=date(max([first, *years]), 12, 31),
        sections=_sections(read),
    )


def _sections(read: ReadClauses) -> list[DraftSection]:
    """The chapters, sections and blocks of the body that have a heading."""
    return [
        DraftSection(clause.locator, clause.title)
        for clause, _ in read
        if clause.kind in (ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.BLOCK)
        and clause.title
        and not clause.locator.startswith("附")
    ]


def _head_quantities(read: ReadClauses) -> Iterator[Quantity]:
    for clause, reading in read:
        if clause.kind in (ClauseKind.PREAMBLE, ClauseKind.IMPRINT):
            yield from reading.quantities


def _repeated(read: ReadClauses) -> dict[str, list[Clause]]:
    """The annex rows that repeat a section of the body: the row's label is the section's number."""
    sections = {
        locator_parts(c.locator)[-1]: c.locator
        for c, _ in read
        if c.kind is ClauseKind.SECTION and c.locator[0] != "附"
    }
    rows: dict[str, list[Clause]] = {}
    section = ""
    for clause, _ in read:
        if clause.kind is ClauseKind.ROW and clause.locator.startswith("附"):
            label = SECTION.match(clause.text)
            section = sections.get(f"（{label[1]}）", "") if label else section
            if section:
                rows.setdefault(section, []).append(clause)
    return rows


def _task_clauses(read: ReadClauses) -> Iterator[tuple[Clause, ClauseReading]]:
    """The clauses that set a task, and those of the guiding chapter that hold a figure."""
    parents = Counter(locator_parts(clause.locator)[:-1] for clause, _ in read)
    guiding = guiding_chapters(clause for clause, _ in read)
    for clause, reading in read:
        parts = locator_parts(clause.locator)
        if any(parts[: len(above)] == above for above in guiding):
            if any(not q.kind.is_calendar for q in reading.quantities):
                yield clause, reading
        elif asks_for_target(clause, is_leaf=not parents[parts]):
            yield clause, reading


def _task_id(clause: Clause, chapters: dict[tuple[str, ...], str], taken: Counter[str]) -> str:
    """The document's own number where it is free; G for goals, S for safeguards."""
    last = locator_parts(clause.locator)[-1]
    chapter = next((chapters[place] for place in places_above(clause.locator) if place in chapters), "")
    if clause.kind in (ClauseKind.ITEM, ClauseKind.ROW):
        wanted = last
    elif clause.kind is ClauseKind.SECTION and "总体" not in chapter:
        wanted = ("S" if _SAFEGUARD.search(chapter) else "") + str(number(last.strip("（）")))
    else:
        wanted = "G"
    taken[wanted] += 1
    return wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"


def _task(clause: Clause, reading: ClauseReading, rows: list[Clause], end: date, identifier: str) -> DraftTask:
    lead, support = responsible(clause)
    also_at = tuple(row.locator for row in rows)
    task = DraftTask(
        id=identifier, locator=clause.locator, title=_short_title(clause), lead=lead, support=support, also_at=also_at
    )
    floor = 0
    for quantity in reading.quantities:
        if quantity.kind.is_calendar:
            continue
        figure = distinct_figure(clause.text, quantity, floor)
        guess = guess_target(clause, quantity, figure, end)
        if guess:
            places = tuple(row.locator for row in rows if comparable(figure) in comparable(row.text))
            task.guesses.append((guess, places))
        floor = quantity.end
    return task


def _short_title(clause: Clause) -> str:
    return clause.title or re.split(r"[，,。;；\n\t]", clause.text.strip())[0][:30] or clause.locator


def _left_over(plan: Outline, read: ReadClauses) -> list[tuple[str, str, int]]:
    """The figures that neither a guess nor the head accounts for, with how often each stands at its place."""
    head = {comparable(fold(text)) for text in (plan.number, *plan.implements)}
    named: dict[str, list[Guess]] = {}
    for task in plan.tasks:
        for guess, places in task.guesses:
            for place in (task.locator, *places):
                named.setdefault(place, []).append(guess)
    left: Counter[tuple[str, str]] = Counter()
    for clause, reading in read:
        guesses = named.get(clause.locator, [])
        for quantity in reading.quantities:
            if quantity.kind.is_calendar:
                held = _is_dated(quantity, guesses) or _is_head(plan, clause, quantity)
            else:
                held = comparable(quantity.text) in head or any(quantity.text in guess.figure for guess in guesses)
            if not held:
                left[(quantity.text, clause.locator)] += 1
    return [(figure, locator, times) for (figure, locator), times in left.items()]


def _is_dated(quantity: Quantity, guesses: Collection[Guess]) -> bool:
    """Whether guesses name the years that a quantity names."""
    if quantity.role is Role.LABEL or not quantity.years:
        return False
    years = {day.year for guess in guesses for day in (guess.by, guess.start) if day}
    bases = {guess.base for guess in guesses if guess.base}
    return (years | bases).issuperset(quantity.years)


def _is_head(plan: Outline, clause: Clause, quantity: Quantity) -> bool:
    in_head = clause.kind in (ClauseKind.PREAMBLE, ClauseKind.ANNEX, ClauseKind.IMPRINT)
    same_day = quantity.day is not None and quantity.day == plan.issued
    return in_head and (same_day or comparable(quantity.text) in comparable(fold(plan.title)))
