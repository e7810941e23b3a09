"""Many files read by several processes, in the order they were named; a file that kills its worker costs no other.

Paths in, `Intake`s out. Each worker has one file in hand at a time, so the one to blame is known: its worker is ended
when it takes too long, and a new one takes the next file.

A few files, or all of them where one process is asked for, are read in this process, and that is safe without a worker:
what can kill a process reads nothing here. The old formats, whose reader is compiled and can abort, have a process of
their own in either case (`workbook.legacy`). The rest is Python on the parser of the standard library, behind a guard
that bounds the parts, their size, depth, names and the length of a token before they are parsed (`workbook.package`,
`workbook.xml_parts`), so that time and memory are bounded as well; and any fault in it is an exception that becomes a
finding. Workers are for speed, and a second wall.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.findings import TextPlace, finding
from plancheck.workbook.intake.intake import Intake, ReportFile, read_file

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

#: Seconds that one file may take before its worker is ended. An honest workbook takes some hundredths.
DEADLINE = 20.0
#: Below this many files, processes cost more than they save.
WORTH_PROCESSES = 48
#: So many workers may die before their first word until all files are read without any.
_MOST_UNBORN = 3
_MEMORY = 1024 * 2**20


def processes_for(files: int, wanted: int) -> int:
    """How many processes to use: as many as wanted, or as fit the machine and the work where none is named."""
    if wanted:
        return min(wanted, max(files, 1))
    return 1 if files < WORTH_PROCESSES else min(os.cpu_count() or 1, files)


def read_files(files: Sequence[ReportFile], processes: int) -> Iterator[Intake]:
    """Read every file; the answers come in the order named, whatever the number of processes."""
    if processes <= 1:
        yield from (read_file(*file) for file in files)
        return
    team = _Team(files, processes)
    try:
        yield from team.answers()
    finally:
        team.dismiss()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    number: int
    since: float
    is_alive: bool = False


class _Team:
    """The workers, who has which file, and the answers that are not their turn yet."""

    def __init__(self, files: Sequence[ReportFile], processes: int) -> None:
        from multiprocessing import get_context  # one file needs no processes, and they take long to import

        # Not fork: a forked copy of a process with threads may hang, and Windows and macOS do not fork.
        self.context = get_context("spawn")
        self.files = files
        self.next_number = 0
        self.waiting: dict[int, Intake] = {}
        self.workers: list[_Worker] = []
        self.unborn = 0
        for _ in range(min(processes, len(files))):
            self._hire()

    def answers(self) -> Iterator[Intake]:
        for number in range(len(self.files)):
            while number not in self.waiting:
                self._collect()
                if self.unborn > _MOST_UNBORN:
                    # Processes cannot be started here at all, and no file is to blame for that.
                    yield from (read_file(*file) for file in self.files[number:])
                    return
            yield self.waiting.pop(number)

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.process.kill()
            worker.pipe.close()
        self.workers.clear()

    def _hire(self, number: int | None = None) -> None:
        """A new worker, for the next file or for one that was left over."""
        if number is None and self.next_number >= len(self.files):
            return
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours, -1, 0.0)
        self.workers.append(worker)
        self._hand_out(worker, number)

    def _hand_out(self, worker: _Worker, number: int | None = None) -> None:
        if number is None and self.next_number >= len(self.files):
            self.workers.remove(worker)
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
            worker.pipe.close()
            return
        worker.number, worker.since = self.next_number if number is None else number, time.monotonic()
        self.next_number += number is None
        with contextlib.suppress(OSError):  # a worker that died at once is noticed when it is asked
            worker.pipe.send(self.files[worker.number])

    def _collect(self) -> None:
        from multiprocessing.connection import wait

        ready = wait([worker.pipe for worker in self.workers], timeout=1.0)
        for worker in list(self.workers):
            if worker.pipe in ready:
                try:
                    answer = worker.pipe.recv()
                except (EOFError, OSError):
                    self._bury(worker)
                else:
                    self._take(worker, answer)
            elif time.monotonic() - worker.since > DEADLINE:
                self._replace(worker, "worker-too-slow")

    def _take(self, worker: _Worker, answer: Intake | None) -> None:
        """An answer; or None, the first word of a worker that has begun, whose time with its file runs from now."""
        if answer is None:
            worker.is_alive, worker.since = True, time.monotonic()
        else:
            self.waiting[worker.number] = answer
            self._hand_out(worker)

    def _bury(self, worker: _Worker) -> None:
        """One that died over its file leaves a finding; one that never began leaves its file to the next."""
        if worker.is_alive:
            self._replace(worker, "worker-died")
            return
        self.unborn += 1
        self.workers.remove(worker)
        worker.process.kill()
        worker.pipe.close()
        if self.unborn <= _MOST_UNBORN:
            self._hire(worker.number)

    def _replace(self, worker: _Worker, rule: str) -> None:
        path = self.files[worker.number].shown_path
        found = finding(rule, TextPlace(path), seconds=int(DEADLINE))
        self.waiting[worker.number] = Intake(path, "", None, (found,))
        self.workers.remove(worker)
        worker.process.kill()
        worker.pipe.close()
        self._hire()


def _work(pipe: Connection) -> None:
    """A worker's life: read what is handed over until there is no more."""
    _limit_memory()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(None)
        while (file := pipe.recv()) is not None:
            pipe.send(read_file(*file))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the guard's own limits hold everywhere
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
