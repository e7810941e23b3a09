"""The workspace of the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import WorkspaceFiles, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    return make_workspace(tmp_path)
