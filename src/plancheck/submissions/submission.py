"""A file that was handed in, as a `Submission`: whose it is, and which cell each answer was to be entered in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plancheck.findings import CellPlace, Finding, Place
from plancheck.observations import Submission
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.intake.intake import Intake
from plancheck.workbook.layout import (
    CODE_EVIDENCE,
    CODE_MEASURE,
    CODE_MEASURE_BY,
    CODE_REASON,
    CODE_REFERENCE,
    CODE_STATE,
    CODE_VALUE,
    reference_code,
)

_UNREAD_IN_LINE = ("not-a-number", "ambiguous-number", "unknown-state")


def submit(plan: str, intake: Intake, progress: Progress, department: str, year: int) -> Submission:
    """The submission of a department, by its key; of a CSV each department in it has one."""
    return Submission(
        path=intake.path,
        plan=plan,
        department=department,
        year=year,
        digest=intake.digest,
        usable=intake.is_long_form or bool(progress.rows),
        synthetic=progress.synthetic,
        places=_places(progress),
        beside=_beside(progress),
        unread=frozenset(item.place for item in progress.findings if _is_unread(item)),
        lost=frozenset(progress.lost),
        is_long_form=intake.is_long_form,
        falls=frozenset(target for target, row in progress.rows.items() if row.falls),
    )


def _is_unread(item: Finding) -> bool:
    """Whether something stands where a fault is that is no answer: in a cell whatever it is, in a line as its value."""
    return isinstance(item.place, CellPlace) or item.rule in _UNREAD_IN_LINE


def _places(progress: Progress) -> Mapping[tuple[str, date], Place]:
    """The cell of every target and period that the workbook has a column for."""
    return {
        (target, period): row.cell(f"{prefix}{period.isoformat()}")
        for target, row in progress.rows.items()
        for prefix in (CODE_VALUE, CODE_STATE)
        for period, _ in row.columns.dated(prefix)
    }


def _beside(progress: Progress) -> Mapping[tuple[str, str], Place]:
    """The cells of every target's evidence, reason, measure and its date, and of what it is compared with."""
    codes = (CODE_EVIDENCE, CODE_REASON, CODE_MEASURE, CODE_MEASURE_BY)
    return {
        (target, code): row.cell(code)
        for target, row in progress.rows.items()
        for code in (*codes, *(reference_code(period) for period, _ in row.columns.dated(CODE_REFERENCE)))
        if row.has(code)
    }
