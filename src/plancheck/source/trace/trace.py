"""A plan and its document -> a trace: every figure of either is found in the other, or is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from plancheck.findings import Finding
from plancheck.plan.model import Plan
from plancheck.source.document.clauses import read_clauses
from plancheck.source.document.document import Document
from plancheck.source.quantities.quantities import IgnoredDigits, Quantity
from plancheck.source.trace.claims import Basis, claims_of
from plancheck.source.trace.clause_index import ClauseIndex, index_clauses, match_claims
from plancheck.source.trace.days import account_for_days
from plancheck.source.trace.gaps import document_gaps, plan_gaps


@dataclass(frozen=True, slots=True)
class Match:
    """A quantity of the document and what accounts for it: a target's id, a reason, a fact of the plan's head."""

    quantity: Quantity
    locator: str
    basis: Basis
    name: str


@dataclass(frozen=True, slots=True)
class Trace:
    """How far a plan and its document say the same. `gaps` are findings, those of the document first.

    `total` is how many quantities the document has; `ignored` are digits that are none.
    """

    plan: str
    document: str
    matches: tuple[Match, ...]
    gaps: tuple[Finding, ...]
    total: int
    ignored: tuple[IgnoredDigits, ...]

    @property
    def accounted(self) -> int:
        """How many of the document's quantities are accounted for."""
        return len(self.matches)

    @property
    def share(self) -> Fraction | None:
        """The share of the quantities that is accounted for; None where the document has none."""
        return Fraction(self.accounted, self.total) if self.total else None

    def count(self, basis: Basis) -> int:
        return sum(match.basis is basis for match in self.matches)


def trace(plan: Plan, document: Document) -> Trace:
    """Hold a plan against its document, figure by figure, both ways."""
    index = index_clauses(read_clauses(document))
    found, missing = match_claims(index, claims_of(plan))
    account_for_days(plan, index.entries)
    gaps = [*document_gaps(plan, document.path, index), *plan_gaps(plan, index, found, missing)]
    total = sum(len(entry.reading.quantities) for entry in index.entries)
    ignored = tuple(digits for entry in index.entries for digits in entry.reading.ignored)
    return Trace(
        plan=plan.id,
        document=document.path,
        matches=tuple(_matches(index)),
        gaps=tuple(gaps),
        total=total,
        ignored=ignored,
    )


def _matches(index: ClauseIndex) -> list[Match]:
    return [
        Match(
            quantity=entry.reading.quantities[number],
            locator=entry.clause.locator,
            basis=account.basis,
            name=account.name,
        )
        for entry in index.entries
        for number, account in sorted(entry.accounts.items())
    ]
