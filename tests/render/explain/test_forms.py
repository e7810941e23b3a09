"""Every form of an explanation, over every kind and odd series: no crash, no line too wide, nothing that GBK lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.explanation.explanation import Explanation, explain_target
from plancheck.findings import TextPlace
from plancheck.observations import State
from plancheck.plan.model import Baseline, Checkpoint, Target
from plancheck.plan.vocabulary import Change, Kind
from plancheck.render.explain.as_json import explanation_json
from plancheck.render.explain.as_text import ExplainPage, explain_lines
from plancheck.render.explain.facts import explain_sections
from plancheck.render.terminal.printable import cell_width
from plancheck.render.terminal.symbols import ASCII, SIGNS
from tests.explanation.samples import a_target, assessed, quarterly, told

BASE = Baseline(date(2023, 12, 31), Decimal("62.5"))
TARGETS = [
    a_target(),
    a_target(checkpoints=(Checkpoint(date(2025, 6, 30), Decimal(250)),)),
    a_target("annual", value=200),
    a_target("level", value=95, unit="%", baseline=BASE),
    a_target("level", value=Decimal("62.5"), unit="%", baseline=BASE),
    a_target("level", "<=", Decimal("7.8"), unit="%", by=date(2024, 2, 29)),
    a_target("growth", value=48, baseline=Baseline(date(2023, 12, 31), Decimal(0))),
    a_target("growth", value=48, unit="%", baseline=Baseline(date(2023, 12, 31))),
    a_target("growth", "<=", Decimal("-13.5"), unit="%", baseline=Baseline(date(2023, 12, 31))),
    a_target("growth", "<=", Decimal("-3.5"), unit="%", change=Change.POINTS, baseline=BASE),
    a_target("growth", "<=", Decimal("-3.5"), unit="百分点", change=Change.POINTS),
    a_target("phase-out", "<=", 0, baseline=Baseline(date(2023, 12, 31), Decimal(-5))),
    a_target("maintain", value=90, unit="%"),
    a_target("cap", "<=", 12),
    a_target("compare", ">", None, unit="%", than="全省平均"),
    a_target("direction", value=None),
    a_target("milestone", value=None, unit="", figure=""),
    a_target("action", value=None, by=None, unit="", figure="", reported_by=("a", "b")),
    a_target(start=date(2026, 1, 1)),
]


def explained(target: Target, values: Sequence[int | Decimal], as_of: str) -> Explanation:
    """A value each quarter from 2024 on; of a target without numbers, one of the three states for each."""
    states = [list(State)[int(value) % 3].value for value in values]
    answers = quarterly(2024, *values) if target.kind.is_numeric else quarterly(2024, *states)
    reference = Decimal(50) if target.kind is Kind.COMPARE else None
    return explain_target(assessed(target, told(answers, reference=reference), as_of), target)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(TARGETS),
    st.lists(st.decimals(-(10**7), 10**7, places=2), max_size=9),
    st.sampled_from(["2023-06-30", "2024-02-29", "2025-01-31", "2027-12-31", "2029-01-01"]),
    st.sampled_from([40, 60, 80, 120]),
    st.sampled_from(["zh", "en"]),
)
def test_no_target_is_without_an_explanation(
    target: Target, values: list[Decimal], as_of: str, width: int, language: str
) -> None:
    explanation = explained(target, values, as_of)
    page = ExplainPage(language, SIGNS, width, False).render(explanation)
    assert all(cell_width(line) <= width for line in page.splitlines())
    page.encode("gbk")
    explain_lines(explanation, language)
    json.dumps(explanation_json(explanation, language))


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: str(target.kind))
def test_both_languages_say_the_same_number_of_things(target: Target) -> None:
    explanation = explained(target, [10, 20, 30, 30, 30], "2025-03-31")
    shapes = [
        [(section.id, len(section.facts)) for section in explain_sections(explanation, language)]
        for language in ("zh", "en")
    ]
    assert shapes[0] == shapes[1]


def test_colour_changes_nothing_but_colour() -> None:
    explanation = explained(a_target(), [10, 20, 30, 30, 30], "2025-03-31")
    plain = ExplainPage("zh", ASCII, 80, False).render(explanation)
    colored = ExplainPage("zh", ASCII, 80, True).render(explanation)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain


def test_a_rate_is_said_the_way_it_goes() -> None:
    target = a_target("phase-out", "<=", 0, unit="台", baseline=Baseline(date(2023, 12, 31), Decimal(400)))
    explanation = explained(target, [390, 400, 410, 420], "2024-12-31")
    facts = {label: text for section in explain_sections(explanation, "en") for label, text in section.facts}
    assert facts["pace"] == "140台 less a year needed from now, 20台 more a year so far"


def facts_of(explanation: Explanation, language: str) -> dict[str, str]:
    return {label: text for section in explain_sections(explanation, language) for label, text in section.facts}


def test_a_reduction_of_a_level_says_what_it_leads_to_and_what_was_asked() -> None:
    base = Baseline(date(2023, 12, 31), Decimal("0.4"))
    target = a_target("growth", "<=", Decimal("-13.5"), unit="吨/万元", baseline=base, indicator="能耗强度")
    facts = facts_of(explained(target, [], "2024-12-31"), "en")
    assert facts["asks for"] == "<= 0.346吨/万元 (fall ≥13.5% on 2023) by 2027-12-31"
    missed = assessed(target, told({"2027-12-31": Decimal("0.44")}), "2028-03-31")
    facts = facts_of(explain_target(missed, target), "en")
    assert facts["reason"] == "short at its date (0.44, not 0.346 or less) (deadline)"


def test_a_reduction_that_is_reported_itself_is_answered_as_it_is_typed() -> None:
    target = a_target("growth", "<=", Decimal("-13.5"), unit="%", baseline=Baseline(date(2023, 12, 31)))
    facts = facts_of(explained(target, [0, 0, -1], "2024-09-30"), "en")
    assert facts["asks for"] == "<= -13.5% by 2027-12-31"
    assert facts["next"].startswith("green with a fall of at least ")
    assert "points less" in facts["required rate"]


def test_text_of_a_workbook_moves_no_cursor() -> None:
    observations = told({"2024-12-31": 10}, place=TextPlace("\x1b[2J坏名\u202e.xlsx", 2))
    target = a_target()
    page = ExplainPage("zh", SIGNS, 80, False).render(
        explain_target(assessed(target, observations, "2024-12-31"), target)
    )
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_where_each_department_is_judged_apart_the_one_that_decides_is_named() -> None:
    target = a_target("action", value=None, by=None, unit="", figure="", reported_by=("a", "b"))
    observations = [*told({"2024-03-31": "under-way"}), *told({"2024-03-31": "not-started"}, department="b")]
    explanation = explain_target(assessed(target, observations, "2024-03-31"), target)
    facts = {label: text for section in explain_sections(explanation, "en") for label, text in section.facts}
    assert facts["decided by"] == "单位b"
