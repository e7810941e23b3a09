"""A plan against what was reported: silence, strangers, contradictions. Plan and `Reports` in, findings out; pure.

Each check is a small function from a `Scope` to findings, with its rule in `rules/catalogue/coverage.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plancheck.coverage.complete import missing_bases, missing_values, silent_departments
from plancheck.coverage.consistent import shares_above_wholes, two_values
from plancheck.coverage.plausible import falls, future_periods, outside_limits
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding

CHECKS: tuple[Callable[[Scope], Iterator[Finding]], ...] = (
    silent_departments,
    missing_values,
    missing_bases,
    two_values,
    shares_above_wholes,
    falls,
    outside_limits,
    future_periods,
)


def cover(scope: Scope) -> list[Finding]:
    """Every fault that only plan and reports together show."""
    return [finding for check in CHECKS for finding in check(scope)]
