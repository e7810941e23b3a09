"""A plan with a yearly quota, an open total and a milestone; what was reported for it, and how it was signed off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from plancheck.assessment.assess import Assessment, assess
from plancheck.findings import TextPlace
from plancheck.observations import Observation, Reports
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication, Signature
from plancheck.publication.record import Record
from plancheck.publication.sign_off import sign_off
from plancheck.publication.values_in_force import ValuesInForce, find_values_in_force
from plancheck.scoring.settings import DEFAULTS
from tests.plans import plan_text, sound_plan, target_text

YEARLY = target_text(
    id='"D-7"', indicator='"每年加装电梯"', kind='"annual"', value="200", unit='"部"', figure='"200部"'
)
TODAY = date(2025, 12, 31)


def quota_plan(folder: Path) -> Plan:
    """D-12-1: 650 in all by 2027. D-7: 200 in each year. D-8 repeats D-7."""
    again = YEARLY.replace('"D-7"', '"D-8"') + 'same_as = "D-7"\n'
    return sound_plan(folder, plan_text(more="\n".join([YEARLY, again])))


def told(target: str, day: str, value: str, year: int = 0, department: str = "jgsw") -> Observation:
    """One reported value; its place names the year of the report that it stands in."""
    year = year or int(day[:4])
    place = TextPlace(f"reports/demo/{year}/x.csv", int(day[5:7]))
    return Observation(
        target=target,
        department=department,
        period_end=date.fromisoformat(day),
        place=place,
        year=year,
        value=Decimal(value),
    )


def judged(plan: Plan, *observations: Observation, as_of: date = TODAY) -> Assessment:
    return assess(plan, Reports(observations), as_of)


def published(plan: Plan, *observations: Observation, year: int = 2024) -> Publication:
    """The sign-off of a year by what had been reported at its end."""
    day = date(year, 12, 31)
    return sign_off(judged(plan, *observations, as_of=day), year, f"reports/demo/{year}/published.json", Signature(day))


def approval(target: str, day: str, value: str = "", department: str = "") -> Restatement:
    """The approval of one value; without one, of its withdrawal."""
    approved = Decimal(value) if value else None
    return Restatement(
        target=target,
        period_end=date.fromisoformat(day),
        reason="核实更正",
        approved_by="市统计局",
        value=approved,
        department=department,
    )


def in_force(
    plan: Plan,
    *observations: Observation,
    publications: tuple[Publication, ...] = (),
    restatements: tuple[Restatement, ...] = (),
    as_of: date = TODAY,
) -> ValuesInForce:
    return find_values_in_force(plan, Reports(observations), Record(publications, restatements), as_of, DEFAULTS)


def values(kept: ValuesInForce, target: str) -> dict[str, list[str]]:
    """Day to the values that reach the scorer, as text."""
    found: dict[str, list[str]] = {}
    for one in kept.reports.observations:
        if one.target == target:
            found.setdefault(one.period_end.isoformat(), []).append(str(one.value))
    return found


def rules(kept: ValuesInForce) -> list[str]:
    return [one.rule for one in kept.findings]


def edited(observation: Observation, value: str) -> Observation:
    """The same cell with another value in it."""
    return replace(observation, value=Decimal(value))
