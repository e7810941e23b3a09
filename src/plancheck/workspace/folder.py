"""A workspace on disk as a command sees it: its configuration, the day to judge, the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plancheck.workspace.config import Config


@dataclass(frozen=True, slots=True)
class Edge:
    """What every command begins with: the workspace, the day to judge, the reader's language.

    `now` is the workspace's own day: the one it pins, or today. A look back at an earlier day does not change it.
    `jobs` is the number of processes that read reports, 0 for as many as fit.
    """

    config: Config
    language: str
    as_of: date
    as_of_pinned: bool
    now: date
    jobs: int = 0
