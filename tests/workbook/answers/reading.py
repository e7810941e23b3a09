"""What was read from a drawn sheet, as tests compare it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plancheck.findings import CellPlace, Place
from plancheck.workbook.answers.progress import Progress

MARCH, JUNE, DECEMBER = date(2025, 3, 31), date(2025, 6, 30), date(2025, 12, 31)
Values = dict[tuple[str, date], Decimal | None]


def values(progress: Progress) -> Values:
    return {(item.target, item.period_end): item.value for item in progress.observations}


def faults(progress: Progress) -> list[tuple[str, str]]:
    """Rule and cell of each finding."""
    return [(item.rule, cells_of(item.place)) for item in progress.findings]


def cells_of(place: Place) -> str:
    return (place.cells or "") if isinstance(place, CellPlace) else ""


def shown(progress: Progress, name: str) -> str:
    return dict(progress.findings[0].values)[name]
