"""What is ordered, and what an issued workbook will hold, before any Excel: values only, no drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plancheck.observations import Observation, Reports
from plancheck.plan.duties import reporting_departments
from plancheck.plan.periods import due_periods, period_ends
from plancheck.workbook.template.filled import Filled

if TYPE_CHECKING:
    from plancheck.plan.model import Plan, Target
    from plancheck.workbook.template.guards import Guard

CellContent = str | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the column's name within its sheet, `code` what the hidden row says."""

    key: str
    code: str
    heading: str
    width: float
    period: date | None = None


@dataclass(frozen=True, slots=True)
class CellDraft:
    """What a cell shows; `asked`: the department fills it, `counted`: and the progress line counts it."""

    content: CellContent = None
    asked: bool = False
    counted: bool = False
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A target's row: its cells by the key of their column."""

    target: Target
    cells: Mapping[str, CellDraft]


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One data sheet. `frozen` columns stay in sight while the rest scrolls."""

    name: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    rows: tuple[RowDraft, ...]
    frozen: int


@dataclass(frozen=True, slots=True)
class Order:
    """What a workbook is issued for, and what is known beforehand.

    `last` has last year's last answers by target; `late` are targets of earlier years that are open still. `page` is the
    name of the offline page that is issued beside it; empty where none is.
    """

    plan: Plan
    department: str
    year: int
    synthetic: bool = False
    last: Mapping[str, Observation] = field(default_factory=dict)
    expected: Mapping[tuple[str, date], Decimal] = field(default_factory=dict)
    filled: Filled = field(default_factory=lambda: Filled.of(Reports()))
    late: frozenset[str] = frozenset()
    page: str = ""

    @property
    def language(self) -> str:
        return "en" if self.plan.language == "en" else "zh"

    @property
    def department_name(self) -> str:
        return self.plan.department_name(self.department)

    def due(self, target: Target) -> list[date]:
        if target.id in self.late:
            return list(period_ends(self.year, target.reporting))
        return due_periods(target, self.year, self.plan.end)

    @property
    def targets(self) -> list[Target]:
        """What this department reports in this year."""
        duties = reporting_departments(self.plan).get(self.department, [])
        return [target for target in duties if self.due(target)]
