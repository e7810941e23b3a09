"""Types into a workbook as a person at LibreOffice does: a Basic macro enters each text in its cell and saves.

Entries in, files out. Basic, because every LibreOffice has it; Python for UNO is a package of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.libreoffice import run_macro

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: What LibreOffice calls the formats in which an office saves.
_FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is typed into one cell."""

    sheet: str
    cell: str
    text: str


_MACRO = """
Sub TypeAll
  On Error GoTo Failed
  Dim asUsual()
  book = StarDesktop.loadComponentFromURL("%(source)s", "_blank", 0, asUsual())
  view = book.getCurrentController()
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
%(steps)s
  book.close(True)
Failed:
  If Err <> 0 Then
    Open "%(complaint)s" For Output As #1
    Print #1, Erl & ": " & Error
    Close #1
  End If
  StarDesktop.terminate()
End Sub
"""
_ENTER = """  view.setActiveSheet(book.getSheets().getByName(%(sheet)s))
  view.select(view.getActiveSheet().getCellRangeByName(%(cell)s))
  dispatcher.executeDispatch(view.getFrame(), ".uno:EnterString", "", 0, Named("StringName", %(text)s))
"""
_SAVE = """  book.storeToURL("%(url)s", Named("FilterName", "%(filter)s"))
"""


def type_and_save(source: Path, entries: Iterable[Entry], targets: Sequence[Path], profile: Path) -> None:
    """Type the entries into a copy of `source` and save it at each target, in the format that its ending names.

    A locked cell refuses what is typed, as it does a person. Raises where LibreOffice leaves a target unwritten.
    """
    steps = [_ENTER % {"sheet": _word(e.sheet), "cell": _word(e.cell), "text": _word(e.text)} for e in entries]
    steps += [_SAVE % {"url": path.as_uri(), "filter": _FILTERS[path.suffix[1:]]} for path in targets]
    complaint = profile / "complaint.txt"
    macro = _MACRO % {"source": source.as_uri(), "steps": "".join(steps), "complaint": complaint}
    run_macro(str(SOFFICE), macro, "TypeAll", profile, "--headless")
    unwritten = [path.name for path in targets if not path.is_file()]
    if unwritten:
        raise AssertionError(
            f"LibreOffice did not save {', '.join(unwritten)}: {complaint.read_text() if complaint.exists() else 'no word'}"
        )


def _word(text: str) -> str:
    """A text as Basic writes it."""
    return '"' + text.replace('"', '""') + '"'
