"""Days that stand as numbers: 9月30日 typed, made a day by the spreadsheet, and shown as 46295 once its format is mended.

A target's values period by period in, a finding on each that is the number of a day of these years and ten times whatever
else is known of the target; the column 检查 asks the same. What is nearer to the target may be a count like any other.
"""

from __future__ import annotations

from datetime import date

from plancheck.coverage.approval import restatement_keys
from plancheck.coverage.scope import Scope
from plancheck.coverage.unit_mismatch import LastKept
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.spreadsheet.cell_values import serial_day
from plancheck.text.numbers import plain

_TIMES = 10


def day_number(scope: Scope, last: LastKept, observation: Observation) -> Finding | None:
    """What is wrong with the number of a day; None where it is none, or was confirmed as it is."""
    value, day = observation.value, day_meant(observation)
    if value is None or day is None:
        return None
    sizes = last.sizes(observation)
    if not sizes or value < _TIMES * max(sizes) or scope.is_confirmed(observation):
        return None
    before = last.before(observation)
    return scope.on(
        "date-as-number",
        observation,
        value=plain(value),
        unit=last.target.unit,
        day=day,
        times=_TIMES,
        before=plain(before[-1].value) if before else "",
        before_period=before[-1].period_end if before else "",
        where=before[-1].place if before else "",
        entry=restatement_keys(last.target, observation.department, observation),
    )


def day_meant(observation: Observation) -> date | None:
    """The day that a value is the number of, if it is one that is typed into a workbook of its year.

    That is a day of the year before the workbook's, of its own or of the next.
    """
    value = observation.value
    day = serial_day(value) if value is not None and value > 0 and value == value.to_integral_value() else None
    years = [year for year in (observation.year, observation.period_end.year) if year]
    return day if day is not None and min(years) - 1 <= day.year <= max(years) + 1 else None
