"""Whole workbooks: how parts find each other, and what a book says about itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from plancheck.spreadsheet.book import Book, CellKind, Visibility
from tests.spreadsheet import ooxml
from tests.spreadsheet.ooxml import relation, relations
from tests.spreadsheet.saved_books import ROW, book, refusal


def rules(found: Book) -> list[str]:
    return [finding.rule for finding in found.findings]


def test_a_workbook(tmp_path: Path) -> None:
    content = ooxml.zipped(ooxml.parts(ROW))
    found = book(tmp_path, content)
    assert found.digest == hashlib.sha256(content).hexdigest()
    assert found.sheets[0].cell(7, 8).raw == "650"
    assert found.sheets[0].cell(1, 1).is_blank
    assert found.sheet("REPORT") is found.sheets[0]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../xl/worksheets/./sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "WORKSHEETS\\Sheet1.XML"),
        ("xl/worksheets/sheet1.xml", "../../../../xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet 1.xml", "worksheets/sheet%201.xml"),
        ("data/cells.xml", "../data/cells.xml"),
    ],
)
def test_relations_as_other_programs_write_them(tmp_path: Path, part: str, target: str) -> None:
    parts = ooxml.parts()
    del parts["xl/worksheets/sheet1.xml"]
    parts[part] = ooxml.sheet_xml(ROW)
    parts["xl/_rels/workbook.xml.rels"] = relations(relation("rId1", "worksheet", target))
    assert book(tmp_path, parts).sheets[0].cell(7, 8).raw == "650"


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "file:///etc/passwd", "http://example.org/s.xml", ""])
def test_a_relation_that_leads_out_of_the_package_leads_nowhere(tmp_path: Path, target: str) -> None:
    parts = ooxml.parts()
    parts["xl/_rels/workbook.xml.rels"] = relations(relation("rId1", "worksheet", target))
    assert refusal(tmp_path, parts).rule == "damaged-workbook"


def test_a_sheet_outside_is_not_fetched(tmp_path: Path) -> None:
    parts = ooxml.parts()
    outside = relation("rId1", "worksheet", "worksheets/sheet1.xml", mode="External")
    parts["xl/_rels/workbook.xml.rels"] = relations(outside)
    assert refusal(tmp_path, parts).rule == "damaged-workbook"


def test_a_workbook_whose_relations_are_lost_is_found_by_its_usual_name(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW)
    del parts["_rels/.rels"]
    assert len(book(tmp_path, parts).sheets) == 1


def test_strict_namespaces_and_prefixes(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts: ooxml.Parts = {
        "_rels/.rels": relations(relation("a", "officeDocument", "xl/workbook.xml", base=strict)),
        "xl/workbook.xml": f'<x:workbook xmlns:x="{ooxml.STRICT}" xmlns:q="{strict}"><x:sheets>'
        '<x:sheet name="Report" sheetId="1" q:id="b"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": relations(relation("b", "worksheet", "worksheets/sheet1.xml", base=strict)),
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{ooxml.STRICT}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="d"><x:v>2025-03-31</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    }
    assert book(tmp_path, parts).sheets[0].cell(1, 1).text == "2025-03-31"


def test_strings_and_styles_are_found_by_relation(tmp_path: Path) -> None:
    parts = ooxml.parts(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45747</v></c></row>',
        strings="<si><r><t>更新</t></r><r><t>公务用车</t></r><rPh sb='0' eb='2'><t>コウシン</t></rPh></si>",
        styles='<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="176"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>',
    )
    sheet = book(tmp_path, parts).sheets[0]
    assert (sheet.cell(1, 1).text, sheet.cell(1, 2).text) == ("更新公务用车", "2025-03-31")


def test_days_from_1904(tmp_path: Path) -> None:
    parts = ooxml.parts(
        '<row r="1"><c r="A1" s="0"><v>44285</v></c></row>', styles='<cellXfs><xf numFmtId="14"/></cellXfs>'
    )
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    found = book(tmp_path, parts)
    assert found.counts_from_1904
    assert found.sheets[0].cell(1, 1).text == "2025-03-31"


def test_hidden_sheets_names_and_charts(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW)
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{ooxml.MAIN}" xmlns:r="{ooxml.DOCUMENT}"><sheets><sheet name="图" sheetId="1" r:id="c"/>'
        '<sheet name="_meta" sheetId="2" state="veryHidden" r:id="m"/><sheet name="填报" sheetId="3" r:id="s"/>'
        "</sheets><definedNames><definedName name='year'>_meta!$B$3</definedName></definedNames></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = relations(
        relation("c", "chartsheet", "chart.xml"),
        relation("m", "worksheet", "m.xml"),
        relation("s", "worksheet", "worksheets/sheet1.xml"),
    )
    parts |= {"xl/chart.xml": "<chartsheet/>", "xl/m.xml": ooxml.sheet_xml("")}
    found = book(tmp_path, parts)
    assert [(sheet.name, sheet.visibility, sheet.hidden) for sheet in found.sheets] == [
        ("_meta", Visibility.VERY_HIDDEN, True),
        ("填报", Visibility.VISIBLE, False),
    ]
    assert found.defined_names == {"year": "_meta!$B$3"}


def test_custom_properties(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW)
    parts["_rels/.rels"] = relations(
        relation("rId1", "officeDocument", "xl/workbook.xml"),
        relation("rId2", "custom-properties", "docProps/custom.xml"),
    )
    parts["docProps/custom.xml"] = (
        '<Properties xmlns:vt="urn:vt"><property pid="2" name="plancheck.plan"><vt:lpwstr>zhengzhou</vt:lpwstr>'
        '</property><property pid="3" name="plancheck.year"><vt:i4>2025</vt:i4></property></Properties>'
    )
    assert book(tmp_path, parts).properties == {"plancheck.plan": "zhengzhou", "plancheck.year": "2025"}


def test_macros_and_links_are_reported_and_left_alone(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW)
    parts["xl/_rels/workbook.xml.rels"] = relations(
        relation("rId1", "worksheet", "worksheets/sheet1.xml"),
        relation("rId2", "vbaProject", "vbaProject.bin"),
        relation("rId3", "externalLink", "externalLinks/externalLink1.xml"),
    )
    parts |= {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            relation("rId1", "externalLinkPath", "汇总.xlsx", mode="External")
        ),
    }
    found = book(tmp_path, parts, "czj.xlsm")
    assert rules(found) == ["macros-present", "external-links"]
    assert dict(found.findings[1].values)["links"] == "汇总.xlsx"


def test_a_hyperlink_to_another_workbook_is_no_link_of_formulas(tmp_path: Path) -> None:
    parts = ooxml.parts(ROW, after='<hyperlinks><hyperlink ref="A1" id="rId1"/></hyperlinks>')
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        relation("rId1", "hyperlink", "证明.xlsx", mode="External")
    )
    assert book(tmp_path, parts).findings == ()


def test_a_wrong_extension_is_a_remark(tmp_path: Path) -> None:
    found = book(tmp_path, ooxml.parts(ROW), "czj.xls")
    assert rules(found) == ["wrong-extension"]
    assert found.format == "xlsx"


def test_utf_16_parts_are_read(tmp_path: Path) -> None:
    parts = ooxml.parts()
    parts["xl/worksheets/sheet1.xml"] = ooxml.sheet_xml(ROW).encode("utf-16")
    assert book(tmp_path, parts).sheets[0].cell(7, 8).kind is CellKind.NUMBER
