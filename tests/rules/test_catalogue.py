"""The catalogue of rules: complete in both languages, and in step with the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.findings import CellPlace, TextPlace, finding
from plancheck.rules import (
    Rule,
    Sentences,
    catalogue,
    count_errors_and_warnings,
    fill,
    fix,
    has_errors,
    is_error,
    message,
    severity_of,
    sort_findings,
)

SRC = Path(__file__).parents[2] / "src" / "plancheck"
RULES = sorted(catalogue().values(), key=lambda rule: rule.id)
#: The calls whose first text names a rule.
CALLS = {"finding", "report", "UsageProblem", "FileDefect", "_say", "_refuse", "_duplicates"}
RULE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|bug|interrupted")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def source_trees() -> Iterator[ast.AST]:
    for path in sorted(SRC.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def texts_in(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and RULE_ID.fullmatch(part.value)
    }


def test_every_rule_that_the_source_names_is_in_the_catalogue() -> None:
    named = set()
    for tree in source_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in CALLS:
                named |= {text for argument in node.args[:1] for text in texts_in(argument)}
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
                named |= texts_in(node.value.elts[0]) if isinstance(node.value.elts[1], ast.Dict) else set()
    assert len(named) > 50
    assert sorted(named - set(catalogue())) == []


def test_every_rule_of_the_catalogue_is_named_in_the_source() -> None:
    named = {
        node.value
        for tree in source_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(catalogue()) - named) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_all_sentences_are_filled(rule: Rule) -> None:
    for sentences in (rule.zh, rule.en):
        empty = [field.name for field in fields(Sentences) if not getattr(sentences, field.name).strip()]
        assert empty == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_both_languages_mention_the_same_values(rule: Rule) -> None:
    for name in ("message", "fix"):
        assert values_of(getattr(rule.zh, name)) == values_of(getattr(rule.en, name))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_language_is_itself(rule: Rule) -> None:
    """An English sentence may quote a Chinese word; it is not a Chinese sentence left in the wrong place."""
    for name in ("message", "why"):
        assert CHINESE.search(getattr(rule.zh, name))
        english = getattr(rule.en, name)
        assert len(CHINESE.findall(english)) < len(re.findall(r"[a-z]", english)) / 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_brackets_of_optional_parts_are_balanced(rule: Rule) -> None:
    for sentences in (rule.zh, rule.en):
        for text in (sentences.message, sentences.fix):
            assert re.sub(r"⟨[^⟨⟩]*⟩", "", text).find("⟨") == -1
            assert text.count("⟨") == text.count("⟩")
            assert text.count("{") == len(values_of(text, unique=False))


def values_of(template: str, *, unique: bool = True) -> list[str]:
    names = re.findall(r"\{([a-z_]+)\??\}", template)
    return sorted(set(names)) if unique else names


def test_errors_and_warnings_are_counted_apart_and_hints_not_at_all() -> None:
    place = TextPlace("a.csv")
    error, warning, hint = finding("fallen", place), finding("unit-jump", place), finding("macros-present", place)
    assert [str(severity_of(item)) for item in (error, warning, hint)] == ["error", "warning", "info"]
    assert [is_error(item) for item in (error, warning, hint)] == [True, False, False]
    assert count_errors_and_warnings([hint, warning, error, warning]) == (1, 2)
    assert has_errors([warning, error])
    assert not has_errors([warning, hint])


class TestFill:
    def test_value_stands_for_its_name(self) -> None:
        assert fill("没有 {key}", {"key": "valeu"}) == "没有 valeu"

    def test_optional_part_goes_with_its_value(self) -> None:
        template = "没有 {found}⟨，是不是 {nearest}⟩"
        assert fill(template, {"found": "a", "nearest": "b"}) == "没有 a，是不是 b"
        assert fill(template, {"found": "a", "nearest": ""}) == "没有 a"
        assert fill(template, {"found": "a"}) == "没有 a"

    def test_a_part_may_ask_for_a_value_without_showing_it(self) -> None:
        template = "黄灯⟨（临界）{borderline?}⟩"
        assert fill(template, {"borderline": "yes"}) == "黄灯（临界）"
        assert fill(template, {"borderline": ""}) == fill(template, {}) == "黄灯"

    @given(st.text())
    def test_a_value_is_text_and_stays_text(self, value: str) -> None:
        """Braces, brackets and backslashes in a value are not looked at again."""
        assert fill("[{found}]⟨ {found}⟩", {"found": value}) == (f"[{value}] {value}" if value else "[]")


def test_message_and_fix_of_a_finding() -> None:
    found = finding("unknown-key", TextPlace("a.toml", 3), key="valeu", nearest="value", known="id, value")
    assert "valeu" in message(found, "zh")
    assert "did you mean value" in message(found, "en")
    assert fix(found, "en").startswith("write value; ")


def test_sorting_is_by_file_then_weight_then_place() -> None:
    """Columns beyond Z come after Z, row 10 after row 9."""
    order = [
        finding("no-figure", TextPlace("b.toml", 1)),
        finding("unknown-key", TextPlace("a.toml", 10)),
        finding("outside-plan", TextPlace("a.toml", 2)),
        finding("unknown-key", TextPlace("a.toml", 9)),
        finding("figure-value", CellPlace("c.xlsx", "S", "AA7")),
        finding("figure-value", CellPlace("c.xlsx", "S", "Z7")),
        finding("figure-value", CellPlace("c.xlsx", "S", "B10")),
        finding("figure-value", CellPlace("c.xlsx", "S", "B9")),
    ]
    assert [str(one.place) for one in sort_findings(order)] == [
        "a.toml:9",
        "a.toml:10",
        "a.toml:2",
        "b.toml:1",
        "c.xlsx:S!Z7",
        "c.xlsx:S!AA7",
        "c.xlsx:S!B9",
        "c.xlsx:S!B10",
    ]
