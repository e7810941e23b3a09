"""Reading many files for a command: with how many processes, from which cache, with a progress bar or none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plancheck.config import Config
from plancheck.workbook.intake import Intake

#: Below this many files nobody waits long enough to look at a bar.
_WORTH_A_BAR = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read. `jobs` 0 means as many processes as fit."""

    config: Config
    jobs: int = 0
    use_cache: bool = True
    quiet: bool = False

    def read(self, jobs: Sequence[tuple[Path, int | None]]) -> Iterator[Intake]:
        """Every file's answer, in the order named."""
        from plancheck.workbook.pool import processes_for, read_files

        answers = read_files(jobs, processes_for(len(jobs), self.jobs))
        if self.quiet or len(jobs) < _WORTH_A_BAR or not sys.stderr.isatty():
            return answers
        return _with_bar(answers, len(jobs))


def _with_bar(answers: Iterator[Intake], total: int) -> Iterator[Intake]:
    from rich.console import Console
    from rich.progress import track

    yield from track(answers, total=total, description="", console=Console(stderr=True), transient=True)
