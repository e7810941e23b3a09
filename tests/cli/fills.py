"""What officers type into the cells of a workbook in LibreOffice, a row a case, and what becomes of it.

A row's cells are typed as a person types them; `General(text)` is typed, and the cell's format then set to General, as the
form asks of a cell that became a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from tests.plans import plan_text, target_text
from tests.workbook.desk import step
from tests.workbook.issued import cell_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

QUARTERS = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
_LEVEL = {"kind": '"level"', "indicator": '"公务用车保有量"'}
_REMAINS = {
    "kind": '"phase-out"',
    "op": '"<="',
    "value": "0",
    "unit": '"台"',
    "figure": '"全部淘汰"',
    "indicator": '"淘汰老旧设备"',
    "baseline": "{ date = 2023-12-31, value = 860 }",
}
_STATES = {"kind": '"milestone"', "indicator": '"出台办法"'} | dict.fromkeys(("op", "value", "unit", "figure"), "")
#: What a row may be of, by its unit or its kind.
TARGETS: Mapping[str, Mapping[str, str]] = {
    "remains": _REMAINS,
    "total": {},
    "辆": _LEVEL | {"value": "400000", "figure": '"400000辆"'},
    "万辆": _LEVEL | {"value": "40", "unit": '"万辆"', "figure": '"40万辆"'},
    "项": _LEVEL | {"value": "60", "unit": '"项"', "figure": '"60项"'},
    "%": _LEVEL | {"indicator": '"新能源占比"', "value": "95", "unit": '"%"', "figure": '"95%"'},
    "states": _STATES,
}


@dataclass(frozen=True, slots=True)
class General:
    """Typed, and the format of the cell then set to General."""

    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A row: of what target, what is typed for the quarters and into its other cells; and what becomes of it.

    `read`: the values that validate and status take, `!` behind one that decides nothing, nothing for none.
    `findings`: rule and code of the cell. `sentence`: what 检查 says.
    """

    like: str
    typed: tuple[str | General, ...]
    read: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    sentence: str = ""
    others: Mapping[str, str] = field(default_factory=lambda: {"evidence": "市统计局报表"})


def plan_of(targets: Mapping[str, str], last: str = "2027-12-31") -> str:
    """A plan with a target for each id, all to be met on the last day; `targets`: id -> key of `TARGETS`."""
    first, *more = ({"id": f'"{name}"', "by": last} | _named(name, TARGETS[like]) for name, like in targets.items())
    keys = {f"target_{key}": text or None for key, text in first.items()}
    others = "\n".join(target_text(**one) for one in more)
    return plan_text(task_lead='["jgsw"]', departments_czj=None, plan_end=max(last, "2027-12-31"), more=others, **keys)


def _named(name: str, keys: Mapping[str, str]) -> dict[str, str]:
    """No two indicators of a plan are called the same."""
    indicator = keys.get("indicator", '"更换公务用车"').strip('"')
    return dict(keys) | {"indicator": f'"{indicator}{name}"'}


class Places:
    """Where the cells of an issued workbook are, by target and code."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)

    def sheet(self, target: str) -> Worksheet:
        found = [one for one in self.book.worksheets[1:3] if target in [cell.value for cell in one["A"]]]
        return found[0]

    def cell(self, target: str, code: str) -> tuple[str, str]:
        """The name of the sheet and the address."""
        sheet = self.sheet(target)
        return sheet.title, cell_of(sheet, target, code).coordinate

    def cover(self, field: str) -> tuple[str, str]:
        """The cell of the cover that is for something: its code stands to the right of it."""
        sheet = self.book.worksheets[0]
        code = next(cell for row in sheet.iter_rows() for cell in row if cell.value == f"cover:{field}")
        return sheet.title, sheet.cell(code.row, code.column - 1).coordinate

    def type_in(self, target: str, code: str, text: str | General) -> Iterator[str]:
        """The steps of typing."""
        general = isinstance(text, General)
        yield step("TypeIn", *self.cell(target, code), text.text if isinstance(text, General) else text)
        if general:
            yield step("Command", "NumberFormatStandard")

    def fill(self, target: str, row: Filled) -> Iterator[str]:
        for day, text in zip(QUARTERS, row.typed, strict=True):
            if text:
                yield from self.type_in(target, code_of(row.like, day), text)
        for code, text in row.others.items():
            yield from self.type_in(target, code, text)

    def check(self, target: str, of: Path) -> str:
        """What the column 检查 of a saved file says."""
        book = openpyxl.load_workbook(of, data_only=True)
        sheet = next(one for one in book.worksheets if target in [cell.value for cell in one["A"]])
        column = next(cell.column for cell in sheet[4] if cell.value == "检查")
        row = next(row for row, cell in enumerate(sheet["A"], 1) if cell.value == target)
        return str(sheet.cell(row, column).value or "")


def code_of(like: str, day: str) -> str:
    return f"{'state' if like == 'states' else 'value'}:{day}"
