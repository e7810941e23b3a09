"""What Python asks of a workspace: each answer is for the plan, year and departments that were named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.explanation.what_if import Supposition
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.issue import draft_workbooks, prepare_issue
from plancheck.workspace.workspace import Workspace
from tests.plans import target_text
from tests.workspaces import WorkspaceFiles, line, make_workspace, quota

FINANCE = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    """Two plans; the first of two departments, of which one reported for 2024 and the other's file cannot be read."""
    made = make_workspace(tmp_path)
    made.plan(quota(more=FINANCE))
    made.plan(quota(plan_id='"other"').replace("D-12-1", "O-1"), "other")
    made.report(line(day="2024-12-31", value="90"), year=2024)
    made.file("reports/demo/2024/市财政局.xlsx", b"PK\x03\x04 no workbook")
    return made


@pytest.fixture
def workspace(files: WorkspaceFiles) -> Workspace:
    return files.open()


class TestThePlanNamed:
    def test_one_of_several_is_read_assessed_reported_and_decided_on(self, workspace: Workspace) -> None:
        for name in ("demo", "other"):
            assert workspace.plan(name).id == name
            assert workspace.assess(name).plan.id == name
            assert workspace.report(name, 2025).assessment.plan.id == name
            decision = workspace.gate(name, 2025)
            assert (decision.assessment.plan.id, decision.year) == (name, 2025)


class TestWorkbooks:
    def test_they_are_for_all_who_report_or_for_those_named(self, workspace: Workspace) -> None:
        paths = [made.path.as_posix() for made in workspace.issue("demo", 2025).workbooks]
        assert paths == ["demo/2025/市机关事务中心.xlsx", "demo/2025/市财政局.xlsx"]
        (made,) = workspace.issue("demo", 2025, ["财政局"]).workbooks
        assert made.path.as_posix() == paths[1]
        assert made.content.startswith(b"PK")
        with pytest.raises(UsageProblem):
            workspace.issue("demo", 2025, [])

    def test_what_is_known_is_of_the_years_before_and_what_could_not_be_read_is_named(
        self, files: WorkspaceFiles, workspace: Workspace
    ) -> None:
        files.report(line(value="150"))
        issue = prepare_issue(workspace, workspace.plan("demo"), 2025)
        assert {one.year for one in issue.reports.observations} == {2024}
        assert issue.unread == ("reports/demo/2024/市财政局.xlsx",)
        assert prepare_issue(workspace, workspace.plan("demo"), 2024).reports.observations == ()

    def test_only_departments_meant_that_are_asked_get_one(self, workspace: Workspace) -> None:
        issue = prepare_issue(workspace, workspace.plan("demo"), 2025, {"czj", "nobody"})
        assert issue.departments == ("czj",)
        assert len(list(draft_workbooks(workspace, issue))) == 1


class TestSuppositions:
    """A value is supposed as if it had been reported; what is impossible beside what was reported is refused."""

    def test_a_value_reported_for_a_later_day_than_is_judged_forbids_nothing(self, files: WorkspaceFiles) -> None:
        files.report(line(value="150"))
        supposed = [Supposition("D-12-1", Decimal(160), date(2025, 6, 30))]
        workspace = files.open()
        assert workspace.assess("demo", date(2025, 6, 30), supposed).verdicts["D-12-1"].row.latest_value == 160
        with pytest.raises(UsageProblem) as problem:
            workspace.assess("demo", date(2025, 12, 31), supposed)
        assert (problem.value.rule, problem.value.values["target"]) == ("supposed-impossible", "D-12-1")

    def test_a_value_out_of_a_later_years_workbook_forbids_nothing(self, files: WorkspaceFiles) -> None:
        files.report(line(day="2025-03-31", value="150"), year=2026)
        supposed = [Supposition("D-12-1", Decimal(160), date(2025, 1, 31))]
        early = replace(files.open(), today=date(2025, 12, 31))
        assert early.assess("demo", date(2025, 12, 31), supposed).what_if

    def test_a_value_of_the_day_itself_and_of_its_year_does(self, files: WorkspaceFiles) -> None:
        files.report(line(day="2025-06-30", value="150"))
        supposed = [Supposition("D-12-1", Decimal(160), date(2025, 3, 31))]
        with pytest.raises(UsageProblem):
            files.open().assess("demo", date(2025, 6, 30), supposed)


@pytest.mark.parametrize("year", [2023, 2028])
def test_a_year_outside_the_plan_is_refused_for_the_plan_named(workspace: Workspace, year: int) -> None:
    for ask in (workspace.report, workspace.publish, workspace.gate):
        with pytest.raises(UsageProblem) as problem:
            ask("demo", year)
        assert problem.value.rule == "year-outside-plan"
