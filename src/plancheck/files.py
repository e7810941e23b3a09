"""Files that are written whole or not at all, and names that every file system takes."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

_FORBIDDEN = str.maketrans(dict.fromkeys([*'<>:"/\\|?*', *map(chr, range(32))], "_"))
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{device}{digit}" for device in ("com", "lpt") for digit in range(1, 10)}
_LONGEST = 80


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a kill at any moment, meets the old content or the new, never a part.

    Folders on the way are made. Raises OSError, with the file's own name, where the place cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, because a rename across file systems is a copy; not by `tempfile`, whose files are private.
    draft = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as problem:
        _remove(draft)
        # The reader knows the file that was asked for, not the draft; a full disk names none at all.
        windows = getattr(problem, "winerror", None)
        raise OSError(problem.errno, problem.strerror, str(path), windows) from problem
    except BaseException:
        _remove(draft)
        raise


def _remove(draft: Path) -> None:
    """A draft that cannot be taken away must not hide what went wrong."""
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """A file name without what Windows forbids: `规划/建设局` is `规划_建设局`, `CON` is `CON_`, nothing is `_`."""
    safe = name.translate(_FORBIDDEN).strip()[:_LONGEST].rstrip(". ")
    if safe.split(".", 1)[0].lower() in _RESERVED:
        stem, dot, rest = safe.partition(".")
        safe = f"{stem}_{dot}{rest}"
    return safe or "_"


def show_path(path: Path, base: Path) -> str:
    """A path as findings name it: relative to a folder where it lies below, else as it is; with forward slashes.

    `base` is absolute; a path that is not starts there.
    """
    try:
        return (base / path).resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
