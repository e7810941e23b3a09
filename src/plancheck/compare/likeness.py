"""Which of several targets of one indicator belongs beside another: the same sort of value first, then the same date."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.compare.amounts import same_family
from plancheck.compare.model import ComparedTarget


def likeness(entry: ComparedTarget, other: ComparedTarget) -> tuple[bool, bool, bool]:
    """Larger is more alike."""
    target, another = entry.target, other.target
    return same_family(target, another), target.kind is another.kind, target.by == another.by


def best_match(entry: ComparedTarget, candidates: Iterable[ComparedTarget]) -> ComparedTarget | None:
    """The candidate most like an entry, the first of equals."""
    return max(candidates, key=lambda candidate: likeness(entry, candidate), default=None)
