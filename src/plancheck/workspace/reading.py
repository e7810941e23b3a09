"""Reading many files for a command: with how many processes, from which cache, with a progress bar or none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.workbook.intake.intake import Intake
from plancheck.workspace.config import Config

if TYPE_CHECKING:
    from plancheck.workbook.intake.cache import Cache

#: Fewer files are read as soon as a cache is opened.
_WORTH_A_CACHE = 8
#: Below this many files that no cache knows nobody waits long enough to look at a bar: it would only flash.
_WORTH_A_BAR = 200

Job = tuple[Path, int | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read. `jobs` 0 means as many processes as fit."""

    config: Config
    jobs: int = 0
    use_cache: bool = True
    quiet: bool = False

    def read(self, jobs: Sequence[Job]) -> Iterator[Intake]:
        """Every file's answer, in the order named."""
        cache = self._cache() if len(jobs) >= _WORTH_A_CACHE else None
        if cache is None:
            return self._read_afresh(jobs)
        from plancheck.workbook.intake.cache import read_through

        return read_through(cache, jobs, self._read_afresh)

    def _read_afresh(self, jobs: Sequence[Job]) -> Iterator[Intake]:
        from plancheck.workbook.intake.pool import processes_for, read_files

        answers = read_files(jobs, processes_for(len(jobs), self.jobs))
        if self.quiet or len(jobs) < _WORTH_A_BAR or not sys.stderr.isatty():
            return answers
        return _with_bar(answers, len(jobs))

    def _cache(self) -> Cache | None:
        """The workspace's cache or the user's own; None where it is off or cannot be had."""
        if not self.use_cache or self.config.cache is None:
            return None
        from plancheck.workbook.intake.cache import open_cache

        if self.config.cache:
            # A folder of its own, whatever else lies in the one named: a cache is kept out of the history.
            return open_cache(Path(self.config.cache) / "plancheck")
        from platformdirs import user_cache_path

        return open_cache(user_cache_path("plancheck", appauthor=False))


def _with_bar(answers: Iterator[Intake], total: int) -> Iterator[Intake]:
    from rich.console import Console
    from rich.progress import track

    yield from track(answers, total=total, description="", console=Console(stderr=True), transient=True)
