"""A reduction through the commands: 较2023年下降13.5% is never a green rise, and 下降3.5个百分点 never a percentage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.typed import HEADING, typed
from tests.plans import plan_text

DOCUMENT = "一、任务\n1. 到2027年，能耗强度较2023年下降13.5%。（市机关事务中心、市财政局负责）\n"
POINTS = "一、任务\n1. 到2027年，近视率较2023年下降3.5个百分点。（市机关事务中心、市财政局负责）\n"
FALL = {
    "task_locator": '"一1"',
    "target_indicator": '"能耗强度"',
    "target_kind": '"growth"',
    "target_op": '"<="',
    "target_value": "-13.5",
    "target_unit": '"吨标准煤/万元"',
    "target_figure": '"13.5%"',
    "target_baseline": "{ value = 0.4, date = 2023-12-31 }",
}
RATE = FALL | {
    "target_indicator": '"近视率"',
    "target_value": "-3.5",
    "target_change": '"points"',
    "target_unit": '"%"',
    "target_figure": '"3.5个百分点"',
    "target_baseline": "{ value = 50, date = 2023-12-31 }",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for folder in ("plans", "reports/demo/2025", "reports/demo/2027"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "plancheck.toml").write_text("", encoding="utf-8")
    return tmp_path


def write(workspace: Path, document: str, **changes: str | None) -> None:
    (workspace / "plans" / "demo.toml").write_text(plan_text(**changes), encoding="utf-8")
    (workspace / "document.txt").write_text(document, encoding="utf-8")


def report(workspace: Path, year: int, value: str) -> None:
    line = f"D-12-1,市机关事务中心,{year}-12-31,{value},统计公报,,,,,\n"
    (workspace / "reports" / "demo" / str(year) / "all.csv").write_text(HEADING + line, encoding="utf-8")


def test_a_fall_is_sound_and_true_to_its_document(workspace: Path) -> None:
    write(workspace, DOCUMENT, **FALL)
    assert typed(workspace, "lint").returncode == 0
    assert typed(workspace, "trace", "demo", "--source", "document.txt").returncode == 0


def test_a_fall_written_as_a_ceiling_on_growth_does_not_pass_trace(workspace: Path) -> None:
    """The plan alone cannot know that 13.5% stood beside 下降; the document does."""
    write(workspace, DOCUMENT, **FALL | {"target_value": "13.5"})
    assert typed(workspace, "lint").returncode == 0
    traced = typed(workspace, "trace", "demo", "--source", "document.txt")
    assert traced.returncode == 1
    assert "[trace-sign-differs]" in traced.stdout
    assert "  fix: value = -13.5" in traced.stdout.splitlines()


def test_a_fall_with_its_word_does_not_pass_lint_either(workspace: Path) -> None:
    write(workspace, DOCUMENT, **FALL | {"target_value": "13.5", "target_figure": '"下降13.5%"'})
    done = typed(workspace, "lint")
    assert done.returncode == 1
    assert "  fix: value = -13.5" in done.stdout.splitlines()


def test_a_rise_of_ten_percent_meets_no_fall(workspace: Path) -> None:
    write(workspace, DOCUMENT, **FALL)
    report(workspace, 2027, "0.44")
    done = typed(workspace, "status", "demo", "--as-of", "2028-03-31")
    assert "missed red deadline" in done.stdout
    assert "short at its date (0.44, not 0.346 or less)" in done.stdout
    report(workspace, 2027, "0.346")
    assert "on-track green met" in typed(workspace, "status", "demo", "--as-of", "2028-03-31").stdout


@pytest.mark.parametrize(("value", "verdict"), [("-13.5", "on-track green met"), ("10", "missed red deadline")])
def test_a_fall_that_is_reported_itself(workspace: Path, value: str, verdict: str) -> None:
    write(workspace, DOCUMENT, **FALL | {"target_unit": '"%"', "target_baseline": "{ date = 2023-12-31 }"})
    report(workspace, 2027, value)
    done = typed(workspace, "status", "demo", "--as-of", "2028-03-31")
    assert verdict in done.stdout
    assert "-13.5%" in done.stdout


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("46.5", "on-track green met"), ("48.25", "missed red deadline"), ("47", "missed red deadline")],
)
def test_points_are_taken_from_the_rate(workspace: Path, value: str, verdict: str) -> None:
    """3.5 % of 50 would be met at 48.25."""
    write(workspace, POINTS, **RATE)
    assert typed(workspace, "lint").returncode == 0
    assert typed(workspace, "trace", "demo", "--source", "document.txt").returncode == 0
    report(workspace, 2027, value)
    assert verdict in typed(workspace, "status", "demo", "--as-of", "2028-03-31").stdout


def test_points_that_nobody_named_pass_neither_lint_nor_trace(workspace: Path) -> None:
    write(workspace, POINTS, **RATE | {"target_change": None})
    for command in (["lint"], ["trace", "demo", "--source", "document.txt"]):
        done = typed(workspace, *command)
        assert done.returncode == 1
        assert '  fix: change = "points"' in done.stdout.splitlines()


def test_a_draft_of_the_document_is_the_same_target(workspace: Path) -> None:
    write(workspace, POINTS, **RATE)
    drafted = typed(workspace, "draft", "document.txt").stdout.splitlines()
    assert {'kind = "growth"', 'op = "<="', "value = -3.5", 'change = "points"'} <= set(drafted)
