"""Which plan files are meant, which of them can be scored, and what is said of those that cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.rules.usage import UsageProblem
from plancheck.workspace.lint import lint_plans
from plancheck.workspace.plans import plan_paths, plan_settings, read_plan_set, read_plans
from tests.plans import line_of
from tests.workspaces import WorkspaceFiles, make_workspace, quota


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    return make_workspace(tmp_path)


class TestNames:
    def test_without_a_name_all_of_the_workspace_are_meant(self, files: WorkspaceFiles) -> None:
        files.plan(quota(plan_id='"other"'), "other")
        assert [path.stem for path in plan_paths(files.open(), None)] == ["demo", "other"]
        assert [path.stem for path in plan_paths(files.open(), [])] == ["demo", "other"]

    def test_a_workspace_without_plans_has_nothing_to_read(self, files: WorkspaceFiles) -> None:
        (files.folder / "plans" / "demo.toml").unlink()
        for names in (None, list[str]()):
            with pytest.raises(UsageProblem) as problem:
                plan_paths(files.open(), names)
            assert problem.value.rule == "no-plan"

    def test_a_file_is_meant_by_its_ending_or_because_it_is_there(self, files: WorkspaceFiles) -> None:
        files.file("drafts/plan.txt", b"x")
        for name in ("drafts/plan.txt", "no/such.toml"):
            assert plan_paths(files.open(), [name]) == [Path(name)]

    def test_an_id_comes_before_a_file_of_that_name(self, files: WorkspaceFiles) -> None:
        files.file("demo", b"x")
        assert plan_paths(files.open(), ["demo"]) == [files.folder / "plans" / "demo.toml"]

    def test_a_name_of_nothing_is_answered_with_the_nearest(self, files: WorkspaceFiles) -> None:
        with pytest.raises(UsageProblem) as problem:
            plan_paths(files.open(), ["dema"])
        values = {name: problem.value.values[name] for name in ("found", "nearest", "known")}
        assert (problem.value.rule, values) == (
            "unknown-plan",
            {"found": "dema", "nearest": "demo", "known": "demo"},
        )


class TestFaults:
    def test_a_plan_with_a_warning_can_be_scored_and_one_with_an_error_cannot(self, files: WorkspaceFiles) -> None:
        files.plan(quota(target_figure=None))
        files.plan(quota(plan_id='"bad"', target_kind='"sum"'), "bad")
        files.plan("format = ", "broken")
        read = {one.path.stem: one for one in read_plans(files.open(), None)}
        assert {name: one.is_sound for name, one in read.items()} == {"bad": False, "broken": False, "demo": True}
        plans = read_plan_set(files.open(), None)
        assert [plan.id for plan in plans.sound] == ["demo"]
        assert {one.path for one in plans.findings} == {"plans/demo.toml"}
        assert [one.path.stem for one in plans.unsound] == ["bad", "broken"]
        assert {one.path for one in plans.faults} == {"plans/bad.toml", "plans/broken.toml"}

    @pytest.mark.parametrize("already_shown", [True, False])
    def test_they_come_with_the_refusal_unless_the_reader_has_seen_them(
        self, files: WorkspaceFiles, *, already_shown: bool
    ) -> None:
        files.plan(quota(target_figure=None, target_kind='"sum"'))
        plans = read_plan_set(files.open(), None)
        with pytest.raises(UsageProblem) as problem:
            plans.refuse(already_shown=already_shown)
        assert (problem.value.findings == ()) is already_shown
        errors = [one for one in plans.faults if one.rule == "unknown-choice"]
        assert problem.value.values["count"] == str(len(errors)) == "1"

    def test_unless_told_otherwise_the_reader_has_not_seen_them(self, files: WorkspaceFiles) -> None:
        files.plan("format = ")
        with pytest.raises(UsageProblem) as problem:
            read_plan_set(files.open(), None).refuse()
        assert len(problem.value.findings) == 1

    def test_sound_plans_are_not_refused(self, files: WorkspaceFiles) -> None:
        read_plan_set(files.open(), None).refuse()

    def test_a_threshold_that_cannot_be_stands_at_its_line(self, files: WorkspaceFiles) -> None:
        text = quota(more='[scoring]\nbehind_points = 5\nrecent_months = 0\n[gate]\nsilence = "no"\n')
        files.plan(text)
        (read,) = read_plans(files.open(), None)
        assert [(one.rule, str(one.place)) for one in read.findings] == [
            ("impossible-setting", f"plans/demo.toml:{line_of(text, 'recent_months')}"),
            ("gate-impossible-setting", f"plans/demo.toml:{line_of(text, 'silence')}"),
        ]

    def test_a_plans_threshold_is_held_against_the_workspaces(self, files: WorkspaceFiles) -> None:
        """Behind by 20 points is possible; not where the workspace has 15 for far behind."""
        files.plan(quota(more="[scoring]\nbehind_points = 20\n"))
        assert read_plans(files.open(), None)[0].findings == []
        files.config("[scoring]\nfar_behind_points = 15\n")
        assert [one.rule for one in read_plans(files.open(), None)[0].findings] == ["contradictory-settings"]

    def test_of_several_impossible_thresholds_the_first_is_told(self, files: WorkspaceFiles) -> None:
        workspace = files.open()
        plan = workspace.plan("demo")
        object.__setattr__(plan, "scoring", {"about": 2, "basically": 3})
        with pytest.raises(UsageProblem) as problem:
            plan_settings(workspace, plan)
        assert problem.value.cause is not None
        assert dict(problem.value.cause.values)["key"] == "about"


class TestLint:
    def test_every_file_is_there_the_sound_ones_apart(self, files: WorkspaceFiles) -> None:
        files.plan(quota(plan_id='"bad"', target_kind='"sum"'), "bad")
        files.plan("format = ", "broken")
        linted = lint_plans(files.open())
        assert [file.path.stem for file in linted.files] == ["bad", "broken", "demo"]
        assert [plan.id for plan in linted.sound] == ["demo"]
        assert {one.path for one in linted.findings} == {"plans/bad.toml", "plans/broken.toml"}

    def test_settings_for_nobody_are_found_beside_the_faults_of_the_files(self, files: WorkspaceFiles) -> None:
        files.plan(quota(target_figure=None))
        files.config("[gate.plan.dema]\nsilence = false\n")
        linted = lint_plans(files.open(), ["demo"])
        assert {one.path for one in linted.findings} == {"plancheck.toml", "plans/demo.toml"}

    def test_a_plan_is_held_against_the_one_that_it_breaks_down(self, files: WorkspaceFiles) -> None:
        files.plan(quota(plan_id='"county"', plan_parent='"nowhere"'), "county")
        found = [one for one in lint_plans(files.open()).findings if one.path == "plans/county.toml"]
        assert "parent" in " ".join(one.rule for one in found)
