"""The reader: processor time a file, against inflating the same zip and against openpyxl and python-calamine."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Line, cpu, in_turns, ratios
from benchmarks.sizes import Sizes
from benchmarks.workspace import any_workbook


def run(folder: Path, sizes: Sizes) -> list[Line]:
    """An issued workbook that was filled, and a dense sheet of 60 rows and 48 columns with numbers, texts and formulas."""
    dense = folder / "dense.xlsx"
    write_dense(dense)
    files = {"60 x 48": dense, "an issued workbook": any_workbook(folder)}
    return [line for name, path in files.items() for line in _lines(name, path, sizes.rounds)]


def _lines(name: str, path: Path, rounds: int) -> list[Line]:
    from plancheck.spreadsheet.read_book import read_book

    calls: dict[str, Callable[[], object]] = {
        "ours": lambda: read_book(path),
        "inflate": lambda: inflate(path),
        "openpyxl": lambda: read_openpyxl(path),
        "calamine": lambda: read_calamine(path),
    }
    seconds = in_turns({key: cpu(call) for key, call in calls.items()}, rounds)
    ours = seconds["ours"]
    return [
        Line(f"reader, {name} / inflating it", ratios(ours, seconds["inflate"]), 14),
        Line(f"reader, {name} / openpyxl, values and formulas", ratios(ours, seconds["openpyxl"]), 0.25),
        Line(
            f"reader, {name} / python-calamine",
            ratios(ours, seconds["calamine"]),
            remark="loses what a validator needs",
        ),
    ]


def inflate(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            archive.read(name)


def read_openpyxl(path: Path) -> None:
    """Twice: a load has either the formulas or their values."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        openpyxl.load_workbook(path)
        openpyxl.load_workbook(path, data_only=True)


def read_calamine(path: Path) -> None:
    import python_calamine

    book = python_calamine.load_workbook(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def write_dense(path: Path) -> None:
    """A third numbers of some digits, a third texts of which some recur, a third formulas."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 61):
        for column in range(1, 49):
            number = row * 7919 + column * 104_729
            made: list[str | float] = [f"=A{row}*{column}", f"第{number % 400}项", number % 100_000 / 100]
            sheet.cell(row, column, made[column % 3])
    book.save(path)
