"""The styles of a workbook, as openpyxl writes them, in; the same with children in the order of the schema out.

openpyxl writes the name of a font first, where the schema has it behind size and colour. Excel takes both, a validator and
stricter readers only one.
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


def in_schema_order(styles: bytes) -> bytes:
    """The part `xl/styles.xml`; what is no font's child stays where it is."""
    return _FONT.sub(lambda font: font[1] + _ordered(font[2]) + font[3], styles)


def _ordered(children: bytes) -> bytes:
    found = list(_CHILD.finditer(children))
    if b"".join(child[0] for child in found) != children:
        return children
    return b"".join(child[0] for child in sorted(found, key=lambda child: _RANK.get(child[1], len(_RANK))))
