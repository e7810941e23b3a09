"""What a workbook was issued with, against the plan as it is now: rows in, a finding for each that means something else."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.findings import Finding, finding
from plancheck.plan.amendments.versions import versions
from plancheck.plan.model import Plan, Target
from plancheck.text.numbers import plain
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.answers.written_values import tidy
from plancheck.workbook.layout import (
    CODE_BASELINE_KNOWN,
    CODE_DIRECTION,
    CODE_TARGET,
    CODE_UNIT,
    WITHOUT_FALLS,
    fingerprint,
)

_LONGEST_SHOWN = 40


def edited_rows(plan: Plan, progress: Progress) -> Iterator[Finding]:
    """Targets that were edited after the workbook was issued."""
    for target_id, known in progress.fingerprints.items():
        target = plan.target(target_id)
        row = progress.rows.get(target_id)
        if target is not None and row is not None and known not in _fingerprints(target):
            yield finding("edited-target", row.cell(CODE_TARGET), target=target_id)


def rows_without_direction(plan: Plan, progress: Progress) -> Iterator[Finding]:
    """Falls that were issued with the word 下降 beside them and have lost it: their numbers could be read both ways.

    A workbook of version 1 never had it: the first edition asked for a fall with its sign, -13.5.
    """
    if progress.version == WITHOUT_FALLS:
        return
    for target_id, row in progress.rows.items():
        target = plan.target(target_id)
        if target is None or row.falls or row.doubtful or not target.is_reported_as_fall:
            continue
        # One that was no fall when it was issued has its numbers with their sign.
        if progress.fingerprints.get(target_id) in _fingerprints(target):
            yield finding("direction-gone", row.cell(CODE_DIRECTION), target=target_id)


def altered_marks(plan: Plan, progress: Progress) -> Iterator[Finding]:
    """Rows whose hidden marks say another unit or base value than a target with their own fingerprint can have.

    Whoever edits a cell and its mark alike is found by the plan: the fingerprint fixes both. Words are not compared, for
    another edition or language may word a target otherwise.
    """
    for target_id, kept in progress.identity.issued.items():
        target, row = plan.target(target_id), progress.rows.get(target_id)
        known = progress.fingerprints.get(target_id)
        issued = next((one for one in versions(target) if fingerprint(one) == known), None) if target else None
        if issued is None or row is None:
            continue
        base = plain(issued.baseline.value) if issued.baseline else ""
        for code, expected in ((CODE_UNIT, issued.unit), (CODE_BASELINE_KNOWN, base)):
            found = kept.get(code, expected)
            if tidy(found) != tidy(expected):
                values = {"target": target_id, "found": found[:_LONGEST_SHOWN], "expected": expected}
                yield finding("altered-marks", row.cell(code), **values)


def _fingerprints(target: Target) -> frozenset[str]:
    """Of a target as a workbook may have been issued with it: before and after each of its amendments."""
    return frozenset(map(fingerprint, versions(target)))
