"""The verdict of a target: in, the target, what was reported, the as-of date; out, a `Verdict` with all its rows.

The row that is live decides: the first that has opened and is neither closed nor overtaken by later values. Until it has
a value of its own, the closed row before it speaks on: a miss is not forgotten on 1 January. When every year of a yearly
target has closed, its worst year decides, for a year that fell short is missed for ever; when every checkpoint has, the
last one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plancheck.observations import Observation, Remark
from plancheck.plan.amendments.versions import target_in_force
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate, Wording
from plancheck.scoring.judging.states import judge_states
from plancheck.scoring.marks import Reason, RowVerdict, Status, Verdict, gravity
from plancheck.scoring.numeric import judge_rows
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.rows import Row
from plancheck.scoring.series import YEARLY
from plancheck.scoring.settings import Settings
from plancheck.scoring.upheld import NOTHING_UPHELD, UpheldTarget, speaking_as_published, uphold_row


def judge(
    target: Target,
    observations: Sequence[Observation],
    remarks: Sequence[Remark],
    as_of: date,
    settings: Settings,
    plan_end: date,
    *,
    upheld: UpheldTarget = NOTHING_UPHELD,
    left_out: Sequence[Observation] = (),
) -> Verdict:
    """Judge a target by what was reported up to the as-of date; what comes after it is not looked at.

    The target is the one in force on that date; rows that closed under an earlier version keep what they asked for.
    `left_out` are values that no verdict rests on: a due period that has only such a one has none, at once. Departments
    that each report a part of their own are judged each for itself, and the worst counts. `upheld` is what
    stays as it was published under another edition of the method.
    """
    target = target_in_force(target, as_of)
    own = [one for one in observations if one.target == target.id and one.period_end <= as_of]
    departments = target.reported_by if _is_apart(target) else ("",)
    unsound = [one for one in left_out if one.target == target.id and not one.is_baseline]
    parts = [_judge_part(target, own, remarks, as_of, settings, plan_end, key, upheld, unsound) for key in departments]
    worst = min(parts, key=gravity)
    rows = tuple(row for part in parts for row in part.rows) if len(parts) > 1 else worst.rows
    if upheld is not NOTHING_UPHELD:
        worst = replace(worst, row=speaking_as_published(worst.row, rows, upheld, as_of))
    if len(parts) == 1:
        return worst
    last = max(parts, key=_latest_day)
    return replace(
        worst,
        rows=rows,
        latest=last.latest,
        latest_value=last.latest_value,
        missed_rows=_count_missed(rows),
        silent_rows=_count_silent(rows, as_of),
        parts=tuple(parts),
    )


def _latest_day(verdict: Verdict) -> date:
    return verdict.latest.period_end if verdict.latest is not None else date.min


def _is_apart(target: Target) -> bool:
    if len(target.reported_by) < 2:
        return False
    return not target.kind.is_numeric or target.aggregate is Aggregate.SINGLE


def _judge_part(
    target: Target,
    own: Sequence[Observation],
    remarks: Sequence[Remark],
    as_of: date,
    settings: Settings,
    plan_end: date,
    department: str,
    upheld: UpheldTarget,
    unsound: Sequence[Observation],
) -> Verdict:
    left_out = [one.period_end for one in unsound if department in ("", one.department)]
    if department:
        own = [one for one in own if one.department == department]
    if target.kind.is_numeric:
        judged, points = judge_rows(target, own, as_of, settings, plan_end, left_out)
        latest = points[-1].observation if points else None
        value = as_decimal(points[-1].value) if points else None
    else:
        judged = judge_states(target, own, remarks, as_of, settings, plan_end, left_out)
        latest, value = judged[-1][1].latest, None
    if department:
        judged = [(row, replace(verdict, department=department)) for row, verdict in judged]
    if upheld is not NOTHING_UPHELD:
        judged = [(row, uphold_row(verdict, upheld, as_of)) for row, verdict in judged]
    closed = [verdict for _, verdict in judged if verdict.closed] if target.kind in YEARLY else None
    rows = tuple(verdict for _, verdict in judged)
    return Verdict(
        target=target.id,
        row=_deciding(target, judged, latest, as_of),
        rows=rows,
        missed_rows=_count_missed(rows),
        silent_rows=_count_silent(rows, as_of),
        latest=latest,
        met_years=None if closed is None else sum(verdict.status is Status.ON_TRACK for verdict in closed),
        closed_years=None if closed is None else len(closed),
        strive=target.wording is Wording.STRIVE,
        latest_value=value,
    )


def _deciding(
    target: Target, judged: Sequence[tuple[Row, RowVerdict]], latest: Observation | None, as_of: date
) -> RowVerdict:
    opened = [(row, verdict) for row, verdict in judged if row.opens <= as_of]
    if not opened:
        return judged[0][1]
    live = next((number for number, pair in enumerate(opened) if not _is_over(*pair, latest)), None)
    if live is not None:
        return _speaking(opened, live, latest)
    if len(opened) == len(judged) and target.kind in YEARLY:
        return min((verdict for _, verdict in reversed(judged)), key=gravity)
    return opened[-1][1]


def _is_over(row: Row, verdict: RowVerdict, latest: Observation | None) -> bool:
    """Whether a row is decided, or values of a later time than its own have come, though it never closed."""
    return row.replaced or verdict.closed or (latest is not None and latest.period_end > row.due)


def _speaking(opened: Sequence[tuple[Row, RowVerdict]], live: int, latest: Observation | None) -> RowVerdict:
    """The live row; but until it has a value of its own the closed row before it, which a new year does not undo.

    A miss speaks on whatever the new row lacks; what was met, until the new row is silent. A final date that an
    amendment has moved does not: the same values speak for the new one.
    """
    verdict = opened[live][1]
    if live == 0:
        return verdict
    row, before = opened[live - 1]
    if row.replaced or not before.closed or (latest is not None and latest.period_end > row.due):
        return verdict
    return before if before.status is Status.MISSED or verdict.reason is not Reason.NO_DATA else verdict


def _count_missed(verdicts: Sequence[RowVerdict]) -> int:
    return sum(verdict.status is Status.MISSED for verdict in verdicts)


def _count_silent(verdicts: Sequence[RowVerdict], as_of: date) -> int:
    """Rows whose date has passed without the value that would have closed them."""
    return sum(
        verdict.reason is Reason.NO_DATA and verdict.by is not None and verdict.by <= as_of for verdict in verdicts
    )
