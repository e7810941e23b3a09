"""What an earlier year left open has a row in the next workbook, and is met late by what comes back in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from plancheck.assessment.assess import assess
from plancheck.issuing.overdue import late_targets
from plancheck.observations import Observation, Remark, Reports, State
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import Reason
from plancheck.scoring.settings import DEFAULTS
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import departments_to_ask, workbook_bytes
from tests.workbook.samples import DECEMBER, JUNE, reported, sample_plan, sample_target

SPRING = date(2026, 3, 31)
STATES = {Kind.MILESTONE, Kind.ACTION}


def told(answer: str, day: date = DECEMBER, kind: Kind = Kind.CUMULATIVE) -> Observation:
    one = replace(reported("S-1", day), department="jgsw", year=day.year)
    return replace(one, state=State(answer)) if kind in STATES else replace(one, value=Decimal(answer))


def due_2025(kind: Kind = Kind.CUMULATIVE) -> Plan:
    return sample_plan(sample_target(1, kind, by=DECEMBER, start=date(2024, 1, 1)))


def late(plan: Plan, *observations: Observation, year: int = 2026) -> frozenset[str]:
    """What the fleet office is asked for again; all that it said is proven."""
    proofs = tuple(Remark(one.target, one.department, one.year, one.place, evidence="批复") for one in observations)
    return late_targets(plan, year, Reports(observations, proofs), DEFAULTS).get("jgsw", frozenset())


@pytest.mark.parametrize(
    ("kind", "short", "enough"),
    [(Kind.CUMULATIVE, "1", "99999"), (Kind.LEVEL, "1", "99999"), (Kind.MILESTONE, "under-way", "done")],
)
def test_what_was_missed_stays_until_it_is_reached(kind: Kind, short: str, enough: str) -> None:
    plan = due_2025(kind)
    missed, reached = told(short, kind=kind), told(enough, SPRING, kind)
    assert late(plan, missed) == {"S-1"}
    assert late(plan, told(enough, kind=kind)) == frozenset()
    assert late(plan, missed, reached) == {"S-1"}  # what 2026 says itself is not known before it
    assert late(plan, missed, reached, year=2027) == frozenset()


def test_what_was_never_reported_stays() -> None:
    assert late(due_2025()) == {"S-1"}
    assert late(due_2025(Kind.ACTION)) == {"S-1"}


def test_an_action_under_way_at_its_date_is_not_missed() -> None:
    assert late(due_2025(Kind.ACTION), told("under-way", kind=Kind.ACTION)) == frozenset()


def test_what_is_due_still_is_not_late() -> None:
    assert late(due_2025(), told("1", JUNE), year=2025) == frozenset()
    assert late(sample_plan(sample_target(1, Kind.CUMULATIVE)), told("1")) == frozenset()


def test_a_years_quota_cannot_be_met_in_another_year() -> None:
    assert late(due_2025(Kind.ANNUAL), told("1", kind=Kind.ANNUAL)) == frozenset()


def test_rows_go_on_to_the_year_after_the_plans_end() -> None:
    plan = due_2025()
    assert late(plan, year=plan.end.year + 1) == {"S-1"}
    assert late(plan, year=plan.end.year + 2) == frozenset()


def test_the_row_is_marked_and_what_comes_back_in_it_is_met_late(tmp_path: Path) -> None:
    plan, short = due_2025(), told("1")
    open_still = late_targets(plan, 2026, Reports((short,)), DEFAULTS)
    assert departments_to_ask(plan, 2026) == []
    assert departments_to_ask(plan, 2026, open_still) == ["jgsw"]
    answer = replace(reported("S-1", SPRING, value=Decimal(99999)), year=2026)
    order = Order(plan, "jgsw", 2026, filled=Filled.of(Reports((answer,))), late=open_still["jgsw"])
    path = tmp_path / "市机关事务中心.xlsx"
    path.write_bytes(workbook_bytes(order))
    sheet = openpyxl.load_workbook(path)["进度填报"]
    assert any(str(cell.value).startswith("【逾期】") for cell in sheet[5])
    reports, found = gather(plan, [Filed(read_file(path), plan.id, 2026, path.stem)])
    assert found == []
    both = replace(reports, observations=(short, *reports.observations))
    row = assess(plan, both, SPRING).verdict(plan.targets[0]).row
    assert (row.reason, row.met_on) == (Reason.MET_LATE, SPRING)
