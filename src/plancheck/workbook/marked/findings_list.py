"""Draws the first sheet of a marked copy: every finding with a link to its cell, worst first as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from openpyxl.worksheet.hyperlink import Hyperlink

from plancheck.findings import CellPlace, Finding, Severity
from plancheck.rules import fix, message, severity_of
from plancheck.words import word
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.printing import set_page
from plancheck.workbook.marked.sheet import COLOURS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = {"number": 6.0, "severity": 8.0, "place": 17.0, "target": 23.0, "found": 50.0, "fix": 40.0}
_CENTRED = ("number", "severity")
_HEADING, _MOST = 3, 2000
_LINK = "0B5CAD"
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


def draw_list(
    sheet: Worksheet,
    file: str,
    found: Sequence[Finding],
    names: Mapping[str, str],
    language: str,
    targets: Mapping[str, str] = _NO_WORDS,
) -> None:
    """Fill the sheet.

    `names` are the copied sheets' names in the copy, by their names in the file; `targets` what each target is called.
    """
    _draw_head(sheet, file, found, language)
    for row, finding in enumerate(found[:_MOST], _HEADING + 1):
        _draw_finding(sheet, row, finding, names, targets, language)
    last = _HEADING + len(found[:_MOST])
    if len(found) > _MOST:
        last += 1
        style.write_text(sheet.cell(last, 1), word("marked.more", language, count=len(found) - _MOST))
    sheet.freeze_panes = f"A{_HEADING + 1}"
    sheet.sheet_view.showGridLines = False
    set_page(sheet, language, f"A1:{chr(64 + len(_COLUMNS))}{last}")
    sheet.print_title_rows = f"{_HEADING}:{_HEADING}"


def _draw_head(sheet: Worksheet, file: str, found: Sequence[Finding], language: str) -> None:
    style.write_text(sheet.cell(1, 1), style.storable_text(word("marked.title", language, file=file)))
    sheet.cell(1, 1).font = style.font(16, bold=True, colour=style.HEADING)
    style.write_text(sheet.cell(2, 1), style.storable_text(_subtitle(file, found, language)))
    sheet.cell(2, 1).font = style.font(10, colour=style.INK)
    for row, height in ((1, 32), (2, 24)):
        sheet.row_dimensions[row].height = height
        sheet.cell(row, 1).alignment = style.align(wrap=False)
    sheet.row_dimensions[_HEADING].height = 26
    for column, (key, width) in enumerate(_COLUMNS.items(), 1):
        sheet.column_dimensions[chr(64 + column)].width = width
        cell = sheet.cell(_HEADING, column)
        style.write_text(cell, word(f"marked.head.{key}", language))
        cell.font, cell.fill = style.font(bold=True, colour="FFFFFF"), style.solid(style.HEADING)
        cell.alignment, cell.border = style.align("center"), style.GRID


def _subtitle(file: str, found: Sequence[Finding], language: str) -> str:
    if not found:
        return word("marked.sound", language)
    severities = [severity_of(finding) for finding in found]
    counts = {f"{severity}s": severities.count(severity) or "" for severity in Severity}
    return word("marked.counts", language, file=file, **counts)


def _draw_finding(
    sheet: Worksheet,
    row: int,
    finding: Finding,
    names: Mapping[str, str],
    targets: Mapping[str, str],
    language: str,
) -> None:
    severity = severity_of(finding)
    texts = {
        "number": str(row - _HEADING),
        "severity": word(f"marked.severity.{severity}", language),
        "place": _place(finding, language),
        "target": "\n".join(filter(None, (finding.target, targets.get(finding.target or "")))),
        "found": message(finding, language),
        "fix": fix(finding, language),
    }
    for column, (key, text) in enumerate(texts.items(), 1):
        cell = sheet.cell(row, column)
        if text:
            style.write_text(cell, style.storable_text(text))
        cell.font, cell.border = style.font(), style.GRID
        cell.alignment = style.align("center" if key in _CENTRED else "left")
    sheet.cell(row, 2).fill = style.solid(COLOURS[severity])
    _link(sheet, row, finding, names)
    sheet.row_dimensions[row].height = style.row_height([(text, _COLUMNS[key]) for key, text in texts.items()])


def _place(finding: Finding, language: str) -> str:
    if not isinstance(finding.place, CellPlace):
        return word("marked.whole", language)
    return finding.place.sheet + (f"!{finding.place.cells}" if finding.place.cells else "")


def _link(sheet: Worksheet, row: int, finding: Finding, names: Mapping[str, str]) -> None:
    """A link within the copy, to the first cell in question."""
    if not isinstance(finding.place, CellPlace) or finding.place.sheet not in names:
        return
    cell = sheet.cell(row, 3)
    name = names[finding.place.sheet].replace("'", "''")
    first = (finding.place.cells or "A1").partition(":")[0]
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{first}")
    cell.font = style.font(colour=_LINK)
