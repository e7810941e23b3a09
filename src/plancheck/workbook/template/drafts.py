"""What is ordered, and what an issued workbook will hold, before any Excel: values only, no drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plancheck.observations import Observation, Reports, SignedBy
from plancheck.plan.duties import reporting_departments
from plancheck.plan.periods import due_periods, period_ends
from plancheck.spreadsheet.book import Cell
from plancheck.text.numbers import plain
from plancheck.workbook.layout import KEPT_CODES
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.formulas import Formula

if TYPE_CHECKING:
    from plancheck.plan.model import Plan, Target
    from plancheck.workbook.answers.entries import EntryKey
    from plancheck.workbook.template.guards import Guard

#: A `Cell` is one that was read elsewhere and is written again as it was.
CellContent = str | Decimal | date | Cell | Formula | None


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the column's name within its sheet, `code` what the hidden row says. `hidden`: it is there for the formulas."""

    key: str
    code: str
    heading: str
    width: float
    period: date | None = None
    hidden: bool = False


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
    """One data sheet. `frozen` columns stay in sight while the rest scrolls.

    `hand_in` says above a period's columns by when they are to be handed in.
    """

    name: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    rows: tuple[RowDraft, ...]
    frozen: int
    hand_in: Mapping[date, str] = field(default_factory=dict)


def kept_cells(draft: SheetDraft, row: RowDraft) -> list[str]:
    """What the hidden sheet keeps of a row: `unit=辆`, `baseline_known=`; numbers as digits, days as 2023-12-31."""
    keys = {column.code: column.key for column in draft.columns if column.code in KEPT_CODES}
    contents = {code: row.cells[key].content if key in row.cells else None for code, key in keys.items()}
    return [f"{code}={_in_digits(content)}" for code, content in contents.items()]


def _in_digits(content: CellContent) -> str:
    if content is None:
        return ""
    return plain(content) if isinstance(content, Decimal) else str(content)


@dataclass(frozen=True, slots=True)
class Order:
    """What a workbook is issued for, and what is known beforehand.

    `last` has last year's last answers by target; `late` are targets of earlier years that are open still; `owed` the
    days of earlier years, by target, that were never reported. The needs are what the gate wants beside a lamp, by the names
    of `Remark`. `signed` is what the cover says from the start. `written` has what stands in cells of earlier workbooks of
    the same year, by target and column code: it comes before all else. `page` is the name of the offline page that is issued
    beside it; empty where none is.
    """

    plan: Plan
    department: str
    year: int
    synthetic: bool = False
    last: Mapping[str, Observation] = field(default_factory=dict)
    expected: Mapping[tuple[str, date], Decimal] = field(default_factory=dict)
    filled: Filled = field(default_factory=lambda: Filled.of(Reports()))
    late: frozenset[str] = frozenset()
    owed: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    yellow_needs: tuple[str, ...] = ("reason",)
    red_needs: tuple[str, ...] = ("reason", "measure", "measure_by")
    signed: SignedBy | None = None
    written: Mapping[EntryKey, CellContent] = field(default_factory=dict)
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

    def owed_by(self, target: Target) -> tuple[date, ...]:
        """The days of earlier years that a value or state of this target is asked for."""
        return self.owed.get(target.id, ())

    @property
    def targets(self) -> list[Target]:
        """What this department reports in this year."""
        duties = reporting_departments(self.plan).get(self.department, [])
        return [target for target in duties if self.due(target) or self.owed_by(target)]
