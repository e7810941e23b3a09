"""Workspaces of 10 to 100,000 workbooks: plans and `reports/<plan>/<year>/<department>.xlsx`, filled with invented values.

`python -m benchmarks.workspace DIR --workbooks N`. The synthetic reports of one shipped plan are issued as for the
demonstration. Every further county has a copy of that plan under an id of its own, and copies of the workbooks whose
parts name that id and hold other values: packing parts anew takes a thirtieth of the time of issuing a workbook.
"""

from __future__ import annotations

import argparse
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

from benchmarks.measuring import CHECKOUT
from plancheck.demo.workbooks import DemoBook, demo_books
from plancheck.findings import CellPlace
from plancheck.plan.model import Plan
from plancheck.plan.read import read_plan
from plancheck.plan.vocabulary import Kind, Reporting
from plancheck.workbook.intake.intake import read_file

#: The plan that all counties take over, and the folder of a workspace's own cache.
PLAN = CHECKOUT / "plans" / "zhengzhou.toml"
CACHE = ".cache"
CONFIG = f'# Invented figures, for measuring.\nas_of = 2025-12-31\ncache = "{CACHE}"\n'


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell to fill anew: the part it stands in, its XML as it is, and its value."""

    part: str
    written: bytes
    value: Decimal

    def with_more(self, more: int) -> bytes:
        """The same cell with a larger value: all of a row's grow alike, so that what adds up still does."""
        return self.written.replace(f"<v>{self.value}</v>".encode(), f"<v>{self.value + more}</v>".encode())


@dataclass(frozen=True, slots=True)
class Original:
    """An issued workbook, unpacked, and where copies differ from it."""

    year: str
    name: str
    parts: dict[str, bytes]
    slots: tuple[Slot, ...]


def make_workspace(folder: Path, workbooks: int) -> None:
    """Write so many workbooks, their plans and a configuration into a folder."""
    plan, _ = read_plan(PLAN)
    assert plan is not None
    originals: list[Original] = []
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    (folder / "plancheck.toml").write_text(CONFIG, encoding="utf-8")
    written = 0
    for number in count():
        if not originals:
            originals = [_unpacked(plan, book, folder) for book in islice(demo_books(plan), workbooks)]
        county = f"county-{number:05}"
        _write_plan(plan, county, folder)
        for original in islice(originals, workbooks - written):
            path = folder / "reports" / county / original.year / original.name
            _write(path, _copied(original, plan.id, county, number))
            written += 1
        if written >= workbooks:
            return


def _write_plan(plan: Plan, county: str, folder: Path) -> None:
    text = PLAN.read_text(encoding="utf-8").replace(f'id = "{plan.id}"', f'id = "{county}"', 1)
    (folder / "plans" / f"{county}.toml").write_text(text, encoding="utf-8")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _unpacked(plan: Plan, book: DemoBook, folder: Path) -> Original:
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    draft = folder / "draft.xlsx"
    draft.write_bytes(book.content)
    slots = tuple(_slots(plan, draft, parts))
    draft.unlink()
    return Original(book.path.parent.name, book.path.name, parts, slots)


def _slots(plan: Plan, path: Path, parts: dict[str, bytes]) -> Iterator[Slot]:
    """The cells with sums that may be larger: counted to date, without a limit."""
    progress = read_file(path).progress
    assert progress is not None
    names = re.findall(r'<sheet [^>]*name="([^"]*)"', _decoded(parts["xl/workbook.xml"]))
    for one in progress.observations:
        target = plan.target(one.target)
        counts = target is not None and target.kind is Kind.CUMULATIVE and target.reports is Reporting.TO_DATE
        if counts and not one.is_baseline and one.value and isinstance(one.place, CellPlace):
            part = f"xl/worksheets/sheet{names.index(one.place.sheet) + 1}.xml"
            cell = re.search(rb'<c r="%s"[^>]*><v>[^<]*</v></c>' % (one.place.cells or "").encode(), parts[part])
            if cell is not None:
                yield Slot(part, cell[0], one.value)


def _decoded(part: bytes) -> str:
    return html.unescape(part.decode("utf-8"))


def _copied(original: Original, plan: str, county: str, more: int) -> bytes:
    parts = dict(original.parts)
    for slot in original.slots:
        parts[slot.part] = parts[slot.part].replace(slot.written, slot.with_more(more))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            renamed = content.replace(plan.encode(), county.encode())
            archive.writestr(zipfile.ZipInfo(name), renamed, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def workbooks_of(folder: Path, county: str = "") -> list[Path]:
    """The workbooks of a workspace, or of one county, in order."""
    return sorted((folder / "reports" / county).rglob("*.xlsx"))


def any_workbook(folder: Path) -> Path:
    """One of the middle size."""
    return sorted(workbooks_of(folder), key=lambda path: (path.stat().st_size, path))[len(workbooks_of(folder)) // 2]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workspace", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workbooks", type=int, default=1_000)
    asked = parser.parse_args()
    make_workspace(asked.folder, asked.workbooks)
    print(f"{asked.workbooks} workbooks in {asked.folder}")


if __name__ == "__main__":
    main()
