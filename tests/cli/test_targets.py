"""`plancheck targets` as it is typed: formats, filters, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import kept_environment
from tests.plans import plan_text, target_text

CODE = "from plancheck.cli import main; main()"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two plans; the second has a target of another kind, due earlier."""
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "demo.toml").write_text(plan_text(), encoding="utf-8")
    level = target_text(id='"O-2"', kind='"level"', by="2025-12-31")
    (plans / "other.toml").write_text(plan_text(plan_id='"other"', more=level), encoding="utf-8")
    return tmp_path


def targets(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": "en", "PLANCHECK_TODAY": "2025-06-30"}
    return subprocess.run(
        [sys.executable, "-c", CODE, "targets", *arguments],
        cwd=workspace,
        env=kept_environment() | settings,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def ids(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [target["id"] for plan in json.loads(done.stdout)["plans"] for target in plan["targets"]]


def test_a_pipe_gets_a_line_a_target_and_nothing_else(workspace: Path) -> None:
    done = targets(workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["D-12-1", "D-12-1", "O-2"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["other"], ["D-12-1", "O-2"]),
        (["plans/other.toml"], ["D-12-1", "O-2"]),
        (["--kind", "level"], ["O-2"]),
        (["--due", "2025"], ["O-2"]),
        (["--due", "2025-12-30", "--kind", "cumulative", "--kind", "level"], None),
        (["--department", "财政局", "demo"], ["D-12-1"]),
        (["--department", "czj", "--task", "12", "demo"], ["D-12-1"]),
        (["--task", "13"], None),
    ],
)
def test_filters(workspace: Path, arguments: list[str], expected: list[str] | None) -> None:
    done = targets(workspace, *arguments, "--format", "json")
    if expected is None:
        assert done.returncode == 2
        assert done.stdout == ""
        assert "no target fits the filters" in done.stderr
    else:
        assert ids(done) == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--department", "市财正局"], "市财政局"),
        (["--kind", "levle"], "--kind cannot be levle"),
        (["--due", "2025/12/31"], "--due is 2025/12/31"),
        (["--due", "20251"], "--due is 20251"),
        (["--format", "tabel"], "--format cannot be tabel"),
        (["--format", "xlsx"], "add -o FILE"),
        (["--color", "red"], "--color cannot be red"),
        (["demmo"], "did you mean demo"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(workspace: Path, arguments: list[str], said: str) -> None:
    done = targets(workspace, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_plan_with_errors_has_no_ledger(workspace: Path) -> None:
    (workspace / "plans" / "demo.toml").write_text(plan_text(target_figure='"640辆"'), encoding="utf-8")
    done = targets(workspace, "demo")
    assert done.returncode == 2
    assert "plancheck lint plans/demo.toml" in done.stderr


@pytest.mark.parametrize(
    ("name", "begin"),
    [("l.csv", b"\xef\xbb\xbfplan,id,"), ("l.json", b'{\n  "format": 1'), ("l.md", b"## "), ("l.txt", b"D-12-1 ")],
)
def test_the_file_name_chooses_the_format(workspace: Path, name: str, begin: bytes) -> None:
    done = targets(workspace, "demo", "-o", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert (workspace / name).read_bytes().startswith(begin)


def test_xlsx_is_written_whole_and_said(workspace: Path) -> None:
    done = targets(workspace, "-o", "out/ledger.xlsx")
    assert (done.returncode, done.stdout) == (0, "")
    assert "wrote out/ledger.xlsx, targets: 3" in done.stderr
    assert [path.name for path in (workspace / "out").iterdir()] == ["ledger.xlsx"]


def test_table_can_be_asked_for_in_a_pipe(workspace: Path) -> None:
    done = targets(workspace, "demo", "--format", "table")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "12 促进公务用车更新" in done.stdout


def test_quiet_says_nothing(workspace: Path) -> None:
    done = targets(workspace, "-q", "-o", "ledger.xlsx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_document_is_in_its_plans_language_unless_another_is_asked_for(workspace: Path) -> None:
    assert "## 示范市" in targets(workspace, "demo", "--format", "markdown").stdout
    assert "| 序号 |" in targets(workspace, "demo", "--format", "markdown").stdout
    assert "| No. |" in targets(workspace, "demo", "--format", "markdown", "--lang", "en").stdout
    # Lines and tables are the reader's, who is English here.
    assert "序号" not in targets(workspace, "demo", "--format", "table").stdout


def test_so_is_the_workbook(workspace: Path) -> None:
    from openpyxl import load_workbook

    headings = {}
    for language in ([], ["--lang", "en"]):
        targets(workspace, "demo", "-o", "ledger.xlsx", *language)
        rows = load_workbook(workspace / "ledger.xlsx").worksheets[0].iter_rows(values_only=True)
        headings["".join(language)] = {str(cell) for row in rows for cell in row}
    assert "重点任务" in headings[""]
    assert "重点任务" not in headings["--langen"]
    assert "Task" in headings["--langen"]
