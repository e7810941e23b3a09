"""Targets under the department that reports them, and each department's own part."""

from __future__ import annotations

from plancheck.render.status.as_lines import status_lines
from plancheck.render.status.grouping import group_targets
from tests.explanation.samples import a_target, assessed, told

SHARED = a_target("action", value=None, by=None, unit="", figure="", reported_by=("a", "b"))


def test_a_department_that_was_asked_for_is_the_only_group() -> None:
    plan = assessed(SHARED, [], "2024-03-31").plan
    assert [group.title for group in group_targets(plan, [SHARED], "department", "zh")] == ["单位a", "单位b"]
    assert [group.title for group in group_targets(plan, [SHARED], "department", "zh", {"b"})] == ["单位b"]


def test_who_leads_and_does_not_report_still_sees_the_target() -> None:
    target = a_target(reported_by=("b",))
    plan = assessed(target, [], "2024-03-31").plan
    assert [group.title for group in group_targets(plan, [target], "department", "zh", {"a"})] == ["单位a"]


def test_nobody_is_blamed_for_the_silence_of_another() -> None:
    assessment = assessed(SHARED, told({"2024-03-31": "under-way"}), "2024-05-31")
    groups = group_targets(assessment.plan, [SHARED], "department", "en")
    lines = status_lines(assessment, groups, "en").splitlines()[-2:]
    assert [(line.split(": ")[1], "单位a" in line, "单位b" in line) for line in lines] == [
        ("on-track green under-way", True, False),
        ("at-risk grey no-data", False, True),
    ]
