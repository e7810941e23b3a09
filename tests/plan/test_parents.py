"""What a plan says of the one above it, where that one is not so."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.findings import TextPlace
from plancheck.plan.parents import check_parent
from plancheck.rules import fix, message
from tests.plans import line_of, plan_text, sound_plan


@pytest.mark.parametrize(
    ("parent", "pointer", "rule", "line", "nearest"),
    [
        ("upper", "D-12-1", None, "", ""),
        ("uper", "D-12-1", "parent-not-there", "parent =", "upper"),
        ("nosuch", "D-12-1", "parent-not-there", "parent =", ""),
        ("upper", "D-12-11", "parent-target-not-there", "parent_target", "D-12-1"),
        ("upper", "QQ", "parent-target-not-there", "parent_target", ""),
    ],
)
def test_pointers_to_the_upper_plan(
    tmp_path: Path, parent: str, pointer: str, rule: str | None, line: str, nearest: str
) -> None:
    sound_plan(tmp_path, name="upper")
    text = plan_text(plan_parent=f'"{parent}"', target_parent_target=f'"{pointer}"')
    plan = sound_plan(tmp_path, text)
    found = check_parent(plan, tmp_path / "demo.toml")
    if rule is None:
        assert found == []
        return
    assert [(one.rule, one.place) for one in found] == [(rule, TextPlace("demo.toml", line_of(text, line)))]
    assert dict(found[0].values)["nearest"] == nearest
    assert all("{" not in say(found[0], language) for say in (message, fix) for language in ("zh", "en"))


def test_a_plan_without_a_parent_asks_for_none(tmp_path: Path) -> None:
    assert check_parent(sound_plan(tmp_path), tmp_path / "demo.toml") == []
