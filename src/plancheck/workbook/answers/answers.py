"""One cell that a department fills: what it says, or what is wrong with it.

A `Cell`, its place and the unit of its row in; a value and findings out.

Two decisions. A number is taken with at most 15 digits, as Excel itself shows it (the reader of cells sees to that). A
number that is shown as a percentage is read as it is shown: 0.95 shown as 95% is 95 in a row whose unit is %, with a
warning; in any other row nobody can say what was meant, and it is an error. So is a number of at most 1 in a row of %
in an old format, which does not tell how it is shown: it may be either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plancheck.findings import CellPlace, Finding, Place, finding
from plancheck.spreadsheet.book import Cell, CellKind
from plancheck.text.numbers import plain
from plancheck.workbook.answers.written_values import (
    Ambiguous,
    Number,
    nearest_state,
    read_change,
    read_day_of_year,
    read_number,
    read_state,
    read_written_day,
    tidy,
)

if TYPE_CHECKING:
    from plancheck.observations import State

_PERCENT = "%"
_LONGEST_SHOWN = 30


@dataclass(slots=True)
class AnswerReader:
    """Reads the cells of one department's target, and collects what is wrong with them.

    `legacy_format` is the file's format where that does not tell how a number is shown, else empty.
    """

    target: str
    department: str | None
    unit: str | None = None
    legacy_format: str = ""
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule: str, place: Place, **values: object) -> None:
        # Not among the values: neighbours of other targets that have the same fault are to be shown as one.
        found = finding(rule, place, **values)
        self.findings.append(replace(found, target=self.target, department=self.department))

    def number(self, cell: Cell, place: CellPlace) -> Decimal | None:
        """The number in a cell; None where it is blank or wrong."""
        if cell.kind is CellKind.NUMBER and cell.number is not None:
            return self._plain_or_styled(cell, cell.number, place)
        if cell.kind is CellKind.TEXT:
            return self.number_in_text(cell.raw, place)
        if cell.kind is CellKind.BOOL:
            self.report("not-a-number", place, text=cell.text, unit=self.unit or "")
        else:
            self._is_sound(cell, place)
        return None

    def fall(self, cell: Cell, place: CellPlace) -> Decimal | None:
        """The change in a cell beside 下降: a positive number is a fall, stored negative; a rise has its word, 上升2.

        A negative number is read neither way: it may be a fall with a sign too many, or a rise.
        """
        spoken = read_change(cell.raw, self.unit) if cell.kind is CellKind.TEXT else None
        if spoken is not None:
            return spoken.value
        number = self.number(cell, place)
        if number is None or not number:
            return number
        if number < 0:
            self.report("fall-below-nought", place, value=plain(number), size=plain(-number), unit=self.unit or "")
            return None
        return -number

    @property
    def _is_percent(self) -> bool:
        return self.unit is not None and tidy(self.unit) == _PERCENT

    def _plain_or_styled(self, cell: Cell, number: Decimal, place: CellPlace) -> Decimal | None:
        if cell.is_date_styled:
            self.report("date-in-number", place, shown=cell.text, number=plain(number))
            return None
        if self.legacy_format and self._is_percent and 0 < abs(number) <= 1:
            readings = {"value": plain(number), "shown": plain(number * 100)}
            self.report("percent-or-share", place, **readings, format=self.legacy_format)
            return None
        if not cell.is_percent_styled:
            return number
        shown = number * 100
        if self._is_percent:
            self.report("percent-cell", place, shown=f"{plain(shown)}%", value=plain(shown))
            return shown
        values = {"shown": f"{plain(shown)}%", "stored": plain(number), "unit": self.unit or ""}
        self.report("percent-cell-unit", place, **values)
        return None

    def number_in_text(self, text: str, place: Place) -> Decimal | None:
        """Words where a number is meant: taken with a warning where there is one reading."""
        shown, unit = text.strip()[:_LONGEST_SHOWN], self.unit or ""
        match read_number(text, self.unit):
            case Number(value):
                self.report("text-number", place, text=shown, value=plain(value), unit=unit)
                return value
            case Ambiguous(readings):
                first, second = plain(readings[0]), plain(readings[1])
                self.report("ambiguous-number", place, text=shown, first=first, second=second, unit=unit)
            case None:
                self.report("not-a-number", place, text=shown, unit=unit)
        return None

    def state(self, cell: Cell, place: CellPlace) -> State | None:
        """The state in a cell; None where it is blank or wrong."""
        if not self._is_sound(cell, place):
            return None
        return self.state_in_text(cell.text, place)

    def state_in_text(self, text: str, place: Place) -> State | None:
        state = read_state(text)
        if state is None:
            language = "en" if text.isascii() else "zh"
            self.report("unknown-state", place, text=text[:_LONGEST_SHOWN], nearest=nearest_state(text, language))
        return state

    def day(self, cell: Cell, place: CellPlace) -> date | None:
        """The day in a cell; None where it is blank or wrong. A number that is not shown as a date is none."""
        if cell.date is not None:
            return cell.date
        return self.day_in_text(cell.text, place) if self._is_sound(cell, place) else None

    def day_in_text(self, text: str, place: Place, rule: str = "not-a-date") -> date | None:
        day = read_written_day(text)
        if day is None:
            self.report(rule, place, text=text[:_LONGEST_SHOWN])
        return day

    def period(self, cell: Cell, place: CellPlace, year: int) -> date | None:
        """The end of a period in a cell, as a heading shows it (3月31日, of the report year) or as a full day.

        None where it is blank, or no day up to the end of that year.
        """
        day = cell.date
        if day is None and self._is_sound(cell, place):
            day = read_day_of_year(cell.text, year) or read_written_day(cell.text)
        elif day is None:
            return None
        if day is None or (year and day.year > year):
            self.report("not-a-reason-period", place, text=cell.text[:_LONGEST_SHOWN], year=year or "")
            return None
        return day

    def words(self, cell: Cell, place: CellPlace) -> str:
        """The words in a cell; a number stands as it was written."""
        return cell.text if self._is_sound(cell, place) else ""

    def _is_sound(self, cell: Cell, place: CellPlace) -> bool:
        """Whether there is anything to read; says so where there is and it cannot be read."""
        match cell.kind:
            case CellKind.ERROR:
                self.report("error-value", place, error=cell.raw[:_LONGEST_SHOWN])
            case CellKind.NO_VALUE:
                self.report("formula-without-value", place)
            case CellKind.DEFECT:
                self.report("unreadable-cell", place, written=cell.raw[:_LONGEST_SHOWN])
            case CellKind.BLANK:
                pass
            case _:
                return True
        return False
