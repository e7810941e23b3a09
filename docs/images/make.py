"""Makes the pictures of docs/填报说明.md: issues a workbook, fills it with invented figures, photographs it and its page.

Run by the Python that has plancheck, in the project's folder, as `python -m docs.images.make`; needs the engine (make
engine), soffice, Xvfb, ImageMagick (import, convert) and Chromium. Calendar and figures are fixed, so the pictures show
the same each time.
"""

# ruff: noqa: S603 - the program is this one
from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl

from docs.images.browser import WebPicture, photograph_page
from docs.images.screen import Picture, crop, photograph
from plancheck.plan.departments import find_department
from plancheck.plan.read import read_plan
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.workbook import workbook_bytes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PLAN, YEAR, OFFICE, TODAY = "zhengzhou", 2026, "市城建局", date(2026, 9, 5)
BOOK, CHECKED, PAGE = f"{OFFICE}.xlsx", f"{OFFICE}.checked.xlsx", "填报检查.html"
#: What a plan file may say of where workbooks go, and the shipped one does not. Invented, like the figures.
HAND_IN = """recipient = { name = "市发展改革委督查室", phone = "0371-12345678" }
due_days = 10
"""

#: What stands in a cell, by target and code; what has no target stands on the cover, by its code.
Answers = dict[tuple[str, str], str | int | date]

FILLED: Answers = {
    ("ZZ-8-1", "value:2026-03-31"): 375,
    ("ZZ-8-1", "evidence"): "老旧设备淘汰台账（3月）",
    ("ZZ-8-2", "value:2025-12-31"): 2,
    ("ZZ-8-2", "value:2026-03-31"): 3,
    ("ZZ-8-2", "value:2026-06-30"): 3,
    ("ZZ-8-2", "evidence"): "基地授牌文件，郑建文〔2026〕8号",
    ("ZZ-8-3", "value:2025-12-31"): 41,
    ("ZZ-8-3", "value:2026-03-31"): 47,
    ("ZZ-8-3", "value:2026-06-30"): 7,
    ("ZZ-8-3", "evidence"): "骨干企业名单，郑建文〔2026〕12号",
    ("ZZ-8-3", "reason"): "3家企业的认定材料6月底才补齐",
    ("ZZ-8-3", "reason_period"): date(2026, 6, 30),
    ("ZZ-8-3", "measure"): "9月上旬会审，9月底前公布",
    ("ZZ-8-3", "measure_by"): date(2026, 9, 30),
    ("ZZ-8-4", "value:2026-03-31"): 31,
    ("ZZ-8-4", "value:2026-06-30"): "约33",
    ("ZZ-8-4", "evidence"): "示范工程公示名单（6月）",
    ("ZZ-S3-1", "state:2026-03-31"): "推进中",
    ("", "cover:prepared_by"): "张三",
    ("", "cover:phone"): "0371-87654321",
    ("", "cover:approved_by"): "李四",
}

#: Photographed is what was filled, dropped on the page what an office program has saved.
SAVED = f"reports/{PLAN}/{YEAR}/{BOOK}"
PICTURES = (
    Picture(name="cover", file=BOOK, sheet="填报说明", corner="A1", chosen="B15", width=1130, height=858),
    Picture(name="columns", file=BOOK, sheet="进度填报", corner="D5", chosen="A8", width=1380, height=546),
    Picture(name="fill", file=BOOK, sheet="进度填报", corner="J5", chosen="N8", width=1541, height=600),
    Picture(name="check", file=BOOK, sheet="进度填报", corner="Q5", chosen="V5", width=1274, height=546),
    Picture(name="remarks", file=BOOK, sheet="进度填报", corner="W5", chosen="Y5", width=1430, height=546),
    Picture(name="list", file=CHECKED, sheet="待更正", corner="A1", chosen="C4", width=1460, height=495),
    Picture(name="marked", file=CHECKED, sheet="进度填报", corner="M5", chosen="A7", width=1130, height=440),
)
PAGE_PICTURE = WebPicture(name="page", page=PAGE, dropped=SAVED, width=900, height=1290)


def write_workspace(folder: Path) -> None:
    """A workspace with the plan, what the department reported before, and a workbook of the year that is marked as a sample."""
    text = (ROOT / "plans" / f"{PLAN}.toml").read_text(encoding="utf-8")
    (folder / "plans").mkdir()
    (folder / "plans" / f"{PLAN}.toml").write_text(
        text.replace("\n[departments]", f"{HAND_IN}\n[departments]", 1), "utf-8"
    )
    (folder / "plancheck.toml").write_text(f"as_of = {TODAY}\n", encoding="utf-8")
    reports = folder / "reports" / PLAN
    for year in (YEAR - 2, YEAR - 1):
        (reports / str(year)).mkdir(parents=True)
        shutil.copy(ROOT / "reports" / PLAN / str(year) / BOOK, reports / str(year))
    plan, _ = read_plan(folder / "plans" / f"{PLAN}.toml")
    assert plan is not None
    office = find_department(plan.departments, OFFICE)
    assert office is not None
    (reports / str(YEAR)).mkdir()
    # What is issued anew is a sample where the one that was there is.
    (reports / str(YEAR) / BOOK).write_bytes(workbook_bytes(Order(plan, office.key, YEAR, synthetic=True)))


def write_workbooks(folder: Path) -> None:
    """The workbook as the department has filled it, its marked copy, and the page that came with it, in the folder itself."""
    write_workspace(folder)
    run(folder, "template", PLAN, "--year", str(YEAR), "--department", OFFICE, "--page", "-o", "issued")
    report = folder / SAVED
    shutil.copy(folder / "issued" / PLAN / str(YEAR) / BOOK, report)
    shutil.copy(next((folder / "issued").rglob("*.html")), folder / PAGE)
    hold_calendar(report)
    type_in(report, FILLED)
    shutil.copy(report, folder / BOOK)
    save_again(folder / BOOK, report.parent, folder / "saving")
    run(report.parent, "validate", BOOK, "--mark")
    report.with_name(CHECKED).rename(folder / CHECKED)


def run(folder: Path, *words: str) -> None:
    """The real command line, in Chinese, whatever its answer."""
    program = [sys.executable, "-c", "from plancheck.cli import main; main()", *words, "--lang", "zh", "-q"]
    subprocess.run(program, cwd=folder, check=False, stdout=subprocess.DEVNULL)


def hold_calendar(path: Path) -> None:
    """Colours follow the day on which the workbook is looked at; for the pictures it is always the same."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    today = f"DATE({TODAY.year},{TODAY.month},{TODAY.day})".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content.replace(b"TODAY()", today))


def type_in(path: Path, answers: Answers) -> None:
    book = openpyxl.load_workbook(path)
    cover = book["填报说明"]
    cells = {("", str(cell.value)): cover.cell(cell.row, 2) for cell in cover["C"]}
    for sheet in (book["进度填报"], book["工作推进"]):
        cells |= {
            (str(row[0].value), str(head.value)): cell
            for row in sheet
            for head, cell in zip(sheet[1], row, strict=True)
        }
    for place, content in answers.items():
        cells[place].value = content
    book.save(path)


def save_again(book: Path, to: Path, profile: Path) -> None:
    """As the office program saves it: with the results of its formulas, which a marked copy shows."""
    program = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run([*program, "--convert-to", "xlsx", "--outdir", str(to), str(book)], check=True, capture_output=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workbooks(folder)
        photograph(PICTURES, folder)
        photograph_page(PAGE_PICTURE, folder)
        crop((*PICTURES, PAGE_PICTURE), folder, HERE)


if __name__ == "__main__":
    main()
