"""Runs inside the engine, as `engine_bridge`: one run of the command line after another in one process, none the wiser.

A process of its own begins with the environment, working directory, streams and temporary files that it is given; here
each run is given the same, and what the one before left behind is taken away.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import hashlib
import importlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from plancheck import __version__

_HOME = Path("/home/pyodide")
#: Where a run could leave something outside its working directory.
_LEFT = (_HOME, Path("/tmp"))  # noqa: S108 - the engine's own, in memory


def version() -> str:
    return __version__


def python() -> str:
    return sys.version.split()[0]


def warm_up() -> None:
    """Import what checks a workbook, before somebody waits for it."""
    import plancheck.cli.validate
    import plancheck.render.findings.forms
    import plancheck.workbook.marked
    import plancheck.workspace.validate  # noqa: F401


def prepare(cwd: str, reset: bool) -> None:
    """The working directory, empty where that is wanted; nothing of the run before anywhere else."""
    Path(cwd).mkdir(parents=True, exist_ok=True)
    for folder in (*_LEFT, Path(cwd)) if reset else _LEFT:
        _empty(folder)


def run(request: str) -> tuple[int, bytes, bytes, list[str], str]:
    """Exit code, standard output, standard error, the files made or changed (relative to cwd), and a bug's log.

    `request` is JSON: `argv` (without the program's name), `cwd`, `env`.
    """
    asked = json.loads(request)
    folder = Path(asked["cwd"])
    before = _contents(folder)
    output, errors = _pipe(), _pipe()
    with _process(asked["argv"], folder, asked["env"], output, errors):
        code = _exit_code(errors)
    after = _contents(folder)
    changed = [path for path in sorted(after) if before.get(path) != after[path]]
    return code, _written(output), _written(errors), changed, _bug_log()


def _exit_code(errors: io.TextIOWrapper) -> int:
    from plancheck.cli import main

    try:
        main()
    except SystemExit as leaving:
        if leaving.code is None or isinstance(leaving.code, int):
            return leaving.code or 0
        errors.write(f"{leaving.code}\n")
        return 1
    return 0


@contextlib.contextmanager
def _process(
    argv: list[str], folder: Path, env: dict[str, str], output: io.TextIOWrapper, errors: io.TextIOWrapper
) -> Iterator[None]:
    kept = sys.argv, sys.stdout, sys.stderr, dict(os.environ), Path.cwd(), gc.get_threshold()
    os.environ.clear()
    os.environ.update({"HOME": str(_HOME), **env})
    os.chdir(folder)
    sys.argv, sys.stdout, sys.stderr = ["plancheck", *argv], output, errors
    try:
        yield
    finally:
        sys.argv, sys.stdout, sys.stderr = kept[:3]
        os.environ.clear()
        os.environ.update(kept[3])
        os.chdir(kept[4])
        gc.set_threshold(*kept[5])
        gc.unfreeze()  # a run ends with all of it frozen, for its process ends there
        gc.collect()


def _pipe() -> io.TextIOWrapper:
    """As a process finds its standard streams where no terminal listens."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path and a digest of what is in it."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            found[path.relative_to(folder).as_posix()] = hashlib.blake2b(path.read_bytes()).digest()
    return found


def _empty(folder: Path) -> None:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _bug_log() -> str:
    """What a bug wrote for its report: it lies where nobody who looks at a page can find it."""
    logs = sorted(_HOME.rglob("bug.log"))
    return logs[0].read_text(encoding="utf-8") if logs else ""


def _no_terminal(*_: object) -> os.terminal_size:
    raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))


# What is not here is not to be had, and its absence has a name: some runtimes say it in an exception without one.
_NAMED = getattr(importlib.import_module("_pyodide._importhook"), "orig_get_module_not_found_error", None)
if _NAMED is not None:
    vars(importlib.import_module("importlib._bootstrap"))["_get_module_not_found_error"] = _NAMED
# The runtime lets everybody write there, and a log is put into no such folder.
for _folder in (_HOME, _HOME.parent):
    _folder.chmod(0o755)
# The runtime answers for its streams as if somebody sat there.
os.get_terminal_size = _no_terminal
