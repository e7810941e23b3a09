"""The library's face: what `import plancheck` gives, what it costs, and that its documentation is true."""

from __future__ import annotations

import doctest
import json
import pickle
import re
import subprocess
import sys
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

import plancheck as pc
from tests.cli.typed import make_workspace
from tests.environment import kept_environment

CHECKOUT = Path(__file__).parents[1]
DOCUMENT = CHECKOUT / "docs" / "python.md"
HEAVY = ("typer", "rich", "openpyxl", "docx", "python_calamine", "multiprocessing", "sqlite3", "pandas")


def run(code: str, folder: Path) -> list[str]:
    """What a plain script prints, far from the checkout's own folder."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_documentation_does_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    blocks = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if find_spec("pandas") is None:
        blocks = [block for block in blocks if "to_frame" not in block]
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, DOCUMENT.name, str(DOCUMENT), 0)
    told: list[str] = []
    results = doctest.DocTestRunner().run(examples, out=told.append)
    assert results.attempted > 20
    assert results.failed == 0, "".join(told)


def test_every_name_of_the_face_is_documented_and_there() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in pc.__all__:
        assert getattr(pc, name) is not None
        assert name == "__version__" or f"`{name}" in text
    assert set(pc.__all__) <= set(dir(pc))
    with pytest.raises(AttributeError):
        getattr(pc, "nothing_of_the_kind")  # noqa: B009


def test_the_import_costs_nothing(tmp_path: Path) -> None:
    code = f"""
import sys
before = set(sys.modules)
import plancheck
print([name for name in sys.modules if name not in before and name.split(".")[0] in {(*HEAVY, "tomli")!r}])
"""
    assert run(code, tmp_path) == ["[]"]


def test_a_plain_script_needs_no_command_line(tmp_path: Path) -> None:
    """With typer and rich not to be had, a workspace is assessed, gated and reported in one process."""
    workspace = make_workspace(tmp_path)
    code = f"""
import sys
for name in ("typer", "rich", "multiprocessing"):
    sys.modules[name] = None
import plancheck as pc
workspace = pc.open_workspace({str(workspace)!r})
assessment = workspace.assess("demo")
print(assessment.counts().total, len(assessment.to_dict()["targets"]))
print(workspace.gate("demo", year=2025).passed)
print(workspace.report("demo", 2025).counts.total)
print([finding.path for finding in assessment.findings][:1])
"""
    (tmp_path / "elsewhere").mkdir()
    assert run(code, tmp_path / "elsewhere") == ["2 2", "False", "2", "['reports/demo/2024/database.csv']"]


def test_it_says_what_the_command_line_says(tmp_path: Path) -> None:
    from tests.cli.typed import typed

    workspace = make_workspace(tmp_path)
    printed = json.loads(typed(workspace, "status", "--format", "json").stdout)
    told = pc.open_workspace(workspace).assess("demo").to_dict("en")
    (plan,) = printed["plans"]
    assert {key: told[key] for key in plan} == plan
    assert (told["as_of"], told["findings"]) == (printed["as_of"], printed["findings"])


def test_a_warning_in_the_plan_file_is_among_the_findings(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    path = workspace / "plans" / "demo.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('figure = "200部"\n', ""), encoding="utf-8")
    found = pc.open_workspace(workspace).assess("demo").findings
    assert "plans/demo.toml" in {finding.path for finding in found}


def test_the_day_is_the_one_given_or_pinned(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    assert pc.open_workspace(workspace).as_of == date(2025, 12, 31)
    assert pc.open_workspace(workspace, as_of="2024-06-30").as_of == date(2024, 6, 30)
    assert pc.open_workspace(workspace, as_of=date(2024, 6, 30)).today == date(2025, 12, 31)
    assert pc.open_workspace(workspace, as_of=datetime(2024, 6, 30, 12, 0)).as_of == date(2024, 6, 30)  # noqa: DTZ001
    with pytest.raises(pc.UsageProblem, match="20240630"):
        pc.open_workspace(workspace, as_of="20240630")


def test_nobody_asks_the_clock_where_a_day_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from plancheck.workspace import opening

    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            asked.append("today")
            return cls(2031, 1, 1)

    asked: list[str] = []
    monkeypatch.setattr(opening, "date", Clock)
    workspace = make_workspace(tmp_path, config="")
    for opened in (pc.open_workspace(workspace, as_of="2025-06-30"), pc.open_workspace(workspace, today="2025-06-30")):
        assert (opened.as_of, opened.today) == (date(2025, 6, 30), date(2025, 6, 30))
    assert pc.open_workspace(workspace, as_of="2025-06-30", today="2026-01-31").today == date(2026, 1, 31)
    assert asked == []
    assert pc.open_workspace(workspace).as_of == date(2031, 1, 1)


def test_paths_start_from_the_workspace_wherever_it_is_opened_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a folder below it, by a relative path, and after the working directory has changed."""
    (tmp_path / "工作 区").mkdir()
    workspace = make_workspace(tmp_path / "工作 区")
    monkeypatch.chdir(tmp_path)
    opened = [pc.open_workspace(workspace / "reports" / "demo"), pc.open_workspace("工作 区")]
    monkeypatch.chdir(workspace / "plans")
    for one in opened:
        assert one.folder == workspace
        assert one.plans("plans/demo.toml")[0].path == "plans/demo.toml"
        found = {finding.path for finding in one.assess("demo").findings}
        assert found == {"reports/demo/2024/database.csv", "reports/demo/2025/database.csv"}
        file = workspace / "reports" / "demo" / "2025" / "database.csv"
        by_path = one.validate(file)
        assert by_path == one.validate("reports/demo/2025/database.csv") == one.validate([file])
        assert {finding.path for finding in by_path} == {"reports/demo/2025/database.csv"}


def test_a_named_file_leads_to_its_workspace(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "city").mkdir()
    workspace = make_workspace(tmp_path / "city")
    report = workspace / "reports" / "demo" / "2025" / "database.csv"
    assert pc.open_workspace(tmp_path / "desk", near=[report]).folder == workspace
    assert pc.open_workspace(tmp_path / "desk").folder == tmp_path / "desk"


def test_a_workspace_keeps_its_cache_where_it_says_and_can_be_sent_to_another_process(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, config='as_of = 2025-12-31\ncache = "kept"\n')
    for number in range(8):
        copy = workspace / "reports" / "demo" / "2025" / f"part-{number}.csv"
        copy.write_text("target,department,period_end,value\n", encoding="utf-8")
    opened = pc.open_workspace(workspace, jobs=2)
    assert opened.jobs == 2
    assert opened.assess("demo").counts() == pickle.loads(pickle.dumps(opened)).assess("demo").counts()
    assert [path.name for path in (workspace / "kept" / "plancheck").glob("*.sqlite3")]


def test_what_lies_under_no_plan_is_told_when_all_are_assessed(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (workspace / "reports" / "stray.csv").write_text("x\n", encoding="utf-8")
    (workspace / "plans" / "broken.toml").write_text("format = \n", encoding="utf-8")
    opened = pc.open_workspace(workspace)
    (only,) = opened.assess_all()
    assert {"misfiled-workbook", "broken-toml"} <= {finding.rule for finding in only.findings}
    assert [plan.id for plan in opened.lint().sound] == ["demo"]
    assert [finding.rule for finding in opened.lint("broken").findings] == ["broken-toml"]
    with pytest.raises(pc.UsageProblem):
        opened.plans()


def test_a_plan_that_was_read_names_itself(tmp_path: Path) -> None:
    opened = pc.open_workspace(make_workspace(tmp_path))
    for plan in opened.plans():
        assert opened.assess(plan).plan == plan
        assert opened.assess(Path("plans") / "demo.toml").plan == plan


def test_a_year_of_which_nobody_is_asked_anything_is_refused(tmp_path: Path) -> None:
    opened = pc.open_workspace(make_workspace(tmp_path))
    for year in (2020, 2031):
        with pytest.raises(pc.UsageProblem, match=str(year)):
            opened.issue("demo", year)
    assert len(opened.issue("demo", 2026, "市机关事务中心").workbooks) == 1


def test_earlier_reports_that_cannot_be_read_are_told_when_workbooks_are_issued(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    for year in (2025, 2026):
        path = workspace / "reports" / "demo" / str(year) / "broken.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"PK broken")
    assert pc.open_workspace(workspace).issue("demo", 2026).unread == (
        "reports/demo/2025/broken.xlsx",
        "reports/demo/2026/broken.xlsx",
    )


def test_an_assessment_is_a_line_in_a_notebook(tmp_path: Path) -> None:
    shown = repr(pc.open_workspace(make_workspace(tmp_path)).assess("demo"))
    assert shown.startswith("<Assessment demo 2025-12-31: on_track=1, at_risk=1, missed=0, ")


def test_the_types_are_for_users_too(tmp_path: Path) -> None:
    """A misspelled name and a wrong argument are seen by a type checker, and a right script is not complained of."""
    script = tmp_path / "script.py"
    script.write_text(
        "import plancheck as pc\n"
        "workspace = pc.open_workspace('.', as_of='2025-12-31')\n"
        "missed: list[str] = [target.id for target in workspace.assess('demo').missed()]\n"
        "passed: bool = workspace.gate('demo', 2025).passed\n"
        "pc.nonsense\n"
        "workspace.assess(5)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(script)],
        cwd=tmp_path,
        env={**kept_environment(), "MYPYPATH": str(CHECKOUT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line.split(":")[1] for line in done.stdout.splitlines() if ": error:" in line and "script.py" in line]
    assert errors == ["5", "6"], done.stdout + done.stderr


def test_a_missing_folder_or_a_broken_configuration_is_said(tmp_path: Path) -> None:
    with pytest.raises(pc.UsageProblem, match="nowhere"):
        pc.open_workspace(tmp_path / "nowhere")
    (tmp_path / "plancheck.toml").write_text("as_off = 2025-12-31\n", encoding="utf-8")
    with pytest.raises(pc.UsageProblem, match="as_of"):
        pc.open_workspace(tmp_path)


def test_progress_is_told_while_files_are_read(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    workspace = pc.open_workspace(make_workspace(tmp_path), on_progress=lambda done, total: seen.append((done, total)))
    workspace.assess("demo")
    assert seen == [(1, 2), (2, 2)]


def test_workbooks_are_issued_without_being_written(tmp_path: Path) -> None:
    workspace = pc.open_workspace(make_workspace(tmp_path))
    before = sorted(tmp_path.rglob("*"))
    books = workspace.issue("demo", 2026).workbooks
    assert [str(book.path) for book in books] == ["demo/2026/市机关事务中心.xlsx"]
    assert all(book.content.startswith(b"PK") for book in books)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_year_is_signed_off_once(tmp_path: Path) -> None:
    from plancheck.workspace.publish import Outcome, Published

    workspace = pc.open_workspace(make_workspace(tmp_path))
    outcomes = [workspace.publish("demo", 2025, by=" 张三 ", note="经会议审定") for _ in range(2)]
    content = json.loads((tmp_path / "reports/demo/2025/published.json").read_text(encoding="utf-8"))
    assert content["signed"] == {"on": "2025-12-31", "by": "张三", "note": "经会议审定", "replaces": None}
    assert [outcome.outcome for outcome in outcomes if isinstance(outcome, Published)] == [
        Outcome.WROTE,
        Outcome.UNCHANGED,
    ]
    with pytest.raises(pc.UsageProblem):
        workspace.publish("demo", 2025, again=True)


def test_a_table_has_a_row_a_target(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    frame = pc.open_workspace(make_workspace(tmp_path)).assess("demo").to_frame()
    assert list(frame.index) == ["D-12-1", "D-12-2"]
    assert list(frame["latest_value"]) == [235.0, 210.0]
    assert list(frame["status"]) == ["at-risk", "on-track"]
