"""What an earlier year left open: a plan and its earlier reports in, the targets that a department goes on reporting out.

Pure. Without a row in the next workbook nobody could report that a missed target has been reached since.
"""

from __future__ import annotations

from datetime import date

from plancheck.assessment.assess import known_by
from plancheck.observations import Reports
from plancheck.plan.duties import reporting_departments
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import due_periods
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import Reason, Status, Verdict
from plancheck.scoring.series import YEARLY
from plancheck.scoring.settings import Settings

#: What a year asked for is decided with the year: a later year's figures are of another one.
_KINDS = frozenset(Kind) - YEARLY


def late_targets(plan: Plan, year: int, reports: Reports, settings: Settings) -> dict[str, frozenset[str]]:
    """By department, what was due before a year, was missed or never reported, and has not been reached since.

    Up to the year after the plan's end. What was reported in the year itself or later is not looked at.
    """
    if year > plan.end.year + 1:
        return {}
    observations = tuple(one for one in reports.observations if one.year < year)
    remarks = tuple(remark for remark in reports.remarks if remark.year < year)
    heard = known_by(plan, Reports(observations, remarks), date(year, 12, 31))
    late: dict[str, frozenset[str]] = {}
    for key, targets in reporting_departments(plan).items():
        over = [target for target in targets if target.kind in _KINDS and _is_over(plan, target, year)]
        late[key] = frozenset(target.id for target in over if _is_open(heard.judge(target, settings).of(key)))
    return late


def _is_over(plan: Plan, target: Target, year: int) -> bool:
    return target.by is not None and target.by.year < year and not due_periods(target, year, plan.end)


def _is_open(verdict: Verdict) -> bool:
    row = verdict.row
    return row.met_on is None and (row.status is Status.MISSED or row.reason is Reason.NO_DATA)
