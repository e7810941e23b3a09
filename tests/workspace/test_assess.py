"""The spine: which reports are read, which values are in force, what is found, and as of when."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.explanation.what_if import Supposition
from plancheck.observations import State
from plancheck.publication.model import Signature
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.assess import assess_plan
from plancheck.workspace.publish import publish_year
from plancheck.workspace.workspace import Workspace
from tests.plans import plan_text
from tests.workspaces import WorkspaceFiles, line, make_workspace, quota

TARGET = "D-12-1"
LATE = date(2026, 4, 1)


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    """A quota for the end of 2025, 90 reported for the end of 2024 and 150 for its end."""
    made = make_workspace(tmp_path)
    made.report(line(day="2024-12-31", value="90"), year=2024)
    made.report(line(value="150"))
    return made


def value(workspace: Workspace, as_of: date | None = None) -> Decimal | None:
    return workspace.assess("demo", as_of).verdicts[TARGET].row.latest_value


def rules(workspace: Workspace, as_of: date | None = None) -> list[str]:
    return [finding.rule for finding in workspace.assess("demo", as_of).findings]


class TestWhatIsRead:
    def test_every_year_up_to_today_is_read_and_judged_as_of_the_day(self, files: WorkspaceFiles) -> None:
        workspace = files.open()
        assert value(workspace) == 150
        assert value(workspace, date(2025, 6, 30)) == 90
        reports = workspace.assess("demo", date(2024, 12, 31)).reports
        assert sorted(item.year for item in reports.submissions) == [2024, 2025]

    def test_a_year_after_today_and_after_the_day_is_not_read(self, files: WorkspaceFiles) -> None:
        files.report(line(day="2026-12-31", value="500"), year=2026)
        early = replace(files.open("2025-12-31"), today=date(2025, 12, 31))
        assert {item.year for item in early.assess("demo").reports.submissions} == {2024, 2025}
        ahead = replace(early, as_of=date(2026, 12, 31))
        assert {item.year for item in ahead.assess("demo").reports.submissions} == {2024, 2025, 2026}
        here = replace(early, today=date(2026, 1, 1))
        assert {item.year for item in here.assess("demo").reports.submissions} == {2024, 2025, 2026}

    def test_a_folder_that_is_no_year_is_misfiled_and_not_read(self, files: WorkspaceFiles) -> None:
        files.file("reports/demo/2025年/all.csv", (files.folder / "reports/demo/2025/all.csv").read_bytes())
        files.file("reports/demo/3025/all.csv", (files.folder / "reports/demo/2025/all.csv").read_bytes())
        files.file("reports/demo/2025/earlier/all.csv", b"x")
        assessment = files.open().assess("demo")
        assert [finding.path for finding in assessment.findings if finding.rule == "misfiled-workbook"] == [
            "reports/demo/2025/earlier/all.csv",
            "reports/demo/2025年/all.csv",
            "reports/demo/3025/all.csv",
        ]
        assert {item.path for item in assessment.reports.submissions} == {
            "reports/demo/2024/all.csv",
            "reports/demo/2025/all.csv",
        }


class TestFindings:
    def test_they_are_named_from_the_folder_handed_in(self, files: WorkspaceFiles) -> None:
        files.report("D-99,市机关事务中心,2025-12-31,5,,,,,,", name="other")
        for base, shown in ((files.folder, "reports/demo/2025/"), (files.folder / "reports" / "demo", "2025/")):
            paths = {item.path for item in replace(files.open(), base=base).assess("demo").findings}
            assert f"{shown}other.csv" in paths
        outside = {item.path for item in replace(files.open(), base=files.folder / "plans").assess("demo").findings}
        assert (files.folder / "reports/demo/2025/other.csv").as_posix() in outside

    def test_the_plans_own_warnings_come_with_them(self, files: WorkspaceFiles) -> None:
        files.plan(quota(target_figure=None))
        assert "plans/demo.toml" in {finding.path for finding in files.open().assess("demo").findings}

    def test_silence_counts_up_to_today_even_where_an_earlier_day_is_judged(self, files: WorkspaceFiles) -> None:
        (files.folder / "reports/demo/2025/all.csv").unlink()
        workspace = files.open()
        assert "silent-department" in rules(workspace)
        assert "silent-department" not in rules(workspace, date(2025, 12, 31))


class TestValuesInForce:
    @pytest.fixture
    def signed(self, files: WorkspaceFiles) -> WorkspaceFiles:
        """The year 2025 signed off, then 150 edited to 190."""
        workspace = files.open()
        publish_year(workspace, workspace.plan("demo"), 2025, Signature(LATE, "张三"))
        files.report(line(value="190"))
        return files

    def test_what_was_signed_stays_in_force_and_the_edit_is_told_once(self, signed: WorkspaceFiles) -> None:
        workspace = signed.open()
        assert value(workspace) == 150
        assert rules(workspace).count("restated-since-published") == 1

    def test_before_the_year_began_nothing_of_it_binds(self, signed: WorkspaceFiles) -> None:
        assert "restated-since-published" not in rules(signed.open(), date(2024, 12, 31))

    def test_a_restatement_in_the_workspace_approves_the_edit(self, signed: WorkspaceFiles) -> None:
        entry = f'[[restatement]]\ntarget = "{TARGET}"\nperiod_end = 2025-12-31\nvalue = 190\nreason = "核实"\n'
        signed.config(f'{entry}approved_by = "市统计局"\n')
        assert value(signed.open()) == 190
        assert "restatement-approved" in rules(signed.open())
        signed.config(f'{entry}approved_by = "市统计局"\nplan = "another"\n')
        assert value(signed.open()) == 150

    def test_a_verdict_that_changed_without_a_value_is_found(self, signed: WorkspaceFiles) -> None:
        signed.report(line(value="150"))
        signed.plan(quota(target_value="140", target_figure='"140部"'))
        assert "verdict-turned" in rules(signed.open())

    def test_a_record_that_was_altered_is_found_and_binds_nothing(self, signed: WorkspaceFiles) -> None:
        path = signed.folder / "reports/demo/2025/published.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        content["signed"]["by"] = "李四"
        path.write_text(json.dumps(content), encoding="utf-8")
        workspace = signed.open()
        assert value(workspace) == 190
        assert any(finding.path == "reports/demo/2025/published.json" for finding in workspace.assess("demo").findings)


class TestWhatIf:
    def test_a_value_is_supposed_under_the_target_that_is_repeated(self, files: WorkspaceFiles) -> None:
        again = quota().split("[[task.target]]")[1].replace(TARGET, "D-12-2")
        files.plan(quota(more=f'[[task.target]]{again}same_as = "{TARGET}"'))
        assessment = files.open().assess("demo", what_if=[Supposition("D-12-2", Decimal(200), date(2025, 12, 31))])
        assert [assessment.verdicts[name].row.latest_value for name in (TARGET, "D-12-2")] == [200, 200]
        assert assessment.what_if == (f"{TARGET}=200@2025-12-31",)

    def test_what_cannot_be_is_refused_with_its_faults(self, files: WorkspaceFiles) -> None:
        files.plan(quota(target_limits="[0, 300]"))
        with pytest.raises(UsageProblem) as problem:
            files.open().assess("demo", what_if=[Supposition(TARGET, Decimal(301), date(2025, 12, 31))])
        assert problem.value.rule == "supposed-impossible"
        assert [fault.target for fault in problem.value.findings] == [TARGET]

    def test_it_can_be_typed(self, files: WorkspaceFiles) -> None:
        typed = files.open().assess("demo", what_if=["d-12-1=200@2025-12-31"])
        made = files.open().assess("demo", what_if=iter([Supposition("d-12-1", Decimal(200), date(2025, 12, 31))]))
        assert typed.what_if == made.what_if == (f"{TARGET}=200@2025-12-31",)

    @pytest.mark.parametrize(
        ("supposition", "rule"),
        [
            (Supposition("Q-1", Decimal(1), date(2025, 12, 31)), "unknown-target"),
            (Supposition(TARGET, State.DONE, date(2025, 12, 31)), "supposed-no-number"),
            (Supposition(TARGET, Decimal(1), date(2023, 12, 31)), "supposed-before-start"),
            (Supposition(TARGET, Decimal(1), date(2035, 12, 31)), "supposed-after-end"),
            (f"{TARGET}=many@2025-12-31", "supposed-no-number"),
            (f"{TARGET}=1@2025", "bad-day"),
            ("nothing", "bad-supposition"),
        ],
    )
    def test_what_is_no_answer_to_a_target_is_refused(
        self, files: WorkspaceFiles, supposition: str | Supposition, rule: str
    ) -> None:
        with pytest.raises(UsageProblem) as problem:
            files.open().assess("demo", what_if=[supposition])
        assert problem.value.rule == rule

    def test_an_action_is_supposed_to_be_in_a_state(self, files: WorkspaceFiles) -> None:
        files.plan(quota(target_kind='"action"', target_value=None, target_figure=None, target_unit=None))
        done = files.open().assess("demo", what_if=[f"{TARGET}=done@2025-12-31"])
        assert done.verdicts[TARGET].reason == "done"
        with pytest.raises(UsageProblem) as problem:
            files.open().assess("demo", what_if=[Supposition(TARGET, Decimal(1), date(2025, 12, 31))])
        assert problem.value.rule == "supposed-no-state"


def test_impossible_thresholds_are_refused_where_they_stand(files: WorkspaceFiles) -> None:
    workspace = files.open()
    bad = replace(workspace, config=replace(workspace.config, scoring={"report_lag_days": -1}))
    with pytest.raises(UsageProblem) as problem:
        assess_plan(bad, bad.plan("demo"))
    assert problem.value.cause is not None
    assert problem.value.cause.path == "plancheck.toml"
    plan = replace(workspace.plan("demo"), scoring={"report_lag_days": -1})
    with pytest.raises(UsageProblem) as problem:
        assess_plan(workspace, plan)
    assert problem.value.values_in("en")["place"] == "plans/demo.toml"


def test_a_plans_own_thresholds_lie_over_the_workspaces(files: WorkspaceFiles) -> None:
    files.config("[scoring]\nreport_lag_days = 7\nbehind_points = 3\n")
    files.plan(quota(more="[scoring]\nreport_lag_days = 9\n"))
    settings = files.open().assess("demo").settings
    assert settings.report_lag_days == 9
    assert settings.behind_points == 3


def test_several_plans_are_read_by_name_file_or_all(files: WorkspaceFiles) -> None:
    files.plan(plan_text(plan_id='"other"', target_id='"O-1"'), name="other")
    workspace = files.open()
    assert [plan.id for plan in workspace.plans()] == ["demo", "other"]
    assert [plan.id for plan in workspace.plans(["other"])] == ["other"]
    assert [plan.path for plan in workspace.plans(["plans/demo.toml"])] == ["plans/demo.toml"]
    files.plan("format = ", name="broken")
    with pytest.raises(UsageProblem) as problem:
        files.open().plans()
    assert (problem.value.rule, problem.value.values["path"]) == ("plan-has-errors", "plans/broken.toml")
    assert len(problem.value.findings) == 1
