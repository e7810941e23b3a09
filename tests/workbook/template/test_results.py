"""What formulas come to stands beside them, so that a preview that reckons nothing shows it; no clock decides it."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from plancheck.findings import TextPlace
from plancheck.observations import Remark, Reports
from plancheck.plan.vocabulary import Kind
from plancheck.workbook.drawing.formula_results import with_results
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import workbook_bytes
from tests.workbook.issued import filled_reports, row_of
from tests.workbook.samples import QUARTERS, reported, sample_plan, sample_target


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_formula_has_its_result(language: str) -> None:
    order = Order(sample_plan(language=language), "jgsw", 2025)
    with zipfile.ZipFile(BytesIO(workbook_bytes(order))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
        assert 'fullCalcOnLoad="1"' in parts.read("xl/workbook.xml").decode()
    formulas = [cell for sheet in sheets for cell in re.findall(r"<c [^>]*><f[ >].*?</c>", sheet)]
    assert len(formulas) > 100
    assert [
        cell for cell in formulas if not re.search(r' t="str">.*<v>[^<]*</v></c>$|<v>[-0-9.]+</v></c>$', cell)
    ] == []


def test_an_untouched_workbook_has_nothing_due() -> None:
    """But for a base value, which is asked for at once."""
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(Order(sample_plan(), "jgsw", 2025))), data_only=True)
    assert str(book["进度填报"]["A3"].value).startswith("已填 0 / 共 38 项，到期未填 1 项\n黄")
    assert [cell.value for cell in book["填报说明"]["B"] if str(cell.value).startswith("已填 ")] == [
        "已填 0 / 共 38 项，到期未填 1 项",
        "已填 0 / 共 6 项，到期未填 0 项",
    ]


def test_a_filled_workbook_is_as_of_its_last_answer() -> None:
    order = Order(sample_plan(), "jgsw", 2025, filled=Filled.of(filled_reports()))
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(order)), data_only=True)
    sheet = book["进度填报"]
    check = next(cell.column for cell in sheet[4] if cell.value == "检查")
    assert sheet.cell(row_of(sheet, "S-1"), check).value == "√"
    assert (
        sheet.cell(row_of(sheet, "S-5"), check).value
        == "6月30日：剩余数比上期多0.1；如填的是已完成数，应填84.9（共4处）"
    )


def test_results_are_escaped_and_formulas_without_one_left() -> None:
    sheet = b'<row><c r="A1" s="3"><f>"a"&amp;B1</f><v></v></c><c r="B1"><f>1+1</f><v /></c><c r="C1"><f>2</f><v/></c></row>'
    written = with_results(sheet, {"A1": "a<b & c", "B1": Decimal(2)})
    assert written == (
        b'<row><c r="A1" s="3" t="str"><f>"a"&amp;B1</f><v>a&lt;b &amp; c</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
        b'<c r="C1"><f>2</f><v/></c></row>'
    )


def test_what_a_column_shares_is_written_once() -> None:
    """The second row has a formula of its own; one that names another row would move, and stands in full."""
    cells = {
        "A5": b'IF($B5&gt;1,$C5,"J6")',
        "A6": b'IF($B6&gt;2,$C6,"J6")',
        "A7": b'IF($B7&gt;1,$C7,"J6")',
        "D5": b"A3",
        "D6": b"A3",
    }
    sheet = b"".join(b'<c r="%b"><f>%b</f><v></v></c>' % (cell.encode(), text) for cell, text in cells.items())
    written = with_results(sheet, dict.fromkeys(cells, ""))
    assert written == (
        b'<c r="A5" t="str"><f t="shared" ref="A5:A7" si="0">IF($B5&gt;1,$C5,"J6")</f><v></v></c>'
        b'<c r="A6" t="str"><f>IF($B6&gt;2,$C6,"J6")</f><v></v></c>'
        b'<c r="A7" t="str"><f t="shared" si="0"/><v></v></c>'
        b'<c r="D5" t="str"><f>A3</f><v></v></c><c r="D6" t="str"><f>A3</f><v></v></c>'
    )


def test_the_counter_reaches_nought_when_all_is_done() -> None:
    """Four values, and four cells that a reason explains."""
    values = [reported("S-1", day, value=Decimal(50)) for day in QUARTERS]
    reason = Remark("S-2", "市机关事务中心", 2025, TextPlace("sample"), reason="系统迁移，明年一季度补报")
    plan = sample_plan(sample_target(1, Kind.LEVEL), sample_target(2, Kind.LEVEL))
    order = Order(plan, "jgsw", 2025, filled=Filled.of(Reports(tuple(values), (reason,))))
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(order)), data_only=True)
    line = "已填 4 / 共 8 项，到期未填 0 项，有原因未填 4 项"
    assert str(book["进度填报"]["A3"].value).partition("\n")[0] == line
    assert line in [cell.value for cell in book["填报说明"]["B"]]
