"""`python -m engine`: fetch, compile, pack, and build the wheel into dist. `--fetch-only` stops after the first."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path

from engine.library import Pin, fetch_wheels
from engine.notices import write_notices
from engine.problem import EngineProblem
from engine.runtime import VERSION, fetch_runtime, find_tool, unpack_runtime
from engine.stage import ROOT, sources_digest, stage

_HERE = Path(__file__).parent
#: `make clean` takes it away. What was fetched stays between builds, and is checked each time.
BUILD = ROOT / "build" / "engine"


def main() -> None:
    try:
        archive, wheels = fetch_runtime(BUILD / "fetched"), fetch_wheels(BUILD / "fetched")
        find_tool("node")
        if "--fetch-only" in sys.argv[1:]:
            return
        size = build_engine(archive, wheels)
        build_wheel()
    except EngineProblem as problem:
        sys.exit(f"engine: {problem}")
    sys.stdout.write(f"engine: {size / 1e6:.1f} MB, pyodide {VERSION}\n")


def build_engine(archive: Path, wheels: dict[Pin, Path]) -> int:
    """engine.txt and NOTICES.txt in BUILD; the size of the first in bytes. Raises EngineProblem."""
    for name in ("package", "stage"):
        shutil.rmtree(BUILD / name, ignore_errors=True)
    unpack_runtime(archive, BUILD / "package")
    stage(BUILD / "package", wheels.values(), BUILD / "stage")
    packed = BUILD / "engine.gz"
    inside = [
        str(_HERE / "compile.cjs"),
        str(BUILD / "package"),
        str(BUILD / "stage"),
        str(_HERE / "inside.py"),
        str(packed),
    ]
    if subprocess.run([find_tool("node"), *inside], check=False).returncode:  # noqa: S603
        raise EngineProblem("the runtime could not compile the engine; node tells why above")
    text = base64.b64encode(packed.read_bytes())
    (BUILD / "engine.txt").write_bytes(text)
    notices = write_notices(wheels, (ROOT / "LICENSE").read_text(encoding="utf-8"))
    (BUILD / "NOTICES.txt").write_text(notices, encoding="utf-8", newline="\n")
    told = {"runtime": f"pyodide {VERSION}", "sources": sources_digest()}
    (BUILD / "engine.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8", newline="\n")
    return len(text)


def build_wheel() -> None:
    """The wheel of what `build_engine` made, in dist. Raises EngineProblem."""
    for old in (ROOT / "dist").glob("plancheck_engine-*"):
        old.unlink()
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(ROOT / "dist"), str(_HERE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise EngineProblem(f"the wheel could not be built: {done.stdout.strip()[-500:]} {done.stderr.strip()[-500:]}")


if __name__ == "__main__":
    main()
