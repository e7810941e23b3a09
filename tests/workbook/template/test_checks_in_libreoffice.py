"""An issued workbook in LibreOffice: what is typed is looked at there as it is reckoned here, and more besides.

A program alone knows that a cell is shown as a day, holds an error, is refused; and whether rows may be sorted.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from plancheck.plan.model import Baseline
from plancheck.plan.vocabulary import Kind
from tests.libreoffice import run_macro
from tests.workbook.calc import SOFFICE, Entry, type_and_save
from tests.workbook.issued import cell_of, issue_workbook, row_of
from tests.workbook.samples import sample_plan, sample_target

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
QUARTERS = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
REMAINS = {"kind": Kind.PHASE_OUT, "value": Decimal(0), "baseline": Baseline(date(2023, 12, 31), Decimal(860))}
#: White, orange, red: the colours that the rules give to what is filled, to look at, wrong.
_COLOUR = {"FFFFFF": "w", "FFC98A": "o", "F8B4B4": "r", "FFF6C8": "y"}
#: By target what is typed for the quarters, their colours, the sentence, and how many cells of the row are named.
CASES: Mapping[str, tuple[tuple[str, ...], str, str, int]] = {
    "S-1": (("460", "538", "600", "1300"), "wooo", "6月30日：剩余数比上期多78；如填的是已完成数，应填322", 4),
    "S-2": (("50", "46", "48", "120"), "wrrw", "6月30日：比上期少4，累计数不应变小", 3),
    "S-3": (("2025-09-30", "130", "140", "150"), "rwww", "3月31日：像是日期，", 2),
    "S-4": (("28.1", "281000", "28.4", "285"), "wrwo", "6月30日：与上期、目标值等至少相差1000倍", 3),
    "S-5": (("=1/0", "82", "0.83", "95%"), "rwoo", "3月31日：公式出错，请直接填数字", 4),
    "S-6": (("101", "95", "45930", "约96"), "rwrr", "3月31日：不应大于100", 4),
    "S-7": (("", "50", "", "80"), "owow", "3月31日：到期未填，也没有写原因", 3),
    "S-8": (("50", "100", "150", "190"), "wwww", "请写佐证材料", 1),
    "S-9": (("推进中", "已完成", "推进中", "快了"), "wwor", "12月31日：请从下拉列表中选状态", 3),
    "S-10": (("推进中", "", "已完成", "已完成"), "woww", "6月30日：到期未选，也没有写进展情况", 2),
}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A workbook as LibreOffice saved it: what the formulas come to."""

    path: Path

    def sheet(self, target: str) -> Worksheet:
        book = openpyxl.load_workbook(self.path, data_only=True)
        return next(sheet for sheet in book.worksheets[1:3] if target in [cell.value for cell in sheet["A"]])

    def sentence(self, target: str) -> str:
        sheet = self.sheet(target)
        column = next(cell.column for cell in sheet[4] if cell.value == "检查")
        return str(sheet.cell(row_of(sheet, target), column).value or "")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("进度") / "issued.xlsx"
    plan = sample_plan(
        sample_target(1, **REMAINS),  # type: ignore[arg-type]
        sample_target(2, Kind.CUMULATIVE, value=Decimal(650)),
        sample_target(3, Kind.LEVEL, value=Decimal(650)),
        sample_target(4, Kind.LEVEL, value=Decimal(30), unit="万辆"),
        sample_target(5, Kind.LEVEL, value=Decimal(95), unit="%"),
        sample_target(6, Kind.MAINTAIN, value=Decimal(95), unit="%", limits=(Decimal(0), Decimal(100))),
        sample_target(7, Kind.ANNUAL, value=Decimal(200)),
        sample_target(8, Kind.ANNUAL, value=Decimal(200)),
        sample_target(9, Kind.ACTION, value=None, by=None),
        sample_target(10, Kind.ACTION, value=None, by=None),
    )
    issue_workbook(plan, "jgsw", 2025, path)
    return path


def entries(issued: Path) -> list[Entry]:
    book = openpyxl.load_workbook(issued)
    found = []
    for sheet in book.worksheets[1:3]:
        kind = "state" if sheet.title == "工作推进" else "value"
        for target, (texts, *_) in CASES.items():
            if target in [cell.value for cell in sheet["A"]]:
                cells = [cell_of(sheet, target, f"{kind}:{day}").coordinate for day in QUARTERS]
                found += [Entry(sheet.title, cell, text) for cell, text in zip(cells, texts, strict=True) if text]
    return found


@pytest.fixture(scope="module")
def typed(issued: Path) -> Reckoned:
    path = issued.with_name("typed.xlsx")
    type_and_save(issued, entries(issued), [path], issued.with_name("profile"))
    return Reckoned(path)


@pytest.mark.parametrize("target", CASES)
def test_what_is_typed_is_looked_at(typed: Reckoned, target: str) -> None:
    _, _, sentence, count = CASES[target]
    said = typed.sentence(target)
    assert said.startswith(sentence)
    assert said.endswith(f"（共{count}处）" if count > 1 else sentence)


def shown_colours(book: Path, folder: Path) -> dict[str, str]:
    """What the rules make of the cells of each target: the quarters, then the check, as LibreOffice shows them."""
    profile = f"-env:UserInstallation={(folder / 'shown').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "html", "--outdir", str(folder), str(book)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    html = (folder / f"{book.stem}.html").read_text(encoding="utf-8", errors="replace")
    found = {}
    sheets = openpyxl.load_workbook(book).worksheets[1:3]
    for target in CASES:
        sheet = next(sheet for sheet in sheets if target in [cell.value for cell in sheet["A"]])
        row = next(row for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if f">{target}<" in row)
        inks = [re.search(r'bgcolor="#(\w+)"', cell) for cell in re.findall(r"<td[^>]*>", row)]
        wanted = [
            number
            for number, (code, heading) in enumerate(zip(sheet[1], sheet[4], strict=True))
            if str(code.value).startswith(("value:", "state:")) or heading.value == "检查"
        ]
        found[target] = "".join(_COLOUR[str(ink[1])] if (ink := inks[number]) else "-" for number in wanted)
    return found


def expected_colours() -> dict[str, str]:
    """The check has the colour of the worst of its row."""
    return {target: cells + ("r" if "r" in cells else "o") for target, (_, cells, *_) in CASES.items()}


def test_the_right_cell_is_marked(typed: Reckoned, tmp_path: Path) -> None:
    assert shown_colours(typed.path, tmp_path) == expected_colours()


def test_the_counter_follows(typed: Reckoned) -> None:
    assert str(typed.sheet("S-1")["A3"].value).startswith("已填 30 / 共 32 项，到期未填 2 项")
    assert str(typed.sheet("S-9")["A3"].value).startswith("已填 7 / 共 8 项，到期未填 1 项")


_COLOURS = """
Sub Look
  Dim asUsual()
  book = StarDesktop.loadComponentFromURL("%(source)s", "_blank", 0, asUsual())
  book.calculateAll()
  Open "%(said)s" For Output As #1
%(steps)s
  Close #1
  book.close(True)
  StarDesktop.terminate()
End Sub
"""
#: Sorts the rows from the last target to the first, as somebody does who has taken the protection off.
_SORT = """  sheet = book.getSheets().getByIndex(%(sheet)s)
  sheet.unprotect("")
  Dim keys(0) As New com.sun.star.table.TableSortField
  keys(0).Field = 0
  keys(0).IsAscending = False
  sheet.getCellRangeByName("%(rows)s").sort(Named("SortFields", keys()))
  book.calculateAll()
  book.storeToURL("%(url)s", Named("FilterName", "Calc MS Excel 2007 XML"))
"""


def test_a_row_says_the_same_wherever_it_is_sorted_to(typed: Reckoned, tmp_path: Path) -> None:
    sheet = typed.sheet("S-1")
    rows = f"A5:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
    path = tmp_path / "sorted.xlsx"
    steps = _SORT % {"sheet": 1, "rows": rows, "url": path.as_uri()}
    macro = _COLOURS % {"source": typed.path.as_uri(), "said": tmp_path / "said.txt", "steps": steps}
    run_macro(str(SOFFICE), macro, "Look", tmp_path / "profile", "--headless")
    after = Reckoned(path)
    targets = [cell.value for cell in after.sheet("S-1")["A"][4:]]
    assert targets == [f"S-{number}" for number in range(8, 0, -1)]
    assert [after.sentence(f"S-{number}") for number in range(1, 9)] == [
        typed.sentence(f"S-{number}") for number in range(1, 9)
    ]
    assert shown_colours(path, tmp_path) == expected_colours()
