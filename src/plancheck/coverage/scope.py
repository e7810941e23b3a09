"""What the checks look at: a plan, what was reported for it, the day, and which years and departments are meant."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from plancheck.coverage.approval import approved_values, is_approved
from plancheck.findings import Finding, Place, finding
from plancheck.observations import ApprovedValue, Observation, Remark, Reports, Submission
from plancheck.plan.duties import reporting_departments
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import due_periods
from plancheck.scoring.due import lag_days_of, last_overdue
from plancheck.scoring.settings import DEFAULTS, Settings
from plancheck.workbook.layout import CODE_REASON


@dataclass(frozen=True)  # no slots: what is asked for often is kept
class Scope:
    """A plan and its reports. `now` is the day of the reader, on or after the day that is judged.

    `folder` is where the plan's reports lie, as findings name it. `silence` is off where single files are checked.
    """

    plan: Plan
    reports: Reports
    as_of: date
    now: date
    folder: str
    settings: Settings = DEFAULTS
    silence: bool = True
    restatements: tuple[Restatement, ...] = ()

    @classmethod
    def of_values(cls, plan: Plan, reports: Reports, day: date) -> Scope:
        """Values alone, on a day: no folder, no thresholds of the workspace."""
        return cls(plan=plan, reports=reports, as_of=day, now=day, folder=plan.id)

    def without(self, unsound: Container[Observation]) -> Scope:
        """The same with only the values that can be relied on."""
        sound = tuple(one for one in self.reports.observations if one not in unsound)
        return replace(self, reports=replace(self.reports, observations=sound))

    @cached_property
    def duties(self) -> Mapping[str, Sequence[Target]]:
        """What each department reports."""
        return reporting_departments(self.plan)

    @cached_property
    def filled(self) -> frozenset[str]:
        """The files that something was reported in."""
        reported = [one.place.path for one in self.reports.observations]
        return frozenset([*reported, *(remark.place.path for remark in self.reports.remarks)])

    @cached_property
    def proven(self) -> frozenset[tuple[str, str, int]]:
        """Target, department and year of every row with evidence."""
        return frozenset(
            (remark.target, remark.department, remark.year) for remark in self.reports.remarks if remark.evidence
        )

    @cached_property
    def _approved(self) -> frozenset[ApprovedValue]:
        named = approved_values(self.plan, (*self.plan.restatements, *self.restatements))
        return named | self.reports.approved

    @cached_property
    def _remarks(self) -> Mapping[tuple[str, str, int], list[Remark]]:
        """What was written beside each row, by target, department and year."""
        remarks: dict[tuple[str, str, int], list[Remark]] = {}
        for remark in self.reports.remarks:
            remarks.setdefault((remark.target, remark.department, remark.year), []).append(remark)
        return remarks

    def remarks_on(self, target: str, department: str, year: int) -> Sequence[Remark]:
        """What a department wrote beside a target in the files of a year."""
        return self._remarks.get((target, department, year), ())

    def is_excused(self, target: str, department: str, year: int, day: date) -> bool:
        """Whether a year's workbook says why a target has no value for a day."""
        return any(remark.explains(day) for remark in self.remarks_on(target, department, year))

    def is_approved(self, observation: Observation) -> bool:
        """Whether a restatement names a value as it is."""
        return is_approved(self._approved, observation)

    def is_confirmed(self, observation: Observation) -> bool:
        """Whether a restatement names a value as it is, and the department gave a reason beside it."""
        row = (observation.target, observation.department, observation.year)
        return self.is_approved(observation) and self.is_excused(*row, observation.period_end)

    @cached_property
    def _by_target(self) -> Mapping[str, list[Observation]]:
        by_target: dict[str, list[Observation]] = {}
        for observation in self.reports.observations:
            by_target.setdefault(observation.target, []).append(observation)
        return by_target

    @cached_property
    def _by_path(self) -> Mapping[str, Submission]:
        return {submission.path: submission for submission in self.reports.submissions}

    def of(self, target: Target) -> list[Observation]:
        """What was reported of a target, oldest first."""
        return sorted(self._by_target.get(target.id, ()), key=lambda one: (one.period_end, one.year))

    def on(self, rule: str, observation: Observation, **values: object) -> Finding:
        """A finding on a reported value; who reported it, of which target and period, goes without saying."""
        return finding(
            rule,
            observation.place,
            target=observation.target,
            part=self.part(observation.target, observation.department),
            department=self.plan.department_name(observation.department),
            period=observation.period_end,
            **values,
        )

    def part(self, target: str, department: str) -> str:
        """The name of a department that reports a part of a target; nothing where it alone reports it."""
        known = self.plan.target(target)
        return part_name(self.plan, known, department) if known is not None else ""

    def beside(self, observation: Observation, code: str) -> Place | None:
        """The cell for evidence or another remark in the row that a value stands in."""
        submission = self._by_path.get(observation.place.path)
        return submission.beside.get((observation.target, code)) if submission else None

    def reason_place(self, remark: Remark) -> Place:
        """The cell of a reason; the line of one in a CSV."""
        submission = self._by_path.get(remark.place.path)
        place = submission.beside.get((remark.target, CODE_REASON)) if submission else None
        return place or remark.place

    def stands_beside_fall(self, observation: Observation) -> bool:
        """Whether a value was typed beside the word 下降, so that which way it leads was said."""
        submission = self._by_path.get(observation.place.path)
        return submission is not None and observation.target in submission.falls

    def numeric(self) -> Iterator[tuple[Target, list[Observation]]]:
        """The targets that report numbers, each with its values, oldest first."""
        for target in self.plan.targets:
            if target.kind.is_numeric and target.id in self._by_target:
                yield target, self.of(target)

    def place_of(self, submission: Submission, target: str, period_end: date) -> Place | None:
        """The cell in which a department was to enter a value."""
        return submission.places.get((target, period_end))

    def due(self, target: Target, year: int) -> list[date]:
        """The periods of a year that are due by now, the lag for handing in included."""
        latest = last_overdue(self.as_of, lag_days_of(target, self.settings))
        return [day for day in due_periods(target, year, self.plan.end) if latest is not None and day <= latest]

    @cached_property
    def _answered(self) -> frozenset[tuple[str, str, date]]:
        """Target, department and day of every value and state, in whichever year's file."""
        return frozenset(
            (one.target, one.department, one.period_end)
            for one in self.reports.observations
            if one.value is not None or one.state is not None
        )

    def unanswered(self, target: Target, department: str, year: int) -> list[date]:
        """The periods of a year that are due by now and that a department has no value and no state for."""
        return [day for day in self.due(target, year) if (target.id, department, day) not in self._answered]


def part_name(plan: Plan, target: Target, department: str) -> str:
    """The name of a department that reports a part of a target; nothing where it alone reports it."""
    return plan.department_name(department) if len(target.reported_by) > 1 else ""
