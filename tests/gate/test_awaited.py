"""Departments that sent nothing and are not late: named beside a pass, so that nobody takes it for the last word."""

from __future__ import annotations

import pytest

from tests.plans import target_text
from tests.workspaces import EXPLAINED, WorkspaceFiles, line, quota

YEAR_END, LAST_DAY, DAY_AFTER = "2025-12-31", "2026-03-01", "2026-03-02"
FINANCE = {"id": '"D-12-2"', "value": "5", "figure": '"5辆"', "by": "2025-12-31", "reported_by": '["czj"]'}


def remarks(workspace: WorkspaceFiles, as_of: str = YEAR_END) -> dict[str, dict[str, str]]:
    """Rule to the values of its one remark."""
    return {one.rule: dict(one.values) for one in workspace.decide(as_of).remarks}


def awaited(workspace: WorkspaceFiles, as_of: str = YEAR_END) -> str:
    return remarks(workspace, as_of).get("gate-awaited", {}).get("names", "")


def test_who_is_late_is_refused_and_not_among_the_awaited(workspace: WorkspaceFiles) -> None:
    """The fleet office has been late since March; the finance bureau begins in October."""
    workspace.plan(quota(plan_reporting='"quarter"', more=target_text(**FINANCE, start="2025-10-01")))
    assert awaited(workspace) == "市财政局"


def test_who_was_silent_the_year_before_is_still_awaited_this_year(workspace: WorkspaceFiles) -> None:
    decision = workspace.decide(YEAR_END)
    assert [(one.rule, one.path) for one in decision.assessment.findings] == [
        ("silent-department", "reports/demo/2024/市机关事务中心.xlsx")
    ]
    assert awaited(workspace) == "市机关事务中心"


def test_who_has_sent_something_and_who_owes_nothing_is_not_awaited(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(more=target_text(**FINANCE | {"by": "2024-12-31"})))
    assert awaited(workspace) == "市机关事务中心"
    workspace.report(line(value="206"))
    assert awaited(workspace) == ""


@pytest.mark.parametrize(("others", "ends"), [(4, "市四局"), (5, "市四局 …")])
def test_five_are_named_and_of_more_only_their_number(workspace: WorkspaceFiles, others: int, ends: str) -> None:
    names = dict(zip(["a", "b", "c", "d", "e"], "一二三四五", strict=True))
    departments = {f"departments_{key}": f'{{ name = "市{name}局" }}' for key, name in names.items()}
    more = (
        target_text(**FINANCE | {"id": f'"D-12-{key}"', "reported_by": f'["{key}"]'}) for key in list(names)[:others]
    )
    workspace.plan(quota(**departments, more="".join(more)))
    told = remarks(workspace)["gate-awaited"]
    assert told["count"] == str(1 + others)
    assert told["names"].startswith("市机关事务中心、市一局")
    assert told["names"].endswith(ends)


@pytest.mark.parametrize(("as_of", "said"), [(LAST_DAY, True), (DAY_AFTER, False)])
def test_a_pass_is_provisional_until_the_last_day_of_grace_and_on_it(
    workspace: WorkspaceFiles, as_of: str, said: bool
) -> None:
    workspace.plan(quota(more=target_text(**FINANCE, start="2025-01-01")))
    workspace.report(line(value="206"))
    assert ("gate-provisional" in remarks(workspace, as_of)) is said


def test_only_what_is_still_open_makes_a_pass_provisional(workspace: WorkspaceFiles) -> None:
    """One quota was reached and another missed at the year's end: nothing that comes can change either."""
    missed = target_text(**FINANCE | {"id": '"D-12-3"', "reported_by": '["jgsw"]'})
    workspace.plan(quota(more=target_text(**FINANCE, start="2025-01-01") + missed))
    workspace.report(line(value="206"), line("D-12-3", value="1", **EXPLAINED))
    assert remarks(workspace)["gate-provisional"] == {"count": "1", "until": LAST_DAY, "targets": "D-12-2"}


def test_where_nothing_is_open_a_pass_is_the_last_word(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"))
    assert remarks(workspace) == {}
    assert workspace.decide(YEAR_END).year == 2025
