"""What changed between two days: in, an assessment and an earlier one of the same plan; out, a change for each target.

Pure comparison: by the order of verdicts that roll-ups use (missed, red, no data, yellow, on track, not due). Falling
silent is worse than whatever was before; what is reported after a silence is held against the last verdict before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plancheck.assessment.assess import Assessment, assess
from plancheck.scoring.marks import Reason, RowVerdict, Status, Verdict, gravity


class Movement(StrEnum):
    """What became of a verdict; `docs/json.md` has the same words."""

    NEWLY_MISSED = "newly-missed"
    WORSE = "worse"
    NEWLY_DUE = "newly-due"
    BETTER = "better"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One target then and now. `missed_on` are the dates of rows that have been missed since."""

    target: str
    change: Movement
    before: Verdict
    after: Verdict
    missed_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Every target's change since a day, in the plan's order."""

    since: date
    by_target: Mapping[str, TargetChange] = field(default_factory=dict)

    def listed(self) -> list[TargetChange]:
        """What did change, the gravest first."""
        changed = [one for one in self.by_target.values() if one.change is not Movement.SAME]
        return sorted(changed, key=lambda one: list(Movement).index(one.change))

    def counts(self) -> dict[Movement, int]:
        return {change: sum(one.change is change for one in self.by_target.values()) for change in Movement}


def look_back(assessment: Assessment, day: date) -> Assessment:
    """The same plan and thresholds on an earlier day, by what had been reported by then; nothing supposed."""
    return assess(assessment.plan, assessment.reports, day, assessment.settings, upheld=assessment.upheld)


def compare_assessments(before: Assessment, after: Assessment) -> Changes:
    """The change of every target of the later assessment."""
    changes = {
        target: compare_verdicts(before.verdicts[target], verdict)
        for target, verdict in after.verdicts.items()
        if target in before.verdicts
    }
    return Changes(before.as_of, changes)


def compare_verdicts(before: Verdict, after: Verdict) -> TargetChange:
    """A row missed since outweighs the rest: a yearly quota may be missed for its last year and on track in this one."""
    missed = _missed(after) - _missed(before)
    days = tuple(sorted({day for day, _ in missed if day is not None}))
    return TargetChange(
        target=after.target,
        change=_change(before, after, newly_missed=bool(missed)),
        before=before,
        after=after,
        missed_on=days,
    )


def _change(before: Verdict, after: Verdict, *, newly_missed: bool) -> Movement:
    if newly_missed or (after.status is Status.MISSED and before.status is not Status.MISSED):
        return Movement.NEWLY_MISSED
    if before.reason is Reason.NOT_DUE and after.reason is not Reason.NOT_DUE:
        # What is done ahead of its time was not due, and is good news.
        return Movement.BETTER if after.reason in (Reason.MET, Reason.DONE) else Movement.NEWLY_DUE
    if after.reason is Reason.NO_DATA:
        # Silence is never an improvement, not even on a red lamp.
        return Movement.SAME if before.reason is Reason.NO_DATA else Movement.WORSE
    was, now = gravity(before.row.frozen or before), gravity(after)
    if was == now or (after.reason is Reason.NOT_DUE and before.status is Status.ON_TRACK):
        return Movement.SAME
    return Movement.WORSE if now < was else Movement.BETTER


def _missed(verdict: Verdict) -> set[tuple[date | None, str]]:
    return {_key(row) for row in verdict.rows if row.status is Status.MISSED}


def _key(row: RowVerdict) -> tuple[date | None, str]:
    return row.by, row.department
