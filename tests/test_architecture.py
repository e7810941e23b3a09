"""Imports go one way, down the list of rooms; heavy libraries and the outside world stay in the rooms that need them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import plancheck
from tests.imports import find_dynamic_imports, find_imports, find_outside_world

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
        "text.reasons",
    ),
    ("text.figures", "findings"),
    ("observations", "examples", "rules"),
    ("words",),
    # A file in parts; a part's cells; the sheet that they make.
    ("spreadsheet.book", "spreadsheet.content", "spreadsheet.signature", "spreadsheet.legacy_worker"),
    ("spreadsheet.package", "spreadsheet.xml_parts", "spreadsheet.cell_values", "spreadsheet.number_formats"),
    ("spreadsheet.relations", "spreadsheet.strings_xml", "spreadsheet.sheet_cells"),
    ("spreadsheet.book_xml", "spreadsheet.sheet_xml", "spreadsheet.legacy"),
    ("spreadsheet.regular_rows",),
    ("plan", "spreadsheet"),
    ("workbook.layout",),
    ("workbook.target_words", "workbook.answers", "source.document", "scoring"),
    ("workbook.intake", "workbook.drawing", "source.quantities", "coverage"),
    ("workbook.template", "source.trace", "submissions", "sensitivity"),
    ("workbook.marked", "source.draft", "assessment"),
    ("publication", "issuing", "explanation", "compare", "gate"),
    ("report",),
    ("workspace",),
    ("",),  # the face
    ("render.terminal.printable",),
    ("demo", "render.terminal", "render.tables", "render.findings"),
    ("render.verdict",),
    ("render.status", "render.explain", "render.compare", "render.ledger", "render.gate", "render.trace"),
    ("render.report", "page"),
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


OURS = frozenset(dotted(path) for path in modules())


@cache
def imported(path: Path) -> frozenset[str]:
    """Every module of ours or of others that a file imports, wherever in it; ours without the package's name."""
    known = {f"plancheck.{dotted(module)}".rstrip(".") for module in modules()}
    found = find_imports(path.read_text(encoding="utf-8"), known, plancheck._HOMES)
    return frozenset(name.removeprefix("plancheck.") for name in found if name != "plancheck")


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
    here = dotted(path)
    for name in imported(path):
        if name in OURS and room_of(name) != room_of(here):
            assert FLOOR[room_of(name)] < FLOOR[room_of(here)], f"{here or 'the face'} must not import {name}"
        if (library := name.split(".")[0]) in HEAVY:
            assert is_in(here, HEAVY[library]), f"{here or 'the face'} must not import {name}"


#: The command line; where a workspace is opened from Python, which asks for today where no day is given; and a worker
#: that is a program of its own.
LOOKS_OUT = ("cli", "workspace.opening", "spreadsheet.legacy_worker")
#: Where what is asked for is loaded when it is: a command, a name of the face.
LOADS = ("cli", "")


@pytest.mark.parametrize("path", [path for path in modules() if not is_in(dotted(path), LOOKS_OUT)], ids=dotted)
def test_only_the_edge_looks_at_the_outside_world(path: Path) -> None:
    assert find_outside_world(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", [path for path in modules() if not is_in(dotted(path), LOADS)], ids=dotted)
def test_imports_are_written_out(path: Path) -> None:
    assert find_dynamic_imports(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\ndate.today()",
        "from datetime import date as day\nask = day.today",
        "import datetime as dt\ndt.date.today()",
        "import datetime\ndatetime.datetime.now(tz=None)",
        "from datetime import datetime\ndatetime.utcnow()",
        "def since(day):\n    return type(day).today()",
        "from time import time as seconds",
        "import time\ntime.time()",
        "import os\nos.getenv('HOME')",
        "import os as system\nsystem.environ['HOME']",
        "from os import environ, getcwd",
        "def late():\n    from os import getenv as ask",
        "from os.path import abspath",
        "import os\nos.path.abspath('x')",
        "import os.path\nos.path.expanduser('~')",
        "from pathlib import Path\nPath.cwd()",
        "import pathlib\npathlib.Path.cwd()",
        "from pathlib import Path as P\nP.home()",
        "from pathlib import Path\nPath('x').absolute()",
        "def whole(path):\n    return path.parent.expanduser()",
        "from sys import argv",
        "import platformdirs",
    ],
)
def test_a_look_outside_is_seen_however_it_is_written(source: str) -> None:
    assert find_outside_world(source)


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import Path\nPath('/x').resolve().is_absolute()",
        "from datetime import date\ndate.fromisoformat('2025-12-31')",
        "def day(workspace):\n    return workspace.today",
        "import time\ntime.monotonic()",
    ],
)
def test_what_is_handed_in_is_no_look_outside(source: str) -> None:
    assert not find_outside_world(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from plancheck import open_workspace", "workspace.opening"),
        ("from plancheck import Workspace as Place", "workspace.workspace"),
        ("import plancheck\nplancheck.assess", "assessment.assess"),
        ("import plancheck as house\nhouse.open_workspace('.')", "workspace.opening"),
        ("import plancheck\nplancheck.workspace.opening.open_workspace", "workspace.opening"),
        ("import plancheck.workspace.opening as door", "workspace.opening"),
        ("from plancheck.workbook import layout", "workbook.layout"),
        ("from plancheck.findings import Finding", "findings"),
        ("def late():\n    from plancheck.cli import main", "cli"),
        ("import rich.table", "rich.table"),
    ],
)
def test_an_import_is_seen_however_it_is_written(source: str, expected: str) -> None:
    known = {"plancheck", *(f"plancheck.{module}" for module in OURS if module)}
    found = find_imports(source, known, plancheck._HOMES)
    assert expected in {name.removeprefix("plancheck.") for name in found}


@pytest.mark.parametrize(
    "source",
    [
        "import importlib\nimportlib.import_module('rich')",
        "from importlib import import_module",
        "import importlib.util",
        "from importlib import util",
        "import importlib.resources\nimportlib.import_module('rich')",
        "__import__('rich')",
        "exec('import rich')",
        "from runpy import run_module",
        "from pkgutil import resolve_name",
    ],
)
def test_an_import_by_name_is_seen(source: str) -> None:
    assert find_dynamic_imports(source)


def test_files_of_a_package_are_no_import() -> None:
    assert not find_dynamic_imports("from importlib.resources import files\nfiles('plancheck.words')")


def test_every_room_of_the_list_is_there() -> None:
    assert [room for room in FLOOR if room not in OURS] == []


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
    leads = {dotted(path): imported(path) & OURS for path in modules()}
    while free := [module for module, names in leads.items() if not names & leads.keys()]:
        for module in free:
            del leads[module]
    assert leads == {}


def test_a_room_can_be_taken_in_at_a_glance() -> None:
    """At most some twenty modules a folder, where each command is no file of its own, and less than 250 lines a module."""
    sizes = {dotted(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {module: lines for module, lines in sizes.items() if lines >= 250} == {}
    folders = Counter(path.parent.relative_to(SRC).as_posix() for path in modules())
    assert {folder: count for folder, count in folders.items() if count > 22 and folder != "cli"} == {}


def named_at_top(source: str) -> list[str]:
    """The public classes, functions and aliases of types of a text; an `Annotated` is an option of one command."""
    names = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign) and not ast.unparse(node.value).startswith("Annotated["):
            names += [one.id for one in node.targets if isinstance(one, ast.Name) and not one.id.isupper()]
    return [name for name in names if not name.startswith("_")]


#: What stands in more than one module and is the same in each: how a command begins.
SAME_EVERYWHERE = {"run"}


def test_a_name_means_one_thing_in_the_whole_house() -> None:
    names = Counter(name for path in modules() for name in named_at_top(path.read_text(encoding="utf-8")))
    assert {name for name, count in names.items() if count > 1} == SAME_EVERYWHERE


def test_classes_functions_and_aliases_are_names() -> None:
    source = (
        "class A: ...\ndef b(): ...\nCell = str | None\nLIMIT = 3\nTo = Annotated[str, 0]\n_Own = int\nPlaceOf = C[int]"
    )
    assert named_at_top(source) == ["A", "b", "Cell", "PlaceOf"]
