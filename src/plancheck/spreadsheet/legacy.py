"""xls, et, xlsb and ods: a file's bytes in, a `Book` or one finding out, by way of a worker that may die.

The worker has a deadline and a memory limit of its own; whatever happens to it, this process goes on. Where no process
can be started the file is not read, for its library may take down the one that it runs in. What these formats cannot
tell through the worker (formulas, error values, hidden rows) the book does not claim to know.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from plancheck.findings import Finding, finding
from plancheck.spreadsheet.book import BLANK_CELL, Book, Cell, MergedRange, Sheet, ShownAs, Visibility
from plancheck.spreadsheet.cell_values import number_cell, written_cell
from plancheck.spreadsheet.content import Content
from plancheck.spreadsheet.sheet_cells import MAX_CELLS

DEADLINE_SECONDS = 4
_WORKER = Path(__file__).with_name("legacy_worker.py")


def read_legacy(content: Content, file_format: str, findings_on_file: tuple[Finding, ...]) -> Book | Finding:
    """Have the worker read a file of an older format."""
    command = [sys.executable, "-P", str(_WORKER), str(MAX_CELLS)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=content.data, capture_output=True, timeout=DEADLINE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return finding("legacy-too-slow", content.place, format=file_format, seconds=DEADLINE_SECONDS)
    except Exception:
        # No permission, no such call, no thread to listen to it, no memory: for who sent the file it is all the same.
        return finding("legacy-no-process", content.place, format=file_format)
    answer = _answer(done.stdout)
    if done.returncode or not answer:
        return finding("legacy-crashed", content.place, format=file_format, problem=done.returncode)
    if "sheets" not in answer:
        return _refusal(content, file_format, answer)
    if not answer["sheets"]:
        return finding("no-sheets", content.place)
    sheets = tuple(_sheet(*sheet) for sheet in answer["sheets"])
    return Book(path=content.path, digest=content.digest, format=file_format, sheets=sheets, findings=findings_on_file)


def _answer(output: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(output))
    except ValueError:
        return {}


def _refusal(content: Content, file_format: str, answer: dict[str, Any]) -> Finding:
    match answer["problem"]:
        case "missing":
            return finding("old-format", content.place, format=file_format)
        case "password":
            return finding("password-protected", content.place)
        case "too-many-cells":
            return finding("too-many-cells", content.place, limit=MAX_CELLS)
        case _:
            return finding("damaged-workbook", content.place, problem=answer.get("detail", ""))


def _sheet(name: str, visibility: str, cells: list[Any], merges: list[Any]) -> Sheet:
    read = {(row, column): _cell(kind, written) for row, column, kind, written in cells}
    return Sheet(
        name=name,
        cells={at: cell for at, cell in read.items() if cell is not BLANK_CELL},
        visibility=Visibility(visibility),
        merges=tuple(_merge(*corners) for corners in merges),
    )


def _merge(first: tuple[int, int], last: tuple[int, int]) -> MergedRange:
    """From corners that the component counts from 0."""
    (top, left), (bottom, right) = first, last
    return MergedRange(top=top + 1, left=left + 1, bottom=bottom + 1, right=right + 1)


def _cell(kind: str, written: str) -> Cell:
    return number_cell(written, ShownAs.PLAIN) if kind == "n" else written_cell(kind, written)
