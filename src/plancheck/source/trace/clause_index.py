"""A document's clauses by locator, each with its quantities: which is accounted for, and by what.

`match_claims` gives every claim of a plan one occurrence of its figure, and no occurrence to two claims.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plancheck.plan.vocabulary import Kind as TargetKind
from plancheck.source.document.clauses import Clause
from plancheck.source.document.folding import comparable
from plancheck.source.document.locators import locator_parts, places_above
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import ClauseReading, Quantity, read_quantities
from plancheck.source.trace.claims import Basis, Claim

_WORDS_FOR = {
    TargetKind.PHASE_OUT: QuantityKind.COMPLETE,
    TargetKind.DIRECTION: QuantityKind.DIRECTION,
    TargetKind.COMPARE: QuantityKind.COMPARISON,
    TargetKind.MILESTONE: QuantityKind.MILESTONE,
}


@dataclass(frozen=True, slots=True)
class Account:
    """What accounts for a quantity: a target's id, the reason why it is none, a fact of the plan's head."""

    basis: Basis
    name: str


@dataclass(slots=True)
class ClauseEntry:
    """One clause with its quantities, and what accounts for each so far (by its number in the reading).

    `text` is the clause's text made comparable. `starts` are where the quantities begin, `longest` is the length of the
    longest: enough to find those near a place. `taken` are the spans that claims used.
    """

    clause: Clause
    reading: ClauseReading
    text: str
    starts: list[int]
    longest: int
    accounts: dict[int, Account] = field(default_factory=dict)
    taken: list[tuple[int, int]] = field(default_factory=list)

    def overlapping(self, start: int, end: int) -> list[int]:
        """The quantities that a figure here names: its numbers and the set phrases in it, or the phrase around it."""
        quantities = self.reading.quantities
        first = bisect_left(self.starts, start - self.longest)
        near = range(first, bisect_left(self.starts, end))
        touched = [n for n in near if start < quantities[n].end]
        numbers = [n for n in touched if not quantities[n].kind.in_words]
        inside = [n for n in touched if start <= quantities[n].start and quantities[n].end <= end]
        return sorted({*numbers, *inside}) if numbers or inside else touched

    def is_free(self, start: int, end: int) -> bool:
        """Whether no claim has used this place or the figures in it. A year may be named by several."""
        if any(begin < end and start < stop for begin, stop in self.taken):
            return False
        quantities = self.reading.quantities
        return all(n not in self.accounts for n in self.overlapping(start, end) if not quantities[n].kind.is_calendar)

    def take(self, start: int, end: int, account: Account) -> None:
        """Use a place for a claim: the quantities there are accounted for, unless they were before."""
        self.taken.append((start, end))
        for number in self.overlapping(start, end):
            self.accounts.setdefault(number, account)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A claim at a place where its figure stands."""

    claim: Claim
    entry: ClauseEntry
    start: int
    end: int

    @property
    def is_free(self) -> bool:
        """Whether no claim has used this place."""
        return self.entry.is_free(self.start, self.end)

    def overlaps(self, other: Occurrence) -> bool:
        return self.entry is other.entry and self.start < other.end and other.start < self.end

    def quantities(self) -> list[Quantity]:
        """The quantities that the figure names."""
        return [self.entry.reading.quantities[number] for number in self.entry.overlapping(self.start, self.end)]


@dataclass(slots=True)
class ClauseIndex:
    """All entries of a document; `below` has those of a place and of all places below it, by the parts of its locator."""

    entries: list[ClauseEntry]
    below: dict[tuple[str, ...], list[ClauseEntry]]

    def at(self, locator: str) -> list[ClauseEntry]:
        """The entries that a locator covers, its own first."""
        parts = locator_parts(locator)
        return sorted(self.below.get(parts, []), key=lambda entry: locator_parts(entry.clause.locator) != parts)


def index_clauses(clauses: Iterable[Clause]) -> ClauseIndex:
    """Read every clause's quantities."""
    entries = [_index_clause(clause) for clause in clauses]
    below: dict[tuple[str, ...], list[ClauseEntry]] = defaultdict(list)
    for entry in entries:
        for above in places_above(entry.clause.locator):
            below[above].append(entry)
    return ClauseIndex(entries, dict(below))


def _index_clause(clause: Clause) -> ClauseEntry:
    reading = read_quantities(clause)
    longest = max((q.end - q.start for q in reading.quantities), default=0)
    return ClauseEntry(
        clause=clause,
        reading=reading,
        text=comparable(clause.text),
        starts=[q.start for q in reading.quantities],
        longest=longest,
    )


def match_claims(index: ClauseIndex, claims: Iterable[Claim]) -> tuple[list[Occurrence], list[Claim]]:
    """Give each claim its occurrences; the second list are the claims that found too few.

    The claim with the fewest places to go chooses first, the longer figure before the shorter.
    """
    candidates = [(claim, list(_occurrences(index, claim))) for claim in claims]
    candidates.sort(key=lambda pair: _rank(*pair))
    found: list[Occurrence] = []
    missing: list[Claim] = []
    for claim, occurrences in candidates:
        free = [occurrence for occurrence in occurrences if occurrence.is_free]
        chosen = _first_apart(free, claim.times)
        for occurrence in chosen:
            occurrence.entry.take(occurrence.start, occurrence.end, Account(claim.basis, claim.name))
        found.extend(chosen)
        if len(chosen) < claim.times and not claim.optional:
            missing.append(claim)
    return found, missing


def _rank(claim: Claim, occurrences: list[Occurrence]) -> tuple[int, int, bool]:
    """Which claim chooses first: the lowest rank."""
    return len(occurrences), -len(claim.figure), claim.basis is not Basis.TARGET


def _first_apart(free: list[Occurrence], times: int) -> list[Occurrence]:
    """The first occurrences that do not overlap, at most so many."""
    chosen: list[Occurrence] = []
    for occurrence in free:
        if len(chosen) == times:
            break
        if not any(occurrence.overlaps(other) for other in chosen):
            chosen.append(occurrence)
    return chosen


def _occurrences(index: ClauseIndex, claim: Claim) -> Iterator[Occurrence]:
    if not claim.figure:
        yield from _phrases_for(index, claim)
        return
    pattern = claim.pattern()
    for entry in index.at(claim.locator):
        for match in pattern.finditer(entry.text):
            yield Occurrence(claim, entry, match.start(), match.end())


def _phrases_for(index: ClauseIndex, claim: Claim) -> Iterator[Occurrence]:
    """A target without a figure may stand for any set phrase of its kind, or any figure of its value."""
    wanted = _WORDS_FOR.get(claim.kind) if claim.kind else None
    for entry in index.at(claim.locator):
        for quantity in entry.reading.quantities:
            is_its_value = claim.size in quantity.ends
            if quantity.kind is wanted or (wanted is None and is_its_value):
                yield Occurrence(claim, entry, quantity.start, quantity.end)
