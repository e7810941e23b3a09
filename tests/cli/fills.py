"""What officers type, paste and do to a workbook in LibreOffice: by target, what is typed into the cells of its row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from tests.plans import plan_text, target_text
from tests.workbook.desk import step
from tests.workbook.issued import cell_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

QUARTERS = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
#: What stands in every row unless a case says otherwise, so that nothing but its own fault is said of it.
EVIDENCE = "市统计局报表"
_LEVEL = {"kind": '"level"', "indicator": '"公务用车保有量"'}
_RATE = _LEVEL | {"indicator": '"新能源占比"', "value": "95", "unit": '"%"', "figure": '"95%"'}
_REMAINS = {
    "kind": '"phase-out"',
    "op": '"<="',
    "value": "0",
    "unit": '"台"',
    "figure": '"全部淘汰"',
    "indicator": '"淘汰老旧设备"',
    "baseline": "{ date = 2023-12-31, value = 860 }",
}
_STATES = {"kind": '"action"', "indicator": '"推动更新"'} | dict.fromkeys(("op", "value", "unit", "by", "figure"), "")
#: The targets that the cases are filled into, each with what makes it what it is.
TARGETS: Mapping[str, Mapping[str, str]] = {
    "remains": _REMAINS,
    "total": {},
    "vehicles": _LEVEL | {"value": "400000", "figure": '"400000辆"'},
    "wan": _LEVEL | {"value": "40", "unit": '"万辆"', "figure": '"40万辆"'},
    "items": _LEVEL | {"value": "60", "unit": '"项"', "figure": '"60项"'},
    "rate": _RATE,
    "states": _STATES,
}


def plan_of(cases: Mapping[str, str]) -> str:
    """A plan with one target a case; `cases`: id -> key of `TARGETS`."""
    first, *others = cases.items()
    texts = [
        target_text(**({"id": f'"{name}"'} | dict(TARGETS[like]))).replace(
            "累计更换公务用车", f"累计更换公务用车{name}"
        )
        for name, like in others
    ]
    assert first[1] == "total"
    return plan_text(target_id=f'"{first[0]}"', task_lead='["jgsw"]', departments_czj=None, more="\n".join(texts))


class Places:
    """Where the cells of an issued workbook are, by target and code."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)

    def sheet(self, target: str) -> Worksheet:
        return next(one for one in self.book.worksheets[1:3] if target in [cell.value for cell in one["A"]])

    def cell(self, target: str, code: str) -> tuple[str, str]:
        """The name of the sheet and the address."""
        sheet = self.sheet(target)
        return sheet.title, cell_of(sheet, target, code).coordinate

    def type_in(self, target: str, code: str, text: str) -> str:
        return step("TypeIn", *self.cell(target, code), text)
