"""The engine that `make engine` built, started once for all tests; where it is not built they are skipped and say so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator

import pytest
from engine.stage import sources_digest

from tests.engine.worker import EngineProcess


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], EngineProcess]]:
    """Starts an engine, which is ended with the tests."""
    built = pytest.importorskip("plancheck_engine", reason="the engine is not built: make engine")
    if json.loads(built.sources())["sources"] != sources_digest():
        pytest.skip("the engine was built from other sources: make engine")
    if (node := shutil.which("node")) is None:
        pytest.skip("no node on this machine, which stands for a browser here")
    folder = tmp_path_factory.mktemp("engine")
    for name, content in (("engine.js", built.script()), ("engine.txt", built.text())):
        (folder / name).write_text(content, encoding="utf-8")
    started: list[EngineProcess] = []

    def start_one() -> EngineProcess:
        started.append(EngineProcess(folder / "engine.js", folder / "engine.txt", node))
        return started[-1]

    yield start_one
    for process in started:
        process.stop()


@pytest.fixture(scope="session")
def engine(start: Callable[[], EngineProcess]) -> EngineProcess:
    """One for all tests: no run leaves anything to the next."""
    return start()


@pytest.fixture
def another(start: Callable[[], EngineProcess]) -> EngineProcess:
    """One that a test may ruin."""
    return start()
