"""Fonts stand in the order of the schema, and columns are counted in a font that is everywhere."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from plancheck.findings import CellPlace, finding
from plancheck.workbook.drawing.styles_xml import tidy_styles
from plancheck.workbook.marked.copy import marked_bytes
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.workbook import workbook_bytes
from tests.workbook.grid import draw_book
from tests.workbook.samples import DECEMBER, sample_plan

#: CT_Font: bold, size, colour, name, family, scheme.
ORDER = ["b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"]


def test_a_font_is_sorted_and_keeps_what_it_has() -> None:
    font = b'<font><name val="A"/><b val="1"/><color rgb="00FFFFFF"/><sz val="10"/><scheme val="minor"/></font>'
    sorted_font = b'<font><b val="1"/><sz val="10"/><color rgb="00FFFFFF"/><name val="A"/><scheme val="minor"/></font>'
    assert tidy_styles(b"<fonts>" + font + b"</fonts>") == b"<fonts>" + sorted_font + b"</fonts>"


def test_what_is_in_order_stays_as_it_is() -> None:
    font = b'<fonts><font><sz val="10"/><name val="A"/></font></fonts><fills/>'
    assert tidy_styles(font) == font


def test_what_is_not_understood_is_not_touched() -> None:
    font = b'<font><name val="A"/><extLst><ext/></extLst><b/></font>'
    assert tidy_styles(font) == font


@pytest.mark.parametrize("content", ["template", "marked"])
def test_every_font_of_a_workbook_is_in_order(content: str) -> None:
    if content == "template":
        written = workbook_bytes(Order(sample_plan(), "jgsw", 2025, synthetic=True))
    else:
        found = finding("not-a-number", CellPlace("x.xlsx", "进度填报", "B2"), target="S-1", text="约", unit="辆")
        written = marked_bytes(draw_book("| target | value:2025-03-31 |\n| S-1 | 约200 |"), [found], "zh", DECEMBER)
    with zipfile.ZipFile(BytesIO(written)) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert "Calibri" not in styles
    assert '<name val="Arial"/>' in styles[: styles.index("</font>")]
    fonts = re.findall(r"<font>(.*?)</font>", styles)
    assert len(fonts) > 3
    for font in fonts:
        ranks = [ORDER.index(name) for name in re.findall(r"<(\w+)", font)]
        assert ranks == sorted(ranks)
