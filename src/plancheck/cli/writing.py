"""Many files written in order: paths and contents in; where one cannot be written, how many were before it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from plancheck.cli.console import tell
from plancheck.files import write_atomically
from plancheck.words import word


def place_aside(path: Path) -> Path:
    """Where a file is kept that is about to be replaced: `局.xlsx.bak`, which nobody takes for a report, or numbered."""
    content = path.read_bytes()
    for number in itertools.count(1):
        aside = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if not aside.exists() or (aside.is_file() and aside.read_bytes() == content):
            return aside
    raise AssertionError


def write_files(files: Sequence[tuple[Path, bytes]], language: str) -> None:
    """Write them all. Raises the OSError of the first that cannot be, after saying what of them there is now."""
    for written, (path, content) in enumerate(files):
        try:
            write_atomically(path, content)
        except OSError:
            tell(word("cli.stopped-writing", language, written=written, count=len(files)))
            raise
