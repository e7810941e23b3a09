"""Two processes against one, over the same workbooks."""

from __future__ import annotations

import sys
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measuring import PLANCHECK, Line, command_cpu, command_time, in_turns, load, ratios
from benchmarks.sizes import Sizes
from benchmarks.workspace import any_workbook, workbooks_of


def run(folder: Path, sizes: Sizes) -> list[Line]:
    """How much sooner two are done, which takes two free cores, and how much more work they have, which does not."""
    count = max(sizes.workbooks, 600)
    command_time([*PLANCHECK, "validate", any_workbook(folder)], folder)  # compiles what a worker imports
    one, two = (
        (sys.executable, "-m", "benchmarks.workers", str(folder.resolve()), str(count), str(processes))
        for processes in (1, 2)
    )
    busy = load()
    seconds = in_turns({"one": lambda: command_time(one), "two": lambda: command_time(two)}, 3)
    work = in_turns({"one": command_cpu(one), "two": command_cpu(two)}, 3)
    sooner = ratios(seconds["one"], seconds["two"])
    return [
        Line(f"two workers against one, {count} workbooks", sooner, 1.7, at_least=True, remark=busy),
        Line("processor time of two workers / of one", ratios(work["two"], work["one"]), remark="2 / this is the most"),
    ]


def read(folder: Path, count: int, processes: int) -> None:
    from plancheck.workbook.intake.intake import ReportFile
    from plancheck.workbook.intake.pool import read_files

    files = [ReportFile(path) for path in islice(cycle(workbooks_of(folder)), count)]
    for _ in read_files(files, processes):
        pass


if __name__ == "__main__":
    read(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
