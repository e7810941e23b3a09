"""The demonstration of the shipped plans, through the workbooks: what a reader gets out is what was meant to be in."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from plancheck.assessment.assess import Assessment, assess
from plancheck.demo.reports import AS_OF, choose_absent, synthetic_reports
from plancheck.demo.workbooks import demo_books
from plancheck.observations import Reports
from plancheck.plan.model import Plan
from plancheck.plan.read import read_plan
from plancheck.plan.shipped import shipped_plans
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import Status
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.intake.intake import read_file

NAMES = ["zhengzhou", "xinzheng", "jinan", "binzhou"]


@cache
def shipped(name: str) -> Plan:
    path = next(path for path in shipped_plans() if path.stem == name)
    plan, _ = read_plan(path, path.name)
    assert plan is not None
    return plan


@pytest.fixture(scope="module", params=NAMES)
def assessed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """A plan's demonstration, written, read back and judged."""
    plan, folder = shipped(request.param), tmp_path_factory.mktemp("reports")
    files = []
    for book in demo_books(plan):
        path = folder / book.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(book.content)
        files.append(Filed(read_file(path), plan.id, int(path.parent.name), path.stem))
    reports, found = gather(plan, files)
    assert found == []
    return assess(plan, reports, AS_OF)


def test_every_workbook_says_that_it_is_synthetic(assessed: Assessment) -> None:
    assert assessed.reports.submissions
    assert all(one.synthetic for one in assessed.reports.submissions)


def test_nothing_is_lost_between_the_figures_and_the_workbooks(assessed: Assessment) -> None:
    plan = assessed.plan

    def facts(reports: Reports) -> set[object]:
        return {
            (one.target, one.period_end, one.year, one.value, one.state, one.reference, one.is_baseline)
            for one in reports.observations
        }

    assert facts(assessed.reports) == facts(synthetic_reports(plan))


def test_the_mix_is_believable(assessed: Assessment) -> None:
    counts = Counter(verdict.status for verdict in assessed.verdicts.values())
    total = len(assessed.plan.targets)
    assert sum(counts.values()) == total
    assert 0.5 <= counts[Status.ON_TRACK] / total <= 0.8
    assert counts[Status.AT_RISK] >= 3
    assert counts[Status.MISSED] >= 1
    assert len({verdict.reason for verdict in assessed.verdicts.values()}) >= 10


def test_one_department_is_silent_and_one_is_late(assessed: Assessment) -> None:
    absent, sent = choose_absent(assessed.plan), {(one.department, one.year) for one in assessed.reports.submissions}
    assert (absent.silent, 2024) in sent
    assert (absent.silent, 2025) not in sent
    last = max(
        one.period_end for one in assessed.reports.observations if (one.department, one.year) == (absent.late, 2025)
    )
    assert last == date(2025, 6, 30)


def test_a_missing_number_has_a_reason_or_validation_would_fail(assessed: Assessment) -> None:
    late = choose_absent(assessed.plan).late
    remarks = {one.target: one for one in assessed.reports.remarks if (one.department, one.year) == (late, 2025)}
    numeric = [one for one in assessed.plan.targets if one.kind.is_numeric and late in one.reported_by]
    assert all(remarks[target.id].reason for target in numeric if target.by is None or target.by.year >= 2025)


def test_some_of_what_is_behind_is_explained_and_some_is_not() -> None:
    explained = Counter(
        bool(remark and remark.reason)
        for name in NAMES
        for assessment in [_judged(name)]
        for target in assessment.plan.targets
        if target.kind.is_numeric and assessment.verdict(target).lamp in ("yellow", "red")
        for remark in [assessment.remark(target, 2025)]
    )
    assert explained[True] > 3 * explained[False] > 0


def _judged(name: str) -> Assessment:
    """Without the workbooks between: departments stay under their names, which remarks do not mind."""
    return assess(shipped(name), synthetic_reports(shipped(name)), AS_OF)


def test_the_same_bytes_every_time() -> None:
    plan = shipped("xinzheng")
    assert list(demo_books(plan)) == list(demo_books(plan))


def test_shares_do_not_exceed_their_wholes() -> None:
    plan = shipped("zhengzhou")
    values = {(one.target, one.period_end): one.value for one in synthetic_reports(plan).observations}
    parts = [
        (target, key, value)
        for target in plan.targets
        if target.part_of
        for key, value in values.items()
        if key[0] == target.id
    ]
    assert parts
    for target, (_, day), value in parts:
        whole = values[target.part_of, day]
        assert value is not None
        assert whole is not None
        assert value <= whole


def test_growth_has_the_baseline_that_its_plan_asks_for() -> None:
    plan = shipped("jinan")
    given = {one.target for one in synthetic_reports(plan).observations if one.is_baseline}
    asked = {
        target.id
        for target in plan.targets
        if target.baseline and target.baseline.value is None and not target.same_as and target.kind is not Kind.ACTION
    }
    assert given == asked


def test_no_plan_names_a_path_of_its_own_machine() -> None:
    assert all(isinstance(path, Path) and path.is_file() for path in shipped_plans())
