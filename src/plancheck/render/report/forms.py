"""The yearly report in its six forms: a report and the name of a form in, the bytes of the file out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancheck.render.report.text import ReportText
    from plancheck.report.content import YearReport

#: The path of a department's file, as findings name it, to a link that leads there from the report.
LinkTo = Callable[[str], str]
Writer = Callable[["ReportText", LinkTo], bytes]


def render_report(report: YearReport, form: str, language: str, folder: Path, base: Path) -> bytes:
    """A report in one of FORMS, as it will lie in `folder`; `base` is where the paths of findings begin."""
    from plancheck.render.report.text import ReportText

    return FORMS[form](ReportText(report, language), links_from(base / folder, base))


def links_from(folder: Path, base: Path) -> LinkTo:
    """Links relative to a folder; a file on another drive has none, and is named in full."""

    def link(path: str) -> str:
        whole = os.path.normpath(base / path)
        try:
            return Path(os.path.relpath(whole, folder)).as_posix()
        except ValueError:  # another drive
            return Path(whole).as_posix()

    return link


def _html(text: ReportText, _: LinkTo) -> bytes:
    from plancheck.render.report.html.page import report_html

    return _encoded(report_html(text))


def _docx(text: ReportText, _: LinkTo) -> bytes:
    from plancheck.render.report.docx.document import report_docx

    return report_docx(text)


def _xlsx(text: ReportText, link: LinkTo) -> bytes:
    from plancheck.render.report.as_xlsx import report_xlsx

    return report_xlsx(text, link)


def _md(text: ReportText, _: LinkTo) -> bytes:
    from plancheck.render.report.as_md import report_md

    return _encoded(report_md(text))


def _json(text: ReportText, _: LinkTo) -> bytes:
    from plancheck.render.report.as_json import report_json_text

    return _encoded(report_json_text(text))


def _csv(text: ReportText, _: LinkTo) -> bytes:
    from plancheck.render.report.as_csv import report_csv

    return _encoded(report_csv(text))


def _encoded(content: str) -> bytes:
    # Half a surrogate pair, which only the JSON can still hold, is written as JSON writes it.
    return content.encode("utf-8", "backslashreplace")


#: A form's library is imported when the form is written: Word's may not be there.
FORMS: Mapping[str, Writer] = {"html": _html, "docx": _docx, "xlsx": _xlsx, "md": _md, "json": _json, "csv": _csv}
