"""`plancheck lint` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from tests.cli.typed import make_workspace, typed
from tests.plans import line_of, plan_text


def test_a_plan_is_held_against_its_parent(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    text = plan_text(plan_id='"lower"', plan_parent='"demo"', target_parent_target='"D-12-3"')
    (workspace / "plans" / "lower.toml").write_text(text, encoding="utf-8")
    done = typed(workspace, "lint", "lower")
    assert done.returncode == 1
    place = f"plans/lower.toml:{line_of(text, 'parent_target')}"
    assert done.stdout.startswith(f"{place}: error: D-12-1: the parent plan demo has no target D-12-3")

    (workspace / "plans" / "lower.toml").write_text(text.replace("D-12-3", "D-12-2"), encoding="utf-8")
    assert typed(workspace, "lint").returncode == 0


def test_a_plan_whose_header_is_broken_is_checked_to_its_end(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    text = plan_text(plan_start='"2024"', task_support='["zz"]')
    (workspace / "plans" / "demo.toml").write_text(text, encoding="utf-8")
    done = typed(workspace, "lint")
    assert done.returncode == 1
    assert [line.rsplit("[")[-1] for line in done.stdout.splitlines() if "error" in line] == [
        "wrong-type]",
        "unknown-department-key]",
    ]


def test_a_plan_with_an_error_passes_under_no_other_name(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (workspace / "plans" / "demo.toml").write_text(plan_text(target_value='"many"'), encoding="utf-8")
    suites = ElementTree.fromstring(typed(workspace, "lint", "--format", "junit").stdout)
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("plans/demo.toml", "1")]
    assert json.loads(typed(workspace, "lint", "--format", "json").stdout)["files"] == ["plans/demo.toml"]
