"""Targets and observations for the scoring tests, in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Unpack

from plancheck.findings import TextPlace
from plancheck.observations import Observation, Remark, State
from plancheck.plan.model import Baseline, Checkpoint, Target
from plancheck.plan.vocabulary import Frequency, Kind, Op
from plancheck.scoring.marks import Verdict
from plancheck.scoring.settings import Settings
from plancheck.scoring.verdict import judge
from tests.records import ObservationFields, TargetFields

PLACE = TextPlace("reports/x.csv", 2)
PLAN_END = date(2027, 12, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_target(
    kind: str = "cumulative",
    op: str = ">=",
    value: object = 650,
    by: str | None = "2027-12-31",
    **more: Unpack[TargetFields],
) -> Target:
    """A target that begins on 1 January 2024 and is reported by `a` each quarter, unless told otherwise."""
    plain = Target(
        id="T-1",
        task="1",
        indicator="x",
        kind=Kind(kind),
        op=Op(op),
        reported_by=("a",),
        start=date(2024, 1, 1),
        reporting=Frequency.QUARTER,
        locator="一",
        value=None if value is None else Decimal(str(value)),
        by=None if by is None else day(by),
    )
    return replace(plain, **more)


def base(text: str, value: object = None) -> Baseline:
    return Baseline(day(text), None if value is None else Decimal(str(value)))


def point(by: str, value: object) -> Checkpoint:
    return Checkpoint(day(by), Decimal(str(value)))


def reported(
    values: Mapping[str, object], department: str = "a", **more: Unpack[ObservationFields]
) -> list[Observation]:
    """`{"2024-12-31": 170}`; a text is a state."""
    made = []
    for at, value in values.items():
        plain = Observation("T-1", department, day(at), PLACE, day(at).year)
        made.append(replace(_answered(plain, value), **more))
    return made


def _answered(observation: Observation, answer: object) -> Observation:
    if isinstance(answer, str):
        return replace(observation, state=State(answer))
    return replace(observation, value=Decimal(str(answer)))


def evidence(year: int, department: str = "a") -> Remark:
    return Remark("T-1", department, year, PLACE, evidence="验收报告")


def judged(
    target: Target,
    observations: list[Observation],
    as_of: str | None = None,
    *remarks: Remark,
    settings: Settings | None = None,
) -> Verdict:
    """As of the last report, unless a day is named."""
    at = day(as_of) if as_of else max(one.period_end for one in observations)
    return judge(target, observations, remarks, at, settings or Settings(), PLAN_END)


def mark(verdict: Verdict) -> str:
    """`on-track green met`."""
    return f"{verdict.status} {verdict.lamp} {verdict.reason}"
