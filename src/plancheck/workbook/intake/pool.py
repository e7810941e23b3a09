"""Many files read by several processes, in the order they were named; a file that kills its worker costs no other.

`ReportFile`s in, `Intake`s out. Each worker has one file in hand at a time, so the one to blame is known: its worker is
ended when it takes too long, and a new one takes the next file.

A few files, or all of them where one process is asked for, are read in this process, and that is safe without a worker:
what can kill a process reads nothing here. The old formats, whose reader is compiled and can abort, have a process of
their own in either case (`spreadsheet.legacy`). The rest is Python on the parser of the standard library, with bounds on
the parts, their size, depth, names and the length of a token before they are parsed (`spreadsheet.package`,
`spreadsheet.xml_parts`), so that time and memory are bounded as well; and any fault in it is an exception that becomes a
finding. Workers are for speed, and a second wall. Where no process can be started, as in a browser or on a locked-down
machine, that wall is missing, and the answers are the same.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.findings import TextPlace, finding
from plancheck.workbook.intake.intake import Intake, ReportFile, read_file

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext
    from multiprocessing.process import BaseProcess

#: Seconds that one file may take before its worker is ended. An honest workbook takes some hundredths.
DEADLINE = 20.0
#: Below this many files, processes cost more than they save.
WORTH_PROCESSES = 48
#: So many workers may end before they have started until all files are read without any.
_MAX_FAILED_STARTS = 3
#: What `multiprocessing` calls the process that nobody started by it.
_FIRST_PROCESS = "MainProcess"
_MEMORY_LIMIT = 1024 * 2**20


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
    pool = _Pool(files, processes)
    try:
        yield from pool.answers()
    finally:
        pool.stop()


@dataclass(slots=True)
class _Worker:
    """A process and the number of the file that it reads, since when on the monotonic clock."""

    process: BaseProcess
    pipe: Connection
    number: int
    since: float
    has_started: bool = False


class _Pool:
    """The workers, who has which file, and the answers that are not their turn yet."""

    def __init__(self, files: Sequence[ReportFile], processes: int) -> None:
        self.context = _spawning()
        self.files = files
        self.unread = deque(range(len(files)))
        self.answered: dict[int, Intake] = {}
        self.workers: list[_Worker] = []
        self.failed_starts = 0
        for _ in range(min(processes, len(files))):
            self._start_worker()

    def answers(self) -> Iterator[Intake]:
        for number, file in enumerate(self.files):
            while number not in self.answered and self._can_go_on():
                self._collect()
            # Where no worker is left, processes cannot be started here, and no file is to blame for that.
            yield self.answered.pop(number) if number in self.answered else read_file(*file)

    def _can_go_on(self) -> bool:
        return bool(self.workers) and self.failed_starts <= _MAX_FAILED_STARTS

    def stop(self) -> None:
        for worker in list(self.workers):
            self._discard(worker)

    def _start_worker(self) -> None:
        """A new worker for the next file, if there is one."""
        if not self.unread:
            return
        worker = _begin_worker(self.context)
        if worker is not None:
            self.workers.append(worker)
            self._send_next(worker)

    def _send_next(self, worker: _Worker) -> None:
        """Give a worker the next file; where there is none, let it end."""
        if not self.unread:
            self.workers.remove(worker)
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
            worker.pipe.close()
            return
        worker.number, worker.since = self.unread.popleft(), time.monotonic()
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
                    self._replace_dead(worker)
                else:
                    self._take(worker, answer)
            elif time.monotonic() - worker.since > DEADLINE:
                self._give_up(worker, "worker-too-slow")

    def _take(self, worker: _Worker, answer: Intake | None) -> None:
        """An answer; or None, by which a worker says that it has started: its time with its file runs from now."""
        if answer is None:
            worker.has_started, worker.since = True, time.monotonic()
        else:
            self.answered[worker.number] = answer
            self._send_next(worker)

    def _replace_dead(self, worker: _Worker) -> None:
        """One that died over its file leaves a finding; one that never started leaves its file to the next."""
        if worker.has_started:
            self._give_up(worker, "worker-died")
            return
        self.failed_starts += 1
        self._discard(worker)
        self.unread.appendleft(worker.number)
        if self.failed_starts <= _MAX_FAILED_STARTS:
            self._start_worker()

    def _give_up(self, worker: _Worker, rule: str) -> None:
        """A file that costs a worker is answered with a finding, and another worker reads on."""
        path = self.files[worker.number].shown_path
        found = finding(rule, TextPlace(path), seconds=int(DEADLINE))
        self.answered[worker.number] = Intake(path, "", findings=(found,))
        self._discard(worker)
        self._start_worker()

    def _discard(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.process.kill()
        worker.pipe.close()


def _spawning() -> SpawnContext | None:
    """What starts processes; None where this Python has nothing that could."""
    try:
        # One file needs no processes, and they take long to import.
        from multiprocessing import connection, get_context  # noqa: F401 - connection is what a browser's Python lacks

        # Not fork: a forked copy of a process with threads may hang, and Windows and macOS do not fork.
        return get_context("spawn")
    except (ImportError, ValueError):
        return None


def _begin_worker(context: SpawnContext | None) -> _Worker | None:
    """A process that reads; None where none can be started now."""
    if context is None:
        return None
    from multiprocessing import current_process

    try:
        ours, theirs = context.Pipe()
    except (ImportError, OSError):
        return None
    # Systems forbid it each in their own way: no permission, no such call, no memory, a daemon that may have no children.
    try:
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
    except Exception as trouble:
        ours.close()
        if isinstance(trouble, RuntimeError) and current_process().name != _FIRST_PROCESS:
            # A script without `if __name__ == "__main__"` runs again in each worker: that must end there.
            raise
        return None
    finally:
        theirs.close()
    return _Worker(process=process, pipe=ours, number=-1, since=0.0)


def _work(pipe: Connection) -> None:
    """What a worker does: say that it has started, then read what it is given until there is no more."""
    _limit_memory()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(None)
        while (file := pipe.recv()) is not None:
            pipe.send(read_file(*file))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the limits of the reader itself hold everywhere
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
