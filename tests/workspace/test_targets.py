"""Targets, tasks and departments as they are named, and the list that is left of a plan's targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.assessment.assess import Assessment
from plancheck.plan.model import Plan
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.targets import (
    TargetFilter,
    choose_departments,
    choose_tasks,
    find_target,
    targets_named,
)
from tests.plans import plan_text, sound_plan, target_text
from tests.workspaces import WorkspaceFiles, line, make_workspace, quota

FINANCE = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
HOUSING = '\n[[task]]\nid = "13"\nlocator = "二（四）13"\ntitle = "电梯"\nlead = ["zjj"]\nsupport = ["czj"]\n'


@pytest.fixture
def plans(tmp_path: Path) -> list[Plan]:
    """Two plans that both have D-12-1; the second has D-7 and a department of its own."""
    own = target_text(id='"D-7"')
    second = plan_text(plan_id='"other"', departments_zjj='{ name = "市住房局" }', more=own)
    return [sound_plan(tmp_path), sound_plan(tmp_path, second, "other")]


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    """Missed, on track, and without a value: tasks 12, 12 and 13."""
    files: WorkspaceFiles = make_workspace(tmp_path)
    third = target_text(id='"D-13-1"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["zjj"]')
    files.plan(quota(departments_zjj='{ name = "市住房局" }', task_lead='["jgsw"]', more=FINANCE + HOUSING + third))
    files.report(line(value="206"), line("D-12-2", "czj", value="1"))
    return files.open().assess("demo")


def listed(assessment: Assessment, chosen: TargetFilter) -> list[str]:
    return [target.id for target in chosen.targets(assessment)]


class TestATarget:
    def test_it_is_meant_by_its_id_in_any_case_or_with_its_plan(self, plans: list[Plan]) -> None:
        assert [plan.id for plan, _ in targets_named(plans, "d-12-1")] == ["demo", "other"]
        assert [plan.id for plan, _ in targets_named(plans, "Other/D-12-1")] == ["other"]
        plan, target = find_target(plans, "D-7")
        assert (plan.id, target.id) == ("other", "D-7")

    def test_of_several_plans_it_has_to_be_said_whose(self, plans: list[Plan]) -> None:
        with pytest.raises(UsageProblem) as problem:
            find_target(plans, "D-12-1")
        assert (problem.value.rule, problem.value.values["plans"]) == ("target-in-several-plans", "demo, other")

    def test_one_that_there_is_not_is_answered_with_the_nearest(self, plans: list[Plan]) -> None:
        with pytest.raises(UsageProblem) as problem:
            find_target(plans, "D-8")
        assert (problem.value.rule, problem.value.values["nearest"]) == ("unknown-target", "D-7")


class TestTasksAndDepartments:
    def test_tasks_are_meant_in_any_case_and_an_unknown_one_is_refused(self, plans: list[Plan]) -> None:
        assert choose_tasks(plans, ["12"]) == {"12"}
        assert choose_tasks(plans, []) == frozenset()
        with pytest.raises(UsageProblem) as problem:
            choose_tasks(plans, ["12", "13"])
        assert (problem.value.rule, problem.value.values["found"]) == ("unknown-task", "13")

    def test_a_department_is_meant_in_every_plan_that_has_it(self, plans: list[Plan]) -> None:
        assert choose_departments(plans, ["财政局"]) == {("demo", "czj"), ("other", "czj")}
        assert choose_departments(plans, ["市住房局", "czj"]) == {("other", "zjj"), ("demo", "czj"), ("other", "czj")}

    def test_one_that_no_plan_has_is_answered_with_the_nearest(self, plans: list[Plan]) -> None:
        with pytest.raises(UsageProblem) as problem:
            choose_departments(plans, ["市住房据"])
        assert (problem.value.rule, problem.value.values["nearest"]) == ("unknown-department", "市住房局")
        assert problem.value.values["known"] == ""

    def test_where_none_is_near_all_are_named(self, plans: list[Plan]) -> None:
        with pytest.raises(UsageProblem) as problem:
            choose_departments(plans, ["公安"])
        assert problem.value.values["nearest"] == ""
        known = problem.value.values["known"].split("、")
        assert {"市财政局", "市住房局"} <= set(known)
        assert len(known) == len(set(known))


class TestAFilter:
    def test_an_empty_one_is_none_and_lets_everything_through_in_the_plans_order(self, assessment: Assessment) -> None:
        assert not TargetFilter().is_set
        assert listed(assessment, TargetFilter()) == ["D-12-1", "D-12-2", "D-13-1"]
        assert TargetFilter().of_plan(assessment.plan) is None

    def test_any_part_of_it_sets_it(self) -> None:
        assert TargetFilter(marks=frozenset({"red"})).is_set
        assert TargetFilter(tasks=frozenset({"12"})).is_set
        assert TargetFilter(departments=set()).is_set

    def test_marks_are_statuses_or_lamps_and_the_worst_stands_first(self, assessment: Assessment) -> None:
        assert listed(assessment, TargetFilter(marks=frozenset({"missed"}))) == ["D-12-2"]
        assert listed(assessment, TargetFilter(marks=frozenset({"green", "red"}))) == ["D-12-2", "D-12-1"]
        assert listed(assessment, TargetFilter(marks=frozenset({"grey", "on-track"}))) == ["D-13-1", "D-12-1"]

    def test_tasks_are_compared_in_small_letters(self, assessment: Assessment) -> None:
        assert listed(assessment, TargetFilter(tasks=frozenset({"13"}))) == ["D-13-1"]
        assert listed(assessment, TargetFilter(marks=frozenset({"missed"}), tasks=frozenset({"13"}))) == []

    @pytest.mark.parametrize(
        ("department", "expected"),
        [("jgsw", ["D-12-1", "D-12-2"]), ("czj", ["D-12-2", "D-13-1"]), ("zjj", ["D-13-1"])],
        ids=["leads the task", "reports or supports", "leads another"],
    )
    def test_who_leads_supports_or_reports_is_involved(
        self, assessment: Assessment, department: str, expected: list[str]
    ) -> None:
        assert listed(assessment, TargetFilter(departments={("demo", department)})) == expected
        assert listed(assessment, TargetFilter(departments={("other", department)})) == []

    def test_the_departments_of_a_plan_are_its_own(self, assessment: Assessment) -> None:
        chosen = TargetFilter(departments={("demo", "czj"), ("other", "jgsw")})
        assert chosen.of_plan(assessment.plan) == frozenset({"czj"})
