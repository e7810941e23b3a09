"""What the checks look at: a plan, what was reported for it, the day, and which years and departments are meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plancheck.findings import Place
from plancheck.observations import Observation, Reports, Submission
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import due_periods
from plancheck.scoring.settings import DEFAULTS, Settings


@dataclass(frozen=True, slots=True)
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

    def numeric(self) -> Iterator[tuple[Target, list[Observation]]]:
        """The targets that report numbers, each with its values, oldest first."""
        by_target: dict[str, list[Observation]] = {}
        for observation in self.reports.observations:
            by_target.setdefault(observation.target, []).append(observation)
        for target in self.plan.targets:
            if target.kind.is_numeric and target.id in by_target:
                yield target, sorted(by_target[target.id], key=lambda one: (one.period_end, one.year))

    def place_of(self, submission: Submission, target: str, period_end: date) -> Place | None:
        """The cell in which a department was to enter a value."""
        return submission.places.get((target, period_end))

    def due(self, target: Target, year: int) -> list[date]:
        """The periods of a year that are due by now, the lag for handing in included."""
        latest = self.as_of - timedelta(days=self.settings.report_lag_days)
        return [day for day in due_periods(target, year, self.plan.end) if day <= latest]

    def year_is_due(self, year: int) -> bool:
        """Whether anything of a year is due by now."""
        return date(year, 3, 31) + timedelta(days=self.settings.report_lag_days) <= self.as_of
