"""The examples of docs/plan-files.md for reductions and ranges: each is sound, and true to the sentence above it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plancheck.plan.read import read_plan
from plancheck.source.trace.trace import trace
from tests.plans import DEPARTMENTS, HEADER, TASK
from tests.source.texts import document, gaps

SECTIONS = ("Reductions and points", "Ranges")
PAGE = Path(__file__).parents[3] / "docs" / "plan-files.md"


def examples() -> list[tuple[str, str]]:
    """Sentence and target of each example of the sections."""
    page = PAGE.read_text(encoding="utf-8")
    sections = "".join(page.split(f"\n## {title}\n")[1].split("\n## ")[0] for title in SECTIONS)
    blocks = re.findall(r"```toml\n(.*?)```", sections, re.DOTALL)
    return [(sentence, target) for block in blocks for sentence, target in re.findall(r"# (.+)\n((?:.+\n)+)", block)]


def plan_around(target: str) -> str:
    tables = {"[plan]": HEADER, "[departments]": DEPARTMENTS, "[[task]]": TASK | {"locator": '"一1"'}}
    parts = [
        name + "\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) for name, keys in tables.items()
    ]
    return "format = 1\n" + "\n".join(parts) + "\n" + target


def test_there_is_one_for_each_of_the_commonest() -> None:
    sentences = "".join(sentence for sentence, _ in examples())
    assert all(word in sentences for word in ("能耗", "二氧化碳", "近视率", "PM2.5", "4.5%—5%", "13%—15%"))


@pytest.mark.parametrize(("sentence", "target"), examples(), ids=[sentence[8:16] for sentence, _ in examples()])
def test_an_example_says_what_its_sentence_says(tmp_path: Path, sentence: str, target: str) -> None:
    path = tmp_path / "demo.toml"
    path.write_text(plan_around(target), encoding="utf-8")
    plan, found = read_plan(path)
    assert found == []
    assert plan is not None
    text = f"一、任务\n1. {sentence.removesuffix('。')}。（市机关事务中心、市财政局负责）\n"
    assert gaps(trace(plan, document(text))) == []
