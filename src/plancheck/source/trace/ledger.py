"""A document's clauses opened for counting: which quantity is accounted for, and by what.

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
class Page:
    """One clause with its quantities, and what accounts for each so far. `taken` are the spans that claims used."""

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
        self.taken.append((start, end))
        for number in self.overlapping(start, end):
            self.accounts.setdefault(number, account)


@dataclass(frozen=True, slots=True)
class Found:
    """A claim at the place that it was given."""

    claim: Claim
    page: Page
    start: int
    end: int

    def quantities(self) -> list[Quantity]:
        return [self.page.reading.quantities[number] for number in self.page.overlapping(self.start, self.end)]


@dataclass(slots=True)
class Ledger:
    """All pages of a document, found by locator."""

    pages: list[Page]
    below: dict[tuple[str, ...], list[Page]]

    def at(self, locator: str) -> list[Page]:
        """The pages that a locator covers, its own first."""
        parts = locator_parts(locator)
        return sorted(self.below.get(parts, []), key=lambda page: locator_parts(page.clause.locator) != parts)


def open_ledger(clauses: Iterable[Clause]) -> Ledger:
    """Read every clause's quantities."""
    pages = [_open_page(clause) for clause in clauses]
    below: dict[tuple[str, ...], list[Page]] = defaultdict(list)
    for page in pages:
        for above in places_above(page.clause.locator):
            below[above].append(page)
    return Ledger(pages, dict(below))


def _open_page(clause: Clause) -> Page:
    reading = read_quantities(clause)
    longest = max((q.end - q.start for q in reading.quantities), default=0)
    return Page(clause, reading, comparable(clause.text), [q.start for q in reading.quantities], longest)


def match_claims(ledger: Ledger, claims: Iterable[Claim]) -> tuple[list[Found], list[Claim]]:
    """Give each claim its occurrences; the second list are the claims that found too few.

    The claim with the fewest places to go chooses first, the longer figure before the shorter.
    """
    open_claims = [(claim, list(_occurrences(ledger, claim))) for claim in claims]
    open_claims.sort(key=lambda entry: (len(entry[1]), -len(entry[0].figure), entry[0].basis is not Basis.TARGET))
    found: list[Found] = []
    missing: list[Claim] = []
    for claim, occurrences in open_claims:
        free = [one for one in occurrences if one.page.is_free(one.start, one.end)]
        chosen = _first_apart(free, claim.times)
        for one in chosen:
            one.page.take(one.start, one.end, Account(claim.basis, claim.name))
        found.extend(chosen)
        if len(chosen) < claim.times and not claim.optional:
            missing.append(claim)
    return found, missing


def _first_apart(free: list[Found], times: int) -> list[Found]:
    chosen: list[Found] = []
    for one in free:
        if len(chosen) == times:
            break
        if not any(one.page is other.page and one.start < other.end and other.start < one.end for other in chosen):
            chosen.append(one)
    return chosen


def _occurrences(ledger: Ledger, claim: Claim) -> Iterator[Found]:
    if not claim.figure:
        yield from _phrases_for(ledger, claim)
        return
    pattern = claim.pattern()
    for page in ledger.at(claim.locator):
        for match in pattern.finditer(page.text):
            yield Found(claim, page, match.start(), match.end())


def _phrases_for(ledger: Ledger, claim: Claim) -> Iterator[Found]:
    """A target without a figure may stand for any set phrase of its kind, or any figure of its value."""
    wanted = _WORDS_FOR.get(claim.kind) if claim.kind else None
    for page in ledger.at(claim.locator):
        for quantity in page.reading.quantities:
            if quantity.kind is wanted or (
                wanted is None and quantity.value is not None and quantity.value == claim.value
            ):
                yield Found(claim, page, quantity.start, quantity.end)
