"""Imports go one way, down the list of rooms; heavy libraries stay in the rooms that need them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "plancheck"

#: Rooms from the ground up. A room imports only from lines above its own, or from itself.
FLOORS = (
    ("characters",),
    ("nearest", "cellranges", "numbers", "figures", "files", "printable"),
    ("findings", "examples"),
    ("rules",),
    ("words", "exits"),
    ("plan",),
    ("observations", "ledger"),
    ("workbook", "source", "scoring"),
    ("attribution", "handed_in", "coverage", "issuing"),
    ("gather",),
    ("assess",),
    ("changes", "compare", "demo", "overdue", "publication"),
    ("gate", "report", "explanation"),
    ("chase",),
    ("render",),
    ("config",),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}

#: Library to the rooms that may import it.
HEAVY = {
    "openpyxl": {"workbook"},
    "python_calamine": {"workbook"},
    "docx": {"render"},
    "rich": {"render", "cli"},
    "typer": {"cli"},
    "sqlite3": {"cli", "workbook"},
}


def modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def room_of(path: Path) -> str:
    first = path.relative_to(SRC).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SRC).as_posix())
def test_imports_go_down(path: Path) -> None:
    here = room_of(path)
    if here == "__init__":
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "plancheck" and len(parts) > 1 and parts[1] != here:
            assert FLOOR[parts[1]] < FLOOR[here], f"{here} must not import {name}"
        if parts[0] in HEAVY:
            assert here in HEAVY[parts[0]], f"{here} must not import {name}"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["schema"], ["lint"]])
def test_nothing_heavy_is_imported_where_it_is_not_needed(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "sys.argv = ['plancheck', *sys.argv[1:]]\n"
        "from plancheck.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'openpyxl', 'rich', 'docx', 'python_calamine', 'sqlite3', 'plotext', 'multiprocessing'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "HEAVY []"
