"""A workspace as every module of this room is handed it: its settings, the day, and from where it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plancheck.files import show_path
from plancheck.workspace.config import Config

#: Called while many files are read, with how many have been and how many there are.
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WorkspaceFolder:
    """The folder around a `plancheck.toml`, as it is judged on a day. Nothing here asks the clock or the system.

    `today` is the workspace's own day: the one it pins, or the reader's. A look back at an earlier day (`as_of`) does
    not change it. `base` is the absolute folder that paths in findings are relative to, and that a relative path handed
    in starts from. `jobs` is the number of processes that read reports, 0 for as many as fit. `cache` names the folder
    that keeps what was read, where there is one; it is asked when many files are to be read.
    """

    config: Config
    as_of: date
    today: date
    base: Path
    jobs: int = 1
    cache: Callable[[], Path | None] | None = None
    on_progress: OnProgress | None = None

    @property
    def folder(self) -> Path:
        """Where the workspace lies."""
        return self.config.folder

    def at(self, path: Path) -> Path:
        """A path as it can be opened, whatever the working directory."""
        return self.base / path

    def shown(self, path: Path) -> str:
        """A path as findings name it."""
        return show_path(path, self.base)

    @property
    def shown_config(self) -> str:
        """`plancheck.toml` as findings name it; empty where there is none."""
        return self.shown(self.config.path) if self.config.path else ""

    def shown_reports(self, plan_id: str) -> str:
        """The folder of a plan's reports, as findings name it."""
        return self.shown(self.config.reports / plan_id)
