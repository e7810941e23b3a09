"""The ledger of targets: which rows, in which order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import pytest

from plancheck.plan.ledger import LedgerFilter, ledger_rows, rows_by_plan, rows_by_task, sections_around
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind
from tests.plans import plan_text, sound_plan, target_text

MORE = """
[[section]]
locator = "二"
title = "重点任务"

[[section]]
locator = "二（四）"
title = "交通运输"

[[task]]
id = "13A"
locator = "三（一）13"
title = "加装充电桩"
lead = ["czj"]
support = ["fgw"]
[[task.target]]
id = "D-13-1"
indicator = "充电桩"
kind = "level"
value = 30
unit = "座"
by = 2025-06-30
figure = "30座"
[[task.target]]
id = "D-13-2"
indicator = "每年巡检"
kind = "maintain"
value = 95
unit = "%"
figure = "95%"
reported_by = "jgsw"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return sound_plan(tmp_path, plan_text(departments_fgw='{ name = "市发展改革委" }', more=MORE))


class Wanted(TypedDict, total=False):
    """What a filter asks for."""

    tasks: frozenset[str]
    departments: frozenset[tuple[str, str]]
    kinds: frozenset[Kind]
    due: date | None


def ids(plan: Plan, **wanted: Unpack[Wanted]) -> list[str]:
    return [row.target.id for row in ledger_rows([plan], LedgerFilter(**wanted))]


def test_no_filter_gives_every_target_in_the_documents_order(plan: Plan) -> None:
    assert ids(plan) == ["D-12-1", "D-13-1", "D-13-2"]


def test_tasks_are_found_in_any_case(plan: Plan) -> None:
    assert ids(plan, tasks=frozenset({"13a"})) == ["D-13-1", "D-13-2"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("jgsw", ["D-12-1", "D-13-2"]),  # leads the one task, reports a target of the other
        ("czj", ["D-12-1", "D-13-1", "D-13-2"]),  # leads both
        ("fgw", ["D-13-1", "D-13-2"]),  # supports
    ],
)
def test_a_department_leads_supports_or_reports(plan: Plan, key: str, expected: list[str]) -> None:
    assert ids(plan, departments=frozenset({(plan.id, key)})) == expected


def test_a_department_of_another_plan_is_another(plan: Plan) -> None:
    assert ids(plan, departments=frozenset({("other", "czj")})) == []


def test_due_counts_the_day_itself_and_leaves_out_what_has_no_deadline(plan: Plan) -> None:
    assert ids(plan, due=date(2025, 6, 29)) == []
    assert ids(plan, due=date(2025, 6, 30)) == ["D-13-1"]
    assert ids(plan, due=date(2030, 1, 1)) == ["D-12-1", "D-13-1"]


def test_filters_narrow_each_other(plan: Plan) -> None:
    assert ids(plan, tasks=frozenset({"13a"}), kinds=frozenset({Kind.LEVEL, Kind.CUMULATIVE})) == ["D-13-1"]


def test_rows_stand_in_their_chapter_and_section(plan: Plan) -> None:
    first, second, _ = ledger_rows([plan])
    assert [section.title for section in sections_around(first)] == ["重点任务", "交通运输"]
    assert sections_around(second) == ()


def test_grouping_keeps_every_row(plan: Plan, tmp_path: Path) -> None:
    other = sound_plan(tmp_path, plan_text(plan_id='"other"', more=target_text(id='"O-2"')), "other")
    rows = ledger_rows([plan, other])
    groups = rows_by_plan(rows)
    assert [(found.id, len(members)) for found, members in groups] == [("demo", 3), ("other", 2)]
    assert [(task.id, len(members)) for task, members in rows_by_task(groups[0][1])] == [("12", 1), ("13A", 2)]


def test_names_of_departments(plan: Plan) -> None:
    row = ledger_rows([plan])[1]
    assert row.leads == ("市财政局",)
    assert row.supporters == ("市发展改革委",)
