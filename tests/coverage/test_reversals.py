"""What goes back: more remains than before, a state that was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.rules import message
from tests.coverage.checked import cells, check, drawn
from tests.workbook.samples import sample_plan, sample_target

BASE = Baseline(date(2023, 12, 31), Decimal(860))
LEFT = sample_target(1, Kind.PHASE_OUT, value=Decimal(0), baseline=BASE)
GONE = replace(LEFT, op=Op.GE)
RULES = "remainder-rises remainder-above-base"


def quarters(*values: object) -> str:
    heads = "".join(f" value:2025-{day} |" for day in ("03-31", "06-30", "09-30", "12-31")[: len(values)])
    return f"| target |{heads}\n| S-1 |" + "".join(f" {value} |" for value in values)


@pytest.mark.parametrize(
    ("target", "values", "expected"),
    [
        pytest.param(LEFT, (460, 538, 600), ["remainder-rises C2", "remainder-rises D2"], id="done for left"),
        pytest.param(LEFT, (1300,), ["remainder-above-base B2"], id="more than ever"),
        pytest.param(LEFT, (460, 1300, 1400), ["remainder-above-base C2", "remainder-above-base D2"], id="both"),
        pytest.param(LEFT, (860, 460, 460, 0), [], id="it goes to nought"),
        pytest.param(GONE, (460, 538, 600), [], id="what is gone adds up"),
        pytest.param(replace(LEFT, kind=Kind.LEVEL), (460, 538), [], id="a level"),
    ],
)
def test_what_remains_shrinks(target: Target, values: tuple[int, ...], expected: list[str]) -> None:
    found = check(RULES, [target], drawn(quarters(*values)))
    assert [f"{one.rule} {cell}" for one, cell in zip(found, cells(found), strict=True)] == expected


def test_it_says_what_would_remain_of_the_baseline() -> None:
    (found,) = check(RULES, [LEFT], drawn(quarters(460, 538)))
    assert "比 2025-03-31 的 460 多了 78" in message(found, "zh")
    assert "如果填的是已完成数，应填 322（基期值 860）" in message(found, "zh")
    assert "322 is left of 860" in message(found, "en")


def test_a_baseline_may_be_the_departments_own() -> None:
    """
    | target | baseline | baseline_date | value:2025-03-31 |
    | S-1    | 860      | @2023-12-31   | 900              |
    """
    target = replace(LEFT, baseline=Baseline(date(2023, 12, 31)))
    sheet = drawn(test_a_baseline_may_be_the_departments_own.__doc__)
    assert [one.rule for one in check(RULES, [target], sheet)] == ["remainder-above-base"]


def test_last_years_workbook_counts() -> None:
    then = drawn("| target | value:2024-12-31 |\n| S-1 | 400 |", 2024)
    (found,) = check(RULES, [LEFT], then, drawn(quarters(460)))
    assert dict(found.values)["before_period"] == "2024-12-31"


def test_what_was_approved_may_rise() -> None:
    approved = Restatement("S-1", date(2025, 6, 30), "新增排查", "市统计局", value=Decimal(538))
    plan = replace(sample_plan(LEFT), restatements=(approved,))
    assert check(RULES, [], drawn(quarters(460, 538)), plan=plan) == []


@pytest.mark.parametrize(
    ("kind", "states", "expected"),
    [
        (Kind.ACTION, ("推进中", "已完成", "已完成"), []),
        (Kind.ACTION, ("已完成", "推进中", "推进中"), ["C2"]),
        (Kind.MILESTONE, ("已完成", "未启动", "已完成"), ["C2"]),
    ],
)
def test_what_is_done_stays_done(kind: Kind, states: tuple[str, ...], expected: list[str]) -> None:
    target = sample_target(1, kind, value=None)
    assert cells(check("undone-state", [target], drawn(quarters(*states).replace("value:", "state:")))) == expected


@pytest.mark.parametrize(("kind", "expected"), [(Kind.ACTION, []), (Kind.MILESTONE, ["B2"])])
def test_an_action_may_begin_anew_with_a_year(kind: Kind, expected: list[str]) -> None:
    target = sample_target(1, kind, value=None)
    then = drawn("| target | state:2024-12-31 |\n| S-1 | 已完成 |", 2024)
    now = drawn("| target | state:2025-03-31 |\n| S-1 | 推进中 |")
    assert cells(check("undone-state", [target], then, now)) == expected
