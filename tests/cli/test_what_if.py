"""`--what-if` as it is typed: no line of it can be taken for a verdict, and no impossible value is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.typed import make_workspace, typed

SUPPOSED = ("--what-if", "D-12-1=600@2026-06-30")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("what-if"))


@pytest.mark.parametrize("command", [("status",), ("explain", "D-12-1")], ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("form", "language", "mark"),
    [("lines", "en", "[hypothetical] "), ("lines", "zh", "[假设] "), ("table", "en", "if: "), ("table", "zh", "假设 ")],
)
def test_every_line_says_that_it_is_supposed(
    workspace: Path, command: tuple[str, ...], form: str, language: str, mark: str
) -> None:
    options = (*SUPPOSED, "--format", form, "--lang", language)
    lines = typed(workspace, *command, *options, COLUMNS="200").stdout.splitlines()
    assert lines[0].startswith({"en": "Supposed: ", "zh": "假设："}[language])
    assert "2026-06-30" in lines[1]
    told = [line for line in lines[2:] if line]
    assert len(told) > 3
    assert [line for line in told if not line.startswith((mark, "[假设] ", "[hypothetical] "))] == []


@pytest.mark.parametrize("form", ["lines", "table", "github"])
def test_findings_on_what_was_reported_are_left_out(tmp_path: Path, form: str) -> None:
    workspace = make_workspace(tmp_path)
    with (workspace / "reports/demo/2025/database.csv").open("a", encoding="utf-8") as file:
        file.write("D-99-9,市机关事务中心,2025-12-31,1,,,,,,\n")
    assert "D-99-9" in typed(workspace, "status", "--format", form).stdout
    shown = typed(workspace, "status", "--format", form, *SUPPOSED).stdout
    assert "D-99-9" not in shown
    assert "left out of a what-if" in shown


@pytest.mark.parametrize("command", [("status",), ("explain", "D-12-1")], ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("supposed", "told"),
    [
        ("D-12-1=-5@2026-06-30", "D-12-1"),
        ("D-12-1=100@2026-06-30", "235"),
        ("D-12-1=600@2029-01-01", "D-12-1 ends on 2027-12-31"),
    ],
)
def test_what_cannot_be_is_not_judged(workspace: Path, command: tuple[str, ...], supposed: str, told: str) -> None:
    done = typed(workspace, *command, "--what-if", supposed)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_the_last_day_itself_can_be_supposed(workspace: Path) -> None:
    assert typed(workspace, "explain", "D-12-1", "--what-if", "D-12-1=650@2027-12-31").returncode == 0
