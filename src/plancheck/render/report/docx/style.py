"""The look of an official document (GB/T 9704) in python-docx: page, fonts with their fallbacks, paragraphs, footer.

Chinese fonts are set as `w:eastAsia` on styles and on runs; without that Word falls back to its own choice. Fonts that a
machine may lack carry an alternative name in the font table, which Word and WPS look for next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

TITLE, BODY, HEADING, SUBHEADING, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
#: What stands in for a font that is not installed, best first.
FALLBACKS = {
    TITLE: "方正小标宋_GBK,华文中宋,宋体,Noto Serif CJK SC",
    BODY: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    HEADING: "SimHei,微软雅黑,Noto Sans CJK SC",
    SUBHEADING: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
}
_LEADING = Pt(28)
_BODY_SIZE = 16
#: Style name to (font, size in points, bold, indent in characters).
STYLES = {
    "Normal": (BODY, _BODY_SIZE, False, 2),
    "Title": (TITLE, 22, False, 0),
    "Heading 1": (HEADING, _BODY_SIZE, False, 2),
    "Heading 2": (SUBHEADING, _BODY_SIZE, False, 2),
    "Heading 3": (BODY, _BODY_SIZE, True, 2),
}

_IDS = {name.replace(" ", ""): name for name in STYLES}


def set_up(document: Document) -> None:
    """Page, styles, font table and language of a new document."""
    _set_page(document.sections[0])
    for name, (font, size, bold, indent) in STYLES.items():
        _set_style(document.styles[name], font, size, bold=bold, indent=indent)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Title"].paragraph_format.line_spacing = Pt(36)
    document.styles["Title"].paragraph_format.space_after = Pt(14)
    _drop_borders(document.styles["Title"])


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)


def _set_style(style: Any, font: str, size: int, *, bold: bool, indent: int) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), bold, False
    style.font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for old in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{old}"), None)
    for name, value in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{name}"), value)
    for element in (
        properties.findall(qn("w:color")) + properties.findall(qn("w:spacing")) + properties.findall(qn("w:kern"))
    ):
        properties.remove(element)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "en-US")
    tongue.set(qn("w:eastAsia"), "zh-CN")
    properties.append(tongue)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LEADING
    form.keep_with_next = style.name.startswith("Heading")
    _indent(style.element.get_or_add_pPr(), indent, size)


def _indent(properties: Any, characters: int, size: int) -> None:
    """First-line indent in characters, with its width in points for programs that do not know characters."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(characters * size * 20))


def _drop_borders(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def run(paragraph: Paragraph, text: str, font: str = "", *, bold: bool | None = None, size: float = 0) -> Any:
    """Add words in a font of their own, or in that of the paragraph's style."""
    # The style's id in the XML: looking the style itself up takes as long as all the rest.
    name = _IDS.get(paragraph._p.style or "", "Normal")
    made = paragraph.add_run(text)
    made.bold = bold
    if size:
        made.font.size = Pt(size)
    made.font.name = LATIN
    made._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font or STYLES[name][0])
    return made


def flush(paragraph: Paragraph, alignment: str = "left", leading: float = 0) -> Paragraph:
    """No first-line indent; aligned left, centre or right; with a leading of its own."""
    _indent(paragraph._element.get_or_add_pPr(), 0, 0)
    sides = {"left": WD_ALIGN_PARAGRAPH.LEFT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    paragraph.alignment = sides[alignment]
    if leading:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(leading)
    return paragraph


def number_pages(section: Section, before: str, after: str) -> None:
    """`— 1 —` in the middle of the footer, 14 pt."""
    section.footer.is_linked_to_previous = False
    paragraph = flush(section.footer.paragraphs[0], "centre")
    run(paragraph, before, "宋体", size=14)
    for kind, code in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "1"), ("end", "")):
        piece = run(paragraph, code if kind == "shown" else "", "宋体", size=14)
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = code
            piece._element.append(instruction)
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            piece._element.append(mark)
    run(paragraph, after, "宋体", size=14)


def turn_across(document: Document) -> Section:
    """A new section on a landscape page."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.footer_distance = Mm(18)
    return section


def repeat_heading(row: Any) -> None:
    """The row stands at the top of each page of its table."""
    # Without a value it is on; `true`, which Word takes as well, is no word of the schema here.
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_row_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def name_fallbacks(fonts: bytes) -> bytes:
    """The font table part with alternative names for each of our fonts."""
    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
        if f'w:name="{name}"'.encode() not in fonts
    )
    return fonts.replace(b"</w:fonts>", named.encode() + b"</w:fonts>")
