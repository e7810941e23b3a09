"""A path in, the file's bytes out, or one finding that says why there are none. No file is ever opened for writing."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from plancheck.findings import Finding, TextPlace, finding

#: More than this can be no workbook: its parts may hold 32 MB in all, unpacked.
MAX_FILE = 40 * 2**20

#: What Excel, LibreOffice and WPS put beside a workbook that somebody has open.
LOCK_PREFIXES = ("~$", ".~lock.", ".~")


class FileDefect(Exception):  # noqa: N818
    """Stops the reading of one file; `read_book` and `read_package` turn it into a finding.

    It never leaves this room. It is raised because a callback of the XML parser has no other way out.
    """

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values

    def at(self, path: str) -> Finding:
        """The finding on the file as a whole."""
        return finding(self.rule, TextPlace(path), **self.values)


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was at one moment: later steps read these bytes and never the file again.

    `path` is the one that findings name; `extension` is that of the file itself, `.xlsx`.
    """

    path: str
    extension: str
    data: bytes
    digest: str

    @property
    def place(self) -> TextPlace:
        return TextPlace(self.path)


def read_content(path: Path, shown: str = "") -> Content | Finding:
    """The bytes of a file with their sha256. `shown` is the path that findings name, the path as given where empty."""
    place = TextPlace(shown or path.as_posix())
    if path.name.startswith(LOCK_PREFIXES):
        return finding("lock-file", place)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return finding("file-is-no-file", place)
        if status.st_size > MAX_FILE:
            return finding(
                "workbook-too-large", place, megabytes=_megabytes(status.st_size), limit=_megabytes(MAX_FILE)
            )
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        return finding("file-missing", place)
    except PermissionError:
        return finding("file-no-permission", place)
    except (OSError, ValueError) as problem:  # ValueError: a name that no file can have
        return finding("file-unreadable", place, problem=getattr(problem, "strerror", None) or problem)
    if not data:
        return finding("file-empty", place)
    digest = hashlib.sha256(data).hexdigest()
    return Content(path=place.path, extension=path.suffix.lower(), data=data, digest=digest)


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f}"
