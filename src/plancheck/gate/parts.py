"""A target as its departments answer for it: in, an assessment and a year; out, the rows of the year and those that go on.

Departments that are judged apart (each its own part of an action) answer each for itself; all others together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancheck.assessment.assess import Assessment
from plancheck.plan.model import Target
from plancheck.scoring.marks import RowVerdict, Verdict, gravity


@dataclass(frozen=True, slots=True)
class TargetPart:
    """What of a target one department, or several together, answer for in a year.

    `due` are the rows due in the year, `live` the row that goes on beyond them, None where nothing does.
    """

    target: Target
    departments: tuple[str, ...]
    due: tuple[RowVerdict, ...]
    live: RowVerdict | None

    @property
    def worst(self) -> RowVerdict | None:
        """The gravest of the rows that a year looks at."""
        return min([*self.due, *([self.live] if self.live else [])], key=gravity, default=None)


def parts_of(assessment: Assessment, target: Target, year: int) -> Iterator[TargetPart]:
    """The parts of a target that a year looks at; none where the target ended before it."""
    verdict = assessment.verdict(target)
    for department in dict.fromkeys(row.department for row in verdict.rows):
        rows = [row for row in verdict.rows if row.department == department]
        due = tuple(row for row in rows if row.by is not None and row.by.year == year)
        live = _live(verdict, rows)
        going_on = live is not None and live not in due and (live.by is None or live.by.year > year)
        if due or going_on:
            yield TargetPart(
                target, (department,) if department else target.reported_by, due, live if going_on else None
            )


def _live(verdict: Verdict, rows: Sequence[RowVerdict]) -> RowVerdict | None:
    """The row that decides; of a part that does not decide, the first that is open."""
    if verdict.row in rows:
        return verdict.row
    return next((row for row in rows if not row.closed), None)
