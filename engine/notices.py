"""Whose work is in the engine, and on what terms."""

from __future__ import annotations

import zipfile
from email.parser import Parser
from pathlib import Path

from engine.library import Pin, licence_texts
from engine.problem import EngineProblem
from engine.runtime import VERSION

_LICENCES = Path(__file__).with_name("licences")
_RULE = "=" * 78


def write_notices(wheels: dict[Pin, Path], licence: str) -> str:
    """One text: plancheck's own licence, then a section for everything else. Raises EngineProblem where one is missing."""
    sections = [_section("plancheck", "MIT", [licence])]
    sections += [
        _section(
            f"Pyodide {VERSION}, https://pyodide.org", "Apache-2.0, by its package file", [_text("Apache-2.0.txt")]
        ),
        _section("CPython, https://www.python.org", "PSF-2.0 and others", [_text("CPython.txt")]),
        _section(
            "In the runtime, beside CPython: musl, Expat, zlib and others",
            "as told below",
            [_text("in-the-runtime.txt")],
        ),
    ]
    for pin, wheel in wheels.items():
        texts = licence_texts(wheel)
        if not texts:
            raise EngineProblem(f"{wheel.name} has no licence text in it")
        sections.append(_section(f"{pin.name} {pin.version}", _licence_of(wheel), texts))
    return "\n".join(sections)


def _section(name: str, licence: str, texts: list[str]) -> str:
    return "\n".join([_RULE, f"{name} ({licence})", _RULE, "", "\n\n".join(texts).strip(), ""])


def _text(name: str) -> str:
    return (_LICENCES / name).read_text(encoding="utf-8")


def _licence_of(wheel: Path) -> str:
    """As the wheel says it in its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = Parser().parsestr(archive.read(name).decode("utf-8"), headersonly=True)
    return str(told["License-Expression"] or told["License"] or "licence below").splitlines()[0]
