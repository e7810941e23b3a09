"""What errors in a year's files refuse: a finding a file, not the same thing twice, and not what is let through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plancheck.findings import CellPlace, Finding, TextPlace, finding
from plancheck.gate.decision import decide
from plancheck.gate.files import faulty_files, owes_nothing
from plancheck.gate.policy import DEFAULT, Policy
from tests.plans import target_text
from tests.workspaces import EXPLAINED, LATE, WorkspaceFiles, line, quota, rules

SECOND = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31")
FINANCE = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
PATH = "reports/demo/2025/市机关事务中心.xlsx"


def values(workspace: WorkspaceFiles, rule: str) -> dict[str, str]:
    """What the one refusal by a rule says."""
    (refusal,) = [one for one in workspace.decide().refusals if one.rule == rule]
    return dict(refusal.values)


def cells_told(workspace: WorkspaceFiles, *faults: Finding, policy: Policy = DEFAULT) -> list[str]:
    """The cells that the gate names for errors found in a workbook of the year."""
    files = workspace.decide().files
    files = replace(files, assessment=replace(files.assessment, findings=faults))
    return [dict(one.values)["cells"] for one in faulty_files(files, policy, (), ())]


def test_a_value_that_is_absent_is_refused_once_and_not_as_an_error_of_the_file(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(more=SECOND))
    workspace.report(line(value="206"))
    assert "missing-value" in {one.rule for one in workspace.decide().assessment.findings}
    assert rules(workspace.decide()) == ["gate-no-data"]


def test_what_the_gate_says_of_a_value_does_not_cover_one_that_is_absent(workspace: WorkspaceFiles) -> None:
    """The year's end fell short, and an earlier value that was due never came."""
    workspace.report(line(value="154", **EXPLAINED))
    files = workspace.decide().files
    absent = finding("missing-value", TextPlace("reports/demo/2025/all.csv", 2), target="D-12-1")
    files = replace(files, assessment=replace(files.assessment, findings=(absent,)))
    assert rules(decide(files, DEFAULT, [], date.fromisoformat(LATE))) == ["gate-missed", "gate-invalid"]


def test_who_is_excused_from_a_target_has_still_to_write_numbers(workspace: WorkspaceFiles) -> None:
    waiver = '[[waiver]]\ntarget = "D-12-2"\nreason = "停建"\napproved_by = "市政府"\nuntil = 2026-12-31\n'
    workspace.plan(quota(more=SECOND + waiver))
    workspace.report(line(value="206"), line("D-12-2", value="一百多"))
    assert rules(workspace.decide()) == ["gate-invalid"]


def test_errors_can_be_let_through_for_all_or_for_one_department(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(more=FINANCE))
    workspace.report(line(value="206"), line("D-99", value="1"), name="fleet")
    workspace.report(line("D-12-2", "czj", value="5"), line("D-98", "czj", value="1"), name="finance")
    assert rules(workspace.decide()) == ["gate-invalid", "gate-invalid"]
    workspace.config("[gate]\ninvalid = false")
    assert workspace.decide().passed
    workspace.config("[gate.department.czj]\ninvalid = false")
    assert [one.department for one in workspace.decide().refusals] == ["市机关事务中心"]


def test_a_file_of_two_departments_is_nobodys_and_refused_by_the_common_policy(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(more=FINANCE))
    workspace.report(line(value="206"), line("D-12-2", "czj", value="5"), line("D-99", value="1"))
    (refusal,) = workspace.decide().refusals
    assert (refusal.rule, refusal.department) == ("gate-invalid", None)


@pytest.mark.parametrize(("faults", "cells"), [(5, "3, 4, 5, 6, 7"), (6, "3, 4, 5, 6, 7 …")])
def test_five_places_are_named_and_of_more_only_their_number(
    workspace: WorkspaceFiles, faults: int, cells: str
) -> None:
    workspace.report(line(value="206"), *(line(f"D-9{number}", value="1") for number in range(faults)))
    told = values(workspace, "gate-invalid")
    assert (told["count"], told["cells"]) == (str(faults), cells)


def test_a_cell_is_named_with_its_sheet_and_a_fault_of_a_sheet_by_the_sheet_alone(workspace: WorkspaceFiles) -> None:
    cell = finding("not-a-number", CellPlace(PATH, "进度填报", "H7"))
    sheet = finding("not-a-number", CellPlace(PATH, "年度"))
    assert cells_told(workspace, cell, sheet) == ["进度填报!H7, 年度"]


def test_a_department_that_the_plan_does_not_have_owes_nothing(workspace: WorkspaceFiles) -> None:
    files = workspace.decide().files
    place = CellPlace(PATH, "进度填报")
    assert owes_nothing(files, finding("empty-workbook", place, department="市住房局"), ())
    assert not owes_nothing(files, finding("empty-workbook", place, department="市机关事务中心"), ())


def test_a_year_of_which_something_was_read_could_be_judged(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"))
    assert workspace.decide().could_judge


def test_who_owed_another_year_something_owes_nothing_this_year(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_by="2024-12-31", more=SECOND))
    empty = finding("empty-workbook", CellPlace(PATH, "进度填报"), department="市机关事务中心")
    files = workspace.decide().files
    assert owes_nothing(files, empty, {"D-12-2"})
    assert not owes_nothing(files, empty, {"D-12-1"})
