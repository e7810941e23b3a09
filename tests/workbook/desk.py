"""Sits at LibreOffice as an officer does: opens workbooks, types, pastes, sorts, unlocks, saves; many in one run.

`Sitting`s in, files out. Every verb is a line of Basic; what a protected sheet refuses is refused here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.libreoffice import run_macro
from tests.workbook.calc import SOFFICE

#: What LibreOffice calls the formats in which an office saves.
_FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "xlsm": "Calc MS Excel 2007 VBA XML",
    "xls": "MS Excel 97",
    "ods": "calc8",
}
_VERBS = """
Global book, view, dispatcher

Sub Start
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
%(calls)s
  StarDesktop.terminate()
End Sub

Sub OpenBook(url As String)
  Dim asUsual()
  book = StarDesktop.loadComponentFromURL(url, "_blank", 0, asUsual())
  view = book.getCurrentController()
End Sub

Function SheetOf(name As String)
  SheetOf = book.getSheets().getByName(name)
End Function

Sub Pick(name As String, cells As String)
  view.setActiveSheet(SheetOf(name))
  view.select(SheetOf(name).getCellRangeByName(cells))
End Sub

Sub Command(name As String)
  Dim nothing()
  dispatcher.executeDispatch(view.getFrame(), ".uno:" & name, "", 0, nothing())
End Sub

Sub TypeIn(name As String, cell As String, text As String)
  Pick(name, cell)
  dispatcher.executeDispatch(view.getFrame(), ".uno:EnterString", "", 0, Named("StringName", text))
End Sub

Sub CopyTo(fromSheet As String, fromCells As String, toSheet As String, toCell As String)
  Pick(fromSheet, fromCells)
  Command("Copy")
  Pick(toSheet, toCell)
  Command("Paste")
End Sub

Sub PasteFrom(url As String, fromSheet As String, fromCells As String, toSheet As String, toCell As String)
  own = book
  OpenBook(url)
  Pick(fromSheet, fromCells)
  Command("Copy")
  other = book
  book = own
  view = book.getCurrentController()
  Pick(toSheet, toCell)
  Command("Paste")
  other.close(True)
End Sub

Sub SortRows(name As String, cells As String, column As Integer, ascending As Boolean)
  Dim keys(0) As New com.sun.star.table.TableSortField
  keys(0).Field = column
  keys(0).IsAscending = ascending
  SheetOf(name).getCellRangeByName(cells).sort(Named("SortFields", keys()))
End Sub

Sub SaveAs(url As String, filter As String)
  book.calculateAll()
  book.storeToURL(url, Named("FilterName", filter))
End Sub
"""
_SITTING = """
Sub Sitting%(number)s
  On Error GoTo Failed
  OpenBook("%(source)s")
%(steps)s
  book.close(True)
  Exit Sub
Failed:
  Open "%(complaint)s" For Append As #1
  Print #1, "%(source)s, line " & Erl & ": " & Error
  Close #1
  book.close(True)
End Sub
"""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A workbook opened, what is done to it, and the files that it is saved as, in the formats of their endings."""

    source: Path
    steps: Sequence[str]
    targets: Sequence[Path]


def step(verb: str, *arguments: str | int | bool) -> str:
    """A line of Basic: a verb of this module, or a method of `SheetOf(…)`, with its arguments."""
    return f"{verb}({', '.join(_written(one) for one in arguments)})"


def on_sheet(name: str, method: str, *arguments: str | int | bool) -> str:
    """A line of Basic that asks a sheet: unprotect, getRows().insertByIndex."""
    return step(f"SheetOf({_written(name)}).{method}", *arguments)


def sit(sittings: Iterable[Sitting], profile: Path, locale: str = "zh-CN") -> None:
    """Go through the sittings in one run of LibreOffice. Raises where a file was left unwritten."""
    kept = list(sittings)
    complaint = profile.with_name(f"{profile.name}.complaint.txt")
    parts = [_VERBS % {"calls": "".join(f"  Sitting{number}\n" for number in range(len(kept)))}]
    for number, sitting in enumerate(kept):
        lines = [*sitting.steps]
        lines += [step("SaveAs", path.as_uri(), _FILTERS[path.suffix[1:]]) for path in sitting.targets]
        values = {"number": number, "source": sitting.source.as_uri(), "complaint": complaint}
        parts.append(_SITTING % (values | {"steps": "\n".join(f"  {line}" for line in lines)}))
    run_macro(str(SOFFICE), "".join(parts), "Start", profile, "--headless", locale=locale)
    unwritten = [path.name for sitting in kept for path in sitting.targets if not path.is_file()]
    if unwritten or complaint.exists():
        words = complaint.read_text(errors="replace") if complaint.exists() else "no word"
        raise AssertionError(f"LibreOffice did not save {', '.join(unwritten)}: {words}")


def _written(argument: str | int | bool) -> str:
    if isinstance(argument, str):
        return '"' + argument.replace('"', '""') + '"'
    return str(argument)
