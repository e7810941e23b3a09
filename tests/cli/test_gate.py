"""`plancheck gate` and `plancheck chase` as they are typed: exit codes, forms, the step summary, hostile text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.environment import kept_environment
from tests.plans import target_text
from tests.workspaces import LATE, WorkspaceFiles, line, make_workspace, quota

CODE = "from plancheck.cli import main; main()"
HOSTILE = "[red]x[/red] ::error file=a::b ##[add-mask]c <script>alert(1)</script> ]]> `rm` | d"


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    return make_workspace(tmp_path)


def plancheck(workspace: WorkspaceFiles, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": "zh", "PLANCHECK_TODAY": LATE}
    return subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        cwd=workspace.folder,
        env=kept_environment() | settings | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def gate(workspace: WorkspaceFiles, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return plancheck(workspace, "gate", "--year", "2025", "--no-cache", *arguments, **environment)


def test_a_good_year_passes_with_0(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="206"))
    assert gate(workspace).returncode == 0


def test_a_bad_year_is_refused_with_1_and_every_reason(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="154"))
    done = gate(workspace)
    assert done.returncode == 1
    assert "[gate-missed]" in done.stdout
    assert "[gate-unexplained]" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["--year", "2026", "--as-of", "2025-12-31"], ["--year", "2019"], ["--year", "2025", "nobody"]],
)
def test_a_year_or_plan_that_cannot_be_judged_is_2(workspace: WorkspaceFiles, arguments: list[str]) -> None:
    done = plancheck(workspace, "gate", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_nothing_reported_and_nothing_due_is_2(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_start="2025-01-01"))
    done = gate(workspace, "--as-of", "2025-12-31")
    assert done.returncode == 2
    assert "gate-nothing-reported" in done.stdout


def test_a_plan_with_errors_is_not_judged(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(target_value='"many"'))
    workspace.report(line(value="206"))
    assert gate(workspace).returncode == 2


def test_a_bad_setting_of_a_plan_file_fails_lint_and_is_not_judged_by(workspace: WorkspaceFiles) -> None:
    workspace.plan(quota(more="[gate]\nsilense = false"))
    assert plancheck(workspace, "lint").returncode == 1
    assert gate(workspace).returncode == 2


def test_nothing_read_is_2_also_when_everything_is_overdue(workspace: WorkspaceFiles) -> None:
    assert gate(workspace).returncode == 2


def test_lint_tells_of_settings_of_the_workspace_for_nobody(workspace: WorkspaceFiles) -> None:
    workspace.config('[gate.department."无此局"]\nsilence = false\n')
    done = plancheck(workspace, "lint", "demo", "--format", "lines")
    assert (done.returncode, "[gate-unknown-department]" in done.stdout) == (1, True)


def test_a_day_to_answer_by_that_is_over_is_refused(workspace: WorkspaceFiles) -> None:
    done = plancheck(workspace, "chase", "--year", "2025", "--as-of", "2025-12-31", "--by", "2025-12-30")
    assert (done.returncode, done.stdout) == (2, "")
    assert "2025-12-30" in done.stderr


def test_json_says_whether_it_passed_and_why_not(workspace: WorkspaceFiles) -> None:
    workspace.report(line(value="154"))
    told = json.loads(gate(workspace, "--format", "json").stdout)
    assert told["passed"] is False
    assert [one["rule"] for one in told["plans"][0]["refusals"]] == ["gate-missed", "gate-unexplained"]


def test_waivers_are_listed_in_every_form(workspace: WorkspaceFiles) -> None:
    waiver = '[[waiver]]\ntarget = "D-12-1"\nreason = "暂缓实施"\napproved_by = "市政府"\nuntil = 2026-12-31\n'
    workspace.plan(quota(more=waiver))
    workspace.report(line(value="154"))
    for form in ("table", "lines", "json", "junit", "github", "markdown"):
        done = gate(workspace, "--format", form)
        assert done.returncode == 0
        assert "暂缓实施" in done.stdout, form
        assert "2026-12-31" in done.stdout, form


def test_in_github_actions_it_annotates_and_writes_the_summary(workspace: WorkspaceFiles, tmp_path: Path) -> None:
    workspace.report(line(value="154"))
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    done = gate(workspace, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    annotations = [one for one in done.stdout.splitlines() if one.startswith("::")]
    assert [one.split(" ")[0] for one in annotations] == ["::error", "::error"]
    assert annotations[0].startswith("::error file=reports/demo/2025/all.csv,line=2,title=gate-missed::")
    assert summary.read_text(encoding="utf-8").startswith("before\n## ")


def junit_of(workspace: WorkspaceFiles) -> ElementTree.Element:
    return ElementTree.fromstring(gate(workspace, "--format", "junit").stdout)


def test_junit_has_a_case_a_target_and_a_suite_a_department(workspace: WorkspaceFiles) -> None:
    own = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
    early = target_text(id='"D-12-3"', value="5", figure='"5辆"', by="2024-12-31")
    workspace.plan(quota(more=own + early))
    workspace.report(line("D-12-3", day="2024-12-31", value="1"), year=2024)
    workspace.report(line(value="206"), line("D-12-2", "市财政局", value="4"))
    root = junit_of(workspace)
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"demo 市机关事务中心", "demo 市财政局"}
    marks = {case.get("name", "").split()[0]: [child.tag for child in case] for case in root.iter("testcase")}
    assert marks == {"D-12-1": [], "D-12-2": ["failure"], "D-12-3": ["skipped"]}
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        counted = [len(cases), *(sum(case.find(tag) is not None for case in cases) for tag in ("failure", "skipped"))]
        assert [int(element.get(name, "-1")) for name in ("tests", "failures", "skipped")] == counted


def test_a_form_that_goes_into_a_file_leaves_the_verdict_in_the_log(workspace: WorkspaceFiles, tmp_path: Path) -> None:
    workspace.report(line(value="154"))
    done = gate(workspace, "--format", "junit", "-o", str(tmp_path / "gate.xml"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("× demo 2025")
    assert ElementTree.parse(tmp_path / "gate.xml").getroot().get("failures") == "1"


def test_a_silent_target_does_not_look_passed(workspace: WorkspaceFiles) -> None:
    """Nothing is due of it yet: it is no failure, and no success either."""
    workspace.plan(quota(target_start="2025-01-01"))
    root = ElementTree.fromstring(gate(workspace, "--as-of", "2025-12-31", "--format", "junit").stdout)
    case = next(case for case in root.iter("testcase") if case.get("name", "").startswith("D-12-1"))
    assert [child.tag for child in case] == ["skipped"]


def test_hostile_text_is_text_in_every_form(workspace: WorkspaceFiles, tmp_path: Path) -> None:
    workspace.plan(quota(target_indicator=json.dumps(HOSTILE + "\n::warning::\x1b[7me")))
    workspace.report(line(value="154"))
    failures = [case.get("name") for case in junit_of(workspace).iter("testcase") if case.find("failure") is not None]
    assert len(failures) == 1
    assert HOSTILE in str(failures[0])
    summary = tmp_path / "summary.md"
    log = gate(workspace, "--format", "github", GITHUB_STEP_SUMMARY=str(summary)).stdout
    assert [one.split(" ")[0] for one in log.splitlines() if one.startswith("::")] == ["::error", "::error"]
    assert "<script>" not in summary.read_text(encoding="utf-8")
    for form in ("lines", "table"):
        told = gate(workspace, "--format", form, "--color", "always").stdout
        assert "[red]x[/red]" in told
        assert "\n::" not in told
        assert "\x1b[7m" not in told


@pytest.mark.parametrize("encoding", ["gbk", "cp1252"])
def test_a_console_that_lacks_the_characters_stops_nothing(workspace: WorkspaceFiles, encoding: str) -> None:
    workspace.report(line(value="154"))
    done = subprocess.run(
        [sys.executable, "-c", CODE, "gate", "--year", "2025"],
        cwd=workspace.folder,
        env=dict(os.environ) | {"PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1


def test_chase_writes_a_paragraph_and_asks_for_an_answer_in_a_week(workspace: WorkspaceFiles) -> None:
    done = plancheck(workspace, "chase", "--year", "2025")
    assert done.returncode == 0
    assert done.stdout.startswith("【市机关事务中心】\n")
    assert "2026年4月8日" in done.stdout


def test_chase_of_one_department_and_by_a_day(workspace: WorkspaceFiles) -> None:
    own = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31", reported_by='["czj"]')
    workspace.plan(quota(more=own))
    done = plancheck(workspace, "chase", "--year", "2025", "--department", "财政局", "--by", "2026-05-01")
    assert done.stdout.startswith("【市财政局】\n")
    assert "【市机关事务中心】" not in done.stdout
    assert "2026年5月1日" in done.stdout
    told = json.loads(plancheck(workspace, "chase", "--year", "2025", "--format", "json").stdout)
    assert [one["department"] for one in told["plans"][0]["departments"]] == ["市机关事务中心", "市财政局"]
