"""Runs in a process of its own: an old workbook on standard input, its sheets as JSON on standard output.

python-calamine reads xls, xlsb and ods, and a hostile file of 2 KB can make it abort the process it runs in. So it runs
here, with a limit on memory, and nothing of plancheck is imported. The answer is `{"sheets": [...]}` or
`{"problem": name, "detail": text}`.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from datetime import date, time, timedelta
from typing import Any

MEMORY = 300 * 2**20


def limit_memory() -> None:
    """Where the system allows it; elsewhere the deadline alone has to do."""
    try:
        import resource
    except ImportError:
        return
    # macOS has the call and refuses the limit.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read(content: bytes, most_cells: int) -> dict[str, Any]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
    except ImportError:
        return {"problem": "missing"}
    sheets, left = [], most_cells
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for listed in book.sheets_metadata:
            if listed.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(listed.name)
            cells = read_cells(sheet, left)
            left -= len(cells)
            if left < 0:
                return {"problem": "too-many-cells"}
            merges = sheet.merged_cell_ranges or []
            sheets.append([listed.name, visibility(listed.visible), cells, merges[:65_536]])
    except PasswordError:
        return {"problem": "password"}
    except (CalamineError, OSError, ValueError, MemoryError) as problem:
        return {"problem": "unreadable", "detail": str(problem)[:200]}
    return {"sheets": sheets}


def visibility(visible: Any) -> str:
    """`SheetVisibleEnum.VeryHidden` is veryHidden."""
    name = str(visible).rpartition(".")[2]
    return name[:1].lower() + name[1:]


def read_cells(sheet: Any, most: int) -> list[list[Any]]:
    """Row, column, type and value of what is not empty; one more than allowed where there are too many."""
    cells: list[list[Any]] = []
    if sheet.start is None:
        return cells
    top, left = sheet.start
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, left + 1):
            if value == "" or value is None:
                continue
            cells.append([row, column, *typed(value)])
        if len(cells) > most:
            break
    return cells


def typed(value: Any) -> tuple[str, str]:
    """The type letter that an xlsx file would have, and the value as text."""
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, int | float):
        return "n", repr(value).removesuffix(".0")
    if isinstance(value, date):
        return "d", value.isoformat()
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, timedelta):
        return "n", repr(value / timedelta(days=1))
    return "inlineStr", str(value)


if __name__ == "__main__":
    limit_memory()
    answer = read(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.write(json.dumps(answer))
