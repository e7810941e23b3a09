"""Puts the pictures of workbooks to a plan: what was drawn is read as a file would be, and checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from plancheck.coverage import cover
from plancheck.coverage.scope import Scope
from plancheck.findings import CellPlace, Finding
from plancheck.plan.model import Plan, Target
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.answers.long_form import read_lines
from plancheck.workbook.answers.progress import read_progress
from plancheck.workbook.intake.intake import Intake
from tests.workbook.grid import draw_book
from tests.workbook.samples import sample_plan

NOW = date(2026, 6, 30)


def drawn(picture: str | None, year: int = 2025, name: str = "市机关事务中心") -> Filed:
    """A department's workbook as it would lie at its place."""
    path = f"reports/sample/{year}/{name}.xlsx"
    progress = read_progress(replace(draw_book(picture or ""), path=path), path)
    return Filed(Intake(path, "0" * 64, progress), "sample", year, name)


def written(csv: str, year: int = 2025) -> Filed:
    """A long-form CSV, by the plan's department names."""
    path = f"reports/sample/{year}/figures.csv"
    progress = read_lines(csv, path).attributed("", "", year)
    return Filed(Intake(path, "0" * 64, progress, is_long_form=True), "sample", year, Path(path).stem)


def check(rules: str, targets: list[Target], *files: Filed, plan: Plan | None = None) -> list[Finding]:
    """The findings of some rules (`a b`) on these files, in a plan of these targets."""
    plan = plan or sample_plan(*targets)
    reports, _ = gather(plan, files)
    scope = Scope(plan, reports, NOW, NOW, "reports/sample", silence=False)
    return [one for one in cover(scope) if one.rule in rules.split()]


def cells(found: list[Finding]) -> list[str]:
    """Where the findings are; `file` for one on a whole file."""
    return [one.place.cells or "" if isinstance(one.place, CellPlace) else "file" for one in found]
