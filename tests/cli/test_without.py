"""A Python without SQLite, and a machine on which no process or thread can be started: the answers are the same.

| what is missing | as in | expected |
|---|---|---|
| sqlite3, or its library | a browser, Pythons built by hand | no cache, the same answer |
| `_multiprocessing`, what `subprocess` starts with | a browser | read in this process, the same answer |
| semaphores | containers without shared memory | the same, by processes all the same |
| leave to start a process | locked-down machines, containers | the same, however the system says no |
| leave to start a thread | containers with a limit of processes | the same, without a bar |
| the process for an old format | all of these | one finding on that file, which says what to do |
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from plancheck.cli.console import ReadingBar
from plancheck.workspace.reading import read_reports
from plancheck.workspace.reports import report_file
from tests.environment import run_plancheck
from tests.spreadsheet import ooxml
from tests.workspaces import WorkspaceFiles, line, make_workspace

NO_SQLITE = "import sys\nsys.modules['sqlite3'] = None\n"
NO_SQLITE_LIBRARY = "import sys\nsys.modules['_sqlite3'] = None\n"
#: As in a browser, where `subprocess` is there and starts nothing.
NO_MODULES = (
    "import subprocess, sys\nsubprocess._can_fork_exec = False\n"
    "for name in ('_multiprocessing', '_posixshmem'):\n    sys.modules[name] = None\n"
)
NO_THREADS = (
    "import _thread, threading\n"
    'def refused(*args, **kwargs):\n    raise RuntimeError("can\'t start new thread")\n'
    "_thread.start_new_thread = threading._start_new_thread = refused\n"
)
#: What starts a process in the end, by `subprocess` and by `multiprocessing`, on every system.
NO_PROCESS = (
    "try:\n    import _posixsubprocess as system\n    name = 'fork_exec'\n"
    "except ImportError:\n    import _winapi as system\n    name = 'CreateProcess'\n"
    "def refused(*args, **kwargs):\n    raise {trouble}\n"
    "setattr(system, name, refused)\n"
)
TROUBLES = (
    "OSError(11, 'Resource temporarily unavailable')",
    "PermissionError(1, 'Operation not permitted')",
    "ImportError('no processes here')",
    "RuntimeError('cannot start new process')",
    "NotImplementedError()",
    "TypeError('expected str, bytes or os.PathLike object, not NoneType')",
)
MISSING = {
    "sqlite3": NO_SQLITE,
    "_sqlite3": NO_SQLITE_LIBRARY,
    "modules": NO_MODULES,
    "semaphores": "import sys\nsys.modules['multiprocessing.synchronize'] = None\n",
    "threads": NO_THREADS,
    "everything": NO_SQLITE + NO_THREADS + NO_MODULES,
    **{trouble: NO_PROCESS.format(trouble=trouble) for trouble in TROUBLES},
}
STATUS = ("status", "--format", "json")
VALIDATE = ("validate", "reports", "--jobs", "3", "--format", "json")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> WorkspaceFiles:
    """Twelve files, as many as make a cache worth it; two of them wrong."""
    made = make_workspace(tmp_path_factory.mktemp("without") / "workspace")
    for number in range(10):
        made.report(line(value="150" if number else "约150"), name=f"part-{number}")
    made.file("reports/demo/2025/broken.xlsx", b"PK\x03\x04 nothing")
    made.file("reports/demo/2025/none.xlsx", b"")
    return made


def run(files: WorkspaceFiles, patch: str, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """The real command line, in a Python that something was taken from before anything else runs."""
    place = files.folder.parent / f"patch-{zlib.crc32(patch.encode())}"
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(patch, encoding="utf-8")
    path = os.pathsep.join([str(place), *sys.path])
    return run_plancheck(files.folder, *arguments, today="2026-04-01", language=language, PYTHONPATH=path)


@pytest.fixture(scope="module")
def natively(files: WorkspaceFiles) -> dict[str, str]:
    runs = {command[0]: run(files, "", *command) for command in (STATUS, VALIDATE)}
    assert {"broken.xlsx", "none.xlsx"} <= {
        Path(one["path"]).name for one in json.loads(runs["validate"].stdout)["findings"]
    }
    return {name: f"{done.returncode} {done.stdout} {done.stderr}" for name, done in runs.items()}


@pytest.mark.parametrize("missing", MISSING)
def test_the_answer_is_the_same(files: WorkspaceFiles, natively: dict[str, str], missing: str) -> None:
    for command in (STATUS, VALIDATE):
        done = run(files, MISSING[missing], *command)
        assert f"{done.returncode} {done.stdout} {done.stderr}" == natively[command[0]]


@pytest.mark.parametrize("missing", ["modules", "everything", *TROUBLES])
@pytest.mark.parametrize(("language", "fix"), [("zh", "另存为 .xlsx"), ("en", "save it as .xlsx")])
def test_an_old_format_is_one_finding_that_helps(
    tmp_path: Path, files: WorkspaceFiles, missing: str, language: str, fix: str
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for name in ("a.xls", "b.et"):
        ooxml.saved(old, ooxml.ole_file("Workbook"), name)
    ooxml.saved(old, ooxml.open_document(""), "c.ods")
    done = run(files, MISSING[missing], "validate", str(old), "--format", "json", language=language)
    found = json.loads(done.stdout)["findings"]
    assert [(one["rule"], Path(one["path"]).name) for one in found] == [
        ("legacy-no-process", name) for name in ("a.xls", "b.et", "c.ods")
    ]
    assert all(fix in one["fix"] for one in found)
    assert done.returncode == 1


def test_one_worker_that_can_be_started_reads_all(files: WorkspaceFiles, natively: dict[str, str]) -> None:
    """A system that lets one process start, and no second one."""
    patch = (
        "import multiprocessing.context as context\n"
        "start, started = context.SpawnProcess._Popen, []\n"
        "def start_one(process):\n"
        "    started.append(process)\n"
        "    if len(started) > 1:\n        raise OSError(11, 'Resource temporarily unavailable')\n"
        "    return start(process)\n"
        "context.SpawnProcess._Popen = staticmethod(start_one)\n"
    )
    done = run(files, patch, *VALIDATE)
    assert f"{done.returncode} {done.stdout} {done.stderr}" == natively["validate"]


def test_a_file_that_cost_its_worker_is_not_read_again_here(files: WorkspaceFiles) -> None:
    """The only worker dies over a file and no other can be started: the rest is read here, and that file is not."""
    patch = (
        "import os\n"
        "import multiprocessing.context as context\n"
        "import plancheck.workbook.intake.pool as pool\n"
        "start, started, read = context.SpawnProcess._Popen, [], pool.read_file\n"
        "def start_one(process):\n"
        "    started.append(process)\n"
        "    if len(started) > 1:\n        raise OSError(11, 'Resource temporarily unavailable')\n"
        "    return start(process)\n"
        "def read_file(path, year=None, shown=''):\n"
        "    return os._exit(9) if path.name == 'part-3.csv' else read(path, year, shown)\n"
        "context.SpawnProcess._Popen, pool.read_file = staticmethod(start_one), read_file\n"
    )
    found = json.loads(run(files, patch, *VALIDATE, "--no-cache").stdout)["findings"]
    assert [one["rule"] for one in found if Path(one["path"]).name == "part-3.csv"] == ["worker-died"]
    assert {"broken.xlsx", "none.xlsx"} <= {Path(one["path"]).name for one in found}


def test_a_script_without_a_guard_is_not_run_once_a_worker(files: WorkspaceFiles) -> None:
    """It would start processes again in each worker, which Python forbids there; nothing of it happens twice."""
    script = files.folder.parent / "script.py"
    script.write_text(
        "from plancheck import open_workspace\n"
        "print(len(open_workspace('workspace', as_of='2026-04-01', jobs=2).assess('demo').findings) > 0)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script.name], cwd=script.parent, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stdout.split() == ["True"]


def test_another_module_that_is_missing_is_no_missing_database(
    files: WorkspaceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "plancheck.workbook.intake.cache", None)
    workspace = files.open()
    paths = sorted((files.folder / "reports/demo/2025").iterdir())
    workspace = replace(workspace, cache=lambda: files.folder / "kept")
    with pytest.raises(ImportError):
        list(read_reports(workspace, [report_file(workspace, path, 2025) for path in paths]))


def test_where_no_thread_draws_it_there_is_no_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    bar = ReadingBar()
    for done in range(1, 301):
        bar(done, 300)
    assert capsys.readouterr().err.count("\n") <= 2
