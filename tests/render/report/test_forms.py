"""Six forms, one content: the same counts and verdicts, the same bytes each time."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plancheck.plan.model import Department
from plancheck.plan.vocabulary import Kind
from plancheck.render.report.forms import FORMS, links_from
from plancheck.words import word
from tests.render.report.written_forms import STATUSES, STATUSES_IN, all_text, written
from tests.report.report_samples import (
    a_plan,
    a_report,
    a_target,
    full_report,
    reported,
    sent,
)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_carries_every_verdict(form: str) -> None:
    report = full_report()
    expected = {target: str(verdict.status) for target, verdict in report.assessment.verdicts.items()}
    assert set(expected.values()) == set(STATUSES)
    assert STATUSES_IN[form](written(report, form)) == expected


@pytest.mark.parametrize("form", ["html", "md", "docx", "xlsx"])
def test_every_form_that_people_read_says_the_same_counts(form: str) -> None:
    report = full_report()
    counts = report.counts
    sentence = f"共有 {counts.total} 个目标：正常 {counts.on_track} 个"
    assert sentence in all_text(form, written(report, form))


def test_json_carries_counts_of_this_year_and_the_last() -> None:
    report = full_report()
    answer = json.loads(written(report, "json"))
    assert tuple(answer["plans"][0]["counts"].values()) == report.counts.by_status()
    assert report.counts_before is not None
    assert tuple(answer["report"]["counts_before"].values()) == report.counts_before.by_status()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    assert written(full_report(), form) == written(full_report(), form)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_an_empty_year_is_readable_and_never_green(form: str, language: str) -> None:
    report = a_report(a_plan(a_target("T-1"), a_target("T-2", kind=Kind.ACTION, value=None)))
    assert report.is_empty
    assert report.counts.on_track == 0
    content = all_text(form, written(report, form, language))
    assert "T-1" in content
    if form not in ("json", "csv"):
        assert word("report.empty", language) in content


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_without_targets_makes_a_report(form: str) -> None:
    assert written(a_report(a_plan()), form)


def test_the_long_sheet_has_a_heading_first_and_no_gaps() -> None:
    book = load_workbook(io.BytesIO(written(full_report(), "xlsx")))
    rows = list(book[word("report.sheet.long", "zh")].iter_rows(values_only=True))
    assert all(rows[0])
    names = {row[7] for row in rows[1:]}
    assert {word("report.measure.value", "zh"), word("report.measure.status", "zh")} <= names
    assert all(isinstance(row[-1], int | float) for row in rows[1:])


@pytest.mark.parametrize("form", FORMS)
def test_three_hundred_targets_of_sixty_departments(form: str) -> None:
    departments = {f"d{number}": Department(f"d{number}", f"第{number}局") for number in range(60)}
    targets = [
        a_target(f"T-{number}", reported_by=(f"d{number % 60}",), task=str(number % 9), value=Decimal(400 + number))
        for number in range(300)
    ]
    plan = a_plan(*targets, departments=departments)
    observations = [
        one for target in targets[::2] for one in reported(target.id, {"2024-12-31": 90, "2025-12-31": 200})
    ]
    report = a_report(plan, observations, submissions=sent(*list(departments)[:30]))
    statuses = STATUSES_IN[form](written(report, form))
    assert len(statuses) == 300
    assert [list(statuses.values()).count(status) for status in STATUSES] == list(report.counts.by_status())


def test_links_are_reckoned_from_the_folder_of_the_report_and_not_from_where_we_are() -> None:
    link = links_from(Path("/a/b/out/2025"), Path("/a/b"))
    assert link("reports/demo/x.xlsx") == "../../reports/demo/x.xlsx"
    assert link("../elsewhere/./x.csv") == "../../../elsewhere/x.csv"
    assert link("/a/b/out/x.csv") == "../x.csv"
