"""Workbooks that are issued, typed into and handed in, and commands as they are typed; all in this process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from plancheck.findings.cell_ranges import column_letters
from tests.plans import plan_text, target_text

if TYPE_CHECKING:
    import pytest
    from openpyxl.workbook.workbook import Workbook

FLEET = "市机关事务中心"
Typed = str | float | Decimal | date | None

MORE = "\n".join(
    [
        target_text(id='"D-12-2"', kind='"growth"', value="48", figure='"48%"', baseline="{ date = 2023-12-31 }"),
        target_text(id='"D-12-3"', kind='"level"', value="95", unit='"%"', figure='"95%"', indicator='"普及率"'),
        target_text(
            id='"D-12-4"',
            kind='"action"',
            indicator='"推动更新"',
            op="",
            value="",
            unit="",
            by="",
            figure="",
        ),
    ]
)


class HandedIn:
    """A workspace with one plan, and what a command said there last."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], language: str = "zh") -> None:
        self.folder, self._capsys, self.language = folder, capsys, language
        self.out = self.err = ""
        (folder / "plans").mkdir()
        self.plan()
        (folder / "plancheck.toml").write_text("as_of = 2026-03-31\n", encoding="utf-8")

    def plan(self, text: str = "") -> None:
        (self.folder / "plans" / "demo.toml").write_text(text or plan_text(more=MORE), encoding="utf-8")

    def run(self, *words: str) -> int:
        """The exit code of a command line; what it said is in `out` and `err`."""
        arguments = [*words, "--lang", self.language]
        code = 0
        try:
            with exit_codes(self.language):
                _app(self.language, arguments)(arguments, standalone_mode=True)
        except SystemExit as left:
            code = int(left.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return code

    def issue(self, *words: str, year: int = 2025, output: str = "reports") -> Path:
        """Issue the workbooks; the fleet office's path."""
        assert self.run("template", "demo", "--year", str(year), "-o", output, *words) == 0, self.err
        return Path(output, "demo", str(year), f"{FLEET}.xlsx")


def find_cell(path: Path, target: str, code: str) -> str:
    """`进度填报!H5`."""
    book = openpyxl.load_workbook(path)
    sheet, cell = _find(book, target, code)
    return f"{sheet.title}!{cell.coordinate}"


def type_in(
    path: Path, typed: Mapping[tuple[str, str], Typed], formats: Mapping[tuple[str, str], str] | None = None
) -> Path:
    """Type into cells by target and code, and save."""
    book = openpyxl.load_workbook(path)
    for key, content in typed.items():
        cell = _find(book, *key)[1]
        cell.value = content
        if formats and key in formats:
            cell.number_format = formats[key]
    book.save(path)
    return path


def _find(book: Workbook, target: str, code: str) -> tuple[Worksheet, Cell]:
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        codes = {str(cell.value): column for column, cell in enumerate(sheet[1], 1)}
        for row, cell in enumerate(sheet["A"], 1):
            if cell.value == target and code in codes:
                found = sheet[f"{column_letters(codes[code])}{row}"]
                assert isinstance(found, Cell)
                return sheet, found
    raise AssertionError((target, code))
