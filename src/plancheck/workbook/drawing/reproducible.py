"""An openpyxl workbook in, its bytes out: the same content gives the same bytes, whenever and wherever it is saved."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def reproducible_bytes(book: Workbook, day: date) -> bytes:
    """Save as if on that day: openpyxl puts the hour of saving into the properties and beside every part."""
    for sheet in book.worksheets:
        sheet.merged_cells = _in_order(sheet.merged_cells)
    book.properties.creator = "plancheck"
    book.properties.created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - openpyxl takes no zone
    draft, final = BytesIO(), BytesIO()
    book.save(draft)
    saved = f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(draft) as parts, zipfile.ZipFile(final, "w") as fixed:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + saved, content)
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
