"""The quick way through a sheet: whatever it answers, the XML parser answers the same; what it cannot, it leaves."""

from __future__ import annotations

import pytest

from plancheck.spreadsheet.regular_rows import read_regular
from tests.spreadsheet import ooxml
from tests.spreadsheet.both_readers import EXCEL, LIBREOFFICE, OPENPYXL, agrees, context, parsed, quickly


@pytest.mark.parametrize("rows", [EXCEL, LIBREOFFICE, OPENPYXL, "", "<row r='1'/>".replace("'", '"')])
def test_rows_as_programs_write_them_are_regular(rows: str) -> None:
    before_and_after = (
        '<cols><col min="2" max="3" hidden="1"/></cols>',
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    )
    assert agrees(ooxml.sheet_xml(rows, *before_and_after).encode())


def test_three_programs_mean_the_same() -> None:
    answers = [quickly(ooxml.sheet_xml(rows).encode()) for rows in (EXCEL, LIBREOFFICE, OPENPYXL)]
    assert answers[0] == answers[1] == answers[2]


def test_a_value_keeps_its_references_resolved() -> None:
    reader = read_regular(
        "s",
        ooxml.sheet_xml('<row r="1"><c r="A1" t="str"><v>a&lt;&#20013;&#x6587;&amp;lt;</v></c></row>').encode(),
        context(),
    )
    assert reader is not None
    assert reader.cells[1, 1].raw == "a<中文&lt;"


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>1</c></row>',
        '<row r="1"></row></row>',
        '<row r="1" ht="1" ht="2"/>',
        '<row r="1"><c r="A1"><f t="array" t="array">1</f></c></row>',
        '<row r="1"><c r="A1"><v>&nbsp;</v></c></row>',
        '<row r="1"><c r="A1"><v>&</v></c></row>',
        '<row r="1"><c r="A1"><f>a&b</f></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#xD800;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#9999999;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#xFFFF;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\ufffe</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>]]></v></c></row>',
        '<row r="1048577"/>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="A1048577"><v></v></c></row>',
    ],
)
def test_what_the_parser_refuses_is_not_accepted(row: str) -> None:
    part = ooxml.sheet_xml(row).encode()
    assert parsed(part) is None
    assert quickly(part) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [("<a>", ""), ("", "<a>"), ("<!--", "-->"), ("", "<sheetData/>"), ("<x>" * 198, "</x>" * 198)],
)
def test_what_stands_around_the_rows_is_the_parsers(before: str, after: str) -> None:
    assert quickly(ooxml.sheet_xml(EXCEL, before, after).encode()) is None


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "gbk"])
def test_another_encoding_is_the_parsers(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + ooxml.sheet_xml(LIBREOFFICE).encode()
    assert quickly(part) is None


def test_bytes_that_are_no_utf8() -> None:
    part = ooxml.sheet_xml('<row r="1"><c r="A1" t="str"><v>@</v></c></row>').encode().replace(b"@", b"\xff")
    assert quickly(part) is None


@pytest.mark.parametrize(
    "head", ["", "\ufeff", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', "<?xml version='1.0'?>"]
)
def test_heads_of_utf8(head: str) -> None:
    assert agrees((head + ooxml.sheet_xml(EXCEL)).encode())


def test_too_many_cells_are_counted_by_the_parser() -> None:
    part = ooxml.sheet_xml(EXCEL).encode()
    assert quickly(part, cells_left=3) is not None
    assert quickly(part, cells_left=2) is None
