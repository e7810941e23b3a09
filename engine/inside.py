"""Runs inside the runtime that the engine will have, by way of node (compile.cjs): compiles, packs and compresses.

The bytecode is then the runtime's own, and the bytes depend on the runtime and the sources alone: not on the Python,
the compression library or the system of whoever builds. `stage` is laid out by `engine.stage`.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import marshal
import zipfile
import zlib
from pathlib import Path

#: As `engine.js` reads it.
_MARK = b"plancheck-engine 1\n"
#: gzip without name and time, written by no particular system (RFC 1952).
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def build(stage: str, output: str) -> None:
    """Compile and pack what lies in `stage` into the file `output`."""
    folder = Path(stage)
    parts = {path.name: path.read_bytes() for path in sorted((folder / "runtime").iterdir())}
    parts["python_stdlib.zip"] = _archive(_compiled(folder / "stdlib", asserts=False))
    library = _compiled(folder / "library", asserts=False) | _compiled(folder / "own", asserts=True)
    parts |= {f"site-packages/{name}": content for name, content in sorted(library.items())}
    Path(output).write_bytes(_gzip(_pack(parts)))


def _compiled(folder: Path, *, asserts: bool) -> dict[str, bytes]:
    """Path below the folder -> content, modules as bytecode without docstrings. What is not Python stays as it is."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".py":
            found[name + "c"] = _bytecode(name, path.read_bytes(), asserts=asserts)
        else:
            found[name] = path.read_bytes()
    return found


def _bytecode(name: str, source: bytes, *, asserts: bool) -> bytes:
    """A module's .pyc, with a header that names no source to be newer than."""
    tree = _without_docstrings(ast.parse(source, name))
    code = compile(ast.fix_missing_locations(tree), name, "exec", dont_inherit=True, optimize=0 if asserts else 1)
    return importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)


def _without_docstrings(module: ast.Module) -> ast.Module:
    for node in ast.walk(module):
        match node:
            case ast.Module() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                if ast.get_docstring(node, clean=False) is not None:
                    # `dataclasses` would write one where there is none, by `inspect`, and every start would be slower.
                    node.body[0] = ast.copy_location(ast.Expr(ast.Constant("-")), node.body[0])
    return module


def _archive(files: dict[str, bytes]) -> bytes:
    """A zip without compression: all of it is compressed together afterwards."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content)
    return written.getvalue()


def _pack(parts: dict[str, bytes]) -> bytes:
    listed = json.dumps([[name, len(content)] for name, content in parts.items()], separators=(",", ":")).encode()
    return b"".join([_MARK, b"%08x" % len(listed), listed, *parts.values()])


def _gzip(content: bytes) -> bytes:
    """Level 9, and a fixed head: `gzip` writes another from one Python to the next."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = squeezed.compress(content) + squeezed.flush()
    tail = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return _GZIP_HEAD + body + tail
