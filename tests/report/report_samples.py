"""Plans, reports and yearly reports for the tests, made from the model in a line or two each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from plancheck.assessment.assess import assess
from plancheck.findings import CellPlace
from plancheck.observations import Observation, Remark, Reports, State, Submission
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Department, Plan, Section, Target, Task
from plancheck.plan.vocabulary import Frequency, Kind, Op
from plancheck.report.compile import compile_report
from plancheck.report.content import YearReport
from tests.records import TargetFields

YEAR = 2025
DEPARTMENTS = {"jg": "市机关事务中心", "cz": "市财政局", "jt": "市交通运输局"}
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
#: A value, or the name of a state.
Answer = float | Decimal | str


class PlanFields(TypedDict, total=False):
    title: str
    issuer: str
    departments: Mapping[str, Department]
    sections: tuple[Section, ...]
    waivers: tuple[Waiver, ...]


class RemarkFields(TypedDict, total=False):
    reason: str
    measure: str
    measure_by: date
    evidence: str


def a_target(
    target_id: str = "T-1",
    /,
    kind: Kind = Kind.CUMULATIVE,
    op: Op = Op.GE,
    value: Decimal | None = Decimal(650),
    by: date = date(2027, 12, 31),
    **more: Unpack[TargetFields],
) -> Target:
    """650 of something by the end of 2027, counted from 2024, reported by `jg`."""
    plain = Target(
        id=target_id,
        task="1",
        indicator=f"累计更换公务用车{target_id}",
        kind=kind,
        op=op,
        value=value,
        unit="辆",
        by=by,
        start=date(2024, 1, 1),
        reported_by=("jg",),
        reporting=Frequency.QUARTER,
        locator="一1",
    )
    return replace(plain, **more)


def a_plan(*targets: Target, **more: Unpack[PlanFields]) -> Plan:
    """A plan with a section for each task number that its targets name."""
    numbers = sorted({target.task for target in targets})
    lead = tuple(DEPARTMENTS)[:1]
    tasks = tuple(
        Task(
            id=number,
            locator=f"一（{number}）{number}",
            title=f"任务{number}",
            lead=lead,
            targets=tuple(target for target in targets if target.task == number),
        )
        for number in numbers
    )
    plain = Plan(
        id="demo",
        title="示范市行动计划",
        issuer="示范市人民政府",
        document="示政〔2024〕1号",
        start=date(2024, 1, 1),
        end=date(2027, 12, 31),
        path="plans/demo.toml",
        departments={key: Department(key, name) for key, name in DEPARTMENTS.items()},
        sections=tuple(Section(f"一（{number}）", f"第{number}部分") for number in numbers),
        tasks=tasks,
    )
    return replace(plain, **more)


def path_of(department: str, year: int) -> str:
    return f"reports/demo/{year}/{department}.xlsx"


def reported(target: str, answers: Mapping[str, Answer], department: str = "jg") -> list[Observation]:
    """`{"2025-06-30": 170}`; a text is a state."""
    made = []
    for number, (at, answer) in enumerate(answers.items()):
        day = date.fromisoformat(at)
        place = CellPlace(path_of(department, day.year), "进度填报", f"H{number + 5}")
        state = State(answer) if isinstance(answer, str) else None
        value = None if isinstance(answer, str) else Decimal(str(answer))
        made.append(
            Observation(target, department, period_end=day, place=place, year=day.year, value=value, state=state)
        )
    return made


def steady(target: str, each: float, department: str = "jg", years: Sequence[int] = (2024, 2025)) -> list[Observation]:
    """A value that grows by the same amount each quarter."""
    days = [date(year, *end).isoformat() for year in years for end in QUARTERS]
    return reported(target, {day: Decimal(str(each)) * number for number, day in enumerate(days, 1)}, department)


def a_remark(target: str, department: str = "jg", year: int = YEAR, **more: Unpack[RemarkFields]) -> Remark:
    return Remark(target, department, year, CellPlace(path_of(department, year), "进度填报", "M5"), **more)


def sent(*departments: str, year: int = YEAR, usable: bool = True) -> list[Submission]:
    return [Submission(path_of(key, year), "demo", key, year, "0" * 64, usable=usable) for key in departments]


def a_report(
    plan: Plan,
    observations: Iterable[Observation] = (),
    remarks: Iterable[Remark] = (),
    submissions: Iterable[Submission] = (),
    waivers: Iterable[Waiver] = (),
    year: int = YEAR,
) -> YearReport:
    """The report of a year, judged and made on its last day, with the year before beside it."""
    reports = Reports(tuple(observations), tuple(remarks), tuple(submissions))
    last = date(year, 12, 31)
    before = assess(plan, reports, date(year - 1, 12, 31)) if plan.start.year < year else None
    return compile_report(assess(plan, reports, last), before, year, last, tuple(waivers))


def full_report() -> YearReport:
    """Targets of several kinds: on track, behind, missed, silent, met; three departments, one of them silent."""
    plan = a_plan(
        a_target("T-1"),
        a_target("T-2", value=Decimal(300), by=date(2025, 12, 31)),
        a_target("T-3", kind=Kind.ANNUAL, value=Decimal(100), task="2"),
        a_target("T-4", kind=Kind.ACTION, value=None, unit="", reported_by=("jg", "cz"), task="2"),
        a_target("T-5", reported_by=("jt",), task="2"),
        a_target("T-6", kind=Kind.LEVEL, value=Decimal(95), unit="%", task="2"),
    )
    observations = [
        *steady("T-1", 41),
        *steady("T-2", 20),
        *reported("T-3", {"2024-12-31": 120, "2025-06-30": 50, "2025-12-31": 110}),
        *reported("T-4", {"2025-03-31": "not-started", "2025-12-31": "under-way"}),
        *reported("T-4", {"2025-12-31": "done"}, "cz"),
        *reported("T-6", {"2024-03-31": 60, "2024-12-31": 62, "2025-06-30": 63, "2025-12-31": 64}),
    ]
    remarks = [a_remark("T-2", reason="资金到位晚", measure="加快招标", measure_by=date(2026, 6, 30), evidence="台账")]
    return a_report(plan, observations, remarks, sent("jg", "cz"))


def chaptered_report() -> YearReport:
    """A target in each of 一, 二（一）, 三（一）: two chapters that have the same number, under different parts."""
    heads = {"一": "总体要求", "二": "重点任务", "二（一）": "更新设备", "三": "保障措施", "三（一）": "强化组织"}
    places = ("一", "二（一）", "三（一）")
    tasks = tuple(
        Task(
            id=str(number),
            locator=f"{place}{number}",
            title=f"任务{number}",
            lead=("jg",),
            targets=(a_target(f"T-{number}", task=str(number)),),
        )
        for number, place in enumerate(places, 1)
    )
    plan = replace(a_plan(), tasks=tasks, sections=tuple(Section(place, title) for place, title in heads.items()))
    return a_report(plan, submissions=sent("jg"))
