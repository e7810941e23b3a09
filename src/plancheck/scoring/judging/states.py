"""Milestones and actions: in, reported states and the evidence beside them; out, a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plancheck.observations import Observation, Remark, State
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.case import Judged, fall_silent
from plancheck.scoring.due import is_silent, lag_days_of
from plancheck.scoring.judging.mark import Mark, grey, missed, on_track, yellow
from plancheck.scoring.marks import Reason, RowVerdict
from plancheck.scoring.path import evening, morning, period_end
from plancheck.scoring.rows import Row
from plancheck.scoring.rows_in_force import rows_by_version
from plancheck.scoring.settings import Settings


def judge_states(
    target: Target,
    observations: Sequence[Observation],
    remarks: Sequence[Remark],
    as_of: date,
    settings: Settings,
    plan_end: date,
    left_out: Sequence[date] = (),
) -> Judged:
    """The verdict of one department's part of a milestone or an action; of a milestone also at dates since moved."""
    reported = sorted(
        (one for one in observations if one.state is not None and not one.is_baseline and one.period_end <= as_of),
        key=_standing_last,
    )
    if target.kind is Kind.MILESTONE:
        rows = rows_by_version(target, lambda stated: [_row(stated, stated.by or plan_end)])
        return [(row, _judge_milestone(target, row, reported, remarks, as_of, settings, left_out)) for row in rows]
    row = _row(target, target.by or plan_end)
    verdict = _judge_action(target, row, reported, as_of, settings, left_out)
    ended = as_of.toordinal() > plan_end.toordinal() + lag_days_of(target, settings)
    return [(row, _unfinished(verdict) if ended else verdict)]


def _row(target: Target, by: date) -> Row:
    due = period_end(by, target.reporting)
    return Row(
        by=by,
        at=evening(by),
        due=due,
        first_due=min(due, period_end(target.start, target.reporting)),
        opens=target.start,
        start=target.start,
        start_at=morning(target.start),
    )


#: The less favourable stands last.
_FAVOUR = {state: -number for number, state in enumerate(State)}


def _standing_last(observation: Observation) -> tuple[date, int, int]:
    """Of one period the later workbook's state stands last, and of one year's the less favourable."""
    return observation.period_end, observation.year, _FAVOUR[observation.state or State.DONE]


def _judge_milestone(
    target: Target,
    row: Row,
    reported: Sequence[Observation],
    remarks: Sequence[Remark],
    as_of: date,
    settings: Settings,
    left_out: Sequence[date],
) -> RowVerdict:
    """Done with evidence, or not; nothing is due before its date."""
    latest = reported[-1] if reported else None
    done = next((one for one in reported if one.state is State.DONE and _is_proven(one, remarks)), None)
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
    silent = is_silent(only_due, target, as_of, settings, latest_day, left_out)
    return fall_silent(waiting) if silent else waiting


def _is_proven(done: Observation, remarks: Sequence[Remark]) -> bool:
    """Whether the workbook that says done, or a later one, names evidence."""
    return any(
        remark.evidence.strip() and remark.department == done.department and remark.year >= done.year
        for remark in remarks
        if remark.target == done.target
    )


def _judge_action(
    target: Target,
    row: Row,
    reported: Sequence[Observation],
    as_of: date,
    settings: Settings,
    left_out: Sequence[date],
) -> RowVerdict:
    latest = reported[-1] if reported else None
    silent = is_silent(row, target, as_of, settings, latest.period_end if latest else None, left_out)
    if latest is None:
        return _verdict(row, grey(Reason.NO_DATA if silent else Reason.NOT_DUE), None)
    if latest.state is State.DONE:
        return _verdict(row, on_track(Reason.DONE), latest)
    if latest.state is State.UNDER_WAY:
        verdict = _verdict(row, on_track(Reason.UNDER_WAY), latest)
    else:
        verdict = _verdict(row, yellow(Reason.NOT_STARTED) if as_of >= target.start else grey(Reason.NOT_DUE), latest)
    return fall_silent(verdict) if silent else verdict


def _unfinished(verdict: RowVerdict) -> RowVerdict:
    """The plan has ended, and its last reports are in: what is still under way, or was never begun, was not done."""
    if verdict.reason not in (Reason.UNDER_WAY, Reason.NOT_STARTED):
        return verdict
    mark = yellow(Reason.UNFINISHED)
    return replace(verdict, status=mark.status, lamp=mark.lamp, reason=mark.reason)


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
