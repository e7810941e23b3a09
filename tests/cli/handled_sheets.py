"""What officers do to a filled workbook in LibreOffice before they hand it in, a case each, and what is found then."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string

from tests.cli.fills import QUARTERS, Places, code_of
from tests.workbook.desk import on_sheet, step

NUMBERS = "进度填报"
#: A workbook of five targets, what is typed into it, and what was reported the year before.
SHEETS = {"A-total": "total", "B-left": "remains", "C-level": "辆", "D-rate": "%", "E-mile": "states"}
SOUND = {
    "A-total": ("170", "240", "310", "380"),
    "B-left": ("800", "700", "600", "500"),
    "C-level": ("310000", "320000", "330000", "340000"),
    "D-rate": ("70", "75", "80", "85"),
    "E-mile": ("未启动", "推进中", "推进中", "推进中"),
}
BEFORE = {
    "A-total": ("40", "80", "120", "160"),
    "B-left": ("850", "840", "830", "820"),
    "C-level": ("290000", "295000", "300000", "305000"),
    "D-rate": ("60", "62", "65", "68"),
}
#: Stands for the address of the file that is pasted from.
OTHER_FILE = "file:///other"
_UNLOCK = on_sheet(NUMBERS, "unprotect", "")
#: What lies in another file: figures and what is taken for them, in formats of their own.
FOREIGN = (
    (0.83, "12.5万", 45930, "=1/0"),
    (799, "约700", 600, "500"),
    (311000, 321000, 331000, 341000),
    (0.71, 76, 81, 86),
)


@dataclass(frozen=True, slots=True)
class Handled:
    """What is done to the workbook that was filled."""

    steps: Callable[[Places], list[str]]


def _at(places: Places, target: str, quarter: int) -> str:
    return places.cell(target, code_of(SHEETS[target], QUARTERS[quarter - 1]))[1]


def _column(places: Places, code: str) -> int:
    """Counted from 0, as LibreOffice does."""
    return column_index_from_string(re.sub(r"\d", "", places.cell("A-total", code)[1])) - 1


def _unlocked(*more: Callable[[Places], str]) -> Callable[[Places], list[str]]:
    return lambda places: [_UNLOCK, *(one(places) for one in more)]


def _typed(target: str, code: str, text: str) -> Callable[[Places], str]:
    return lambda places: step("TypeIn", *places.cell(target, code), text)


def _sorted(by: Callable[[Places], int], *, ascending: bool) -> Callable[[Places], str]:
    def sort(places: Places) -> str:
        sheet = places.sheet("A-total")
        last = sheet.cell(8, sheet.max_column).coordinate
        return step("SortRows", NUMBERS, f"A5:{last}", by(places), ascending)

    return sort


def _check_column(places: Places) -> int:
    return next(cell.column for cell in places.sheet("A-total")[4] if cell.value == "检查") - 1


def _pasted(cells: str, to: int) -> Callable[[Places], str]:
    """A block of the other file, its formats with it, from the first target down."""
    return lambda places: step("PasteFrom", OTHER_FILE, "Sheet1", cells, NUMBERS, _at(places, "A-total", to))


def _all_pasted(places: Places) -> list[str]:
    """Column by column, into the cells to fill alone, under the protection as issued."""
    return [_pasted(f"{letter}1:{letter}4", quarter)(places) for quarter, letter in enumerate("ABCD", 1)]


HANDLED: Mapping[str, Handled] = {
    "sorted by id, descending": Handled(_unlocked(_sorted(lambda places: 0, ascending=False))),
    "sorted by 检查": Handled(_unlocked(_sorted(_check_column, ascending=True))),
    "rows hidden by a filter, one filled": Handled(
        lambda places: [
            on_sheet(NUMBERS, "getRows().getByIndex(4).setPropertyValue", "IsVisible", False),
            _typed("A-total", "value:2025-12-31", "390")(places),
        ],
    ),
    "a row put in": Handled(lambda places: [_UNLOCK, on_sheet(NUMBERS, "getRows().insertByIndex", 5, 1)]),
    "a row put in and filled": Handled(
        lambda places: [
            _UNLOCK,
            on_sheet(NUMBERS, "getRows().insertByIndex", 5, 1),
            step("TypeIn", NUMBERS, _at(places, "B-left", 1), "123"),
        ],
    ),
    "a row deleted": Handled(lambda places: [_UNLOCK, on_sheet(NUMBERS, "getRows().removeByIndex", 5, 1)]),
    "a column put in": Handled(
        lambda places: [
            _UNLOCK,
            on_sheet(NUMBERS, "getColumns().insertByIndex", _column(places, "value:2025-06-30"), 1),
        ]
    ),
    "a column put in and filled": Handled(
        lambda places: [
            _UNLOCK,
            on_sheet(NUMBERS, "getColumns().insertByIndex", _column(places, "value:2025-06-30"), 1),
            step("TypeIn", NUMBERS, _at(places, "A-total", 2), "123"),
        ]
    ),
    "a column deleted": Handled(
        lambda places: [
            _UNLOCK,
            on_sheet(NUMBERS, "getColumns().removeByIndex", _column(places, "value:2025-06-30"), 1),
        ]
    ),
    "cells merged downwards": Handled(
        lambda places: [
            _UNLOCK,
            f'SheetOf("{NUMBERS}").getCellRangeByName("{_at(places, "A-total", 1)}:{_at(places, "B-left", 1)}").merge(True)',
        ]
    ),
    "cells merged across": Handled(
        lambda places: [
            _UNLOCK,
            f'SheetOf("{NUMBERS}").getCellRangeByName("{_at(places, "A-total", 1)}:{_at(places, "A-total", 2)}").merge(True)',
        ]
    ),
    "the sheet renamed": Handled(lambda places: [on_sheet(NUMBERS, "setName", "Sheet1")]),
    "the sheet moved": Handled(lambda places: [step("book.getSheets().moveByName", NUMBERS, 0)]),
    "the sheet copied": Handled(lambda places: [step("book.getSheets().copyByName", NUMBERS, "备份", 9)]),
    "the sheet copied before itself, and changed": Handled(
        lambda places: [
            step("book.getSheets().copyByName", NUMBERS, "备份", 1),
            step("TypeIn", "备份", _at(places, "A-total", 4), "395"),
        ]
    ),
    "the sheet deleted": Handled(lambda places: [step("book.getSheets().removeByName", NUMBERS)]),
    "the hidden sheet deleted": Handled(lambda places: [step("book.getSheets().removeByName", "_meta")]),
    "locked cells typed into": Handled(
        lambda places: [
            _typed("A-total", "target", "A-9")(places),
            _typed("C-level", "unit", "万辆")(places),
        ]
    ),
    "the unit edited": Handled(_unlocked(_typed("C-level", "unit", "万辆"))),
    "the target's words edited": Handled(_unlocked(_typed("C-level", "wording", "保有量达到30万辆"))),
    "the baseline edited": Handled(_unlocked(_typed("B-left", "baseline_known", "8600"))),
    "an id edited": Handled(_unlocked(_typed("A-total", "target", "A-9"))),
    "ids swapped": Handled(_unlocked(_typed("A-total", "target", "B-left"), _typed("B-left", "target", "A-total"))),
    "last year's values": Handled(
        lambda places: [
            line
            for target, values in BEFORE.items()
            for day, value in zip(QUARTERS, values, strict=True)
            for line in places.type_in(target, code_of(SHEETS[target], day), value)
        ]
    ),
    "a block one row low": Handled(
        lambda places: [
            _UNLOCK,
            step(
                "CopyTo",
                NUMBERS,
                f"{_at(places, 'A-total', 1)}:{_at(places, 'C-level', 4)}",
                NUMBERS,
                _at(places, "B-left", 1),
            ),
        ]
    ),
    "pasted with formats": Handled(_all_pasted),
    "pasted across, locked": Handled(lambda places: [_pasted("A1:D4", 1)(places)]),
    "pasted across, unlocked": Handled(_unlocked(_pasted("A1:D4", 1))),
}


#: Rule and cell of what is found then, and what is read otherwise than it was filled; of a case that is not here, nothing.
FOUND: Mapping[str, tuple[tuple[tuple[str, str], ...], Mapping[str, tuple[str, ...]]]] = {
    "rows hidden by a filter, one filled": ((), {"A-total": ("170", "240", "310", "390")}),
    "a row put in and filled": ((("row-without-target", "J6"),), {}),
    "a row deleted": ((("rows-gone", ""),), {"B-left": ()}),
    "a column put in and filled": ((("column-without-code", "M5"),), {}),
    "a column deleted": (
        (("missing-value", ""), ("missing-value", ""), ("missing-value", ""), ("missing-value", "")),
        {
            "A-total": ("170", "310", "380"),
            "B-left": ("800", "600", "500"),
            "C-level": ("310000", "330000", "340000"),
            "D-rate": ("70", "80", "85"),
        },
    ),
    "cells merged downwards": ((("merged-answers", "J5:J6"),), {}),
    "cells merged across": ((("merged-answers", "J5:M5"),), {}),
    "the sheet copied": (
        (("duplicate-row", "A5"), ("duplicate-row", "A6"), ("duplicate-row", "A7"), ("duplicate-row", "A8")),
        {},
    ),
    "the sheet copied before itself, and changed": (
        (("duplicate-row", "A5"), ("duplicate-row", "A6"), ("duplicate-row", "A7"), ("duplicate-row", "A8")),
        {"A-total": ("170", "240", "310", "395")},
    ),
    "the sheet deleted": ((("rows-gone", ""),), {"A-total": (), "B-left": (), "C-level": (), "D-rate": ()}),
    "the unit edited": ((("edited-unit", "D7"),), {"C-level": ()}),
    "the target's words edited": ((("edited-words", "C7"),), {}),
    "the baseline edited": ((("edited-baseline", "G6"),), {}),
    "an id edited": ((("row-of-another", "A5"),), {"A-total": ()}),
    "ids swapped": ((("row-of-another", "A5"), ("row-of-another", "A6")), {"A-total": (), "B-left": ()}),
    "last year's values": (
        (
            ("fallen", ""),
            ("fallen", ""),
            ("fallen", "J5"),
            ("fallen", "M5"),
            ("same-as-last-year", ""),
            ("remainder-rises", "J6"),
        ),
        {
            "A-total": ("40!", "80!", "120", "160"),
            "B-left": ("850", "840", "830", "820"),
            "C-level": ("290000", "295000", "300000", "305000"),
            "D-rate": ("60", "62", "65", "68"),
        },
    ),
    "a block one row low": (
        (
            ("unit-mismatch", "J8"),
            ("unit-mismatch", "M8"),
            ("unit-mismatch", "P8"),
            ("unit-mismatch", "S8"),
            ("remainder-rises", "M6"),
            ("remainder-rises", "P6"),
            ("remainder-rises", "S6"),
            ("odd-size", "J7"),
        ),
        {
            "B-left": ("170", "240", "310", "380"),
            "C-level": ("800", "700", "600", "500"),
            "D-rate": ("310000!", "320000!", "330000!", "340000!"),
        },
    ),
    "pasted with formats": (
        (
            ("percent-cell-unit", "J5"),
            ("date-in-number", "P5"),
            ("error-value", "S5"),
            ("not-a-number", "M6"),
            ("text-number", "M5"),
            ("unit-jump", "M5"),
            ("text-number", "S6"),
            ("percent-cell", "J8"),
        ),
        {
            "A-total": ("125000",),
            "B-left": ("799", "600", "500"),
            "C-level": ("311000", "321000", "331000", "341000"),
            "D-rate": ("71", "76", "81", "86"),
        },
    ),
    "pasted across, unlocked": (
        (
            ("percent-cell-unit", "J5"),
            ("written-over", "K5"),
            ("error-value", "M5"),
            ("written-over", "K6"),
            ("written-over", "K7"),
            ("written-over", "K8"),
            ("text-number", "M6"),
            ("remainder-rises", "P6"),
            ("percent-cell", "J8"),
        ),
        {
            "A-total": ("310", "380"),
            "B-left": ("799", "500", "600", "500"),
            "C-level": ("311000", "341000", "330000", "340000"),
            "D-rate": ("71", "86", "80", "85"),
        },
    ),
}
