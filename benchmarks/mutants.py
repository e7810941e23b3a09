"""How many small breaks of the code the tests see: mutants, drawn by chance from some rooms, tried one by one.

`python -m benchmarks mutants [--count 100] [--seed 1] [--rooms gate,scoring]`. Each is written into a copy of the checkout
and meets the tests of its room, then those of the command line, then the rest, until one fails. Tests with LibreOffice
are left out: they are slow, and are no judge of one line. A mutant that changes nothing that can be seen survives like
any other, so that a score of 100 % is not to be had.
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

from benchmarks.breaks import Break, breaks_of
from benchmarks.measuring import CHECKOUT

PACKAGE = Path("src", "plancheck")
ROOMS = "scoring,gate,publication,workspace"
#: What is not copied: what tools leave behind, and what only git needs.
LEFT_BEHIND = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".coverage*", "out", "dist", "build")
PYTEST = (
    sys.executable,
    "-m",
    "pytest",
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "-m",
    "not libreoffice and not chromium",
)
#: A stage may take so many times what it took unbroken, and this many seconds more.
PATIENCE, GRACE = 4, 30
PASSED, NO_TESTS, MISUSED = 0, 5, 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One break of one file of a room."""

    room: str
    path: Path
    broken: Break

    def __str__(self) -> str:
        before, after = (clipped(text) for text in (self.broken.before, self.broken.after))
        return f"{self.path.relative_to(PACKAGE).as_posix()}:{self.broken.line}  {before} -> {after}"


def clipped(text: str, width: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


@dataclass(slots=True)
class Copy:
    """A checkout of a worker's own, in which one file is broken at a time."""

    folder: Path
    seconds: dict[Path, float] = field(default_factory=dict)
    stamps: Iterator[int] = field(default_factory=lambda: count(int(time.time()) + 1))

    def check_import(self) -> None:
        """What is tested must be what is broken, also where plancheck is installed from elsewhere."""
        command = [sys.executable, "-c", "import plancheck; print(plancheck.__file__)"]
        run = subprocess.run(command, env=self.environment(), cwd=self.folder, capture_output=True, encoding="utf-8")
        assert Path(run.stdout.strip()).is_relative_to(self.folder.resolve()), f"imported is {run.stdout or run.stderr}"

    def environment(self) -> dict[str, str]:
        """Its own modules first; on CI, Hypothesis neither draws by chance nor looks at the clock."""
        path = os.pathsep.join(str(self.folder.resolve() / name) for name in ("src", "."))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "COV"))}
        return kept | {"PYTHONPATH": path, "PYTHONUTF8": "1", "CI": "true"}

    def write(self, path: Path, text: bytes) -> None:
        """With a time of its own, a second apart: compiled modules are taken for old by time and size."""
        (self.folder / path).write_bytes(text)
        os.utime(self.folder / path, (stamp := next(self.stamps), stamp))

    def time_unbroken(self, tests: Path) -> float:
        """Seconds of some tests, all of which must pass: else every mutant would be killed."""
        begin = time.perf_counter()
        failed = self.run([tests], 1200)
        assert not failed, f"fails without a mutant: {failed}"
        return time.perf_counter() - begin

    def try_out(self, mutant: Mutant) -> str:
        """The test that killed it, or nothing."""
        text = (self.folder / mutant.path).read_bytes()
        self.write(mutant.path, mutant.broken.applied_to(text))
        try:
            return next((by for tests in stages(self.folder, mutant.room) if (by := self.killer(tests))), "")
        finally:
            self.write(mutant.path, text)

    def killer(self, tests: Sequence[Path]) -> str:
        expected = sum(self.seconds.get(one, max(self.seconds.values(), default=60)) for one in tests)
        return self.run(tests, GRACE + PATIENCE * expected)

    def run(self, tests: Sequence[Path], timeout: float) -> str:
        """What failed first among these tests; nothing where all passed."""
        if not tests:
            return ""
        process = subprocess.Popen(
            [*PYTEST, *map(str, tests)],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            end(process)
            return f"no end in {timeout:.0f} s"
        assert process.returncode != MISUSED, said
        if process.returncode in (PASSED, NO_TESTS):
            return ""
        failed = re.search(r"^(?:FAILED|ERROR) ([^\s\[]+)", said, re.MULTILINE)
        return failed[1] if failed else f"exit {process.returncode}"


def end(process: subprocess.Popen[str]) -> None:
    """With all that it has started, where the system knows them together."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def stages(folder: Path, room: str) -> list[list[Path]]:
    """The room's own tests, those of the command line, the rest."""
    own = Path("tests", *room.split("."))
    first = [own] if (folder / own).is_dir() else []
    second = [path for path in [Path("tests", "cli")] if path not in first]
    rest = [path for path in entries(folder) if path not in second]
    return [first, second, [path for path in rest if path not in first]]


def entries(folder: Path) -> list[Path]:
    """What stands right under `tests` and has tests."""
    found = [path for path in (folder / "tests").iterdir() if any(path.rglob("test_*.py")) or path.match("test_*.py")]
    return sorted(path.relative_to(folder) for path in found)


def draw(folder: Path, rooms: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """So many of all that there are, each as likely as any other."""
    there = [
        Mutant(room, path.relative_to(folder), broken)
        for room in rooms
        for path in sorted((folder / PACKAGE / room.replace(".", "/")).rglob("*.py"))
        for broken in breaks_of(path.read_bytes())
    ]
    return random.Random(seed).sample(there, min(number, len(there)))


def copies(folder: Path, workers: int) -> list[Copy]:
    first, *others = [folder / str(number) for number in range(workers)]
    shutil.copytree(CHECKOUT, first, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    for other in others:
        shutil.copytree(first, other)
    return [Copy(one) for one in (first, *others)]


def run(rooms: Sequence[str], number: int, seed: int, workers: int) -> None:
    """Print a line a mutant as soon as its fate is known, and at the end the score."""
    with tempfile.TemporaryDirectory(prefix="plancheck-mutants-") as temporary, ThreadPoolExecutor(workers) as pool:
        made = copies(Path(temporary), workers)
        free: queue.Queue[Copy] = queue.Queue()
        for copy in made:
            copy.check_import()
            free.put(copy)

        def on_a_copy(call: Callable[[Copy], T]) -> T:
            copy = free.get()
            try:
                return call(copy)
            finally:
                free.put(copy)

        tests = entries(made[0].folder)
        times = list(pool.map(lambda entry: on_a_copy(lambda copy: copy.time_unbroken(entry)), tests))
        for copy in made:
            copy.seconds = dict(zip(tests, times, strict=True))
        mutants = draw(made[0].folder, rooms, number, seed)
        tried = [pool.submit(on_a_copy, partial(Copy.try_out, mutant=mutant)) for mutant in mutants]
        fates = dict(zip(tried, mutants, strict=True))
        for future in as_completed(fates):
            by = future.result()
            print(f"killed    {fates[future]}  ({by})" if by else f"survived  {fates[future]}", flush=True)
    killed = sum(bool(future.result()) for future in fates)
    print(f"killed {killed} of {len(mutants)}, {killed / len(mutants):.0%}, seed {seed}, rooms {','.join(rooms)}")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks mutants", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", default=ROOMS, help="also rooms within rooms: workbook.intake")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args(arguments)
    run(asked.rooms.split(","), asked.count, asked.seed, asked.workers)
