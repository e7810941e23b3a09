"""What the commands make of a workspace that is not in order, or is not here: said, and never passed over in silence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from plancheck.plan.read import read_plan
from plancheck.plan.shipped import shipped_plans
from tests.cli.typed import HEADING, make_workspace, typed
from tests.plans import plan_text, sound_plan
from tests.workbook.issued import issue_workbook

FLEET = "市机关事务中心"
BROKEN = plan_text(plan_id='"broken"', target_kind='"cumulativ"')


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "ws").mkdir()
    return make_workspace(tmp_path / "ws")


def rules(answer: str) -> list[str]:
    return [one["rule"] for one in json.loads(answer)["findings"]]


class TestPlansWithErrors:
    @pytest.fixture
    def spoilt(self, workspace: Path) -> Path:
        (workspace / "plans" / "broken.toml").write_text(BROKEN, encoding="utf-8")
        return workspace

    def test_status_scores_the_others_and_names_the_faults(self, spoilt: Path) -> None:
        done = typed(spoilt, "status", "--format", "json")
        told = json.loads(done.stdout)
        assert done.returncode == 2
        assert [plan["id"] for plan in told["plans"]] == ["demo"]
        assert "plans/broken.toml" in {one["path"] for one in told["findings"]}
        assert "broken" in done.stderr

    @pytest.mark.parametrize("form", ["table", "lines"])
    def test_whatever_the_form(self, spoilt: Path, form: str) -> None:
        done = typed(spoilt, "status", "--format", form)
        assert done.returncode == 2
        assert "D-12-1" in done.stdout
        assert "cumulativ" in done.stdout + done.stderr

    @pytest.mark.parametrize(
        "command", [("gate", "--year", "2025"), ("report", "--year", "2025"), ("status", "broken")]
    )
    def test_others_refuse_and_show_them(self, spoilt: Path, command: tuple[str, ...]) -> None:
        done = typed(spoilt, *command)
        assert (done.returncode, done.stdout) == (2, "")
        assert "plans/broken.toml:" in done.stderr
        assert "cumulativ" in done.stderr


class TestMisfiledReports:
    MISFILED = (
        "reports/demo/a.csv",
        "reports/demo/abcd/a.csv",
        "reports/demo/2025/old/a.csv",
        "reports/nosuch/2025/a.csv",
    )

    @pytest.fixture
    def untidy(self, workspace: Path) -> Path:
        for place in self.MISFILED:
            (workspace / place).parent.mkdir(parents=True, exist_ok=True)
            (workspace / place).write_text(HEADING, encoding="utf-8")
        (workspace / "reports" / "notes.txt").touch()
        return workspace

    def misfiled(self, workspace: Path, *words: str) -> set[str]:
        told = json.loads(typed(workspace, "status", *words, "--format", "json").stdout)
        return {one["path"] for one in told["findings"] if one["rule"] == "misfiled-workbook"}

    def test_each_is_named(self, untidy: Path) -> None:
        assert self.misfiled(untidy) == set(self.MISFILED)

    def test_for_one_plan_those_in_its_folder(self, untidy: Path) -> None:
        assert self.misfiled(untidy, "demo") == set(self.MISFILED[:3])

    def test_in_order_there_is_none(self, workspace: Path) -> None:
        assert self.misfiled(workspace) == set()


class TestFromElsewhere:
    def test_status_judges_as_in_the_workspace(self, workspace: Path) -> None:
        plan = str(workspace / "plans" / "demo.toml")
        here, there = (typed(folder, "status", plan, "--format", "json") for folder in (workspace, workspace.parent))
        told, elsewhere = (json.loads(one.stdout)["plans"][0] for one in (here, there))
        assert [one["status"] for one in told["targets"]] == [one["status"] for one in elsewhere["targets"]]
        assert json.loads(there.stdout)["as_of"] == "2025-12-31"

    def test_a_workbook_is_put_to_its_plan(self, workspace: Path) -> None:
        report = workspace / "reports" / "demo" / "2025" / f"{FLEET}.xlsx"
        issue_workbook(sound_plan(workspace / "plans"), "jgsw", 2025, report)
        done = typed(workspace.parent, "validate", str(report), "--format", "json")
        assert "plan-not-here" not in rules(done.stdout)
        assert done.returncode == 1  # it is empty, which only the plan can tell

    def test_without_any_workspace_the_shipped_plans_will_do(self, tmp_path: Path) -> None:
        path = next(one for one in shipped_plans() if one.stem == "zhengzhou")
        plan = read_plan(path, path.name)[0]
        assert plan is not None
        issue_workbook(plan, next(iter(plan.departments)), 2025, tmp_path / "a.xlsx")
        done = typed(tmp_path, "validate", "a.xlsx", "--format", "json")
        assert "plan-not-here" not in rules(done.stdout)


def test_nothing_reported_is_said_beside_the_verdicts(workspace: Path) -> None:
    shutil.rmtree(workspace / "reports")
    done = typed(workspace, "status")
    assert done.returncode == 0
    assert "no workbook was found" in done.stderr
    assert "no workbook was found" not in typed(workspace, "status", "-q").stderr


def test_in_the_folder_of_another_plan_a_workbook_is_wrong(workspace: Path) -> None:
    plan = sound_plan(workspace / "plans")
    sound_plan(workspace / "plans", name="other")
    for folder in ("reports/other/2025", "Downloads/2025"):
        (workspace / folder).mkdir(parents=True)
        issue_workbook(plan, "jgsw", 2025, workspace / folder / f"{FLEET}.xlsx")
    done = typed(workspace, "validate", "reports/other", "--format", "json")
    assert (done.returncode, rules(done.stdout)) == (1, ["wrong-plan"])
    assert "wrong-plan" not in rules(typed(workspace, "validate", "Downloads", "--format", "json").stdout)


def test_a_lock_file_alone_is_no_workbook(workspace: Path) -> None:
    (workspace / "~$a.xlsx").write_bytes(b"\0" * 165)
    done = typed(workspace, "validate", "~$a.xlsx")
    assert done.returncode == 2
    assert "ok:" not in done.stdout + done.stderr
