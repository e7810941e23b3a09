"""Where to look for what a gate found: in, a target and a row; out, the cell, or the file that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plancheck.assessment.assess import Assessment
from plancheck.files import safe_name
from plancheck.findings import Place, TextPlace
from plancheck.observations import Submission
from plancheck.plan.model import Target
from plancheck.scoring.due import lag_days_of
from plancheck.scoring.marks import RowVerdict


@dataclass(frozen=True, slots=True)
class YearFiles:
    """The files of one year. `folder` is where the plan's reports lie, as findings name it."""

    assessment: Assessment
    year: int
    folder: str

    @property
    def below(self) -> str:
        return f"{self.folder}/{self.year}/"

    def submissions(self, department: str) -> list[Submission]:
        """What a department, by its key, sent for the year."""
        return [
            one for one in self.assessment.reports.submissions if one.department == department and one.year == self.year
        ]

    def last_day_to_report(self, target: Target) -> date:
        """The last day on which the year's last value of a target is in time."""
        return date(self.year, 12, 31) + timedelta(days=lag_days_of(target, self.assessment.settings))

    @property
    def anything_sent(self) -> bool:
        """Whether a single file of the year was read."""
        return any(one.year == self.year for one in self.assessment.reports.submissions)

    def has_sent(self, department: str) -> bool:
        return bool(self.submissions(department))

    def has_answered(self, department: str) -> bool:
        """Whether anything that a department sent could be read."""
        return any(one.usable for one in self.submissions(department))

    def name(self, department: str) -> str:
        return self.assessment.plan.department_name(department)

    def expected_file(self, department: str) -> TextPlace:
        return TextPlace(f"{self.below}{safe_name(self.name(department))}.xlsx")

    def value_place(self, target: Target, department: str, row: RowVerdict) -> Place:
        """The cell of the value that decided, where that was reported for the row's own time."""
        if row.latest is not None:
            return row.latest.place
        return self.row_place(target, department)

    def empty_place(self, target: Target, department: str) -> Place:
        """The first cell of the year that a department left empty, or whose value could not be taken."""
        reported = {
            one.period_end
            for one in self.assessment.reports.of(target.id)
            if one.department == department and not one.is_baseline and one not in self.assessment.left_out
        }
        for submission in self.submissions(department):
            cells = _cells_of(target, submission)
            empty = [place for day, place in cells if day not in reported and day <= self.assessment.as_of]
            if empty:
                return empty[0]
        return self.row_place(target, department)

    def remark_place(self, target: Target, department: str, column: str) -> Place:
        """The cell in which a department was to write its reason, measure, date or evidence."""
        for submission in self.submissions(department):
            if (target.id, column) in submission.beside:
                return submission.beside[target.id, column]
        return self.row_place(target, department)

    def row_place(self, target: Target, department: str) -> Place:
        """The target's first cell in the year's workbook, its last line in a CSV, the file, or where it belongs."""
        sent = self.submissions(department)
        for submission in sent:
            cells = _cells_of(target, submission)
            if cells:
                return cells[0][1]
        for observation in reversed(self.assessment.reports.of(target.id)):
            if (observation.department, observation.year) == (department, self.year):
                return observation.place
        return TextPlace(sent[0].path) if sent else self.expected_file(department)

    def owner(self, path: str) -> str:
        """The name of the department that a file of the year is of; as the file is called where nobody knows it."""
        sent = [one for one in self.assessment.reports.submissions if one.path == path]
        if len({one.department for one in sent}) == 1:
            return self.name(sent[0].department)
        if path.endswith(".csv"):
            return ""
        stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        names = [one.name for one in self.assessment.plan.departments.values()]
        return next((name for name in names if safe_name(name) == stem), stem)


def _cells_of(target: Target, submission: Submission) -> list[tuple[date, Place]]:
    """The cells that a target's periods of the year were to be entered in, the earliest first.

    Not those for days of earlier years: most rows have nothing to enter there.
    """
    cells = [
        (day, place)
        for (target_id, day), place in submission.places.items()
        if target_id == target.id and day.year == submission.year
    ]
    return sorted(cells, key=lambda cell: cell[0])
