"""The worker itself: what it says while it starts, what it takes and refuses, and that one run leaves nothing to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plancheck
from tests.engine.books import issued_books
from tests.engine.worker import EngineProcess

BOOK = "zh-jgsw-填好.xlsx"
PLAIN = ["validate", BOOK, "--format", "json"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {BOOK: issued_books()[BOOK]}


def request(**changes: object) -> dict[str, Any]:
    return {"type": "run", "argv": ["--version"], "cwd": "/work", "env": {}, "files": [], "reset": True} | changes


class TestStart:
    def test_it_tells_how_far_it_is(self, engine: EngineProcess) -> None:
        parts = [part for part, _ in engine.progress]
        assert parts == sorted(parts)
        assert len({whole for _, whole in engine.progress}) == 1
        assert engine.progress[-1][0] == engine.progress[-1][1]

    def test_it_is_of_the_version_of_plancheck(self, engine: EngineProcess) -> None:
        built = pytest.importorskip("plancheck_engine")
        assert engine.ready["version"] == plancheck.__version__ == built.version
        assert engine.ready["python"].startswith("3.")

    def test_the_notices_name_everything_in_it(self) -> None:
        built = pytest.importorskip("plancheck_engine")
        pins = (Path(__file__).parents[2] / "engine" / "library.txt").read_text(encoding="utf-8")
        names = [line.split("==")[0] for line in pins.splitlines() if "==" in line]
        assert names
        for name in ["plancheck (MIT)", "Pyodide", "CPython", "musl.", "zlib.", *names]:
            assert f"\n{name}" in built.notices(), name


class TestRuns:
    def test_a_file_stays_until_it_is_told_to_go(self, engine: EngineProcess, files: dict[str, bytes]) -> None:
        first = engine.run(PLAIN, files)
        assert engine.run(PLAIN, {}, reset=False) == first
        gone = engine.run(PLAIN, {})
        assert gone.code == 2
        assert BOOK in gone.stderr.decode()

    def test_only_what_was_made_comes_back(self, engine: EngineProcess, files: dict[str, bytes]) -> None:
        made = engine.run([*PLAIN, "--mark", "-o", "found/found.json"], files).files
        assert sorted(made) == ["found/found.json", "zh-jgsw-填好.checked.xlsx"]
        assert engine.run(PLAIN, {}, reset=False).files == {}

    def test_the_environment_is_that_of_the_run(self, engine: EngineProcess) -> None:
        chinese = engine.run(["nonsense"], {}, {"PLANCHECK_LANG": "zh"})
        assert engine.run(["validate", "x.xlsx"], {}, {"PLANCHECK_LANG": "en"}).stderr.isascii()
        assert engine.run(["nonsense"], {}, {"PLANCHECK_LANG": "zh"}) == chinese
        assert not engine.run(["validate", "x.xlsx"], {}).stderr.isascii()

    def test_the_same_name_with_another_content_is_another_file(
        self, engine: EngineProcess, files: dict[str, bytes]
    ) -> None:
        whole = engine.run(PLAIN, files)
        assert engine.run(PLAIN, {BOOK: b""}).stdout != whole.stdout
        assert engine.run(PLAIN, files) == whole

    def test_a_workspace_of_the_run_before_is_forgotten(self, engine: EngineProcess, files: dict[str, bytes]) -> None:
        plain = engine.run(PLAIN, files)
        assert engine.run(PLAIN, {**files, "plancheck.toml": b"as_of = yesterday"}).code == 2
        assert engine.run(PLAIN, files) == plain

    def test_memory_does_not_grow_with_the_runs(self, engine: EngineProcess, files: dict[str, bytes]) -> None:
        """The heap of the runtime never shrinks; what it holds must be let go between runs."""
        for _ in range(5):
            engine.run([*PLAIN, "--mark"], files)
        before = engine.ask(request())["rss"]
        for _ in range(40):
            engine.run([*PLAIN, "--mark"], files)
        assert engine.ask(request())["rss"] < before + 40 * 2**20

    def test_a_bug_is_one_sentence_and_comes_with_its_log(
        self, another: EngineProcess, files: dict[str, bytes]
    ) -> None:
        """A module of plancheck is written over, in an engine of its own."""
        python = another.ready["python"].rpartition(".")[0]
        another.run(["schema", "-o", f"/lib/python{python}/site-packages/plancheck/cli/gate.pyc"], {})
        told = another.run(["gate", "--year", "2025", "--lang", "en"], {})
        assert told.code == 3
        assert told.stderr.decode().startswith(
            "plancheck: this is a bug in plancheck, not a mistake of yours (ImportError"
        )
        assert f"plancheck {plancheck.__version__}" in told.log
        assert "bad magic number" in told.log
        after = another.run(PLAIN, files)
        assert (after.code, after.log) == (0, "")


class TestRefusals:
    @pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "", "a\0b"])
    def test_a_file_lies_below_the_working_directory(self, engine: EngineProcess, path: str) -> None:
        told = engine.ask(request(files=[{"path": path, "bytes": "", "mtime": 0}]))
        assert told["type"] == "failed"
        assert "below" in told["message"]

    def test_a_message_of_no_kind(self, engine: EngineProcess) -> None:
        assert engine.ask({"type": "dance"})["type"] == "failed"

    def test_after_a_failure_it_goes_on(self, engine: EngineProcess) -> None:
        engine.ask(request(files=[{"path": "../x", "bytes": "", "mtime": 0}]))
        assert engine.ask(request())["code"] == 0
