"""What is filled in already when a workbook is issued: a demo's figures, or answers carried over.

`Reports`, the values that a reader hands out, in; what to write into a cell out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancheck.observations import Observation, Remark, Reports, State


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers by target, those of a period by its end too."""

    observations: Mapping[tuple[str, date], Observation]
    baselines: Mapping[str, Decimal]
    remarks: Mapping[str, Remark]

    @classmethod
    def of(cls, reports: Reports, department: str | None = None) -> Filled:
        """The answers of one department (by its name), or of whoever is in there; of two for one cell the later."""
        theirs = [item for item in reports.observations if department in (None, item.department)]
        return cls(
            observations={(item.target, item.period_end): item for item in theirs if not item.is_baseline},
            baselines={item.target: item.value for item in theirs if item.is_baseline and item.value is not None},
            remarks={item.target: item for item in reports.remarks if department in (None, item.department)},
        )

    def value(self, target: str, period: date) -> Decimal | None:
        found = self.observations.get((target, period))
        return found.value if found else None

    def reference(self, target: str, period: date) -> Decimal | None:
        found = self.observations.get((target, period))
        return found.reference if found else None

    def state(self, target: str, period: date) -> State | None:
        found = self.observations.get((target, period))
        return found.state if found else None

    def baseline(self, target: str) -> Decimal | None:
        return self.baselines.get(target)

    def remark(self, target: str) -> Remark | None:
        return self.remarks.get(target)
