"""The yearly report as a Word document in the form of official documents (GB/T 9704), for a coordinator to edit.

A report in a language in, the bytes of a .docx out; the same report gives the same bytes.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import docx

from plancheck.render.report.docx import style
from plancheck.render.report.docx.appendix import write_appendix
from plancheck.render.report.docx.body import write_body
from plancheck.render.report.text import ReportText

if TYPE_CHECKING:
    from docx.document import Document

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def report_docx(text: ReportText) -> bytes:
    """The document as it lies on disk: the body upright, the appendix across."""
    document = docx.Document()
    style.set_up(document)
    official = replace(text, spells_dates=True)
    before, after = official.say("official.page", page="\0").split("\0")
    style.number_pages(document.sections[0], before, after)
    write_body(document, official)
    style.number_pages(style.turn_across(document), before, after)
    write_appendix(document, official)
    _describe(document, text)
    return _reproducible(document)


def _describe(document: Document, text: ReportText) -> None:
    properties, day = document.core_properties, text.report.made_on
    properties.author = properties.last_modified_by = "plancheck"
    properties.title, properties.comments, properties.language = text.title[:250], "", text.language
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - takes no zone


def _reproducible(document: Document) -> bytes:
    """Zip dates fixed, and the fallbacks of our fonts in the font table."""
    draft, final = BytesIO(), BytesIO()
    document.save(draft)
    with zipfile.ZipFile(draft) as parts, zipfile.ZipFile(final, "w") as fixed:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "word/fontTable.xml":
                content = style.name_fallbacks(content)
            entry = zipfile.ZipInfo(part.filename, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            fixed.writestr(entry, content)
    return final.getvalue()
