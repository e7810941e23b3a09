"""The folder of wheels, as `docs/离线使用.md` and its installers describe it. Nothing is fetched here.

| what is documented | held against |
|---|---|
| the variables of `make wheels`, the systems and Pythons | the Makefile, as make itself would run it; the classifiers |
| the options of pip | pip's own help |
| extras, modules and commands | pyproject.toml, the package |
| the installers for Windows and others | each other, by their options; line ends and characters that cmd reads |
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from plancheck import __version__

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "离线使用.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
INSTALLERS = {
    name: (ROOT / "docs" / "offline" / name).read_bytes().decode("ascii") for name in ("install.sh", "install.bat")
}
BLOCKS = re.findall(r"^```(?:sh|bat)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line]


@cache
def pip_options(command: str) -> set[str]:
    asked = [sys.executable, "-m", "pip", "help", command]
    shown = subprocess.run(asked, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout
    return set(re.findall(r"--[a-z][a-z-]+", shown))


def pip_calls(text: str) -> list[tuple[str, str]]:
    """Each `pip COMMAND rest` of a text."""
    return re.findall(r"-m pip (\w+)((?: [^\n|&]*)?)", text)


@pytest.mark.parametrize("text", [PAGE, MAKEFILE, *INSTALLERS.values()], ids=["page", "Makefile", *INSTALLERS])
def test_pip_has_every_option_that_is_named(text: str) -> None:
    calls = pip_calls(text)
    assert calls
    for command, rest in calls:
        assert set(re.findall(r"(?<!\S)--[a-z][a-z-]+", rest)) <= pip_options(command), f"pip {command}{rest}"


@pytest.mark.parametrize("text", ["\n".join(COMMANDS), *INSTALLERS.values()])
def test_what_is_installed_is_what_the_folder_is_made_for(text: str) -> None:
    """The same extras everywhere: one that was not collected would be looked for in vain."""
    collected = set(re.findall(r"--extra (\w+)", MAKEFILE))
    assert collected == {"legacy", "docx"} <= set(PROJECT["optional-dependencies"])
    named = re.findall(r"plancheck(?:-[\w.-]+whl)?\[([\w,]+)\]", text)
    assert named
    assert all(set(extras.split(",")) == collected for extras in named)


@pytest.mark.parametrize("text", ["\n".join(COMMANDS), *INSTALLERS.values()])
def test_nothing_is_looked_for_outside_of_the_folder(text: str) -> None:
    installs = [rest for command, rest in pip_calls(text) if command == "install"]
    assert installs
    assert all("--no-index" in rest and ("--find-links" in rest or "--no-deps" in rest) for rest in installs)


def test_the_installers_do_the_same() -> None:
    said = [sorted(set(re.findall(r"--[a-z-]+|plancheck_engine\S*\.whl", text))) for text in INSTALLERS.values()]
    assert said[0] == said[1]


def test_cmd_can_read_its_installer() -> None:
    """Lines that end as Windows ends them; one `\\n` alone makes cmd lose its labels."""
    text = INSTALLERS["install.bat"]
    assert text.count("\r\n") == text.count("\n") > 0
    assert set(re.findall(r"goto (\w+)", text)) == {"failed"}
    assert "\r\n:failed\r\n" in text


def test_every_python_and_system_is_collected_and_tried() -> None:
    claimed = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert re.findall(r"^WHEEL_PYTHONS \?= (.*)", MAKEFILE, re.MULTILINE)[0].split() == claimed
    for system in re.findall(r"^WHEEL_SYSTEMS \?= (.*)", MAKEFILE, re.MULTILINE)[0].split():
        assert f"UV_{system} := " in MAKEFILE
        assert f"PIP_{system} := --platform " in MAKEFILE
    assert all(python in PAGE for python in claimed)


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("make ")])
def test_make_would_run_it(command: str) -> None:
    """As the page has it, without running it: each system and Python that was asked for, and no other."""
    words = re.findall(r'[A-Z_]+="[^"]*"|\S+', command)
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", *[word.replace('"', "") for word in words[1:]]],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    asked = dict(word.split("=", 1) for word in words if "=" in word)
    systems = asked.get("WHEEL_SYSTEMS", "windows linux macos").split()
    pythons = asked.get("WHEEL_PYTHONS", '"3.11 3.12 3.13"').strip('"').split()
    downloads = re.findall(r"-m pip download .*?--requirement", done.stdout)
    assert sum(line.count(" -m pip download") for line in done.stdout.splitlines()) == len(systems) * len(pythons)
    assert downloads
    assert ("macosx" in done.stdout) == ("macos" in systems)
    assert "SHA256SUMS" in done.stdout


def test_nothing_that_is_handed_out_names_a_place_to_fetch_from() -> None:
    assert not re.search(r"https?://|index-url", "".join([PAGE, MAKEFILE, *INSTALLERS.values()]))


def test_the_wheel_that_is_named_is_of_this_version() -> None:
    assert set(re.findall(r"plancheck-([\d.]+)-py3", PAGE)) == {__version__}
