"""How large an issued workbook is printed, measured on the pages that LibreOffice makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from plancheck.findings import CellPlace, finding
from plancheck.plan.model import Plan
from plancheck.plan.periods import due_periods
from plancheck.plan.records.recipient import Recipient
from plancheck.plan.vocabulary import Frequency, Kind
from plancheck.workbook.marked.copy import mark_copy
from tests.workbook.issued import issue_workbook
from tests.workbook.samples import every_kind, sample_plan, sample_target

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice"),
]

#: Points. Below it a table is read with a glass.
SMALLEST = 8.0
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_FONT_SIZE = re.compile(rb"/F\d+ ([\d.]+) Tf")


def plan(frequency: Frequency, language: str, *, long: bool) -> Plan:
    """Every kind of target, reported so often; or a single short one."""
    targets = every_kind() if long else (sample_target(1, Kind.CUMULATIVE),)
    often = tuple(replace(one, reporting=frequency) for one in targets)
    receiver = Recipient("市发展改革委（设备更新工作专班）", "0371-12345678", "zhuanban@example.gov.cn")
    made = sample_plan(*often, language=language)
    return replace(made, reporting=frequency, due_days=15, recipient=receiver)


def expected(made: Plan) -> dict[tuple[str, date], Decimal]:
    numbers = [target for target in made.targets if target.kind.is_numeric]
    return {(target.id, day): Decimal(1234) for target in numbers for day in due_periods(target, 2025, made.end)}


def page_sizes(pdf: bytes) -> list[float]:
    """The smallest letters of each page, in points: LibreOffice scales the font itself and nothing around it."""
    smallest = []
    for stream in _STREAM.finditer(pdf):
        try:
            content = zlib.decompress(stream[1])
        except zlib.error:
            continue
        if b" Tf" in content:
            smallest.append(min(float(size) for size in _FONT_SIZE.findall(content)))
    return smallest


def pages_across(path: Path) -> int:
    """Pages that the breaks ask for, of all sheets that are printed; a sheet here is one page high.

    But for a cover that one page does not hold, with the days of twelve months on it.
    """
    book = openpyxl.load_workbook(path)
    across = sum(len(sheet.col_breaks.brk) + 1 for sheet in book.worksheets if sheet.sheet_state == "visible")
    return across + (0 if book.worksheets[0].page_setup.fitToHeight else 1)


def printed(folder: Path, paths: list[Path]) -> dict[str, list[float]]:
    profile = (folder / "profile").as_uri()
    assert SOFFICE is not None
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {path.stem: page_sizes(path.with_suffix(".pdf").read_bytes()) for path in paths}


def test_nothing_is_printed_too_small_to_read_and_no_column_is_cut(tmp_path: Path) -> None:
    paths = []
    for frequency in (Frequency.QUARTER, Frequency.MONTH):
        for language in ("zh", "en"):
            for long in (True, False):
                made = plan(frequency, language, long=long)
                path = tmp_path / f"{frequency}-{language}-{'long' if long else 'short'}.xlsx"
                issue_workbook(made, "jgsw", 2025, path, expected=expected(made))
                paths.append(path)
    wrong = finding("not-a-number", CellPlace("x.xlsx", "进度填报", "H5"), target="S-1", text="约", unit="辆")
    copy = mark_copy(paths[0], [wrong], "zh")
    assert copy is not None
    paths.append(copy)
    pages = printed(tmp_path, paths)
    assert {name: min(sizes) for name, sizes in pages.items() if min(sizes) < SMALLEST} == {}
    for path in paths:
        if "short" in path.stem:
            # More pages than breaks ask for: a column was cut, or pushed onto a page of its own.
            assert len(pages[path.stem]) == pages_across(path), path.stem
