"""The sheet that a test draws in its docstring, as it is read."""

from __future__ import annotations

import pytest

from plancheck.workbook.answers.progress import Progress, read_progress
from tests.workbook.grid import draw_book


@pytest.fixture
def progress(request: pytest.FixtureRequest) -> Progress:
    return read_progress(draw_book(request.function.__doc__), "x.xlsx")
