"""An openpyxl workbook in, its bytes out: the same content gives the same bytes, whenever and wherever it is saved."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from plancheck.workbook.drawing.styles_xml import tidy_styles

if TYPE_CHECKING:
    from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def reproducible_bytes(book: Workbook, day: date) -> bytes:
    """Save as if on that day: openpyxl puts the hour of saving into the properties and beside every part."""
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
            elif part.filename == "xl/styles.xml":
                content = tidy_styles(content)
            entry = zipfile.ZipInfo(part.filename, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            fixed.writestr(entry, content)
    return final.getvalue()
