"""Asks the validator of the Open XML SDK what is wrong with a file; a path in, a line a fault out.

`.ci/run` installs it and names it in OOXML_VALIDATOR; where nobody has, the tests marked `ooxml` are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.environment import kept_environment

PROGRAM = os.environ.get("OOXML_VALIDATOR", "")

needs_validator = pytest.mark.skipif(not PROGRAM, reason="OOXML_VALIDATOR names no validator of the Open XML SDK")


def faults_of(path: Path) -> list[str]:
    """`part place: description` for each fault; empty for a file without one."""
    answer = subprocess.run(
        [PROGRAM, str(path)],
        env=kept_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert answer.stdout, answer.stderr
    report = json.loads(answer.stdout)
    return [f"{fault['path']} {fault['xPath']}: {fault['description']}" for fault in report["errors"]]
