"""The verdict of a target: in, the target, what was reported, the as-of date; out, a `Verdict` with all its rows.

The row that is live decides: the first that has opened and is neither closed nor overtaken by later values. When every
year of a yearly target has closed, its worst year decides, for a year that fell short is missed for ever; when every
checkpoint has, the last one does. Where something must be kept up, a year that held is no end: the next one speaks at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plancheck.observations import Observation, Remark
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate, Kind, Wording
from plancheck.scoring.marks import RowVerdict, Status, Verdict, gravity
from plancheck.scoring.numeric import judge_rows
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.rows import Row
from plancheck.scoring.series import YEARLY
from plancheck.scoring.settings import Settings
from plancheck.scoring.states import judge_state


def judge(
    target: Target,
    observations: Sequence[Observation],
    remarks: Sequence[Remark],
    as_of: date,
    settings: Settings,
    plan_end: date,
) -> Verdict:
    """Judge a target by what was reported up to the as-of date; what comes after it is not looked at.

    Departments that each report a part of their own are judged each for itself, and the worst counts.
    """
    own = [one for one in observations if one.target == target.id and one.period_end <= as_of]
    departments = target.reported_by if _is_apart(target) else ("",)
    parts = [_judge_part(target, own, remarks, as_of, settings, plan_end, key) for key in departments]
    worst = min(parts, key=gravity)
    if len(parts) == 1:
        return worst
    rows = tuple(row for part in parts for row in part.rows)
    last = max(parts, key=_latest_day)
    return replace(worst, rows=rows, latest=last.latest, latest_value=last.latest_value, parts=tuple(parts))


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
) -> Verdict:
    if department:
        own = [one for one in own if one.department == department]
    if target.kind.is_numeric:
        judged, points = judge_rows(target, own, as_of, settings, plan_end)
        latest = points[-1].observation if points else None
        value = as_decimal(points[-1].value) if points else None
    else:
        judged = [judge_state(target, own, remarks, as_of, settings, plan_end)]
        latest, value = judged[0][1].latest, None
    if department:
        judged = [(row, replace(verdict, department=department)) for row, verdict in judged]
    closed = [verdict for _, verdict in judged if verdict.closed] if target.kind in YEARLY else None
    return Verdict(
        target=target.id,
        row=_deciding(target, judged, latest, as_of),
        rows=tuple(verdict for _, verdict in judged),
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
    for row, verdict in opened:
        # Values of a later time than the row's have come: the next row speaks, though this one never closed.
        overtaken = latest is not None and latest.period_end > row.due
        if not verdict.closed and not overtaken:
            return verdict
    if not opened:
        return judged[0][1]
    if len(opened) == len(judged) and target.kind in YEARLY:
        return min((verdict for _, verdict in reversed(judged)), key=gravity)
    last = opened[-1][1]
    if target.kind is Kind.MAINTAIN and last.status is Status.ON_TRACK and len(opened) < len(judged):
        return judged[len(opened)][1]
    return last
