"""The engine's worker, driven by node as a page drives it; and the real command line beside it, on the same files."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plancheck.cli.exits import BUG
from tests.environment import kept_environment

DRIVER = Path(__file__).with_name("drive.cjs")
#: When every file was last saved, milliseconds: 2025-07-01 in the middle of a day, wherever one is.
SAVED = 1_751_371_200_000
#: What a department or an office may have set; no more than this is handed to either side.
SETTINGS = {"PLANCHECK_TODAY": "2025-12-31", "LANG": "zh_CN.UTF-8"}

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind: exit code, both streams, and the files that it made or changed."""

    code: int
    stdout: bytes
    stderr: bytes
    files: dict[str, bytes]
    log: str = field(default="", compare=False)


class EngineProcess:
    """A started engine. Raises AssertionError with the worker's own words where it fails."""

    def __init__(self, script: Path, text: Path, node: str) -> None:
        command = [node, str(DRIVER), str(script), str(text)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._asked = 0
        self.progress: list[tuple[int, int]] = []
        while (told := self._next())["type"] == "progress":
            self.progress.append((told["part"], told["of"]))
        assert told["type"] == "ready", told
        self.ready = told

    def run(self, argv: list[str], files: Files, env: Mapping[str, str] | None = None, *, reset: bool = True) -> Answer:
        """One command over these files, in the order they are named."""
        told = self.ask(
            {
                "type": "run",
                "argv": argv,
                "cwd": "/work",
                "env": SETTINGS | dict(env or {}),
                "reset": reset,
                "files": [
                    {"path": path, "bytes": base64.b64encode(content).decode(), "mtime": SAVED}
                    for path, content in files.items()
                ],
            }
        )
        assert told["type"] == "done", told
        written = {one["path"]: base64.b64decode(one["bytes"]) for one in told["files"]}
        stdout, stderr = (base64.b64decode(told[name]) for name in ("stdout", "stderr"))
        if told["code"] == BUG:
            print(told["log"])  # noqa: T201 - pytest shows it where the test fails
        return Answer(told["code"], stdout, stderr, written, told.get("log", ""))

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """What the worker answers to a message of any kind."""
        self._asked += 1
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": self._asked, **request}).encode() + b"\n")
        self._process.stdin.flush()
        told = self._next()
        assert told["id"] == self._asked, told
        return told

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _next(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the engine ended"
        return dict(json.loads(line))


def run_natively(folder: Path, argv: list[str], files: Files, env: Mapping[str, str] | None = None) -> Answer:
    """The same command by the Python of the tests, in an empty folder that is given the files."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        os.utime(place, (SAVED / 1000, SAVED / 1000))
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "XDG_CACHE_HOME": str(folder.parent / "cache")}
    # As where only plancheck is installed: where there is an lxml, openpyxl writes the same XML in other bytes.
    paths["OPENPYXL_LXML"] = "False"
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'plancheck'; from plancheck.cli import main; main()", *argv],
        cwd=folder,
        env=kept_environment() | paths | SETTINGS | dict(env or {}),
        capture_output=True,
        timeout=120,
        check=False,
    )
    left = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    changed = {path: content for path, content in left.items() if files.get(path) != content}
    return Answer(done.returncode, done.stdout, done.stderr, changed)
