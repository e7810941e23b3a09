"""Workbooks as officers drop them: the shipped examples as they are, filled badly, pasted elsewhere, damaged, hostile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from tests.page.made import ROOT
from tests.spreadsheet import ooxml
from tests.workbook.mishandled import data_sheets, new_book

REPORTS = ROOT / "reports" / "zhengzhou"
SOUND, OTHER = "市交通运输局.xlsx", "市住房保障局.xlsx"
#: What people type where a number, a state or a day is asked for; and what only an attacker does.
TYPED = (
    "约24",
    "22.5万",
    "<img src=x onerror=document.title='hacked'>",
    -5,
    "=1+1",
    "基本完成",
    None,
    99999999,
    "</script>",
)


def fill_badly(source: Path, to: Path, count: int = 30) -> Path:
    """A workbook with wrong answers in its first open cells."""
    book = openpyxl.load_workbook(source)
    cells = [
        cell
        for sheet in book.worksheets
        if sheet.title in ("进度填报", "工作推进")
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if not cell.protection.locked
    ]
    for number, cell in enumerate(cells[:count]):
        cell.value = TYPED[number % len(TYPED)]
    book.save(to)
    return to


def make_books(folder: Path) -> dict[str, list[Path]]:
    """Sets of files by what they are; each set is dropped at once."""
    folder.mkdir(exist_ok=True)
    sound = _copy(REPORTS / "2025" / SOUND, folder / SOUND)
    whole = sound.read_bytes()
    bad = fill_badly(REPORTS / "2025" / OTHER, folder / OTHER)
    (folder / "2024").mkdir(exist_ok=True)
    before = _copy(REPORTS / "2024" / SOUND, folder / "2024" / SOUND)
    damaged = {
        "empty.xlsx": b"",
        "网页.xlsx": b"<html><table><tr><td>1</td></tr></table></html>",
        "half.xlsx": whole[: len(whole) // 2],
        "huge.xlsx": ooxml.with_claimed_size(whole, 2**31),
        "password.xlsx": ooxml.ole_file("EncryptionInfo", "EncryptedPackage"),
        "说明.txt": "这不是表".encode(),
    }
    for name, content in damaged.items():
        (folder / name).write_bytes(content)
    openpyxl.Workbook().save(folder / "空白.xlsx")
    pasted = new_book(folder / "粘贴.xlsx", data_sheets(sound))
    table = folder / "长表.csv"
    table.write_bytes(f"target,department,period_end,value\nZZ-12-1,x,{date(2025, 3, 31)},约200\n".encode("gb18030"))
    return {
        "sound": [sound],
        "badly filled": [bad],
        "two of them": [sound, bad],
        "this year's and last year's": [before, sound],
        "damaged": [folder / name for name in damaged],
        "pasted, blank, a table": [pasted, folder / "空白.xlsx", table],
        "a marked copy": [_copy(sound, folder / "市交通运输局.checked.xlsx")],
    }


def _copy(source: Path, to: Path) -> Path:
    to.write_bytes(source.read_bytes())
    return to
