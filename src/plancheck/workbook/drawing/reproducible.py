"""An openpyxl workbook in, its bytes out: the same content gives the same bytes, whenever and wherever it is saved."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from plancheck.workbook.drawing.formula_results import Result, with_results
from plancheck.workbook.drawing.styles_xml import tidy_styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
#: What no XML may hold, in UTF-8: titles, prompts and properties come from plans, and without lxml nothing looks at them.
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOTHING: Mapping[str, Mapping[str, Result]] = MappingProxyType({})


def reproducible_bytes(book: Workbook, day: date, results: Mapping[str, Mapping[str, Result]] = _NOTHING) -> bytes:
    """Save as if on that day: openpyxl puts the hour of saving into the properties and beside every part.

    `results` has what the formulas of a sheet come to, by the sheet's title and the cell.
    """
    for sheet in book.worksheets:
        sheet.merged_cells = _in_order(sheet.merged_cells)
    book.properties.creator = "plancheck"
    book.properties.created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - openpyxl takes no zone
    draft, final = BytesIO(), BytesIO()
    book.save(draft)
    saved = f"{day.isoformat()}T00:00:00Z".encode()
    titles = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(book.sheetnames, 1)}
    with zipfile.ZipFile(draft) as parts, zipfile.ZipFile(final, "w") as fixed:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + saved, content)
            elif part.filename == "xl/styles.xml":
                content = tidy_styles(content)
            if part.filename in titles:
                content = with_results(content, results.get(titles[part.filename], {}))
            content = _NO_XML.sub(b"\xef\xbf\xbd", content)
            entry = zipfile.ZipInfo(part.filename, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            fixed.writestr(entry, content)
    return final.getvalue()


def _in_order(merged: MultiCellRange) -> MultiCellRange:
    """The same ranges row by row: openpyxl keeps a set, which a Python of 32 bits, as in a browser, goes through otherwise."""
    from openpyxl.worksheet.cell_range import MultiCellRange

    class InOrder(MultiCellRange):
        def __iter__(self) -> Iterator[CellRange]:
            return iter(sorted(self.ranges, key=lambda one: (one.min_row, one.min_col)))

    return InOrder(merged.ranges)
