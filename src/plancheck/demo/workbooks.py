"""The synthetic reports as workbooks: a plan in, path and bytes of each department's workbook out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from plancheck.demo.reports import YEARS, choose_absent, synthetic_reports
from plancheck.findings import TextPlace
from plancheck.issuing.known_before import known_before
from plancheck.observations import Observation, Reports, SignedBy
from plancheck.plan.departments import find_department
from plancheck.plan.model import Plan
from plancheck.scoring.settings import DEFAULTS, read_settings
from plancheck.words import word
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import departments_to_ask, workbook_bytes, workbook_name


@dataclass(frozen=True, slots=True)
class DemoBook:
    """`path` is below `reports/`: plan, year, department."""

    path: Path
    content: bytes


def demo_books(plan: Plan) -> Iterator[DemoBook]:
    """Every workbook of a plan, each marked as synthetic; none for the department that keeps silent."""
    reports = synthetic_reports(plan)
    by_key = _by_key(plan, reports)
    settings, _ = read_settings(plan.scoring, TextPlace(plan.path), DEFAULTS)
    silent = choose_absent(plan).silent
    for year in YEARS:
        filled = _of_year(reports, year)
        for department in departments_to_ask(plan, year):
            if year == YEARS[-1] and department == silent:
                continue
            known = known_before(plan, department, year, by_key, settings)
            answers = Filled.of(filled, plan.department_name(department))
            order = Order(
                plan=plan,
                department=department,
                year=year,
                synthetic=True,
                last=known.last,
                expected=known.expected,
                filled=answers,
                signed=_signed(plan, year),
            )
            path = Path(plan.id) / str(year) / workbook_name(plan, department)
            yield DemoBook(path, workbook_bytes(order))


def _signed(plan: Plan, year: int) -> SignedBy:
    """Nobody's name: words that say that they are an example."""
    name, phone = word("demo.signed.name", plan.language), word("demo.signed.phone", plan.language)
    return SignedBy(name, phone, name, date(year, 12, 31))


def _of_year(reports: Reports, year: int) -> Reports:
    return Reports(
        tuple(one for one in reports.observations if one.year == year),
        tuple(remark for remark in reports.remarks if remark.year == year),
    )


def _by_key(plan: Plan, reports: Reports) -> Reports:
    """The same, departments by their keys, as reports are once they are read."""
    return Reports(tuple(_with_key(plan, observation) for observation in reports.observations))


def _with_key(plan: Plan, observation: Observation) -> Observation:
    department = find_department(plan.departments, observation.department)
    return replace(observation, department=department.key) if department else observation
