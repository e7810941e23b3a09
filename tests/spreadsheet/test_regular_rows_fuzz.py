"""Sheets put together from what programs write and what nobody should: both readers answer the same."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spreadsheet import ooxml
from tests.spreadsheet.both_readers import EXCEL, LIBREOFFICE, OPENPYXL, agrees

EXAMPLES = int(os.environ.get("PLANCHECK_FUZZ", "500"))
fuzzed = settings(max_examples=EXAMPLES, deadline=None)

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
