"""The Word report as GB/T 9704 asks for it: page, fonts, leading, indents, page number, appendix across."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from plancheck.render.report.docx.sentences import numeral
from tests.render.report.written_forms import written
from tests.report.report_samples import chaptered_report, full_report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.shared import Length
    from docx.text.paragraph import Paragraph


@pytest.fixture(scope="module")
def content() -> bytes:
    return written(full_report(), "docx")


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def millimetres(length: Length | None) -> float:
    assert length is not None
    return float(length.mm)


def measures(section: Section) -> list[int]:
    """Width and height of the page, then its margins: above, below, left, right."""
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    return [round(millimetres(length)) for length in (section.page_width, section.page_height, *margins)]


def style_of(paragraph: Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style is not None else None


def texts_in(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if style_of(paragraph) == style]


def test_page_and_margins(document: Document) -> None:
    assert measures(document.sections[0]) == [210, 297, 37, 35, 28, 26]


def test_the_appendix_lies_across(document: Document) -> None:
    last = document.sections[-1]
    assert last.orientation == WD_ORIENT.LANDSCAPE
    assert measures(last)[:2] == [297, 210]
    widths = [millimetres(cell.width) for cell in document.tables[-1].rows[0].cells]
    assert sum(widths) <= 297 - millimetres(last.left_margin) - millimetres(last.right_margin) + 0.1


@pytest.mark.parametrize(
    ("style", "font", "size", "bold"),
    [
        ("Title", "方正小标宋简体", 22, False),
        ("Normal", "仿宋_GB2312", 16, False),
        ("Heading 1", "黑体", 16, False),
        ("Heading 2", "楷体_GB2312", 16, False),
        ("Heading 3", "仿宋_GB2312", 16, True),
    ],
)
def test_fonts_of_styles(document: Document, style: str, font: str, size: int, bold: bool) -> None:
    found = document.styles[style]
    fonts = found.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert (found.font.size.pt, bool(found.font.bold)) == (size, bold)


def test_every_run_names_its_chinese_font(document: Document) -> None:
    paragraphs = [*document.paragraphs, *(cell.paragraphs[0] for row in document.tables[-1].rows for cell in row.cells)]
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    assert runs
    assert all(run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in runs)


def test_body_leading_and_indent(document: Document) -> None:
    body = document.styles["Normal"]
    assert body.paragraph_format.line_spacing.pt == 28
    indent = body.element.pPr.ind
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert indent.get(qn("w:firstLine")) == "640"


def test_headings_are_numbered_as_offices_number_them(document: Document) -> None:
    first, second, *_ = texts_in(document, "Heading 1")
    assert first.startswith("一、")
    assert second.startswith("二、")
    assert texts_in(document, "Heading 2")[0].startswith("（一）")
    assert [numeral(number) for number in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]


def test_each_section_has_its_page_number(document: Document) -> None:
    for section in document.sections:
        footer = section.footer.paragraphs[0]
        assert "PAGE" in footer._element.xml
        assert footer.text.replace(" ", "").startswith("—1—")


def test_fallbacks_are_named_for_every_font(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        fonts = parts.read("word/fontTable.xml").decode()
    for name, other in (
        ("方正小标宋简体", "华文中宋"),
        ("仿宋_GB2312", "FangSong"),
        ("楷体_GB2312", "KaiTi"),
        ("黑体", "SimHei"),
    ):
        entry = fonts.split(f'w:name="{name}"')[1].split("</w:font>")[0]
        assert other in entry


def test_sections_come_in_the_order_of_an_official_report(document: Document) -> None:
    titles = [text.split("、", 1)[1] for text in texts_in(document, "Heading 1")]
    assert titles[:4] == ["总体进展", "各章进展情况", "存在问题及整改措施", "2026年进度要求"]


def test_a_missed_target_comes_with_reason_and_measure(document: Document) -> None:
    text = next(paragraph.text for paragraph in document.paragraphs if "资金到位晚" in paragraph.text)
    assert "加快招标" in text
    assert "2026年6月30日" in text
    assert "T-2" in text


def test_no_date_is_written_in_figures_and_dashes(document: Document) -> None:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = [*(paragraph.text for paragraph in document.paragraphs), *cells]
    assert [text for text in texts if re.search(r"\d{4}-\d{2}-\d{2}", text)] == []


def test_the_documents_own_numbers_stand_under_the_part_they_belong_to() -> None:
    report = chaptered_report()
    made = docx.Document(io.BytesIO(written(report, "docx")))
    heads = [(style_of(one), one.text) for one in made.paragraphs if style_of(one) in ("Heading 2", "Heading 3")]
    assert heads[:5] == [
        ("Heading 2", "（一）方案“一、总体要求”部分"),
        ("Heading 2", "（二）方案“二、重点任务”部分"),
        ("Heading 3", "（一）更新设备"),
        ("Heading 2", "（三）方案“三、保障措施”部分"),
        ("Heading 3", "（一）强化组织"),
    ]
