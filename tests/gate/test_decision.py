"""What refuses a year and what does not: each rule with a year that it refuses and one that it passes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plancheck.findings import TextPlace, finding
from plancheck.gate.chase import remind
from plancheck.gate.decision import decide
from plancheck.gate.policy import DEFAULT
from plancheck.rules import message, severity_of
from tests.plans import target_text
from tests.workspaces import EXPLAINED, LATE, WorkspaceFiles, line, quota, rules

GOING_ON = {"target_by": "2027-12-31", "target_value": "650", "target_figure": '"650部"'}


def test_a_quota_that_was_reached_passes(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"))
    decision = workspace.decide()
    assert decision.passed
    assert decision.remarks == ()


def test_a_quota_that_fell_short_is_refused_and_names_numbers_and_line(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="154", **EXPLAINED))
    decision = workspace.decide()
    assert rules(decision) == ["gate-missed"]
    refusal = decision.refusals[0]
    assert refusal.place == TextPlace("reports/demo/2025/all.csv", 2)
    assert refusal.department == "市机关事务中心"
    told = dict(refusal.values)
    assert (told["value"], told["goal"], told["short"]) == ("154部", "≥200部", "46部")


def test_what_a_share_lacks_is_told_in_percentage_points(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_kind='"level"', target_value="70", target_unit='"%"', target_figure='"70%"'))
    workspace.report(line(value="67.2", **EXPLAINED))
    refusal = workspace.decide().refusals[0]
    assert refusal.rule == "gate-missed"
    assert "差 2.8 个百分点" in message(refusal, "zh")
    assert "short by 2.8 points" in message(refusal, "en")


def test_a_missed_quota_without_any_explanation_is_told_so_once(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="154"))
    assert rules(workspace.decide()) == ["gate-missed", "gate-unexplained"]


@pytest.mark.parametrize(
    ("left_out", "rule"),
    [("reason", "gate-no-reason"), ("measure", "gate-no-measure"), ("measure_by", "gate-no-measure-date")],
)
def test_each_part_of_an_explanation_is_asked_for(workspace: WorkspaceFiles, left_out: str, rule: str) -> None:
    told = {name: words for name, words in EXPLAINED.items() if name != left_out}
    workspace.report(line(value="154", **told))
    assert rules(workspace.decide()) == ["gate-missed", rule]


def test_silence_is_refused(workspace: WorkspaceFiles) -> None:
    """The row has no value, and the department is to be called."""
    own = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
    workspace.plan(quota(more=own))
    workspace.report(line("D-12-2", "czj", value="5"))
    decision = workspace.decide()
    assert rules(decision) == ["gate-no-data", "gate-silent"]
    assert decision.refusals[1].department == "市机关事务中心"
    assert decision.refusals[1].place == TextPlace("reports/demo/2025/市机关事务中心.xlsx")


def test_a_year_of_which_nothing_was_read_is_not_judged_though_it_is_overdue(workspace: WorkspaceFiles) -> None:
    decision = workspace.decide()
    assert rules(decision) == ["gate-nothing-reported", "gate-no-data", "gate-silent"]
    assert not decision.could_judge
    assert not decision.passed


def test_a_department_whose_name_is_no_file_name_is_expected_under_the_name_its_template_has(
    workspace: WorkspaceFiles,
) -> None:
    workspace.plan(quota().replace("市机关事务中心", "市文物局/市博物馆"))
    files = workspace.decide().files
    assert str(files.expected_file("jgsw")) == "reports/demo/2025/市文物局_市博物馆.xlsx"
    assert files.owner("reports/demo/2025/市文物局_市博物馆.xlsx") == "市文物局/市博物馆"


def test_silence_is_no_refusal_before_anything_is_due_but_no_pass_either(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_start="2025-01-01"))
    decision = workspace.decide(as_of="2025-12-31")
    assert rules(decision) == ["gate-nothing-reported"]
    assert not decision.could_judge


def test_a_pass_before_the_last_values_are_due_says_that_it_is_not_the_last_word(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(plan_reporting='"quarter"', target_start="2025-01-01"))
    told = {"2025-03-31": "50", "2025-06-30": "100", "2025-09-30": "150"}
    workspace.report(*(line(day=day, value=value) for day, value in told.items()))
    decision = workspace.decide(as_of="2025-12-31")
    assert decision.passed
    assert [one.rule for one in decision.remarks] == ["gate-provisional"]
    assert "gate-no-data" in rules(workspace.decide(as_of=LATE))


def test_a_yearly_quota_is_judged_in_its_own_year(workspace: WorkspaceFiles) -> None:
    """2024 was missed for ever; the gate of 2025 looks at 2025."""
    workspace.plan(quota(target_kind='"annual"', target_by="2026-12-31"))
    workspace.report(line(day="2024-12-31", value="150", **EXPLAINED), year=2024)
    workspace.report(line(value="206"))
    assert workspace.decide().passed
    assert rules(workspace.decide(year=2024)) == ["gate-missed"]


def test_a_row_that_later_values_have_overtaken_is_still_refused(workspace: WorkspaceFiles) -> None:
    """The year's own value never came, though the next year's has."""
    workspace.plan(quota(**GOING_ON, target_checkpoints="[{ by = 2025-12-31, value = 200 }]"))
    workspace.report(line(day="2024-12-31", value="100"), year=2024)
    workspace.report(line(day="2026-12-31", value="500"), year=2026)
    assert "gate-no-data" in rules(workspace.decide(as_of="2027-04-01"))


def test_a_target_that_ended_before_the_year_is_asked_nothing(workspace: WorkspaceFiles) -> None:
    more = target_text(id='"D-12-2"', value="100", figure='"100辆"', by="2024-12-31")
    workspace.plan(quota(more=more))
    workspace.report(line("D-12-2", day="2024-12-31", value="50"), year=2024)
    workspace.report(line(value="206"))
    assert workspace.decide().passed


def test_what_goes_on_must_explain_a_red_lamp(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(**GOING_ON))
    workspace.report(line(day="2024-12-31", value="10"), year=2024)
    workspace.report(line(value="20"))
    decision = workspace.decide()
    assert rules(decision) == ["gate-unexplained"]
    assert decision.refusals[0].place == TextPlace("reports/demo/2025/all.csv", 2)
    workspace.report(line(value="20", **EXPLAINED))
    assert workspace.decide().passed


def test_a_yellow_lamp_needs_only_its_reason(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(**GOING_ON))
    workspace.report(line(day="2024-12-31", value="150"), year=2024)
    workspace.report(line(value="280"))
    assert rules(workspace.decide()) == ["gate-no-reason"]
    workspace.report(line(value="280", reason="资金到位晚"))
    assert workspace.decide().passed


def test_what_goes_on_and_was_not_reported_needs_a_reason(workspace: WorkspaceFiles) -> None:
    """Another target of the department came, so that it is not silent; an action was left blank."""
    more = '[[task.target]]\nid = "D-12-2"\nindicator = "支持更新"\nkind = "action"\n'
    workspace.plan(quota(more=more + 'reported_by = ["jgsw"]'))
    workspace.report(line(value="206"))
    assert rules(workspace.decide()) == ["gate-unreported"]
    workspace.report(line(value="206"), line("D-12-2", state="推进中"))
    assert workspace.decide().passed


def test_an_action_of_several_departments_calls_the_one_that_left_it_blank(workspace: WorkspaceFiles) -> None:
    action = '[[task.target]]\nid = "D-12-2"\nindicator = "支持更新"\nkind = "action"\n'
    own = target_text(id='"D-12-3"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
    workspace.plan(quota(more=action + own))
    workspace.report(line(value="206"), line("D-12-2", state="推进中"), line("D-12-3", "市财政局", value="5"))
    decision = workspace.decide()
    assert [(one.rule, one.department) for one in decision.refusals] == [("gate-unreported", "市财政局")]


def test_what_the_plan_strives_for_never_refuses(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_wording='"strive"', target_figure='"力争200部"'))
    workspace.report(line(value="154"))
    decision = workspace.decide()
    assert decision.passed
    assert [one.rule for one in decision.remarks] == ["gate-strive-missed"]
    assert severity_of(decision.remarks[0]) == "warning"


def test_a_missing_value_of_what_the_plan_strives_for_does_not_refuse_its_workbook(workspace: WorkspaceFiles) -> None:
    more = target_text(id='"D-12-2"', value="100", figure='"力争100辆"', by="2025-12-31", wording='"strive"')
    workspace.plan(quota(more=more))
    workspace.report(line(value="206"))
    decision = workspace.decide()
    assert decision.passed
    assert [one.rule for one in decision.remarks] == ["gate-strive-at-risk"]


def test_a_target_stated_twice_is_refused_once(workspace: WorkspaceFiles) -> None:
    workspace.plan(
        quota(
            more=target_text(
                id='"D-12-2"', same_as='"D-12-1"', value="200", unit='"部"', figure='"200部"', by="2025-12-31"
            )
        )
    )
    workspace.report(line(value="154", **EXPLAINED))
    assert rules(workspace.decide()) == ["gate-missed"]


def test_a_milestone_that_is_done_without_evidence_is_not_done(workspace: WorkspaceFiles) -> None:
    workspace.plan(
        quota(target_kind='"milestone"', target_value=None, target_op=None, target_unit=None, target_figure=None)
    )
    workspace.report(line(state="已完成", **EXPLAINED))
    decision = workspace.decide()
    assert rules(decision) == ["gate-not-proven"]
    workspace.report(line(state="已完成", evidence="验收备案表"))
    assert workspace.decide().passed


def test_a_file_that_cannot_be_read_is_refused_and_its_department_is_not_silent(workspace: WorkspaceFiles) -> None:
    workspace.file("reports/demo/2025/市机关事务中心.xlsx", b"PK\x03\x04 no workbook")
    decision = workspace.decide()
    assert set(rules(decision)) == {"gate-no-data", "gate-invalid"}
    assert next(one for one in decision.refusals if one.rule == "gate-invalid").department == "市机关事务中心"


def test_errors_of_another_year_are_not_held_against_this_one(workspace: WorkspaceFiles) -> None:
    workspace.report(line(day="2024-12-31", value="一百"), line("D-99", day="2024-12-31", value="1"), year=2024)
    workspace.report(line(value="206"))
    assert workspace.decide().passed


def test_a_wrong_value_is_refused_with_its_line(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"), line("D-99", value="1"))
    decision = workspace.decide()
    assert rules(decision) == ["gate-invalid"]
    assert dict(decision.refusals[0].values)["cells"] == "3"


def test_a_publication_that_was_altered_is_refused(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"))
    files = workspace.decide().files
    altered = finding("published-altered", TextPlace("reports/demo/2025/published.json"))
    files = replace(files, assessment=replace(files.assessment, findings=(altered,)))
    decision = decide(files, DEFAULT, [], files.assessment.as_of)
    assert rules(decision) == ["published-altered"]
    assert remind(decision) == []


def test_refusals_stand_worst_first(workspace: WorkspaceFiles) -> None:
    own = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
    workspace.plan(quota(more=own))
    workspace.report(line(value="154"))
    assert rules(workspace.decide()) == ["gate-missed", "gate-no-data", "gate-silent", "gate-unexplained"]
