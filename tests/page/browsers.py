"""The browsers that the page is opened in, where the machine has them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.page.chromium import SINGLE, Chromium
from tests.page.firefox import Firefox
from tests.page.old_chromiums import OLD_CHROMIUMS


class Browser(Protocol):
    """What the tests ask of a browser."""

    name: str

    def open(self, page: Path) -> None: ...

    def evaluate(self, expression: str) -> Any: ...

    def wait(self, condition: str, seconds: float = 60) -> None: ...

    def choose_files(self, selector: str, paths: list[Path]) -> None: ...

    def close(self) -> None: ...


#: By the names that the tests show.
BROWSERS = ("chromium", "firefox", *(f"chromium-{old.version}" for old in OLD_CHROMIUMS))


def start_browser(name: str) -> Browser:
    """A browser that has been started. Skips the test where the machine does not have it."""
    if name == "chromium":
        return start_chromium()
    if name == "firefox":
        if (program := shutil.which("firefox-esr") or shutil.which("firefox")) is None:
            pytest.skip("no Firefox on this machine")
        return Firefox(program)
    old = next(one for one in OLD_CHROMIUMS if name == f"chromium-{one.version}")
    if not old.program.exists():
        pytest.skip(f"no Chromium {old.version} on this machine: python -m tests.page.old_chromiums")
    return Chromium(str(old.program), *SINGLE, environment=old.environment)


def start_chromium() -> Chromium:
    """The machine's own Chromium. Skips the test where there is none."""
    if (program := shutil.which("chromium") or shutil.which("chromium-browser")) is None:
        pytest.skip("no Chromium on this machine")
    return Chromium(program)
