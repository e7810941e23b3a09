"""Commands that a test types: with what of the machine's own environment, and how they are run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: Where programs and folders are; and, where coverage is measured, that it is to be measured there too.
_KEPT = ("PATH", "SYSTEMROOT", "HOME", "USERPROFILE", "LOCALAPPDATA", "TEMP", "COVERAGE_PROCESS_CONFIG")


def kept_environment() -> dict[str, str]:
    """The few variables without which nothing starts; none that would choose a language, a colour or a day."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def run_plancheck(
    workspace: Path, *arguments: str, today: str, language: str = "en", **variables: str
) -> subprocess.CompletedProcess[str]:
    """The real command line in a process of its own, in a workspace, on a day."""
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": language, "PLANCHECK_TODAY": today}
    settings |= {"XDG_CACHE_HOME": str(workspace / ".cache")}
    return subprocess.run(
        [sys.executable, "-c", "from plancheck.cli import main; main()", *arguments],
        cwd=workspace,
        env=kept_environment() | settings | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
