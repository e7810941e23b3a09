"""Milestones and actions: in, reported states and the evidence beside them; out, a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plancheck.observations import Observation, Remark, State
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.due import is_silent
from plancheck.scoring.marks import Reason, RowVerdict
from plancheck.scoring.numeric import fall_silent
from plancheck.scoring.open_row import Mark, grey, missed, on_track, yellow
from plancheck.scoring.path import evening, morning, period_end
from plancheck.scoring.rows import Row
from plancheck.scoring.settings import Settings


def judge_state(
    target: Target,
    observations: Sequence[Observation],
    remarks: Sequence[Remark],
    as_of: date,
    settings: Settings,
    plan_end: date,
) -> tuple[Row, RowVerdict]:
    """The verdict of one department's part of a milestone or an action."""
    row = _row(target, target.by or plan_end)
    told = sorted(
        (o for o in observations if o.state is not None and not o.is_baseline and o.period_end <= as_of),
        key=lambda o: (o.period_end, o.year, -list(State).index(o.state or State.DONE)),
    )
    if target.kind is Kind.MILESTONE:
        return row, _judge_milestone(target, row, told, remarks, as_of, settings)
    return row, _judge_action(target, row, told, as_of, settings)


def _row(target: Target, by: date) -> Row:
    due = period_end(by, target.reporting)
    first_due = min(due, period_end(target.start, target.reporting))
    return Row(by, evening(by), due, first_due, target.start, target.start, morning(target.start))


def _judge_milestone(
    target: Target, row: Row, told: Sequence[Observation], remarks: Sequence[Remark], as_of: date, settings: Settings
) -> RowVerdict:
    """Done with evidence, or not; nothing is due before its date."""
    latest = told[-1] if told else None
    done = next((o for o in told if o.state is State.DONE and _is_proven(o, remarks)), None)
    if done is not None:
        if done.period_end <= row.due:
            return _verdict(row, on_track(Reason.MET), latest, met_on=done.period_end, closed=True)
        return _verdict(row, missed(Reason.MET_LATE), latest, met_on=done.period_end, closed=True)
    if latest is not None and latest.period_end >= row.by:
        claimed = latest.state is State.DONE
        return _verdict(row, missed(Reason.NO_EVIDENCE if claimed else Reason.DEADLINE), latest, closed=True)
    only_due = replace(row, first_due=row.due)
    waiting = _verdict(row, grey(Reason.NOT_DUE), latest)
    latest_day = latest.period_end if latest else None
    silent = is_silent(only_due, target.reporting, as_of, settings.report_lag_days, latest_day)
    return fall_silent(waiting) if silent else waiting


def _is_proven(done: Observation, remarks: Sequence[Remark]) -> bool:
    """Whether the workbook that says done, or a later one, names evidence."""
    return any(
        remark.evidence.strip() and remark.department == done.department and remark.year >= done.year
        for remark in remarks
        if remark.target == done.target
    )


def _judge_action(target: Target, row: Row, told: Sequence[Observation], as_of: date, settings: Settings) -> RowVerdict:
    latest = told[-1] if told else None
    silent = is_silent(row, target.reporting, as_of, settings.report_lag_days, latest.period_end if latest else None)
    if latest is None:
        return _verdict(row, grey(Reason.NO_DATA if silent else Reason.NOT_DUE), None)
    if latest.state is State.DONE:
        return _verdict(row, on_track(Reason.DONE), latest)
    if latest.state is State.UNDER_WAY:
        verdict = _verdict(row, on_track(Reason.UNDER_WAY), latest)
    else:
        verdict = _verdict(row, yellow(Reason.NOT_STARTED) if as_of >= target.start else grey(Reason.NOT_DUE), latest)
    return fall_silent(verdict) if silent else verdict


def _verdict(
    row: Row, mark: Mark, latest: Observation | None, *, met_on: date | None = None, closed: bool = False
) -> RowVerdict:
    return RowVerdict(
        by=row.by,
        start=row.start,
        status=mark.status,
        lamp=mark.lamp,
        reason=mark.reason,
        latest=latest,
        met_on=met_on,
        closed=closed,
    )
