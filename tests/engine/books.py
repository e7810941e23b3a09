"""Workbooks as they come back, made by code: issued, filled, damaged, and handled in every way that people think of."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import workbook_bytes
from tests.spreadsheet import ooxml
from tests.workbook.issued import filled_reports
from tests.workbook.mishandled import data_sheets, grid, write
from tests.workbook.samples import sample_plan

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Vandalism = Callable[[random.Random, "Workbook", "Worksheet"], None]

#: What people type where a number or a day is asked for.
TYPED = (
    "约200",
    "１６０",
    "1，234.5",
    "160辆",
    "—",
    "无",
    "#REF!",
    "=1/0",
    "=A1+1",
    1e300,
    -5,
    True,
    "2025.3.31",
    " ",
    "0.5%",
)


def issued_books() -> dict[str, bytes]:
    """Empty and filled, of both departments, in both languages."""
    found = {}
    for language in ("zh", "en"):
        plan = sample_plan(language=language)
        for department in ("jgsw", "czj"):
            order = Order(plan, department, 2025)
            found[f"{language}-{department}.xlsx"] = workbook_bytes(order)
            filled = Filled.of(filled_reports(), plan.department_name(department))
            found[f"{language}-{department}-填好.xlsx"] = workbook_bytes(replace(order, filled=filled))
    return found


def damaged_books(whole: bytes) -> dict[str, bytes]:
    """Cut short, overwritten, locked, empty, or no workbook at all."""
    dice = random.Random(7)
    found = {
        "empty.xlsx": b"",
        "text.xlsx": "不是工作簿".encode(),
        "page.xlsx": b"<html><table><tr><td>1</td></tr></table></html>",
        "half.xlsx": whole[: len(whole) // 2],
        "no-end.xlsx": whole[:-40],
        "huge.xlsx": ooxml.with_claimed_size(whole, 2**31),
        "encrypted.xlsx": ooxml.with_encryption_flag(whole),
        "password.xlsx": ooxml.ole_file("EncryptionInfo", "EncryptedPackage"),
        "other.zip.xlsx": ooxml.zipped({"readme.txt": "x"}),
        "twice.xlsx": whole + whole,
    }
    for number in range(12):
        spoilt = bytearray(whole)
        for _ in range(1 + number * 3):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        found[f"spoilt-{number}.xlsx"] = bytes(spoilt)
    rows = '<row r="7"><c r="H7"><v>650</v></c></row>'
    for part, content in _BROKEN_PARTS:
        name = f"{Path(part).stem}-{len(found)}.xlsx"
        found[name] = ooxml.zipped(ooxml.parts(rows) | {part: content})
    found["deep.xlsx"] = ooxml.zipped(ooxml.parts(rows) | {"xl/worksheets/sheet1.xml": "<a>" * 100_000})
    found["wide.xlsx"] = ooxml.zipped(ooxml.parts('<row r="1">' + '<c r="XFD1"><v>1</v></c>' * 2_000 + "</row>"))
    return found


_BROKEN_PARTS: tuple[tuple[str, str | bytes], ...] = (
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"),
    ("xl/worksheets/sheet1.xml", "<worksheet>&undefined;</worksheet>"),
    ("xl/worksheets/sheet1.xml", b'<?xml version="1.0" encoding="cp037"?><worksheet/>'),
    ("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
    ("xl/worksheets/sheet1.xml", ""),
    ("xl/sharedStrings.xml", "<sst><si></sst>"),
    ("xl/styles.xml", "<styleSheet"),
    ("xl/workbook.xml", b"\xff\xfe<"),
    ("_rels/.rels", "<<"),
)


def vandalised_books(whole: bytes, many: int) -> Iterator[tuple[str, bytes]]:
    """Filled workbooks, each after one to four things that somebody did to it."""
    for number in range(many):
        dice = random.Random(number)
        book = openpyxl.load_workbook(BytesIO(whole))
        for _ in range(dice.randint(1, 4)):
            sheet = dice.choice(book.worksheets)
            dice.choice(_WAYS)(dice, book, sheet)
        saved = BytesIO()
        book.save(saved)
        yield f"改过-{number:02}.xlsx", saved.getvalue()


def _type_somewhere(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    for _ in range(dice.randint(1, 8)):
        cell = sheet.cell(dice.randint(1, max(sheet.max_row, 1)), dice.randint(1, max(sheet.max_column, 1)))
        if type(cell).__name__ == "Cell":
            cell.value = dice.choice((*TYPED, date(2025, 3, 31)))


def _delete_rows(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    sheet.delete_rows(dice.randint(1, 6), dice.randint(1, 3))


def _delete_columns(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    sheet.delete_cols(dice.randint(1, 6))


def _insert_rows(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_rows(dice.randint(1, 6))


def _shuffle_rows(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    rows = [row for row in grid(sheet) if row]
    dice.shuffle(rows)
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    write(sheet, rows)


def _rename(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    sheet.title = dice.choice(("Sheet1", "汇总<1>", "进度填报 (2)"))


def _remove(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    if len([one for one in book.worksheets if one.sheet_state == "visible"]) > 1 or sheet.sheet_state != "visible":
        book.remove(sheet)


def _copy(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    book.copy_worksheet(sheet)


def _merge(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    sheet.merge_cells(start_row=4, end_row=4 + dice.randint(1, 3), start_column=5, end_column=6)


def _hide(dice: random.Random, book: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions[dice.randint(2, 9)].hidden = True


_WAYS: tuple[Vandalism, ...] = (
    _type_somewhere,
    _type_somewhere,
    _type_somewhere,
    _delete_rows,
    _delete_columns,
    _insert_rows,
    _shuffle_rows,
    _rename,
    _remove,
    _copy,
    _merge,
    _hide,
)


def pasted_book(path: Path, whole: bytes) -> bytes:
    """What can be seen of a filled workbook, pasted into a new one."""
    path.write_bytes(whole)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in data_sheets(path).items():
        write(book.create_sheet(name), rows)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
