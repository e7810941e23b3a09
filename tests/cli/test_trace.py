"""`plancheck trace` as it is typed: exit codes, forms, and a plan that has errors of its own."""

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
TEXT = """\
示政〔2024〕1号
2024年3月1日

一、总体要求
坚持更新。

二、任务
（四）交通
12. 促进公务用车更新。到2027年，累计更换公务用车650辆，其中新能源车不少于300辆。（市机关事务中心、市财政局负责）
"""
PART = target_text(id='"D-12-2"', value="300", figure='"300辆"', part_of='"D-12-1"')


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A plan of two targets, the second a share of the first, and the document that it fits."""
    (tmp_path / "plancheck.toml").touch()
    (tmp_path / "plans").mkdir()
    write_plan(tmp_path, plan_text(more=PART))
    (tmp_path / "source.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def write_plan(workspace: Path, text: str) -> None:
    (workspace / "plans" / "demo.toml").write_text(text, encoding="utf-8")


def traced(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": "en", "PLANCHECK_TODAY": "2025-06-30"}
    return subprocess.run(
        [sys.executable, "-c", CODE, "trace", "demo", "--source", "source.txt", *arguments],
        cwd=workspace,
        env=kept_environment() | settings,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def rules(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [one["rule"] for one in json.loads(done.stdout)["findings"]]


def test_a_plan_that_fits_passes(workspace: Path) -> None:
    done = traced(workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("ok demo agrees with source.txt")


def test_a_removed_target_is_a_gap_even_where_another_points_to_it(workspace: Path) -> None:
    text = plan_text(more=PART)
    start = text.index('[[task.target]]\nid = "D-12-1"')
    write_plan(workspace, text[:start] + text[text.index('[[task.target]]\nid = "D-12-2"') :])
    done = traced(workspace)
    assert done.returncode == 1
    assert "650辆" in done.stdout
    assert "D-12-1" in done.stdout  # the part_of that points nowhere
    assert "1 errors" in done.stdout


def test_a_task_without_its_only_target_is_a_gap(workspace: Path) -> None:
    text = plan_text()
    write_plan(workspace, text[: text.index("[[task.target]]")])
    done = traced(workspace, "--format", "json")
    assert done.returncode == 1
    found = rules(done)
    assert {"trace-figure-unaccounted", "trace-clause-uncovered", "trace-task-without-target"} <= set(found)
    assert "empty-task" not in found  # said once


def test_errors_of_the_plan_alone_fail_too(workspace: Path) -> None:
    write_plan(workspace, plan_text(more=PART.replace('part_of = "D-12-1"', 'part_of = "D-9"')))
    done = traced(workspace, "--format", "json")
    assert done.returncode == 1
    assert not any(rule.startswith("trace-") for rule in rules(done))


def test_a_misread_target_is_shown_at_its_key(workspace: Path) -> None:
    text = plan_text(target_op='"<="', more=PART)
    write_plan(workspace, text)
    done = traced(workspace)
    line = text[: text.index('op = "<="')].count("\n") + 1
    assert done.returncode == 1
    assert f"plans/demo.toml:{line}: error: D-12-1 has op <=" in done.stdout


@pytest.mark.parametrize("broken", ["[plan", 'format = 1\n[plan]\ntitle = "x"\n'], ids=["toml", "head"])
def test_a_plan_that_cannot_be_read_cannot_be_traced(workspace: Path, broken: str) -> None:
    write_plan(workspace, broken)
    done = traced(workspace)
    assert done.returncode == 2
    assert "plans/demo.toml" in done.stdout


def test_a_document_that_is_not_there(workspace: Path) -> None:
    (workspace / "source.txt").unlink()
    done = traced(workspace)
    assert done.returncode == 2
    assert "[document-unreadable]" in done.stdout
