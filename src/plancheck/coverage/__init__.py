"""A plan against what was reported: silence, strangers, contradictions. Plan and `Reports` in, findings out; pure.

Each check is a small function from a `Scope` to findings, with its rule in `rules/catalogue/coverage.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plancheck.coverage.complete import missing_bases, missing_references, missing_values, silent_departments
from plancheck.coverage.consistent import other_baselines, restated_values, shares_above_wholes
from plancheck.coverage.evidence import done_without_evidence, missing_evidence
from plancheck.coverage.odd_sizes import odd_sizes
from plancheck.coverage.periods import values_before_start
from plancheck.coverage.plausible import unsaid_rises
from plancheck.coverage.reasons import empty_reasons, reasons_ahead, reasons_for_several
from plancheck.coverage.repeats import empty_workbooks, same_as_last_year
from plancheck.coverage.reversals import rising_remainders, undone_states
from plancheck.coverage.scope import Scope
from plancheck.coverage.units import above_hundred, unit_jumps
from plancheck.coverage.unsound import find_unsound, findings_of
from plancheck.findings import Finding

#: What is put to everything that was reported.
CHECKS: tuple[Callable[[Scope], Iterator[Finding]], ...] = (
    silent_departments,
    empty_workbooks,
    missing_values,
    empty_reasons,
    reasons_for_several,
    reasons_ahead,
    missing_references,
    values_before_start,
    restated_values,
    other_baselines,
    unsaid_rises,
    same_as_last_year,
    missing_evidence,
    done_without_evidence,
    undone_states,
)
#: What is put to the values that can be relied on: one that is left out decides nothing else.
SOUND_CHECKS: tuple[Callable[[Scope], Iterator[Finding]], ...] = (
    missing_bases,
    shares_above_wholes,
    above_hundred,
    unit_jumps,
    odd_sizes,
    rising_remainders,
)


def cover(scope: Scope) -> list[Finding]:
    """Every fault that only plan and reports together show."""
    unsound = find_unsound(scope)
    sound = scope.without(unsound)
    found = [finding for check in CHECKS for finding in check(scope)]
    return [*found, *findings_of(unsound), *(finding for check in SOUND_CHECKS for finding in check(sound))]
