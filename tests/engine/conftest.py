"""The engine that `make engine` built, started once for all tests; where it is not built they are skipped and say so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest

from engine.stage import sources_digest
from tests.engine.worker import EngineProcess


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    built = pytest.importorskip("plancheck_engine", reason="the engine is not built: make engine")
    if json.loads(built.sources())["sources"] != sources_digest():
        pytest.skip("the engine was built from other sources: make engine")
    if (node := shutil.which("node")) is None:
        pytest.skip("no node on this machine, which stands for a browser here")
    folder = tmp_path_factory.mktemp("engine")
    for name, content in (("engine.js", built.script()), ("engine.txt", built.text())):
        (folder / name).write_text(content, encoding="utf-8")
    process = EngineProcess(folder / "engine.js", folder / "engine.txt", node)
    yield process
    process.stop()
