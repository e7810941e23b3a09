"""The libraries that plancheck needs, as wheels of pure Python by version and digest (library.txt)."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from engine.problem import EngineProblem

PINS = Path(__file__).with_name("library.txt")
_PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+) +--hash=sha256:(?P<digest>[0-9a-f]{64})")
_LICENCES = re.compile(r"[^/]+\.dist-info/(licen[cs]es/)?[^/]*(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pin:
    """One wheel: no other file than the one with this digest is taken."""

    name: str
    version: str
    digest: str


def read_pins() -> list[Pin]:
    """The lines of library.txt. Raises EngineProblem for one that is none."""
    pins = []
    for line in PINS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if (match := _PIN.fullmatch(line)) is None:
            raise EngineProblem(f"{PINS.name}: not a pin: {line}")
        pins.append(Pin(match["name"], match["version"], match["digest"]))
    return pins


def fetch_wheels(folder: Path) -> dict[Pin, Path]:
    """Every pinned wheel in a folder, from the package index where one is not there. Raises EngineProblem."""
    pins = read_pins()
    found = _wheels(folder)
    if any(pin.digest not in found for pin in pins):
        folder.mkdir(parents=True, exist_ok=True)
        # Those of any platform: where a library is compiled for this one, the wheel of pure Python is wanted all the same.
        pure = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none", "--python-version=3.11"]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", *pure]
        command += ["--dest", str(folder), "--requirement", str(PINS)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise EngineProblem(f"pip did not give the libraries: {done.stderr.strip()[-500:]}")
        found = _wheels(folder)
    return {pin: found[pin.digest] for pin in pins}


def stage_wheel(wheel: Path, folder: Path) -> None:
    """A wheel's modules and data; not what is told of it, nor scripts."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if ".dist-info/" in name or ".data/" in name or name.endswith(("/", ".pyi", "py.typed")):
                continue
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(name))


def licence_texts(wheel: Path) -> list[str]:
    """The texts of the licence files in a wheel, in the order of their names."""
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if _LICENCES.fullmatch(name))
        return [archive.read(name).decode("utf-8", "replace").strip() for name in names]


def _wheels(folder: Path) -> dict[str, Path]:
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in folder.glob("*.whl")}
