"""`status` over workbooks that have not changed against the first run, whole processes."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.measuring import PLANCHECK, Line, command_time
from benchmarks.sizes import Sizes
from benchmarks.workspace import CACHE, workbooks_of

_ROUNDS = 3


def run(folder: Path, sizes: Sizes) -> list[Line]:
    """With an empty cache, with a full one, and without any."""
    del sizes
    status = [*PLANCHECK, "status", "--format", "json", "-q"]
    command_time([*PLANCHECK, "--version"], folder)
    first, again, never = [], [], []
    for _ in range(_ROUNDS):
        shutil.rmtree(folder / CACHE, ignore_errors=True)
        first.append(command_time(status, folder))
        again.append(command_time(status, folder))
        never.append(command_time([*status, "--no-cache"], folder))
    count = len(workbooks_of(folder))
    pairs = zip(again, first, never, strict=True)
    second, without = zip(*[(again / first, first / never) for again, first, never in pairs], strict=True)
    return [
        Line(f"status of {count} unchanged workbooks / the first run", second, 0.1),
        Line("the first run / one without a cache", without, remark="what filling it costs"),
    ]
