"""Lays out what goes into the engine: `runtime`, `stdlib`, `library` and `own` below one folder."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.library import stage_wheel
from engine.runtime import stage_runtime

ROOT = Path(__file__).parent.parent
_BRIDGE = Path(__file__).with_name("bridge.py")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "py.typed")


def stage(package: Path, wheels: Iterable[Path], folder: Path) -> None:
    """Fill an empty folder from an unpacked runtime, the wheels and the checkout."""
    stage_runtime(package, folder / "runtime", folder / "stdlib")
    for wheel in wheels:
        stage_wheel(wheel, folder / "library")
    own = folder / "own"
    for source, target in _own_folders():
        shutil.copytree(source, own / target, ignore=_LEFT_OUT)
    shutil.copy(_BRIDGE, own / "engine_bridge.py")


def sources_digest() -> str:
    """A digest of what of this checkout an engine has in it: another one means that it is to be built again."""
    digest = hashlib.sha256()
    for path, name in _own_files():
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _own_folders() -> list[tuple[Path, str]]:
    """As the wheel of plancheck has them."""
    return [(ROOT / "src" / "plancheck", "plancheck"), (ROOT / "plans", "plancheck/plans")]


def _own_files() -> Iterator[tuple[Path, str]]:
    for folder, target in [*_own_folders(), (Path(__file__).parent, "engine")]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.name != "py.typed":
                yield path, f"{target}/{path.relative_to(folder).as_posix()}"
