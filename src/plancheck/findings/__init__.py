"""Findings: what is wrong in a plan or a workbook that its author can mend.

A finding is a value. It names a rule of the catalogue, a place and the numbers of the case; `plancheck.rules` turns it
into a sentence in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error fails `lint` and `validate`, the others are shown."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A line of a text file (1-based), or the whole file."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell or range of a workbook, `H7` or `H7:H19`, as Excel's name box takes it; no cells: the sheet."""

    path: str
    sheet: str
    cells: str | None = None

    def __str__(self) -> str:
        sheet = self.sheet if self.sheet.isalnum() else "'" + self.sheet.replace("'", "''") + "'"
        return f"{self.path}:{sheet}" + (f"!{self.cells}" if self.cells else "")


Place = TextPlace | CellPlace


@dataclass(frozen=True, slots=True)
class Finding:
    """One mendable fault. `values` are the names and numbers that the rule's sentences mention, as text."""

    rule: str
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    target: str | None = None
    department: str | None = None

    @property
    def path(self) -> str:
        return self.place.path


def finding(rule: str, place: Place, **values: object) -> Finding:
    """Name a fault: `finding("unknown-key", place, key="valeu", nearest="value")`.

    `target` and `department` may be among the values; the finding then names them.
    """
    target, department = values.get("target"), values.get("department")
    return Finding(
        rule=rule,
        place=place,
        values=tuple((name, str(value)) for name, value in values.items() if value is not None),
        target=str(target) if target else None,
        department=str(department) if department else None,
    )


def merge_neighbours(found: Iterable[Finding]) -> list[Finding]:
    """Join findings on adjacent cells that say the same: H7 and H8 become H7:H8. No cell is lost.

    Rows of different targets join too (the run then names no target). Order is that of each group's first finding.
    """
    from plancheck.findings.cell_ranges import join_cells  # a plan's findings have no cells

    groups: dict[object, dict[str, Finding]] = {}
    for number, item in enumerate(found):
        place = item.place
        if isinstance(place, CellPlace) and place.cells:
            key: object = (item.rule, place.path, place.sheet, item.values, item.department)
            groups.setdefault(key, {})[place.cells] = item
        else:
            groups[number] = {"": item}
    return [joined for members in groups.values() for joined in _joined(members, join_cells)]


def _joined(
    members: dict[str, Finding], join_cells: Callable[[Iterable[str]], list[tuple[str, list[str]]]]
) -> list[Finding]:
    if "" in members:
        return list(members.values())
    runs = []
    for cells, parts in join_cells(members):
        first = members[parts[0]]
        targets = {members[part].target for part in parts}
        if isinstance(first.place, CellPlace):
            place = replace(first.place, cells=cells)
            runs.append(replace(first, place=place, target=targets.pop() if len(targets) == 1 else None))
    return runs
