"""Closed verdicts that turned although no value did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plancheck.plan.model import Plan, Restatement
from plancheck.publication.changed_verdicts import changed_verdicts
from plancheck.publication.values_in_force import Record
from tests.plans import plan_text, read_text
from tests.publication.samples import TODAY, YEARLY, approval, judged, published, quota_plan, told

SHORT = told("D-7", "2024-12-31", "150")


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return quota_plan(tmp_path)


def edited_plan(folder: Path, old: str, new: str) -> Plan:
    plan, _ = read_text(folder, plan_text(more=YEARLY.replace(old, new)))
    assert plan is not None
    return plan


def found(plan: Plan, now: Plan, *restatements: Restatement, as_of: date = TODAY) -> list[tuple[str, str | None]]:
    assessment = judged(now, SHORT, as_of=as_of)
    rows = {target: verdict.rows for target, verdict in assessment.verdicts.items()}
    record = Record((published(plan, SHORT),), restatements)
    return [(one.rule, one.target) for one in changed_verdicts(now, rows, record, as_of)]


def test_the_same_plan_turns_nothing(plan: Plan) -> None:
    assert found(plan, plan) == []


def test_a_quota_lowered_after_signing_turns_the_verdict(tmp_path: Path, plan: Plan) -> None:
    assert found(plan, edited_plan(tmp_path, "200", "140")) == [("verdict-turned", "D-7")]


def test_a_quota_raised_leaves_what_was_missed(tmp_path: Path, plan: Plan) -> None:
    assert found(plan, edited_plan(tmp_path, "200", "240")) == []


def test_a_restatement_of_the_year_covers_it(tmp_path: Path, plan: Plan) -> None:
    assert found(plan, edited_plan(tmp_path, "200", "140"), approval("D-7", "2024-12-31")) == []


def test_a_value_that_was_signed_with_its_restatement_covers_nothing_more(tmp_path: Path, plan: Plan) -> None:
    spent = approval("D-7", "2024-12-31", "150")
    assert found(plan, edited_plan(tmp_path, "200", "140"), spent) == [("verdict-turned", "D-7")]


def test_a_date_that_was_moved_away_is_told(tmp_path: Path, plan: Plan) -> None:
    later = edited_plan(tmp_path, 'kind = "annual"', 'kind = "cumulative"')
    assert found(plan, later) == [("closed-row-gone", "D-7")]


def test_before_the_date_there_is_nothing_to_turn(tmp_path: Path, plan: Plan) -> None:
    assert found(plan, edited_plan(tmp_path, "200", "140"), as_of=date(2024, 9, 30)) == []
