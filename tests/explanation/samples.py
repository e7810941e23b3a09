"""A plan and reports for the tests of explanations, in a line each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Unpack

from plancheck.assessment.assess import Assessment, assess
from plancheck.findings import TextPlace
from plancheck.observations import Observation, Remark, Reports, State
from plancheck.plan.model import Department, Plan, Target, Task
from plancheck.plan.vocabulary import Frequency, Kind, Op
from plancheck.scoring.settings import DEFAULTS, Settings
from tests.records import ObservationFields, TargetFields

QUARTERS = ("03-31", "06-30", "09-30", "12-31")


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_target(
    kind: str = "cumulative",
    op: str = ">=",
    value: object = 650,
    by: date | None = date(2027, 12, 31),
    **more: Unpack[TargetFields],
) -> Target:
    """650 by the end of 2027, from 2024 on, reported each quarter by `a`."""
    plain = Target(
        id="T-1",
        task="1",
        indicator="更换公务用车",
        kind=Kind(kind),
        op=Op(op),
        reported_by=("a",),
        start=date(2024, 1, 1),
        reporting=Frequency.QUARTER,
        locator="二（四）12",
        unit="辆",
        value=None if value is None else Decimal(str(value)),
        by=by,
        figure="650辆",
    )
    return replace(plain, **more)


def a_plan(*targets: Target) -> Plan:
    departments = {key: Department(key, f"单位{key}") for key in ("a", "b")}
    task = Task(id="1", locator="二（四）12", title="更新", lead=("a",), targets=targets)
    return Plan(
        id="demo",
        title="示范市行动计划",
        issuer="示范市人民政府",
        start=date(2024, 1, 1),
        end=date(2027, 12, 31),
        path="plans/demo.toml",
        departments=departments,
        tasks=(task,),
    )


def told(
    values: Mapping[str, object], target: str = "T-1", department: str = "a", **more: Unpack[ObservationFields]
) -> list[Observation]:
    """`{"2024-12-31": 170}`; a text is a state. Each stands on a line of its year's file."""
    made = []
    for number, (at, value) in enumerate(values.items(), 2):
        year = day(at).year
        plain = Observation(target, department, day(at), TextPlace(f"reports/demo/{year}/x.csv", number), year)
        made.append(replace(_answered(plain, value), **more))
    return made


def _answered(observation: Observation, answer: object) -> Observation:
    if isinstance(answer, str):
        return replace(observation, state=State(answer))
    return replace(observation, value=Decimal(str(answer)))


def quarterly(first_year: int, *values: object) -> dict[str, object]:
    """A value each quarter from a year's first on."""
    return {f"{first_year + number // 4}-{QUARTERS[number % 4]}": value for number, value in enumerate(values)}


def assessed(
    targets: Target | list[Target],
    observations: list[Observation],
    as_of: str,
    *,
    remarks: tuple[Remark, ...] = (),
    settings: Settings = DEFAULTS,
    supposed: tuple[Observation, ...] = (),
) -> Assessment:
    plan = a_plan(*(targets if isinstance(targets, list) else [targets]))
    return assess(plan, Reports(tuple(observations), remarks), day(as_of), settings, supposed=supposed)
