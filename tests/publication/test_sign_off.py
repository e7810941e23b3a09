"""What a signature covers: the verdicts, the values heard by the day, the files of the years so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from plancheck.assessment.assess import assess
from plancheck.findings import CellPlace, finding
from plancheck.observations import Reports, Submission
from plancheck.publication.model import Publication, ReadFile, Signature
from plancheck.publication.sign_off import sign_off
from tests.publication.samples import quota_plan, told

SENT = (
    Submission("reports/demo/2024/b.csv", "demo", "jgsw", 2024, "x"),
    Submission("reports/demo/2024/b.csv", "demo", "czj", 2024, "x"),
    Submission("reports/demo/2023/a.xlsx", "demo", "jgsw", 2023, "y"),
    Submission("reports/demo/2025/c.xlsx", "demo", "jgsw", 2025, "z"),
)


def signed(folder: Path) -> Publication:
    plan = quota_plan(folder)
    later = told("D-7", "2025-03-31", "40")
    reports = Reports((told("D-7", "2024-12-31", "150"), later), (), SENT)
    faults = tuple(finding(rule, CellPlace("b.xlsx", "s", "A1")) for rule in ("not-a-number", "missing-evidence"))
    assessment = replace(assess(plan, reports, date(2024, 12, 31)), findings=faults)
    return sign_off(assessment, 2024, "p.json", Signature(date(2025, 3, 1)))


def test_the_files_of_a_later_year_are_not_signed_and_one_of_several_departments_is_one(tmp_path: Path) -> None:
    assert signed(tmp_path).files == (
        ReadFile("reports/demo/2023/a.xlsx", 2023, "y", ("jgsw",)),
        ReadFile("reports/demo/2024/b.csv", 2024, "x", ("jgsw", "czj")),
    )


def test_what_was_reported_after_the_day_is_not_signed(tmp_path: Path) -> None:
    yearly = next(target for target in signed(tmp_path).targets if target.id == "D-7")
    assert [value.period_end for value in yearly.values] == [date(2024, 12, 31)]


def test_errors_and_warnings_are_counted_apart(tmp_path: Path) -> None:
    assert (signed(tmp_path).errors, signed(tmp_path).warnings) == (1, 1)
