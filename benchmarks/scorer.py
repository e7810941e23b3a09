"""The scorer: microseconds a row of a verdict, and whether they stay the same as rows get more."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from benchmarks.measuring import CHECKOUT, Line
from benchmarks.sizes import Sizes
from plancheck.demo.reports import synthetic_reports
from plancheck.observations import Observation, Remark
from plancheck.plan.departments import find_department
from plancheck.plan.model import Plan, Target
from plancheck.plan.read import read_plan
from plancheck.scoring.settings import DEFAULTS
from plancheck.scoring.verdict import judge

Case = tuple[Target, list[Observation], list[Remark]]
AS_OF = date(2025, 12, 31)


def run(folder: Path, sizes: Sizes) -> list[Line]:
    """The targets of a shipped plan with two years of reports, again and again with other values."""
    del folder
    plan = _plan()
    cases = _cases(plan)
    _judge_rows(cases, plan, 500)
    costs = {rows: [_judge_rows(cases, plan, rows) for _ in range(3 if rows <= 10_000 else 1)] for rows in sizes.rows}
    lines = [Line(f"scorer, {rows} rows, a row", cost, 100, "us") for rows, cost in costs.items()]
    alone = [_judge_rows(_of_one_row(cases, plan), plan, 2_000) for _ in range(3)]
    lines.append(Line("scorer, a number's target with one row", alone, 100, "us", remark="the dearest row"))
    fewest, most = min(costs), max(costs)
    after = [_judge_rows(cases, plan, fewest) for _ in costs[fewest]]
    linear = [last / first for first in (*costs[fewest], *after) for last in costs[most]]
    return [*lines, Line(f"scorer, a row of {most} / of {fewest}", linear, 1.25, remark="linear")]


def _plan() -> Plan:
    plan, _ = read_plan(CHECKOUT / "plans" / "zhengzhou.toml")
    assert plan is not None
    return plan


def _cases(plan: Plan) -> list[Case]:
    reported = synthetic_reports(plan)
    keys = {
        name: found.key
        for name in {one.department for one in reported.observations}
        if (found := find_department(plan.departments, name))
    }
    by_target: dict[str, tuple[list[Observation], list[Remark]]] = {}
    for observation in reported.observations:
        by_target.setdefault(observation.target, ([], []))[0].append(
            replace(observation, department=keys[observation.department])
        )
    for remark in reported.remarks:
        by_target.setdefault(remark.target, ([], []))[1].append(replace(remark, department=keys[remark.department]))
    return [(target, *by_target[target.id]) for target in plan.targets if target.id in by_target]


def _of_one_row(cases: list[Case], plan: Plan) -> list[Case]:
    return [
        (target, reported, remarks)
        for target, reported, remarks in cases
        if target.kind.is_numeric and len(judge(target, reported, remarks, AS_OF, DEFAULTS, plan.end).rows) == 1
    ]


def _varied(cases: list[Case]) -> Iterator[Case]:
    """Other values each time round, as other places have them."""
    for time_round in count():
        more = Decimal(time_round % 997) / 100
        for target, observations, remarks in cases:
            yield target, [replace(one, value=one.value + more) if one.value else one for one in observations], remarks


def _judge_rows(cases: list[Case], plan: Plan, rows: int) -> float:
    """Microseconds of processor time a row, until there are so many."""
    judged, seconds = 0, 0.0
    for target, observations, remarks in _varied(cases):
        begin = time.process_time()
        verdict = judge(target, observations, remarks, AS_OF, DEFAULTS, plan.end)
        seconds += time.process_time() - begin
        judged += len(verdict.rows)
        if judged >= rows:
            return seconds / judged * 1e6
    raise AssertionError("the cases never end")
