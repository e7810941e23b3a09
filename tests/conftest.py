"""No test, and nothing that a test starts, reads or writes the caches, logs and settings of whoever runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

# As the command line writes workbooks: the same bytes with lxml on the machine and without.
os.environ["OPENPYXL_LXML"] = "False"

_FOLDERS = ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
_SETTINGS = ("PLANCHECK_LANG", "PLANCHECK_TODAY", "NO_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty home for the whole run: subprocesses inherit it, also those that are given a few variables only."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in _FOLDERS:
            patch.setenv(name, str(home))
        for name in _SETTINGS:
            patch.delenv(name, raising=False)
        yield
