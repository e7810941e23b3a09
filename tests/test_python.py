"""The library's face: what `import plancheck` gives, what it costs, and that its documentation is true."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import plancheck as pc
from tests.cli.typed import make_workspace

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
    pytest.importorskip("pandas")
    monkeypatch.chdir(CHECKOUT)
    blocks = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
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
        pc.nothing_of_the_kind  # noqa: B018


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
    with pytest.raises(pc.UsageProblem, match="20240630"):
        pc.open_workspace(workspace, as_of="20240630")


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
    books = workspace.issue("demo", 2026)
    assert [str(book.path) for book in books] == ["demo/2026/市机关事务中心.xlsx"]
    assert all(book.content.startswith(b"PK") for book in books)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_year_is_signed_off_once(tmp_path: Path) -> None:
    from plancheck.workspace.publish import Outcome, Published

    workspace = pc.open_workspace(make_workspace(tmp_path))
    outcomes = [workspace.publish("demo", 2025, by="张三") for _ in range(2)]
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
