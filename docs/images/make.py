"""Makes the pictures of docs/填报说明.md: issues a workbook, fills it with invented figures, photographs LibreOffice.

Run with the Python that has plancheck, from anywhere; needs soffice, Xvfb and ImageMagick (import, convert). Calendar
and figures are fixed, so the pictures show the same each time.
"""

# ruff: noqa: S603, S607 - the programs are those of the machine it runs on
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl

from plancheck.issuing.known_before import known_before
from plancheck.plan.departments import find_department
from plancheck.plan.read import read_plan
from plancheck.scoring.settings import DEFAULTS
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.template.workbook import issue_workbook

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
YEAR, OFFICE, TODAY = 2025, "市城建局", date(2025, 9, 5)
BOOK, CHECKED = f"{OFFICE}.xlsx", f"{OFFICE}.checked.xlsx"
DISPLAY, WINDOW = ":97", (1560, 900)

FILLED: dict[tuple[str, str], object] = {
    ("ZZ-8-1", "baseline"): 860,
    ("ZZ-8-1", "value:2025-03-31"): 702,
    ("ZZ-8-1", "value:2025-06-30"): 641,
    ("ZZ-8-2", "value:2025-03-31"): 2,
    ("ZZ-8-3", "value:2025-03-31"): 34,
    ("ZZ-8-3", "value:2025-06-30"): 41,
    ("ZZ-8-4", "value:2025-03-31"): 21,
    ("ZZ-8-4", "value:2025-06-30"): "约24",
    ("ZZ-8-1", "evidence"): "老旧设备淘汰台账（6月）",
    ("ZZ-8-1", "reason"): "两家企业的更新贷款6月底才获批",
    ("ZZ-8-1", "measure"): "逐户核对贷款进度，三季度补齐",
    ("ZZ-8-1", "measure_by"): date(2025, 9, 30),
    ("ZZ-8-3", "evidence"): "骨干企业名单，郑建文〔2025〕12号",
}
#: What is wrong in the workbook that the checker marks.
MISTAKES: dict[tuple[str, str], object] = {
    ("ZZ-8-2", "value:2025-06-30"): 3,
    ("ZZ-8-3", "value:2025-06-30"): 7,
}


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


PICTURES = (
    Picture("columns", BOOK, "进度填报", "D5", "H8", 1019, 490),
    Picture("fill", BOOK, "进度填报", "I5", "J5", 1313, 490),
    Picture("remarks", BOOK, "进度填报", "Q5", "R8", 1258, 490),
    Picture("list", CHECKED, "待更正", "A1", "C4", 1530, 352),
    Picture("marked", CHECKED, "进度填报", "H5", "A7", 1130, 340),
)

MACRO = """
Function Named(key As String, value)
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = key
  one.Value = value
  Named = Array(one)
End Function

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
  Shell("import", 0, "-window root {picture}", True)
  book.close(True)
"""


def write_workbooks(folder: Path) -> None:
    """A workspace whose department has filled its workbook and had it checked."""
    plan, _ = read_plan(ROOT / "plans" / "zhengzhou.toml")
    assert plan is not None
    office = find_department(plan.departments, OFFICE)
    assert office is not None
    before = ROOT / "reports" / plan.id / str(YEAR - 1) / BOOK
    reports, _ = gather(plan, [Filed(read_file(before), plan.id, YEAR - 1, OFFICE)])
    known = known_before(plan, office.key, YEAR, reports, DEFAULTS)
    report = folder / "reports" / plan.id / str(YEAR) / BOOK
    issue_workbook(plan, office.key, YEAR, report, last=known.last, expected=known.expected, synthetic=True)
    hold_calendar(report)
    type_in(report, FILLED)
    (folder / BOOK).write_bytes(report.read_bytes())
    type_in(report, MISTAKES)
    (folder / "plans").mkdir()
    (folder / "plans" / "zhengzhou.toml").write_bytes((ROOT / "plans" / "zhengzhou.toml").read_bytes())
    (folder / "plancheck.toml").write_text(f"as_of = {TODAY}\n", encoding="utf-8")
    words = [
        sys.executable,
        "-c",
        "from plancheck.cli import main; main()",
        "validate",
        report.relative_to(folder).as_posix(),
        "--mark",
        "--lang",
        "zh",
        "-q",
    ]
    subprocess.run(words, cwd=folder, check=False, stdout=subprocess.DEVNULL)
    report.with_name(CHECKED).rename(folder / CHECKED)


def hold_calendar(path: Path) -> None:
    """Colours follow the day on which the workbook is looked at; for the pictures it is always the same."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    today = f"DATE({TODAY.year},{TODAY.month},{TODAY.day})".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content.replace(b"TODAY()", today))


def type_in(path: Path, cells: dict[tuple[str, str], object]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["进度填报"]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    columns = {cell.value: cell.column for cell in sheet[1]}
    for (target, code), content in cells.items():
        sheet.cell(rows[target], columns[code]).value = content
    book.save(path)


def photograph(folder: Path) -> None:
    """Open every sheet on a screen that nobody sees, and take its picture."""
    shots = [
        SHOT.format(
            url=(folder / one.file).as_uri(),
            across=WINDOW[0],
            down=WINDOW[1],
            sheet=one.sheet,
            corner=one.corner,
            chosen=one.chosen,
            picture=folder / f"{one.name}.png",
        )
        for one in PICTURES
    ]
    profile = folder / "profile"
    write_profile(profile, MACRO.replace("complaint.txt", str(folder / "complaint.txt")) % "".join(shots))
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{WINDOW[0]}x{WINDOW[1]}x24", "-nolisten", "tcp"])
    try:
        time.sleep(2)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                "--norestore",
                "--nologo",
                "macro:///Standard.Shots.Photograph",
            ],
            check=True,
            stderr=subprocess.DEVNULL,
            timeout=240,
            env=os.environ | {"DISPLAY": DISPLAY, "SAL_USE_VCLPLUGIN": "gen"},
        )
    finally:
        screen.terminate()
        screen.wait()
    complaint = folder / "complaint.txt"
    if complaint.exists():
        raise SystemExit(complaint.read_text())


def write_profile(profile: Path, macro: str) -> None:
    """A user's folder of LibreOffice that holds the macro, and that no first start lays an empty library over."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    spaces = 'xmlns:library="http://openoffice.org/2000/library" xmlns:script="http://openoffice.org/2000/script"'
    registry = 'xmlns:oor="http://openoffice.org/2001/registry"'
    files = {
        profile / "user" / "registrymodifications.xcu": f"<oor:items {registry}>"
        '<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">'
        "<value>true</value></prop></item>"
        '<item oor:path="/org.openoffice.Office.Linguistic/SpellChecking"><prop oor:name="IsSpellAuto" '
        'oor:op="fuse"><value>false</value></prop></item></oor:items>',
        library.parent / "script.xlc": f"<library:libraries {spaces}>"
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        library / "script.xlb": f'<library:library {spaces} library:name="Standard" library:readonly="false" '
        'library:passwordprotected="false"><library:element library:name="Shots"/></library:library>',
        library / "Shots.xba": f'<script:module {spaces} script:name="Shots" script:language="StarBasic">'
        f"<![CDATA[{macro}]]></script:module>",
    }
    for path, text in files.items():
        path.write_text(head + text, encoding="utf-8")


def crop(folder: Path) -> None:
    """Keep what matters, in few colours: a spreadsheet has few."""
    for one in PICTURES:
        subprocess.run(
            [
                "convert",
                str(folder / f"{one.name}.png"),
                "-crop",
                f"{one.width}x{one.height}+0+0",
                "+repage",
                "-strip",
                "+dither",
                "-colors",
                "128",
                "-define",
                "png:compression-level=9",
                f"PNG8:{HERE / one.name}.png",
            ],
            check=True,
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workbooks(folder)
        photograph(folder)
        crop(folder)


if __name__ == "__main__":
    main()
