"""A small plan with a target of every kind, for the tests of issued workbooks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from plancheck.findings import TextPlace
from plancheck.observations import Observation
from plancheck.plan.model import Baseline, Checkpoint, Department, Plan, Section, Target, Task
from plancheck.plan.vocabulary import Frequency, Kind, Op

MARCH, JUNE, SEPTEMBER, DECEMBER = (date(2025, *day) for day in ((3, 31), (6, 30), (9, 30), (12, 31)))
QUARTERS = (MARCH, JUNE, SEPTEMBER, DECEMBER)
END = date(2027, 12, 31)


def sample_target(number: int, kind: Kind, **changes: object) -> Target:
    """A target `S-<number>` of the fleet office, due at the end of 2027, reported every quarter."""
    plain = Target(
        id=f"S-{number}",
        task="1",
        indicator=f"指标{number}",
        kind=kind,
        op=Op.LE if kind in (Kind.PHASE_OUT, Kind.CAP) else Op.GE,
        reported_by=("jgsw",),
        start=date(2024, 1, 1),
        reporting=Frequency.QUARTER,
        locator="二1",
        value=Decimal(100) if kind.is_numeric else None,
        unit="辆" if kind.is_numeric else "",
        by=END,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def every_kind() -> tuple[Target, ...]:
    return (
        sample_target(1, Kind.CUMULATIVE, value=Decimal(650), checkpoints=(Checkpoint(DECEMBER, Decimal(300)),)),
        sample_target(2, Kind.ANNUAL, value=Decimal(200)),
        sample_target(3, Kind.LEVEL, value=Decimal("7.8"), op=Op.LE, unit="%"),
        sample_target(4, Kind.GROWTH, reporting=Frequency.YEAR, baseline=Baseline(date(2023, 12, 31))),
        sample_target(5, Kind.PHASE_OUT, value=Decimal(0), baseline=Baseline(date(2023, 12, 31), Decimal(90))),
        sample_target(6, Kind.MAINTAIN, value=Decimal(95), unit="%", limits=(Decimal(0), Decimal(100))),
        sample_target(7, Kind.CAP, value=Decimal(12), unit="起"),
        sample_target(8, Kind.COMPARE, value=None, than="全省平均", unit="%"),
        sample_target(9, Kind.DIRECTION, value=None, unit="%"),
        sample_target(10, Kind.MILESTONE, by=JUNE),
        sample_target(11, Kind.ACTION, by=None),
        sample_target(12, Kind.ACTION, by=None, reported_by=("czj",)),
    )


def sample_plan(*targets: Target, language: str = "zh") -> Plan:
    """A plan with these targets, or with one of every kind."""
    departments = {"jgsw": Department("jgsw", "市机关事务中心"), "czj": Department("czj", "市财政局")}
    task = Task("1", "二1", "促进公务用车更新", ("jgsw", "czj"), targets=targets or every_kind())
    return Plan(
        id="sample",
        title="示范市行动计划（2024—2027年）",
        issuer="示范市人民政府",
        start=date(2024, 1, 1),
        end=END,
        path="plans/sample.toml",
        language=language,
        document="示政〔2024〕1号",
        issued=date(2024, 3, 1),
        departments=departments,
        sections=(Section("二", "重点任务"),),
        tasks=(task,),
    )


def reported(target: str, period_end: date, **answer: object) -> Observation:
    """What the fleet office reports in 2025, from nowhere in particular."""
    plain = Observation(target, "市机关事务中心", period_end, TextPlace("sample"), 2025)
    return replace(plain, **answer)  # type: ignore[arg-type]
