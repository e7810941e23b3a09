"""What a named authority allows: to excuse a target until a day, to change a value of the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Waiver:
    """A target that a named authority excuses until a day."""

    target: str
    reason: str
    approved_by: str
    until: date
    plan: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Restatement:
    """A past value that a named authority allows to change, to the one that it names; naming none, to be withdrawn.

    `department` is a key or a name, wanted where several departments report the target.
    """

    target: str
    period_end: date
    reason: str
    approved_by: str
    value: Decimal | None = None
    reference: Decimal | None = None
    state: str = ""
    department: str = ""
    plan: str = ""
    line: int = 0

    @property
    def names_a_value(self) -> bool:
        return self.value is not None or bool(self.state)

    def names(self, value: Decimal | None, reference: Decimal | None, state: str | None) -> bool:
        """Whether this is the value that was approved."""
        return (self.value, self.reference, self.state) == (value, reference, state or "")
