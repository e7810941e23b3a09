"""The styles of a workbook, as openpyxl writes them, in; the part `xl/styles.xml` as it is to lie in the file out.

openpyxl writes the name of a font first, where the schema has it behind size and colour. Excel takes both, a validator and
stricter readers only one. And its default font is Calibri, by whose digits the width of every column is counted: where it
is missing, as on most Linux, something wider takes its place, and so is every column. Arial, or what has its widths, is
everywhere.
"""

from __future__ import annotations

import re

#: CT_Font of SpreadsheetML.
_OF_A_FONT = (
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
)
_RANK = {name.encode(): rank for rank, name in enumerate(_OF_A_FONT)}
_FONT = re.compile(rb"(<font>)(.*?)(</font>)", re.DOTALL)
#: Values stand in attributes: no child of a font has children.
_CHILD = re.compile(rb"<(\w+)[^<>]*/>")
_CALIBRI = b'<sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/>'
_ARIAL = b'<sz val="10"/><color theme="1"/><name val="Arial"/><family val="2"/>'


def tidy_styles(styles: bytes) -> bytes:
    """Children of fonts in the order of the schema, the default font one that is as wide everywhere."""
    # Without lxml there is a space before the end of a tag; a value has &gt; for its own.
    ordered = _FONT.sub(lambda font: font[1] + _ordered(font[2]) + font[3], styles.replace(b" />", b"/>"))
    return ordered.replace(_CALIBRI, _ARIAL, 1)


def _ordered(children: bytes) -> bytes:
    found = list(_CHILD.finditer(children))
    if b"".join(child[0] for child in found) != children:
        return children
    return b"".join(child[0] for child in sorted(found, key=lambda child: _RANK.get(child[1], len(_RANK))))
