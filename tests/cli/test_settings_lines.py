"""Settings of a workspace for what there is not: the message leads to their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.typed import make_workspace, typed

WAIVER = 'target = "D-99"\nreason = "延期"\napproved_by = "市政府"\nuntil = 2026-12-31\n'


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("[gate.plan.nosuch]\nsilence = true\n", "nosuch"),
        ('[gate.department."无此局"]\nsilence = true\n', "无此局"),
        ('[gate.plan.demo.department."无此局"]\nsilence = true\n', "无此局"),
        (f"[[waiver]]\n{WAIVER}", "D-99"),
        (f'[[waiver]]\nplan = "nosuch"\n{WAIVER}', "nosuch"),
    ],
)
def test_the_line_is_named(tmp_path: Path, settings: str, found: str) -> None:
    workspace = make_workspace(tmp_path, config=f"as_of = 2025-12-31\n\n{settings}")
    done = typed(workspace, "gate", "demo", "--year", "2025")
    assert done.returncode == 2
    assert found in done.stderr
    assert "mend plancheck.toml:3" in done.stderr
