"""Files that are no workbooks, broken ones and hostile ones: each is refused in one finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spreadsheet import ooxml
from tests.spreadsheet.ooxml import relation, relations
from tests.spreadsheet.saved_books import ROW, refusal


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"readme.txt": "x"}, "ZIP"),
        (
            {
                "_rels/.rels": relations(relation("a", "officeDocument", "word/document.xml")),
                "word/document.xml": "<a/>",
            },
            "Word",
        ),
    ],
)
def test_other_packages_are_no_workbooks(tmp_path: Path, parts: ooxml.Parts, found: str) -> None:
    refused = refusal(tmp_path, parts)
    assert (refused.rule, dict(refused.values)["found"]) == ("not-a-workbook", found)


def test_a_workbook_without_sheets(tmp_path: Path) -> None:
    parts = ooxml.parts()
    parts["xl/workbook.xml"] = f'<workbook xmlns="{ooxml.MAIN}"><sheets/></workbook>'
    assert refusal(tmp_path, parts).rule == "no-sheets"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"),
        ("xl/worksheets/sheet1.xml", "<worksheet>&undefined;</worksheet>"),
        ("xl/worksheets/sheet1.xml", b'<?xml version="1.0" encoding="cp037"?><worksheet/>'),
        ("xl/worksheets/sheet1.xml", b'<?xml version="1.0" encoding="rot13"?><worksheet/>'),
        ("xl/worksheets/sheet1.xml", ""),
        ("xl/sharedStrings.xml", "<sst><si></sst>"),
        ("xl/styles.xml", "<styleSheet"),
        ("xl/workbook.xml", b"\xff\xfe<"),
        ("_rels/.rels", "<<"),
    ],
)
def test_broken_xml_is_one_finding_that_names_the_part(tmp_path: Path, part: str, content: str | bytes) -> None:
    refused = refusal(tmp_path, ooxml.parts(ROW) | {part: content})
    assert (refused.rule, dict(refused.values)["part"]) == ("damaged-workbook", part.casefold())


def test_a_document_type_hidden_in_an_encoding_of_another_century(tmp_path: Path) -> None:
    declaration = b'<?xml version="1.0" encoding="cp037"?>'
    hidden = declaration + '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("cp037")
    assert refusal(tmp_path, ooxml.parts() | {"xl/worksheets/sheet1.xml": hidden}).rule == "damaged-workbook"


def test_one_part_is_not_read_as_two_sheets(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW)
    twice = '<sheet name="A" sheetId="1" r:id="rId1"/>' * 2
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{ooxml.MAIN}" xmlns:r="{ooxml.DOCUMENT}"><sheets>{twice}</sheets></workbook>'
    )
    assert refusal(tmp_path, parts).rule == "damaged-workbook"


def test_relations_that_go_in_circles_end(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW)
    parts["_rels/.rels"] = relations(relation("a", "officeDocument", "_rels/.rels"))
    assert refusal(tmp_path, parts).rule == "no-sheets"


def test_a_million_styles_are_too_many(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW, styles="<cellXfs>" + "<xf/>" * 100_001 + "</cellXfs>")
    assert refusal(tmp_path, parts).rule == "too-much-markup"


def test_texts_inside_nested_elements_do_not_multiply(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW)
    nested = "<definedName>" * 50 + "x" + "</definedName>" * 50
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<sheets>", nested + "<sheets>")
    assert refusal(tmp_path, parts).rule == "too-much-markup"


@pytest.mark.parametrize(
    "rows",
    [
        "".join(f"<a{number}/>" for number in range(200_000)),
        "<row " + " ".join(f'a{number}="1"' for number in range(120_000)) + "/>",
    ],
)
def test_names_and_attributes_without_end(tmp_path: Path, rows: str) -> None:
    assert refusal(tmp_path, ooxml.parts(rows)).rule == "too-much-markup"
