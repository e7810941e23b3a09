"""Whatever stands in a file, the answer is a book or a finding with its sentences, never an exception.

Seconds by default; `PLANCHECK_FUZZ=20000` sets the number of examples.
"""

from __future__ import annotations

import os
import tomllib
from importlib.resources import files
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.findings import Finding
from plancheck.spreadsheet.book import Book
from plancheck.spreadsheet.read_book import read_book
from tests.spreadsheet import ooxml

EXAMPLES = int(os.environ.get("PLANCHECK_FUZZ", "300"))
RULES = tomllib.loads(files("plancheck.rules").joinpath("catalogue/file.toml").read_text(encoding="utf-8"))

WHOLE = ooxml.parts(
    '<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45747</v></c><c t="b"><v>1</v></c></row>'
    '<row><c t="inlineStr"><is><t>a</t></is></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="d"><v>2025-03-31</v></c>'
    "</row>",
    before='<dimension ref="A1"/><cols><col min="1" max="2" hidden="1"/></cols>',
    after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    strings="<si><t>x</t><rPh><t>y</t></rPh></si>",
    styles='<numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>',
)
TOKENS = [
    b"<",
    b">",
    b'"',
    b"/>",
    b"</c>",
    b"<c>",
    b"<v>",
    b"</v>",
    b"<row>",
    b"<f/>",
    b"<is>",
    b"<t>",
    b"<rPh>",
    b"</si>",
    b"&lt;",
    b"&x;",
    b"&#0;",
    b"&#xD800;",
    b"_xD800_",
    b"<!DOCTYPE a>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"\xff\xfe",
    b"\0",
    b"NaN",
    b"1E999999",
    b"-1",
    b"99999999999999999999",
    b"XFE1",
    b"1048577",
    "１".encode(),
    b' r=""',
    b"x:",
    b'<?xml version="1.0" encoding="utf-7"?>',
    b'<?xml version="1.0" encoding="utf-16"?>',
    b"../",
    b"%00",
    b"%zz",
]
Edit = tuple[float, int, bytes]
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(TOKENS) | st.binary(max_size=4)),
    min_size=1,
    max_size=6,
)
fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def edited(content: bytes, edits: list[Edit]) -> bytes:
    """At each place, so many bytes are taken out and others put in."""
    for place, taken, put in edits:
        at = int(place * len(content))
        content = content[:at] + put + content[at + taken :]
    return content


def answered(path: Path) -> None:
    found = read_book(path)
    assert isinstance(found, Book | Finding)
    for finding in found.findings if isinstance(found, Book) else [found]:
        assert finding.rule in RULES
    if isinstance(found, Book):
        for sheet in found.sheets:
            for cell in sheet.cells.values():
                cell.text.encode("utf-8")
                assert cell.number is None or cell.number.is_finite()


@fuzzed
@given(part=st.sampled_from(sorted(WHOLE)), edits=EDITS)
def test_any_part_edited(tmp_path: Path, part: str, edits: list[Edit]) -> None:
    content = str(WHOLE[part]).encode()
    answered(ooxml.saved(tmp_path, WHOLE | {part: edited(content, edits)}))


@fuzzed
@given(edits=EDITS)
def test_the_zip_file_edited(tmp_path: Path, edits: list[Edit]) -> None:
    answered(ooxml.saved(tmp_path, edited(ooxml.zipped(WHOLE, 0), edits)))


@fuzzed
@given(edits=EDITS)
def test_a_compound_file_edited(tmp_path: Path, edits: list[Edit]) -> None:
    """The worker is left out here: what it may meet is tested where it stands."""
    whole = ooxml.ole_file("EncryptionInfo", "Workbook", content=bytes.fromhex("0908100000000000"))
    with mock.patch(
        "plancheck.spreadsheet.legacy.read_legacy", lambda content, *_: Finding("old-format", content.place)
    ):
        answered(ooxml.saved(tmp_path, edited(whole, edits)))


@fuzzed
@given(content=st.binary(max_size=600))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    answered(ooxml.saved(tmp_path, content))
