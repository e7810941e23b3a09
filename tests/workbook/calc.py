"""Types into a workbook as a person at LibreOffice does: a Basic macro enters each text in its cell and saves.

Entries in, files out. Basic, because every LibreOffice has it; Python for UNO is a package of its own.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: What LibreOffice calls the formats in which an office saves.
_FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is typed into one cell."""

    sheet: str
    cell: str
    text: str


#: Without it the first start would lay its own empty library over ours.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/></library:libraries>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Typist"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typist"
 script:language="StarBasic"><![CDATA[%s]]></script:module>
"""
_MACRO = """
Function Named(key As String, value)
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = key
  one.Value = value
  Named = Array(one)
End Function

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
    _write_profile(profile, macro)
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "macro:///Standard.Typist.TypeAll",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    unwritten = [path.name for path in targets if not path.is_file()]
    if unwritten:
        raise AssertionError(
            f"LibreOffice did not save {', '.join(unwritten)}: {complaint.read_text() if complaint.exists() else 'no word'}"
        )


def _write_profile(profile: Path, macro: str) -> None:
    """A user's folder of LibreOffice whose one library holds the macro."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    files = {
        profile / "user" / "registrymodifications.xcu": _SETTINGS,
        library.parent / "script.xlc": _LIBRARIES,
        library / "script.xlb": _LIBRARY,
        library / "Typist.xba": _MODULE % macro,
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")


def _word(text: str) -> str:
    """A text as Basic writes it."""
    return '"' + text.replace('"', '""') + '"'
