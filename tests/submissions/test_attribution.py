"""A workbook that has lost its marks: the ids in its rows say whose it is, where they can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind
from plancheck.submissions.attribution import department_by_rows, plan_by_rows, year_by_columns
from plancheck.workbook.answers.progress import read_progress
from tests.workbook.grid import draw_book
from tests.workbook.samples import sample_plan, sample_target

OWN, BOTH = ("jgsw",), ("jgsw", "czj")


def plan(*reporters: tuple[str, ...]) -> Plan:
    """Targets S-1, S-2, … and who reports each."""
    return sample_plan(*(sample_target(n, Kind.LEVEL, reported_by=who) for n, who in enumerate(reporters, 1)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["S-1", "S-2"], "jgsw"),  # exactly what it was issued
        (["S-1"], "jgsw"),  # a row was deleted, and nobody else reports S-1
        (["S-2", "S-3"], "czj"),
        (["S-2"], ""),  # both report it, and neither was issued it alone
        (["S-1", "S-3"], ""),  # rows of two departments pasted together
        (["Q-1"], ""),
    ],
)
def test_department_by_rows(rows: list[str], expected: str) -> None:
    assert department_by_rows(plan(OWN, BOTH, ("czj",)), rows, 2025) == expected


def test_what_is_not_due_in_the_year_was_not_issued() -> None:
    """Without S-3, which ends before 2026, the two departments differ by S-1 alone."""
    three = plan(OWN, BOTH, ("czj",))
    targets = [*three.targets[:2], replace(three.targets[2], by=date(2024, 12, 31))]
    task = replace(three.tasks[0], targets=tuple(targets))
    assert department_by_rows(replace(three, tasks=(task,)), ["S-2"], 2026) == "czj"


def test_plan_by_rows_is_the_one_with_most_of_them() -> None:
    small, large = replace(plan(OWN), id="small"), replace(plan(OWN, OWN), id="large")
    assert plan_by_rows([small, large], ["S-1", "S-2"]) is large
    assert plan_by_rows([small, large], ["S-1"]) is None
    assert plan_by_rows([small, large], ["Q-1"]) is None


@pytest.mark.parametrize(("later", "expected"), [("2025-12-31", 2025), ("2026-03-31", None)])
def test_year_by_columns(later: str, expected: int | None) -> None:
    book = draw_book(f"| target | value:2025-03-31 | value:{later} |\n| S-1 | 1 | 2 |")
    assert year_by_columns(read_progress(book, "x.xlsx")) == expected
