"""The rules of scoring as data: one for every reason, with sentence and source in both languages."""

from __future__ import annotations

import re

import pytest

from plancheck.plan.vocabulary import Kind
from plancheck.rules.deciding import DecidingRule, deciding_rule, deciding_rules
from plancheck.scoring.marks import Reason
from plancheck.scoring.settings import DEFAULTS, PRESETS

SETTINGS = dict(DEFAULTS.listed())
RULES = sorted(deciding_rules().values(), key=lambda rule: rule.id)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_rule(reason: Reason) -> None:
    assert deciding_rule(reason).id == reason


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_when_it_holds_and_where_it_comes_from(rule: DecidingRule) -> None:
    assert CHINESE.search(rule.zh)
    assert not CHINESE.search(rule.en)
    assert rule.sources
    assert all(CHINESE.search(source.zh) and source.en for source in rule.sources)
    numbers = {str(number) for number in range(13)} | {str(kind) for kind in Kind} | set(PRESETS) | {"outlook"}
    assert rule.number in numbers


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_sentence_names_settings_that_exist_and_the_same_in_both_languages(rule: DecidingRule) -> None:
    named = [set(re.findall(r"\{(\w+)\}", text)) for text in (rule.zh, rule.en)]
    assert named[0] == named[1] <= set(SETTINGS)
    assert "{" not in rule.sentence("en", SETTINGS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_belongs_to_a_reason(rule: DecidingRule) -> None:
    suffixes = ["", "-closed", "-outlook", *(f"-{kind}" for kind in Kind), *(f"-{preset}" for preset in PRESETS)]
    assert any(rule.id == f"{reason}{suffix}" for reason in Reason for suffix in suffixes)


def test_the_variant_that_fits_is_taken() -> None:
    assert deciding_rule("met").number == "5"
    assert deciding_rule("met", "cumulative", "default", closed=True).number == "3"
    assert deciding_rule("met", "milestone", "default", closed=True).number == "milestone"
    assert deciding_rule("behind", "cumulative", "xushi").number == "xushi"
    assert deciding_rule("behind", "cumulative", "default", by_outlook=True).number == "outlook"


def test_a_sentence_has_the_threshold_in_force() -> None:
    assert "0.8" in deciding_rule("on-path").sentence("zh", {**SETTINGS, "on_track_ratio": "0.8"})
