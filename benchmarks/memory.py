"""Resident memory over thousands of workbooks: a process of its own reads them one by one and tells its size."""

from __future__ import annotations

import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measuring import CHECKOUT, Line
from benchmarks.sizes import Sizes
from benchmarks.workspace import workbooks_of

_PARTS = 10


def run(folder: Path, sizes: Sizes) -> list[Line]:
    """How large a worker gets, and how much it grows once a tenth has been read."""
    command = [sys.executable, "-m", "benchmarks.memory", str(folder), str(sizes.reads)]
    printed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    megabytes = [float(word) for word in printed.split()]
    growth = (megabytes[-1] - megabytes[_PARTS // 2]) / (sizes.reads / 2) * 10_000
    return [
        Line(f"resident memory over {sizes.reads} workbooks", [max(megabytes)], 80, "MB"),
        Line("its growth over 10,000, as the second half grew", [growth], 5, "MB", remark="flat"),
    ]


def print_sizes(folder: Path, reads: int) -> None:
    """Read, and print the megabytes at the start and after each tenth."""
    from plancheck.workbook.intake.intake import read_file

    print(resident())
    for number, path in enumerate(islice(cycle(workbooks_of(folder)), reads), 1):
        read_file(path)
        if number % (reads // _PARTS) == 0:
            print(resident())


def resident() -> float:
    """Megabytes now; the largest so far where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    print_sizes(Path(sys.argv[1]), int(sys.argv[2]))
