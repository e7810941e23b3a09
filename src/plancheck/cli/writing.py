"""Many files written in order: paths and contents in; where one cannot be written, how many were before it."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from pathlib import Path

from plancheck.cli.console import tell
from plancheck.files import write_atomically
from plancheck.words import word


def keep_aside(path: Path, language: str) -> None:
    """Keep a file that is about to be replaced as `局.xlsx.bak`, which nobody takes for a report, or numbered; say so."""
    content = path.read_bytes()
    names = (path.with_name(f"{path.name}.bak{number if number > 1 else ''}") for number in itertools.count(1))
    aside = next(one for one in names if not os.path.lexists(one) or (one.is_file() and one.read_bytes() == content))
    write_files([(aside, content)], language)
    tell(word("cli.kept-aside", language, path=path.as_posix(), aside=aside.as_posix()))


def write_files(files: Sequence[tuple[Path, bytes]], language: str) -> None:
    """Write them all. Raises the OSError of the first that cannot be, after saying what of them there is now."""
    for written, (path, content) in enumerate(files):
        try:
            write_atomically(path, content)
        except OSError:
            tell(word("cli.stopped-writing", language, written=written, count=len(files)))
            raise
