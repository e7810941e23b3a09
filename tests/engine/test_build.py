"""The builder: what it takes, what it refuses, and that the same in gives the same out. Nothing is fetched here.

| in | expected |
|---|---|
| a pin without digest | refused, with the line |
| a runtime of another digest | refused, with both digests |
| a wheel without a licence in it | refused |
| files laid out | bytecode under the modules' names, no docstrings, asserts in plancheck's own alone, data as it is |
| the same files again | the same bytes |
"""

from __future__ import annotations

import ast
import gzip
import json
import marshal
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from engine.library import Pin, licence_texts, read_pins, stage_wheel
from engine.notices import write_notices
from engine.problem import EngineProblem

from engine import inside, library, runtime

ROOT = Path(__file__).parents[2]
ONLY_ON_WINDOWS = {"ctypes"}
MODULE = '"""Told."""\nclass A:\n    """Told."""\ndef f(x):\n    """Told."""\n    assert x, "asserted"\n    return 1\n'


def wheel(folder: Path, licence: str = "") -> Path:
    path = folder / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("thing/__init__.py", MODULE)
        archive.writestr("thing/data.json", "{}")
        archive.writestr("thing/py.typed", "")
        archive.writestr("thing-1.0.dist-info/METADATA", "Name: thing\nLicense-Expression: MIT\n")
        if licence:
            archive.writestr("thing-1.0.dist-info/licenses/LICENSE", licence)
    return path


class TestFetched:
    def test_every_pin_is_read(self) -> None:
        pins = read_pins()
        assert {"openpyxl", "typer", "tomli"} <= {pin.name for pin in pins}
        assert all(len(pin.digest) == 64 for pin in pins)

    def test_a_pin_has_a_digest(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pins = tmp_path / "library.txt"
        pins.write_text("# told\nrich==15.0.0\n", encoding="utf-8")
        monkeypatch.setattr(library, "PINS", pins)
        with pytest.raises(EngineProblem, match=r"not a pin: rich==15\.0\.0"):
            read_pins()

    def test_another_runtime_is_not_used(self, tmp_path: Path) -> None:
        (tmp_path / f"pyodide-{runtime.VERSION}.tgz").write_bytes(b"another")
        with pytest.raises(EngineProblem, match=runtime.SHA256):
            runtime.fetch_runtime(tmp_path)

    def test_plancheck_needs_nothing_that_is_left_out(self) -> None:
        left_out = set(Path(runtime.__file__).with_name("unused.txt").read_text(encoding="ascii").split())
        for path in (ROOT / "src").rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                needed = {name.split(".")[0] for name in names} & left_out
                assert needed <= ONLY_ON_WINDOWS, f"{path.name} imports {needed}, which engine/unused.txt leaves out"


class TestNotices:
    def test_a_licence_comes_with_its_wheel(self, tmp_path: Path) -> None:
        path = wheel(tmp_path, "You may.")
        assert licence_texts(path) == ["You may."]
        assert "thing 1.0 (MIT)" in write_notices({Pin("thing", "1.0", "0" * 64): path}, "Our own.")

    def test_without_one_nothing_is_built(self, tmp_path: Path) -> None:
        with pytest.raises(EngineProblem, match="has no licence text"):
            write_notices({Pin("thing", "1.0", "0" * 64): wheel(tmp_path)}, "Our own.")


class TestPack:
    @pytest.fixture
    def staged(self, tmp_path: Path) -> Path:
        folder = tmp_path / "stage"
        for name, content in (
            ("runtime/a.js", "1"),
            ("stdlib/os.py", MODULE),
            ("own/plancheck/__init__.py", MODULE),
            ("own/plancheck/words.toml", "a = 1"),
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        stage_wheel(wheel(tmp_path), folder / "library")
        return folder

    def parts(self, packed: Path) -> dict[str, bytes]:
        """As engine.js takes it apart."""
        content = gzip.decompress(packed.read_bytes())
        mark = b"plancheck-engine 1\n"
        assert content.startswith(mark)
        start = len(mark) + 8
        size = int(content[len(mark) : start], 16)
        found, at = {}, start + size
        for name, length in json.loads(content[start:at]):
            found[name], at = content[at : at + length], at + length
        assert at == len(content)
        return found

    def test_everything_is_in_it(self, staged: Path, tmp_path: Path) -> None:
        inside.build(str(staged), str(tmp_path / "engine.gz"))
        assert list(self.parts(tmp_path / "engine.gz")) == [
            "a.js",
            "python_stdlib.zip",
            "site-packages/plancheck/__init__.pyc",
            "site-packages/plancheck/words.toml",
            "site-packages/thing/__init__.pyc",
            "site-packages/thing/data.json",
        ]

    def test_only_plancheck_keeps_its_asserts(self, staged: Path, tmp_path: Path) -> None:
        inside.build(str(staged), str(tmp_path / "engine.gz"))
        parts = self.parts(tmp_path / "engine.gz")
        with zipfile.ZipFile(BytesIO(parts["python_stdlib.zip"])) as archive:
            parts |= {"os": archive.read("os.pyc")}
        ours, theirs = parts["site-packages/plancheck/__init__.pyc"], parts["site-packages/thing/__init__.pyc"]
        assert [b"asserted" in one for one in (ours, theirs, parts["os"])] == [True, False, False]
        assert not any(b"Told" in one for one in (ours, theirs, parts["os"]))

    def test_a_class_keeps_a_word_in_place_of_its_docstring(self, staged: Path, tmp_path: Path) -> None:
        """`dataclasses` writes one where there is none, and that is slow."""
        inside.build(str(staged), str(tmp_path / "engine.gz"))
        code = marshal.loads(self.parts(tmp_path / "engine.gz")["site-packages/thing/__init__.pyc"][16:])
        names: dict[str, object] = {"__name__": "thing"}
        exec(code, names)
        assert getattr(names["A"], "__doc__") == "-"  # noqa: B009 - mypy knows no A

    def test_the_same_files_give_the_same_bytes(self, staged: Path, tmp_path: Path) -> None:
        for name in ("one.gz", "two.gz"):
            inside.build(str(staged), str(tmp_path / name))
            for path in staged.rglob("*.py"):
                path.touch()
        assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
