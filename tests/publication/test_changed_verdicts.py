"""Closed verdicts that turned although no value did; a value that did is told of once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plancheck.findings import CellPlace, TextPlace, finding
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan
from plancheck.publication.changed_verdicts import changed_verdicts, said_once
from plancheck.publication.model import PublishedRow, PublishedTarget
from plancheck.publication.record import Record
from tests.plans import plan_text, read_text
from tests.publication.samples import TODAY, YEARLY, approval, judged, published, quota_plan, told

SHORT = told("D-7", "2024-12-31", "150")
CELL, OTHER = CellPlace("a.xlsx", "进度填报", "H7"), CellPlace("a.xlsx", "进度填报", "H8")


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return quota_plan(tmp_path)


def edited_plan(folder: Path, old: str, new: str) -> Plan:
    plan, _ = read_text(folder, plan_text(more=YEARLY.replace(old, new)))
    assert plan is not None
    return plan


def found(plan: Plan, now: Plan, *restatements: Restatement, as_of: date = TODAY) -> list[tuple[str, str | None]]:
    record = Record((published(plan, SHORT),), restatements)
    return [(item.rule, item.target) for item in changed_verdicts(judged(now, SHORT, as_of=as_of), record)]


def test_what_was_never_published_cannot_turn(plan: Plan) -> None:
    assert changed_verdicts(judged(plan, SHORT), Record(restatements=(approval("D-7", "2024-12-31"),))) == []


def test_a_value_that_is_only_supposed_turns_nothing(tmp_path: Path, plan: Plan) -> None:
    lowered = edited_plan(tmp_path, "200", "140")
    supposed = replace(judged(lowered, SHORT), what_if=("D-7=150@2024-12-31",))
    assert changed_verdicts(supposed, Record((published(plan, SHORT),))) == []


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


def test_one_changed_cell_is_one_finding() -> None:
    found = [finding("restated-value", CELL), finding("restated-value", OTHER), finding("unit-jump", CELL)]
    in_force = [finding("restated-since-published", CELL, published="150", value="210")]
    assert said_once(found, in_force) == found[1:]


def test_a_fall_from_an_edit_that_does_not_count_is_the_edits_fault_alone() -> None:
    in_force = [finding("restated-above-later", CELL, published="139", value="180")]
    from_edit = finding("fallen", OTHER, value="150", before="180", where=CELL)
    of_its_own = finding("fallen", OTHER, value="130", before="180", where=CELL)
    assert said_once([from_edit, of_its_own], in_force) == [of_its_own]


def test_what_turned_is_told_with_both_verdicts_and_where_the_target_stands(tmp_path: Path, plan: Plan) -> None:
    lowered = edited_plan(tmp_path, "200", "140")
    target = lowered.target("D-7")
    assert target is not None
    (item,) = changed_verdicts(judged(lowered, SHORT), Record((published(plan, SHORT),)))
    assert item.place == TextPlace(lowered.path, target.line)
    told_values = dict(item.values)
    assert (told_values["published"], told_values["status"], told_values["by"]) == ("missed", "on-track", "2024-12-31")


def test_a_row_that_is_gone_has_no_verdict_now(tmp_path: Path, plan: Plan) -> None:
    later = edited_plan(tmp_path, 'kind = "annual"', 'kind = "cumulative"')
    (item,) = changed_verdicts(judged(later, SHORT), Record((published(plan, SHORT),)))
    assert dict(item.values)["status"] == ""


def test_on_its_date_a_row_can_have_turned(tmp_path: Path, plan: Plan) -> None:
    lowered = edited_plan(tmp_path, "200", "140")
    assert found(plan, lowered, as_of=date(2024, 12, 31)) == [("verdict-turned", "D-7")]


def test_a_row_without_a_date_that_was_closed_does_not_go_unseen(plan: Plan) -> None:
    row = PublishedRow(None, "", "missed", "red", "deadline", closed=True)
    signed = replace(published(plan), targets=(PublishedTarget("D-7", "missed", "red", "deadline", (row,)),))
    allowed = approval("D-7", "2024-12-31")
    assert [item.rule for item in changed_verdicts(judged(plan), Record((signed,)))] == ["closed-row-gone"]
    assert [item.rule for item in changed_verdicts(judged(plan), Record((signed,), (allowed,)))] == ["closed-row-gone"]


@pytest.mark.parametrize(
    "other", [approval("D-12-1", "2024-12-31"), approval("D-7", "2025-03-31")], ids=["another target", "a later period"]
)
def test_a_restatement_of_something_else_covers_nothing(tmp_path: Path, plan: Plan, other: Restatement) -> None:
    assert found(plan, edited_plan(tmp_path, "200", "140"), other) == [("verdict-turned", "D-7")]


def test_the_same_number_signed_for_another_target_spends_no_restatement(tmp_path: Path, plan: Plan) -> None:
    signed = published(plan, SHORT, told("D-12-1", "2024-12-31", "160"))
    record = Record((signed,), (approval("D-7", "2024-12-31", "160"),))
    assert changed_verdicts(judged(edited_plan(tmp_path, "200", "140"), SHORT), record) == []


def test_down_to_the_published_value_itself_a_fall_is_the_edits_fault() -> None:
    in_force = [finding("restated-above-later", CELL, published="139", value="180")]
    at, below = (finding("fallen", OTHER, value=value, before="180", where=CELL) for value in ("139", "138"))
    assert said_once([at, below], in_force) == [below]
