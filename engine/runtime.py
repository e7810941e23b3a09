"""The Python that a browser runs: Pyodide, from npm, by version and digest."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

from engine.problem import EngineProblem

#: Another runtime is taken by changing these two. 0.24 is the last that browsers as old as Chromium 88 can start.
VERSION = "0.24.1"
SHA256 = "028563a8ecf77e48a520e54fff5b7d6c955f2f8a69387f42ca38969cdbf67eae"

_SCRIPTS = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm")
#: Of the standard library, what neither plancheck nor a library in the engine imports, nor would find a use for.
_UNUSED = frozenset(Path(__file__).with_name("unused.txt").read_text(encoding="ascii").split())


def fetch_runtime(folder: Path) -> Path:
    """The package's archive in a folder, from npm where it is not there. Raises EngineProblem."""
    archive = folder / f"pyodide-{VERSION}.tgz"
    if not archive.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [find_tool("npm"), "pack", f"pyodide@{VERSION}", "--silent", "--pack-destination", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode or not archive.is_file():
            raise EngineProblem(f"npm did not give pyodide {VERSION}: {done.stderr.strip()[-500:]}")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        raise EngineProblem(f"{archive} has sha256 {found}, expected {SHA256}; it is not used")
    return archive


def find_tool(name: str) -> str:
    """The path of node or npm. Raises EngineProblem where there is none."""
    if (path := shutil.which(name)) is None:
        raise EngineProblem(f"the engine is built by node and npm, and there is no {name} on this machine")
    return path


def unpack_runtime(archive: Path, folder: Path) -> None:
    """The files of the package, without its own folder."""
    with tarfile.open(archive) as packed:
        for member in packed:
            if member.isfile():
                content = packed.extractfile(member)
                assert content is not None
                _write(folder / Path(member.name).name, content.read())


def stage_runtime(package: Path, scripts: Path, standard_library: Path) -> None:
    """What a page needs of the package: its scripts, a list of no packages, and the standard library without _UNUSED."""
    for name in _SCRIPTS:
        _write(scripts / name, (package / name).read_bytes())
    packages = json.loads((package / "pyodide-lock.json").read_text(encoding="utf-8"))
    packages["packages"] = {}
    _write(scripts / "pyodide-lock.json", json.dumps(packages, sort_keys=True).encode())
    with zipfile.ZipFile(BytesIO((package / "python_stdlib.zip").read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith(".py") and name.split("/")[0].removesuffix(".py") not in _UNUSED:
                _write(standard_library / name, archive.read(name))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
