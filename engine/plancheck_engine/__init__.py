"""What plancheck runs on in a browser, as text: data for `plancheck page`, of the same version as plancheck."""

from __future__ import annotations

from importlib.metadata import version as _version_of
from importlib.resources import files as _files

__all__ = ["notices", "script", "sources", "text", "version"]

version: str = _version_of("plancheck-engine")


def text() -> str:
    """Base64 of a gzip of the runtime, its library and plancheck: what the worker is started with."""
    return _read("engine.txt")


def script() -> str:
    """The source of the worker, plain old JavaScript."""
    return _read("engine.js")


def notices() -> str:
    """Whose work is in it, with the texts of the licences."""
    return _read("NOTICES.txt")


def sources() -> str:
    """JSON: the runtime, and a digest of the sources it was built from."""
    return _read("engine.json")


def _read(name: str) -> str:
    return (_files(__name__) / name).read_text(encoding="utf-8")
