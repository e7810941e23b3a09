"""`plancheck report` as it is typed: files, forms, the year it judges, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.environment import kept_environment
from tests.plans import plan_text

CODE = "from plancheck.cli import main; main()"
HEADING = "target,department,period_end,value,reason\n"
VALUES = (
    "D-12-1,jgsw,2024-12-31,170,\n"
    "D-12-1,jgsw,2025-06-30,250,\n"
    "D-12-1,jgsw,2025-12-31,300,资金到位晚\n"
    "D-12-1,jgsw,2026-03-31,9999,\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """One plan for 2024 to 2027 and its reports up to the spring of 2026."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "demo.toml").write_text(plan_text(), encoding="utf-8")
    for year in (2024, 2025, 2026):
        folder = tmp_path / "reports" / "demo" / str(year)
        folder.mkdir(parents=True)
        lines = [line for line in VALUES.splitlines() if f",{year}-" in line]
        (folder / "all.csv").write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def report(workspace: Path, *arguments: str, today: str = "2026-01-31") -> subprocess.CompletedProcess[str]:
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": "en", "PLANCHECK_TODAY": today}
    command = [sys.executable, "-c", CODE, "report", *arguments]
    return subprocess.run(
        command,
        cwd=workspace,
        env=kept_environment() | settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def told(workspace: Path, *arguments: str, **more: str) -> dict[str, Any]:
    run = report(workspace, "--year", "2025", "--to", "json", *arguments, **more)
    assert run.returncode == 0, run.stderr
    content: dict[str, Any] = json.loads((workspace / "out" / "demo-2025.json").read_text(encoding="utf-8"))
    return content


def test_six_forms_lie_in_the_folder_and_are_named(workspace: Path) -> None:
    run = report(workspace, "--year", "2025", "demo", "--to", "html,docx,xlsx,md,json,csv", "-o", "yearly")
    assert run.returncode == 0, run.stderr
    names = sorted(path.name for path in (workspace / "yearly").iterdir())
    assert names == sorted(f"demo-2025.{form}" for form in ("html", "docx", "xlsx", "md", "json", "csv"))
    assert all(f"yearly/{name}" in run.stdout for name in names)
    assert run.stderr == ""


def test_the_report_is_in_the_plans_language_unless_another_is_asked_for(workspace: Path) -> None:
    report(workspace, "--year", "2025", "--to", "md")
    assert "2025年度实施情况报告" in (workspace / "out" / "demo-2025.md").read_text(encoding="utf-8")
    report(workspace, "--year", "2025", "--to", "md", "--lang", "en")
    assert "report for 2025" in (workspace / "out" / "demo-2025.md").read_text(encoding="utf-8")


def test_what_came_after_the_year_does_not_count(workspace: Path) -> None:
    target = told(workspace, today="2026-05-01")["plans"][0]["targets"][0]
    assert target["latest"]["value"] == "300"


def test_the_year_before_is_judged_beside_it(workspace: Path) -> None:
    found = told(workspace)
    assert found["as_of"] == "2025-12-31"
    assert found["report"]["targets"][0]["status_before"] == "on-track"


@pytest.mark.parametrize(
    ("today", "reason"), [("2026-01-31", "behind"), ("2026-03-01", "behind"), ("2026-03-02", "no-data")]
)
def test_a_missing_year_end_is_waited_for_and_then_held_to_be_absent(workspace: Path, today: str, reason: str) -> None:
    """The days of grace, 60, are over on 1 March; the value at mid-year stands until then."""
    path = workspace / "reports" / "demo" / "2025" / "all.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "2025-12-31" not in line]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    silent_third = "D-12-1,jgsw,2025-09-30,251,\n"
    path.write_text(path.read_text(encoding="utf-8") + silent_third, encoding="utf-8")
    target = told(workspace, today=today)["plans"][0]["targets"][0]
    assert target["reason"].replace("off-track", "behind") == reason


def test_as_of_and_input_decide_the_bytes_whatever_the_day(workspace: Path) -> None:
    kinds = ("html", "docx", "xlsx", "json")
    made = []
    for today in ("2026-01-31", "2027-08-01"):
        arguments = ("--year", "2025", "--to", ",".join(kinds), "--as-of", "2026-01-15", "-o", "out")
        run = report(workspace, *arguments, today=today)
        assert run.returncode == 0, run.stderr
        made.append([(workspace / "out" / f"demo-2025.{kind}").read_bytes() for kind in kinds])
    assert made[0] == made[1]


def test_an_empty_year_is_a_report_with_a_word_of_warning(workspace: Path) -> None:
    for path in (workspace / "reports").rglob("*.csv"):
        path.unlink()
    run = report(workspace, "--year", "2025", "--to", "html,md")
    assert run.returncode == 0
    assert "nothing was reported for 2025" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (["--year", "2025", "--to", "word"], "report-form"),
        (["--year", "2025", "--to", ","], "report-form"),
        (["--year", "2019"], "year-outside-plan"),
        (["--year", "2027"], "year-not-begun"),
        (["--year", "2025", "nobody"], "unknown-plan"),
    ],
)
def test_what_cannot_be_reported_is_said_and_nothing_is_written(
    workspace: Path, arguments: list[str], rule: str
) -> None:
    from plancheck.rules import catalogue

    run = report(workspace, *arguments)
    assert run.returncode == 2
    first_words = catalogue()[rule].en.message.split("{")[0].split("⟨")[0].strip()
    assert first_words in run.stderr
    assert not (workspace / "out").exists()


def test_without_the_word_extra_one_sentence_says_what_to_install(workspace: Path) -> None:
    hidden = "import sys; sys.modules['docx'] = None\n" + CODE
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": "en", "PLANCHECK_TODAY": "2026-01-31"}
    run = subprocess.run(
        [sys.executable, "-c", hidden, "report", "--year", "2025", "--to", "docx"],
        cwd=workspace,
        env=dict(os.environ) | settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 2
    assert 'pip install "plancheck[docx]"' in run.stderr
