"""What an earlier year left open: a plan and its earlier reports in; the targets that go on, and the days owed, out.

Pure. Without a row in the next workbook nobody could report that a missed target has been reached since; without a cell
for the day itself nobody could report what was never said of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from plancheck.assessment.assess import KnownReports, known_by
from plancheck.observations import Observation, Reports
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.scoring.marks import Reason, RowVerdict, Status, Verdict
from plancheck.scoring.path import period_end
from plancheck.scoring.series import COUNTS, YEARLY, usable
from plancheck.scoring.settings import Settings

#: What a year asked for is decided with the year: a later year's figures are of another one.
_KINDS = frozenset(Kind) - YEARLY
#: A growth whose base value never came cannot be judged either, and its row is where that is asked for.
_UNSAID = (Reason.NO_DATA, Reason.MISSING_BASE)
#: Target to the days of earlier years that a department owes a value or state for, the earliest first.
OwedDays = dict[str, tuple[date, ...]]


def late_targets(plan: Plan, year: int, reports: Reports, settings: Settings) -> dict[str, frozenset[str]]:
    """By department, what was due before a year and has not been reached since: missed, never reported, without base value.

    Up to the year after the plan's end. What was reported in the year itself or later is not looked at.
    """
    if year > plan.end.year + 1:
        return {}
    heard = _heard_before(plan, year, reports)
    late: dict[str, frozenset[str]] = {}
    for key, targets in reporting_departments(plan).items():
        over = [target for target in targets if goes_on(plan, target, year)]
        late[key] = frozenset(target.id for target in over if is_still_late(heard.judge(target, settings).of(key)))
    return late


def owed_days(
    plan: Plan, year: int, reports: Reports, settings: Settings, departments: Collection[str] | None = None
) -> dict[str, OwedDays]:
    """By department (of those meant; None: all), the days before a year whose silence leaves a row without a verdict.

    A checkpoint, a deadline, a closed year of a quota. Of what is reported by periods, or must be kept at all of them,
    every absent period of the row; of a total that runs on over the years, those of an open row too. What was reported, if
    only to show that it was missed, is owed no more. Up to the year after the plan's end; days of grace count as passed
    by the end of the year itself.
    """
    if year > plan.end.year + 1:
        return {}
    heard, settings = _heard_before(plan, year, reports), replace(settings, lag_gone_by=0)
    owed: dict[str, OwedDays] = {}
    for key, targets in reporting_departments(plan).items():
        if departments is None or key in departments:
            days = {target.id: _owed_of(heard, target, key, year, settings) for target in targets}
            owed[key] = {target_id: theirs for target_id, theirs in days.items() if theirs}
    return owed


def _heard_before(plan: Plan, year: int, reports: Reports) -> KnownReports:
    observations = tuple(one for one in reports.observations if one.year < year)
    remarks = tuple(remark for remark in reports.remarks if remark.year < year)
    return known_by(plan, replace(reports, observations=observations, remarks=remarks), date(year, 12, 31))


def goes_on(plan: Plan, target: Target, year: int) -> bool:
    """Whether a target can be reached after its date, which is before a year that asks for nothing of it any more."""
    return (
        target.kind in _KINDS
        and target.by is not None
        and target.by.year < year
        and not due_periods(target, year, plan.end)
    )


def is_still_late(verdict: Verdict) -> bool:
    """Whether what was due has not been reached since: missed, or never reported."""
    row = verdict.row
    return row.met_on is None and (row.status is Status.MISSED or row.reason in _UNSAID)


def _owed_of(heard: KnownReports, target: Target, department: str, year: int, settings: Settings) -> tuple[date, ...]:
    rows = heard.judge(target, settings).of(department).rows
    silent = [row for row in rows if _is_silent(row, date.max if _runs_on(target) else date(year, 1, 1))]
    if not silent:
        return ()
    told = {one.period_end for one in heard.of(target) if one.department == department and _answers(target, one)}
    days = {day for row in silent for day in _days_of(heard.plan, target, row, settings)}
    return tuple(sorted(day for day in days if day.year < year and day not in told))


def _runs_on(target: Target) -> bool:
    """Whether a total is added up over the years, so that a period absent in one leaves every later row without it."""
    return target.reports is Reporting.PERIOD and target.kind is Kind.CUMULATIVE


def _is_silent(row: RowVerdict, before: date) -> bool:
    return row.reason in _UNSAID and row.by is not None and row.by < before


def _answers(target: Target, reported: Observation) -> bool:
    """Whether a value says what a row needs: of what is compared, with what it is compared with."""
    if reported.is_baseline:
        return False
    if not target.kind.is_numeric:
        return reported.state is not None
    return usable(reported.value) and (target.kind is not Kind.COMPARE or usable(reported.reference))


def _days_of(plan: Plan, target: Target, row: RowVerdict, settings: Settings) -> Iterator[date]:
    """The days that a row is judged by: its own, or every period where one that is absent leaves it open."""
    assert row.by is not None
    due = period_end(row.by, target.reporting)
    yield due
    adds_up = target.reports is Reporting.PERIOD and target.kind in COUNTS
    if adds_up or (target.kind is Kind.MAINTAIN and settings.maintain == "all"):
        years = [row.by.year] if target.kind in YEARLY else range(target.start.year, row.by.year + 1)
        yield from (day for each in years for day in due_periods(target, each, plan.end) if day <= due)
