"""A plan against what was reported: silence, strangers, contradictions. Plan and `Reports` in, findings out; pure.

Each check is a small function from a `Scope` to findings, with its rule in `rules/catalogue/coverage.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plancheck.coverage.complete import missing_bases, missing_references, missing_values, silent_departments
from plancheck.coverage.consistent import other_baselines, restated_values, shares_above_wholes, two_values
from plancheck.coverage.evidence import done_without_evidence, missing_evidence
from plancheck.coverage.periods import odd_periods, values_before_start
from plancheck.coverage.plausible import falls, future_periods, outside_limits, unsaid_rises
from plancheck.coverage.repeats import empty_workbooks, same_as_last_year
from plancheck.coverage.scope import Scope
from plancheck.coverage.units import above_hundred, unit_jumps
from plancheck.findings import Finding

CHECKS: tuple[Callable[[Scope], Iterator[Finding]], ...] = (
    silent_departments,
    empty_workbooks,
    missing_values,
    missing_bases,
    missing_references,
    odd_periods,
    values_before_start,
    two_values,
    restated_values,
    other_baselines,
    shares_above_wholes,
    falls,
    outside_limits,
    unsaid_rises,
    above_hundred,
    unit_jumps,
    future_periods,
    same_as_last_year,
    missing_evidence,
    done_without_evidence,
)


def cover(scope: Scope) -> list[Finding]:
    """Every fault that only plan and reports together show."""
    return [finding for check in CHECKS for finding in check(scope)]
