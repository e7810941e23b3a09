"""Calls and commands in; seconds, ratios and a line of the table out."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Line:
    """One budget: what was measured, as ratios (or in `unit`), and what it may be at most (at least for `at_least`)."""

    what: str
    measured: Sequence[float]
    budget: float | None = None
    unit: str = "x"
    at_least: bool = False
    remark: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.measured)

    @property
    def verdict(self) -> str:
        if self.budget is None:
            return ""
        return "within" if (self.median >= self.budget if self.at_least else self.median <= self.budget) else "over"

    def cells(self) -> tuple[str, ...]:
        spread = f"{_short(min(self.measured))}-{_short(max(self.measured))}" if len(self.measured) > 1 else ""
        bound = "" if self.budget is None else f"{'>=' if self.at_least else '<='} {self.budget:g} {self.unit}"
        return self.what, f"{_short(self.median)} {self.unit}", spread, bound, self.verdict, self.remark


def _short(number: float) -> str:
    return f"{number:.2f}" if abs(number) < 10 else f"{number:.1f}" if abs(number) < 100 else f"{number:.0f}"


def table(lines: Sequence[Line]) -> str:
    """The lines under one another, columns aligned."""
    return aligned([("what", "median", "min-max", "budget", "", ""), *(line.cells() for line in lines)])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of as many cells each as lines of text, columns under one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def in_turns(calls: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each call, one after the other, so many times; the first time of each is not counted."""
    for call in calls.values():
        call()
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            seconds[name].append(call())
    return seconds


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Round by round."""
    return [one / other for one, other in zip(above, below, strict=True)]


def cpu(call: Callable[[], object]) -> Callable[[], float]:
    """The call as one that tells its seconds of processor time."""

    def timed() -> float:
        begin = time.process_time()
        call()
        return time.process_time() - begin

    return timed


def command_cpu(command: Sequence[str | Path], folder: Path = CHECKOUT) -> Callable[[], float]:
    """A command as a call that tells its processor time (where the system does not say: its time)."""

    def timed() -> float:
        begin = time.perf_counter()
        process = start(command, folder)
        if not hasattr(os, "wait4"):
            process.wait()
            return time.perf_counter() - begin
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_utime + used.ru_stime

    return timed


def command_time(command: Sequence[str | Path], folder: Path = CHECKOUT) -> float:
    """Seconds until a command has ended."""
    begin = time.perf_counter()
    start(command, folder).wait()
    return time.perf_counter() - begin


def keep_bytecode() -> None:
    """From here on, commands keep compiled modules, as they are kept where a package is installed."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = _bytecode().name


def load() -> str:
    """A word about other work on the machine, where there is too much for what needs two free cores."""
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"load {busy:.1f} on {os.cpu_count()} cores" if busy > 1 else ""


def start(command: Sequence[str | Path], folder: Path) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*map(str, command)], cwd=folder, stdout=quiet, stderr=quiet)


@cache
def _bytecode() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="plancheck-bytecode-")


PLANCHECK = (sys.executable, "-c", "from plancheck.cli import main; main()")
IMPORT_TYPER = (sys.executable, "-c", "import typer")
