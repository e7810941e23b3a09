"""Whom to remind, and of what: every department once, nothing twice, nothing that it is excused from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plancheck.findings import CellPlace, TextPlace, finding
from plancheck.gate.chase import Reminder, remind
from plancheck.observations import SignedBy
from plancheck.plan.read import read_plan
from plancheck.render.gate.reminders import reminder_text
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.workbook import workbook_bytes
from tests.plans import target_text
from tests.workbook.issued import issue_workbook
from tests.workspaces import WorkspaceFiles, line, make_workspace, quota, rules

DUE = {"figure": '"5辆"', "value": "5", "by": "2025-12-31"}
BY = date(2026, 4, 8)


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    return make_workspace(tmp_path)


def reminders(workspace: WorkspaceFiles) -> dict[str, Reminder]:
    found = remind(workspace.decide())
    assert len({one.department for one in found}) == len(found)
    return {one.department: one for one in found}


def text_for(workspace: WorkspaceFiles, department: str) -> str:
    return reminder_text(workspace.decide(), reminders(workspace)[department], BY)


def items(text: str) -> list[str]:
    """The numbered lines of a message."""
    return [one for one in text.splitlines() if one[:1].isdigit()]


def test_nobody_is_chased_for_a_year_that_is_well(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"))
    assert reminders(workspace) == {}


def test_a_silent_department_is_asked_for_its_workbook_and_nothing_else(workspace: WorkspaceFiles) -> None:
    text = text_for(workspace, "市机关事务中心")
    assert text.startswith("【市机关事务中心】\n")
    assert "2026年4月8日" in text
    assert len(items(text)) == 1
    assert "市机关事务中心.xlsx" in items(text)[0]
    assert "D-12-1" in items(text)[0]


def test_a_blank_is_asked_for_once_though_gate_and_check_both_found_it(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(more=target_text(id='"D-12-2"', **DUE)))
    workspace.report(line(value="206"))
    assert len(items(text_for(workspace, "市机关事务中心"))) == 1
    assert "D-12-2" in text_for(workspace, "市机关事务中心")


def test_lamps_without_explanation_are_one_line_with_all_their_targets(workspace: WorkspaceFiles) -> None:
    more = "".join(target_text(id=f'"D-12-{number}"', **DUE) for number in range(2, 8))
    workspace.plan(quota(more=more))
    workspace.report(line(value="206"), *(line(f"D-12-{number}", value="1") for number in range(2, 8)))
    told = items(text_for(workspace, "市机关事务中心"))
    assert len(told) == 1
    assert all(f"D-12-{number}" in told[0] for number in range(2, 8))


def test_a_department_is_one_however_its_file_calls_it(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_reported_by='["czj"]', more=target_text(id='"D-12-2"', reported_by='["czj"]', **DUE)))
    workspace.report(line(department="财政局", value="一百多"), line("D-12-2", "czj", value="5"))
    assert list(reminders(workspace)) == ["市财政局"]


def test_who_is_excused_from_a_target_is_not_asked_for_it(workspace: WorkspaceFiles) -> None:
    waiver = '[[waiver]]\ntarget = "D-12-2"\nreason = "停建"\napproved_by = "市政府"\nuntil = 2026-12-31\n'
    workspace.plan(quota(more=target_text(id='"D-12-2"', **DUE) + waiver))
    workspace.report(line(value="206"))
    assert reminders(workspace) == {}


def test_a_department_that_is_wrong_is_told_where_and_how(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"), line("D-99", value="1"))
    told = items(text_for(workspace, "市机关事务中心"))
    assert len(told) == 1
    assert "all.csv:3" in told[0]
    assert "D-99" in told[0]


def test_a_file_that_cannot_be_read_is_asked_for_again_and_not_cell_by_cell(workspace: WorkspaceFiles) -> None:
    workspace.file("reports/demo/2025/市机关事务中心.xlsx", b"PK\x03\x04 no workbook")
    told = items(text_for(workspace, "市机关事务中心"))
    assert len(told) == 1
    assert "市机关事务中心.xlsx" in told[0]


def test_a_long_list_of_errors_ends_with_their_number(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"), *(line(f"D-9{number:02}", value="1") for number in range(30)))
    told = items(text_for(workspace, "市机关事务中心"))
    assert len(told) < 12
    assert "22" in told[-1]


def test_what_a_plan_names_cannot_break_the_lines_of_a_message(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_indicator='"电梯\\n【市财政局】\\u202e1. 假的"'))
    workspace.report(line(value="154"))
    text = text_for(workspace, "市机关事务中心")
    assert len(text.splitlines()) == 3 + len(items(text))
    assert "\u202e" not in text


def test_an_english_plan_is_chased_in_english(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(plan_language='"en"'))
    assert "Your workbook has not arrived" in text_for(workspace, "市机关事务中心")


def empty(workspace: WorkspaceFiles) -> None:
    """The workbook of the fleet office as it was issued, sent back."""
    plan = read_plan(workspace.folder / "plans" / "demo.toml", "plans/demo.toml")[0]
    assert plan is not None
    issue_workbook(plan, "jgsw", 2025, workspace.folder / "reports" / "demo" / "2025" / "市机关事务中心.xlsx")


def test_an_unfilled_workbook_is_asked_for_as_empty_and_once(workspace: WorkspaceFiles) -> None:
    workspace.report(year=2024)
    empty(workspace)
    (reminder,) = reminders(workspace).values()
    assert [one.rule for one in reminder.findings()] == ["empty-workbook"]
    assert reminder.empty


def test_who_is_excused_from_everything_may_send_it_back_empty(workspace: WorkspaceFiles) -> None:
    waiver = '[[waiver]]\ntarget = "D-12-1"\nreason = "r"\napproved_by = "a"\nuntil = 2026-12-31\n'
    workspace.plan(quota(more=waiver))
    empty(workspace)
    assert reminders(workspace) == {}
    assert workspace.decide().passed


def test_a_blank_that_a_check_named_does_not_cover_another_in_the_same_file(workspace: WorkspaceFiles) -> None:
    """The check found one target blank, the gate that one and another; each is asked for once."""
    workspace.report(line(value="206"))
    place = TextPlace("reports/demo/2025/all.csv", 2)
    decision = workspace.decide()
    files = decision.files
    blank = finding("missing-value", place, target="D-12-2", department="jgsw")
    said = [finding("gate-no-data", place, target=target, department="jgsw") for target in ("D-12-2", "D-12-3")]
    files = replace(files, assessment=replace(files.assessment, findings=(blank,)))
    (reminder,) = remind(replace(decision, files=files, refusals=tuple(said)))
    assert [(one.rule, one.target) for one in reminder.empty] == [
        ("missing-value", "D-12-2"),
        ("gate-no-data", "D-12-3"),
    ]


def test_for_an_error_in_a_file_of_several_nobody_is_reminded(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(more=target_text(id='"D-12-2"', reported_by='["czj"]', **DUE)))
    workspace.report(line(value="206"), line("D-12-2", "czj", value="5"), line("D-99", value="1", department=""))
    decision = workspace.decide()
    files = decision.files
    fault = finding("not-a-number", TextPlace("reports/demo/2025/all.csv", 4))
    files = replace(files, assessment=replace(files.assessment, findings=(fault,)))
    assert remind(replace(decision, files=files)) == []


def test_before_the_time_has_passed_nobody_is_reminded(workspace: WorkspaceFiles) -> None:
    decision = workspace.decide(as_of="2025-12-31")
    assert "gate-no-data" in rules(decision)
    assert remind(decision) == []


def test_departments_are_reminded_in_the_plans_order_and_unknown_ones_last(workspace: WorkspaceFiles) -> None:
    decision = workspace.decide(as_of="2025-12-31")
    files = decision.files
    faults = tuple(
        finding("not-a-number", CellPlace(f"reports/demo/2025/{name}.xlsx", "进度填报", "H7"))
        for name in ("市住房局", "市财政局", "市机关事务中心")
    )
    files = replace(files, assessment=replace(files.assessment, findings=faults))
    order = [one.department for one in remind(replace(decision, files=files, refusals=()))]
    assert order == ["市机关事务中心", "市财政局", "市住房局"]


class TestWhomAndByWhen:
    RECEIVER = '{ name = "市督查室", phone = "0371-1", mail = "dcs@example.gov.cn" }'

    def test_a_reminder_says_where_the_workbook_goes_and_when_it_was_due(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(plan_recipient=self.RECEIVER, plan_due_days="15"))
        text = text_for(workspace, "市机关事务中心")
        assert "接收单位：市督查室，电话：0371-1，邮箱：dcs@example.gov.cn\n" in text
        assert "报送截止日：2026年1月15日（截至2025年12月31日的数据）\n" in text

    def test_in_english_too(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(plan_recipient=self.RECEIVER, plan_due_days="15", plan_language='"en"'))
        text = text_for(workspace, "市机关事务中心")
        assert "Send to: 市督查室, phone 0371-1, dcs@example.gov.cn\n" in text
        assert "Due: 2026-01-15 (figures up to 2025-12-31)\n" in text

    def test_it_names_whom_to_call(self, workspace: WorkspaceFiles) -> None:
        known = '{ name = "市机关事务中心", contact = "王五，0371-2", mail = "jgsw@example.gov.cn" }'
        workspace.plan(quota(departments_jgsw=known))
        text = text_for(workspace, "市机关事务中心")
        assert text.startswith("【市机关事务中心】\n联系人：王五，0371-2　邮箱：jgsw@example.gov.cn\n")

    def test_it_names_who_filled_the_last_workbook(self, workspace: WorkspaceFiles) -> None:
        plan, _ = read_plan(workspace.folder / "plans/demo.toml")
        assert plan is not None
        order = Order(plan, "jgsw", 2025, signed=SignedBy("张三", "0371-3"))
        workspace.file("reports/demo/2025/市机关事务中心.xlsx", workbook_bytes(order))
        assert "上次填表人：张三　电话：0371-3\n" in text_for(workspace, "市机关事务中心")

    def test_a_plan_that_says_nothing_leaves_no_empty_line(self, workspace: WorkspaceFiles) -> None:
        text = text_for(workspace, "市机关事务中心")
        assert "接收单位" not in text
        assert "报送截止日" not in text
        assert "联系人" not in text
        assert "\n\n" not in text
