"""Imports go one way, down the list of rooms; heavy libraries and the outside world stay in the rooms that need them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "plancheck"

#: Rooms from the ground up, and the rooms inside a room that has some. A module imports only from lines above its own
#: room's, or from its own room.
FLOORS = (
    (
        "findings.cell_ranges",
        "files",
        "text.change_words",
        "text.chinese_numerals",
        "text.nearest",
        "text.numbers",
        "render.terminal.printable",
    ),
    ("text.figures", "findings"),
    ("observations", "examples", "rules"),
    ("words",),
    ("plan", "spreadsheet"),
    ("workbook.layout",),
    ("workbook.target_words", "workbook.answers", "source.document", "scoring"),
    ("workbook.intake", "workbook.drawing", "source.quantities", "coverage"),
    ("workbook.template", "source.trace", "submissions"),
    ("workbook.marked", "source.draft", "assessment"),
    ("publication", "issuing", "explanation", "compare", "gate"),
    ("report",),
    ("workspace",),
    ("demo", "render.terminal", "render.tables", "render.findings"),
    ("render.verdict",),
    ("render.status", "render.explain", "render.compare", "render.ledger", "render.gate", "render.trace"),
    ("render.report",),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}

#: Library to the rooms that may import it.
HEAVY = {
    "openpyxl": ("workbook.drawing", "workbook.template", "workbook.marked"),
    "python_calamine": ("spreadsheet",),
    "docx": ("render.report",),
    "rich": ("render", "cli"),
    "typer": ("cli",),
    "sqlite3": ("workbook.intake",),
}


def modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


@cache
def dotted(path: Path) -> str:
    """`workbook/answers/rows.py` is `workbook.answers.rows`; a folder's own file is the folder; the face is nothing."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def imported(path: Path) -> Iterator[str]:
    """Every module of ours or of others that a file imports, wherever in it; ours without the package's name."""
    known = {dotted(module) for module in modules()}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides where it leads"
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            whole = [name for name in named if name.removeprefix("plancheck.") in known]
            yield from whole
            if len(whole) < len(named):
                yield node.module or ""


def room_of(module: str) -> str:
    """The innermost room of the list that a module stands in."""
    parts = module.split(".")
    rooms = [room for size in range(len(parts), 0, -1) if (room := ".".join(parts[:size])) in FLOOR]
    assert rooms, f"{module} stands in no room of the list"
    return rooms[0]


def is_in(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_imports_go_down(path: Path) -> None:
    if not (here := dotted(path)):
        return
    for name in imported(path):
        ours = name.removeprefix("plancheck.") if name.startswith("plancheck.") else ""
        if ours and room_of(ours) != room_of(here):
            assert FLOOR[room_of(ours)] < FLOOR[room_of(here)], f"{here} must not import {ours}"
        if (library := name.split(".")[0]) in HEAVY:
            assert is_in(here, HEAVY[library]), f"{here} must not import {name}"


#: What tells the time, the surroundings or the place that a process was started in.
OUTSIDE_WORLD = {
    "Path.cwd",
    "os.getcwd",
    "os.environ",
    "os.getenv",
    "date.today",
    "datetime.now",
    "datetime.utcnow",
    "time.time",
    "time.localtime",
    "Path.home",
    "sys.argv",
    "platformdirs",
}
#: The command line; where a workspace is opened from Python, which asks for today where no day is given; and a worker
#: that is a program of its own.
LOOKS_OUT = ("cli", "workspace.opening", "spreadsheet.legacy_worker")


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_only_the_edge_looks_at_the_outside_world(path: Path) -> None:
    if is_in(dotted(path), LOOKS_OUT):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert (named | set(imported(path))) & OUTSIDE_WORLD == set()


def test_every_room_of_the_list_is_there() -> None:
    there = {dotted(path) for path in modules()}
    assert [room for room in FLOOR if room not in there] == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["schema"], ["lint"]])
def test_nothing_heavy_is_imported_where_it_is_not_needed(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "sys.argv = ['plancheck', *sys.argv[1:]]\n"
        "from plancheck.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'openpyxl', 'rich', 'docx', 'python_calamine', 'sqlite3', 'multiprocessing'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules) - before))\n"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.splitlines()[-1] == "HEAVY []"


def test_no_import_runs_in_a_circle() -> None:
    """Also not by way of an import inside a function or for types alone."""
    known = {dotted(path) for path in modules()}
    leads = {dotted(path): {name.removeprefix("plancheck.") for name in imported(path)} & known for path in modules()}
    while free := [module for module, names in leads.items() if not names & leads.keys()]:
        for module in free:
            del leads[module]
    assert leads == {}


def test_a_room_can_be_taken_in_at_a_glance() -> None:
    """At most some twenty modules a folder, where each command is no file of its own, and 250 lines a module."""
    sizes = {dotted(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {module: lines for module, lines in sizes.items() if lines > 250} == {}
    folders = Counter(path.parent.relative_to(SRC).as_posix() for path in modules())
    assert {folder: count for folder, count in folders.items() if count > 22 and folder != "cli"} == {}


def test_no_public_class_stands_in_two_rooms() -> None:
    names = Counter(
        node.name
        for path in modules()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []
