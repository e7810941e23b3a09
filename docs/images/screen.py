"""Photographs sheets as LibreOffice shows them, on a screen that nobody sees; needs soffice, Xvfb and ImageMagick.

In: files of a folder and what of them is to be seen. Out: PNG files, small enough for a page.
"""

# ruff: noqa: S603, S607 - the programs are those of the machine it runs on
from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.libreoffice import run_macro

#: A macro that cannot start one of them would wait until the time is up.
PROGRAMS = ("soffice", "Xvfb", "import", "convert")
DISPLAY, WINDOW = ":97", (1560, 900)

MACRO = """
Sub Photograph
  On Error GoTo Failed
  Dim asUsual()
%s
Failed:
  If Err <> 0 Then
    Open "complaint.txt" For Output As #1
    Print #1, Erl & ": " & Error
    Close #1
  End If
  StarDesktop.terminate()
End Sub
"""
SHOT = """
  book = StarDesktop.loadComponentFromURL("{url}", "_blank", 0, asUsual())
  view = book.getCurrentController()
  frame = view.getFrame()
  frame.getContainerWindow().setPosSize(0, 0, {across}, {down}, 15)
  frame.LayoutManager.setVisible(False)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(frame, ".uno:Sidebar", "", 0, asUsual())
  dispatcher.executeDispatch(frame, ".uno:InputLineVisible", "", 0, asUsual())
  sheet = book.getSheets().getByName("{sheet}")
  view.setActiveSheet(sheet)
  view.ZoomType = 3
  view.ZoomValue = 100
  view.ShowPageBreaks = False
  If view.getCount() > 1 Then
    pane = view.getByIndex(view.getCount() - 1)
  Else
    pane = view
  End If
  pane.setFirstVisibleColumn(sheet.getCellRangeByName("{corner}").getRangeAddress().StartColumn)
  dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, Named("ToPoint", "{chosen}"))
  Wait 2500
  Shell("import", 0, "-window root {shot}", True)
  book.close(True)
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """What to photograph: a sheet of a file, the cell at its top left, the cell chosen, and how much of the window."""

    name: str
    file: str
    sheet: str
    corner: str
    chosen: str
    width: int
    height: int


class Shot(Protocol):
    """What `crop` needs to know of a picture."""

    @property
    def name(self) -> str: ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


def photograph(pictures: Sequence[Picture], folder: Path) -> None:
    """Open every sheet on a screen that nobody sees, and take its picture into the folder."""
    if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
        raise SystemExit(f"not on this machine: {', '.join(missing)}")
    shots = [
        SHOT.format(
            url=(folder / picture.file).as_uri(),
            across=WINDOW[0],
            down=WINDOW[1],
            sheet=picture.sheet,
            corner=picture.corner,
            chosen=picture.chosen,
            shot=folder / f"{picture.name}.png",
        )
        for picture in pictures
    ]
    macro = MACRO.replace("complaint.txt", str(folder / "complaint.txt")) % "".join(shots)
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{WINDOW[0]}x{WINDOW[1]}x24", "-nolisten", "tcp"])
    try:
        time.sleep(2)
        on_screen = os.environ | {"DISPLAY": DISPLAY, "SAL_USE_VCLPLUGIN": "gen"}
        run_macro("soffice", macro, "Photograph", folder / "profile", environment=on_screen)
    finally:
        screen.terminate()
        screen.wait()
    complaint = folder / "complaint.txt"
    if complaint.exists():
        raise SystemExit(complaint.read_text())


def crop(pictures: Sequence[Shot], folder: Path, to: Path) -> None:
    """Keep what matters, in few colours: a spreadsheet has few."""
    for picture in pictures:
        subprocess.run(
            [
                "convert",
                str(folder / f"{picture.name}.png"),
                "-crop",
                f"{picture.width}x{picture.height}+0+0",
                "+repage",
                "-strip",
                "+dither",
                "-colors",
                "128",
                "-define",
                "png:compression-level=9",
                f"PNG8:{to / picture.name}.png",
            ],
            check=True,
        )
