"""The quick way through a sheet: whatever it answers, the XML parser answers the same; what it cannot, it leaves."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.spreadsheet.book import ShownAs
from plancheck.spreadsheet.content import FileDefect
from plancheck.spreadsheet.regular_rows import read_regular
from plancheck.spreadsheet.sheet_cells import BookContext, string_cells
from plancheck.spreadsheet.sheet_xml import SheetReader
from tests.spreadsheet import ooxml

EXAMPLES = int(os.environ.get("PLANCHECK_FUZZ", "500"))
fuzzed = settings(max_examples=EXAMPLES, deadline=None)
STYLES = {"1": ShownAs.DATE, "2": ShownAs.PERCENT}

#: As Excel, LibreOffice and openpyxl write the same row.
EXCEL = (
    '<row r="1" spans="1:4" hidden="1" x14ac:dyDescent="0.25"><c r="A1" s="3"/><c r="B1" t="s"><v>0</v></c>'
    '<c r="C1" s="1"><v>45747</v></c><c r="D1"><f t="shared" ref="D1:D9" si="0">C1&amp;"a"</f><v>12.5</v></c></row>'
)
LIBREOFFICE = (
    '<row r="1" customFormat="false" ht="12.8" hidden="true" customHeight="false" outlineLevel="0" collapsed="false">'
    '<c r="A1" s="3"></c><c r="B1" s="0" t="s"><v>0</v></c><c r="C1" s="1" t="n"><v>45747</v></c>'
    '<c r="D1" s="0" t="n"><f aca="false">C1&amp;"a"</f><v>12.5</v></c></row>'
)
OPENPYXL = (
    '<row r="1" hidden="1">\n<c r="A1" s="3" /><c r="B1" t="inlineStr"><is><t>&#24066;&#36130;&#25919;&#23616;</t></is></c>'
    '<c r="C1" s="1" t="n"><v>45747</v></c><c r="D1"><f>C1&amp;"a"</f><v>12.5</v></c>\n</row>'
)

Answer = object


def context(cells_left: int = 99) -> BookContext:
    return BookContext(string_cells(["市财政局", " "]), STYLES, cells_left=cells_left)


def told(reader: SheetReader, rest: BookContext) -> Answer:
    """All that a reader found, cells in their order."""
    return list(reader.cells.items()), reader.hidden_rows, reader.hidden_columns, reader.merges, rest.cells_left


def quickly(part: bytes, cells_left: int = 99) -> Answer | None:
    rest = context(cells_left)
    reader = read_regular("s", part, rest)
    if reader is None:
        assert rest.cells_left == cells_left
        return None
    return told(reader, rest)


def parsed(part: bytes, cells_left: int = 99) -> Answer | None:
    rest = context(cells_left)
    try:
        return told(SheetReader("s", rest).read(part), rest)
    except FileDefect:
        return None


def agrees(part: bytes) -> bool:
    """Whether the quick way had an answer; it is then the parser's own."""
    answer = quickly(part)
    assert answer is None or answer == parsed(part)
    return answer is not None


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


LETTERS = st.sampled_from(["A", "B", "C", "AA", "XFD", "XFE", "ZZZ"])
ROW_NUMBERS = st.sampled_from(["1", "2", "2", "11", "1048576", "1048577"])
ATTRIBUTES = st.sampled_from(
    [
        "",
        "",
        "",
        ' s="1"',
        ' s="2"',
        ' t="s"',
        ' t="n"',
        ' s="1" t="n"',
        ' t="str"',
        ' t="b"',
        ' t="e"',
        ' t="d"',
        ' t="inlineStr"',
        ' t="x"',
    ]
)
TEXTS = st.sampled_from(
    [
        "0",
        "1",
        " 1",
        "12.5",
        "7.7999999999999998",
        "45747",
        "1,234",
        "NaN",
        "1E999",
        "2025-03-31",
        "#REF!",
        "中",
        "",
        " ",
        "&#20013;&#25991;",
        "&#49;",
        "&#x31;",
        "&lt;",
        "&amp;lt;",
        "&amp",
        "&#13;",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "a_x000D_b",
        "]]>",
        ">",
        "'\"",
        "\u200b",
        "&#0;",
        "&#55296;",
    ]
)
CONTENTS = st.one_of(
    st.just(""),
    TEXTS.map("<v>{}</v>".format),
    TEXTS.map("<is><t>{}</t></is>".format),
    TEXTS.map('<is><t xml:space="preserve">{}</t></is>'.format),
    st.builds(
        "<f{}>{}</f>{}".format,
        st.sampled_from(["", ' ca="1"', ' t="shared" si="0"', ' si="0" si="1"']),
        TEXTS,
        st.sampled_from(["", "<v/>", "<v></v>", "<v>1</v>", "<v>a</v>"]),
    ),
    st.sampled_from(
        [
            "<f/>",
            '<f si="0"/><v>1</v>',
            "<v/>",
            "<v />",
            "<v>1</v><f>1</f>",
            "<is><r><t>a</t></r></is>",
            "<!-- -->",
            "<v>1</v> ",
        ]
    ),
)
CELLS = st.builds('<c r="{}{}"{}>{}</c>'.format, LETTERS, ROW_NUMBERS, ATTRIBUTES, CONTENTS) | st.sampled_from(
    ['<c r="A1"/>', '<c r="B2" s="1"/>', '<c r="AA2" t="s" />', "<c/>", "<c><v>1</v></c>", " ", "\n", "\r\n", "x"]
)
ROWS = st.builds(
    '<row r="{}"{}>{}</row>'.format,
    ROW_NUMBERS,
    st.sampled_from(
        [
            "",
            ' hidden="1"',
            ' hidden="true"',
            ' hidden="0"',
            ' spans="1:2" ht="9.5"',
            ' ht="1" ht="1"',
            " hidden='1'",
            ' a="1"',
        ]
    ),
    st.lists(CELLS, max_size=5).map("".join),
) | st.sampled_from(["<row/>", '<row r="3"/>', '<row r="4" hidden="1" />', "\n", "</row>", '<row r="1">'])
SHEETS = st.lists(ROWS, max_size=4).map("".join).map(ooxml.sheet_xml).map(str.encode)


@fuzzed
@given(SHEETS)
def test_both_ways_agree(part: bytes) -> None:
    agrees(part)


@fuzzed
@given(
    st.sampled_from([EXCEL, LIBREOFFICE, OPENPYXL]).map(
        lambda row: ooxml.sheet_xml(row, "<cols/>", "<a>x</a>").encode()
    ),
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 4),
            st.binary(max_size=2)
            | st.sampled_from(
                [
                    b"<",
                    b">",
                    b'"',
                    b"/",
                    b"&",
                    b" ",
                    b"<c/>",
                    b"</row>",
                    b"<!--",
                    b"]]>",
                    b"&#1;",
                    b"<sheetData>",
                    b"</sheetData>",
                    b"x:",
                ]
            ),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_both_ways_agree_on_what_was_damaged(part: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    for place, taken, put in edits:
        at = int(place * len(part))
        part = part[:at] + put + part[at + taken :]
    agrees(part)
