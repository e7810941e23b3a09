"""Makes the pictures of docs/填报说明.md: issues a workbook, fills it with invented figures, photographs LibreOffice.

Run by the Python that has plancheck, in the project's folder, as `python -m docs.images.make`; needs soffice, Xvfb and
ImageMagick (import, convert). Calendar and figures are fixed, so the pictures show the same each time.
"""

# ruff: noqa: S603 - the program is this one
from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl

from docs.images.screen import Picture, crop, photograph
from plancheck.issuing.known_before import known_before
from plancheck.plan.departments import find_department
from plancheck.plan.read import read_plan
from plancheck.scoring.settings import DEFAULTS
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.workbook import workbook_bytes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
YEAR, OFFICE, TODAY = 2025, "市城建局", date(2025, 9, 5)
BOOK, CHECKED = f"{OFFICE}.xlsx", f"{OFFICE}.checked.xlsx"

#: What stands in a cell, by target and code.
Answers = dict[tuple[str, str], str | int | date]

FILLED: Answers = {
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
MISTAKES: Answers = {
    ("ZZ-8-2", "value:2025-06-30"): 3,
    ("ZZ-8-3", "value:2025-06-30"): 7,
}


PICTURES = (
    Picture(name="columns", file=BOOK, sheet="进度填报", corner="D5", chosen="H8", width=1019, height=490),
    Picture(name="fill", file=BOOK, sheet="进度填报", corner="I5", chosen="J5", width=1313, height=490),
    Picture(name="remarks", file=BOOK, sheet="进度填报", corner="Q5", chosen="R8", width=1258, height=490),
    Picture(name="list", file=CHECKED, sheet="待更正", corner="A1", chosen="C4", width=1530, height=352),
    Picture(name="marked", file=CHECKED, sheet="进度填报", corner="H5", chosen="A7", width=1130, height=340),
)


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
    order = Order(plan, office.key, YEAR, synthetic=True, last=known.last, expected=known.expected)
    report.parent.mkdir(parents=True)
    report.write_bytes(workbook_bytes(order))
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


def type_in(path: Path, answers: Answers) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["进度填报"]
    rows = {cell.value: row for row, cell in enumerate(sheet["A"], 1)}
    columns = {cell.value: column for column, cell in enumerate(sheet[1], 1)}
    for (target, code), content in answers.items():
        sheet.cell(rows[target], columns[code]).value = content
    book.save(path)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workbooks(folder)
        photograph(PICTURES, folder)
        crop(PICTURES, folder, HERE)


if __name__ == "__main__":
    main()
