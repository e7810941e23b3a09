"""What a page holds: plans, settings, and the past values of one department or of nobody; put together as text.

| case | in the page |
|---|---|
| no department | plans and settings; no report, no restatement |
| a department | its workbooks, its lines of a CSV at their numbers, its restatements; nothing of others |
| text that could end a script | is data |
| more than 10 MB, no engine, another version | refused |
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
import tomli

from plancheck import __version__
from plancheck.page.contents import PageContents, coordinator_contents
from plancheck.page.engine import installed_engine
from plancheck.page.html import MOST_BYTES, page_html
from plancheck.page.own_reports import own_lines
from plancheck.page.plan_facts import plan_facts
from plancheck.page.sentences import COMMON, COORDINATOR, OFFICER, page_sentences
from plancheck.page.toml_text import toml_table
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.opening import open_workspace
from tests.environment import run_plancheck
from tests.page.made import ISSUED, ROOT, TODAY, acting, contents_of, write_files
from tests.plans import plan_text
from tests.workspaces import HEADING, WorkspaceFiles

STATIC = ROOT / "src" / "plancheck" / "page" / "static"
VERDICTS = ("errors", "copy", "alone", "other", "earlier", "blank", "warnings", "none")
OWN, OTHER = "市机关事务中心", "市财政局"
RESTATEMENT = """
[[restatement]]
target = "D-12-1"
period_end = 2024-12-31
value = {value}
department = "{department}"
reason = "重新统计"
approved_by = "市政府办公室"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    """Two departments that report one target, with a restatement each in the workspace and in the plan."""
    made = WorkspaceFiles(tmp_path / "city")
    told = [(OWN, 7301), (OTHER, 8402)]
    theirs = "".join(RESTATEMENT.format(value=value, department=name) for name, value in told)
    more = "# 市财政局原报 8402\n" + theirs.replace("7301", "7303").replace("8402", "8404")
    made.plan(plan_text(target_reported_by='["jgsw", "czj"]', target_aggregate='"sum"', more=more))
    made.config("as_of = 2025-12-31\n[scoring]\non_track_ratio = 0.90\n" + theirs)
    rows = [f"D-12-1,{OWN},2024-12-31,7305,,,,,,", f"D-12-1,{OTHER},2024-12-31,8406,,,,,,"]
    made.file("reports/demo/2024/all.csv", "\r\n".join([HEADING, *reversed(rows)]).encode("utf-8-sig"))
    return made


def acting_engine(folder: Path) -> str:
    """A path of modules on which an engine is installed that only acts."""
    made = folder / "modules" / "plancheck_engine.py"
    made.parent.mkdir()
    names = "".join(f"def {name}(): return {name!r}\n" for name in ("text", "script", "notices"))
    made.write_text(f"version = {__version__!r}\n{names}", encoding="utf-8")
    return os.pathsep.join([str(made.parent), *sys.path])


def held(contents: PageContents) -> str:
    return "\n".join(content.decode("utf-8-sig") for content in contents.files.values())


class TestWhoseValues:
    def test_a_page_for_everybody_holds_what_nobody_reported(self, workspace: WorkspaceFiles) -> None:
        contents = contents_of(workspace.folder)
        assert sorted(map(str, contents.files)) == ["plancheck.toml", "plans/demo.toml"]
        assert not re.search(r"730\d|840\d", held(contents))

    def test_a_department_s_page_holds_its_own_values(self, workspace: WorkspaceFiles) -> None:
        contents = contents_of(workspace.folder, department="czj")
        assert contents.department == OTHER
        assert sorted(map(str, contents.files))[-1] == "reports/demo/2024/all.csv"
        assert {int(found) for found in re.findall(r"\b[78][34]0\d\b", held(contents))} == {8402, 8404, 8406}

    def test_both_are_workspaces_that_can_be_judged(self, workspace: WorkspaceFiles, tmp_path: Path) -> None:
        for number, department in enumerate(("", "czj")):
            folder = write_files(tmp_path / str(number), contents_of(workspace.folder, department=department))
            run = run_plancheck(folder, "lint", today=TODAY)
            assert run.returncode == 0, run.stdout + run.stderr

    def test_a_plan_without_restatements_is_the_file_itself(self) -> None:
        contents = contents_of(ROOT, "zhengzhou")
        by_name = {str(path): content for path, content in contents.files.items()}
        assert by_name["plans/zhengzhou.toml"] == (ROOT / "plans" / "zhengzhou.toml").read_bytes()

    def test_workbooks_of_one_department_go_along_and_no_others(self) -> None:
        contents = contents_of(ROOT, "zhengzhou", department="市商务局")
        reports = [path for path in contents.files if path.parts[0] == "reports"]
        assert [str(path) for path in sorted(reports)] == [
            "reports/zhengzhou/2024/市商务局.xlsx",
            "reports/zhengzhou/2025/市商务局.xlsx",
        ]

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
    def test_a_file_whose_name_is_no_text_goes_along(self, tmp_path: Path) -> None:
        """A name in GBK, as an archive from Windows is unpacked with elsewhere."""
        made = WorkspaceFiles(tmp_path)
        made.plan((ROOT / "plans" / "zhengzhou.toml").read_text(encoding="utf-8"), "zhengzhou")
        made.config("")
        content = (ROOT / "reports" / "zhengzhou" / "2025" / "市商务局.xlsx").read_bytes()
        made.file("reports/zhengzhou/2025/" + os.fsdecode("市商务局.xlsx".encode("gbk")), content)
        contents = contents_of(tmp_path, department="市商务局")
        (report,) = (path for path in contents.files if path.parts[0] == "reports")
        assert report.name == r"\udcca\udcd0\udcc9\udccc\udcce\udcf1\udcbe\udcd6.xlsx"
        assert page_html(contents, acting("")).decode()

    def test_a_workbook_under_another_s_name_goes_nowhere(self, tmp_path: Path) -> None:
        """Neither to whom it is named after, nor to whom it was issued."""
        made = WorkspaceFiles(tmp_path)
        made.plan((ROOT / "plans" / "zhengzhou.toml").read_text(encoding="utf-8"), "zhengzhou")
        made.config("")
        content = (ROOT / "reports" / "zhengzhou" / "2025" / "市商务局.xlsx").read_bytes()
        made.file("reports/zhengzhou/2025/市财政局.xlsx", content)
        for department in ("市商务局", "市财政局"):
            files = contents_of(tmp_path, department=department).files
            assert not [path for path in files if path.parts[0] == "reports"]

    def test_lines_of_a_table_keep_their_numbers(self, workspace: WorkspaceFiles) -> None:
        plan = contents_of(workspace.folder).plans[0]
        text = f'{HEADING}\nD-12-1,{OTHER},2024-03-31,1,"two\nlines",,,,,\nD-12-1,{OWN},2024-06-30,2,,,,,,\n'
        lines = own_lines(text.encode("gb18030"), plan, "jgsw").decode().splitlines()
        assert lines == [HEADING, "", "", f"D-12-1,{OWN},2024-06-30,2,,,,,,"]
        assert own_lines(text.encode(), plan, "nobody") == b""
        assert own_lines(b"no,heading\n1,2\n", plan, "jgsw") == b""


@pytest.mark.parametrize("department", ["市商务局", "市城建局"])
def test_with_its_past_it_finds_what_the_coordinator_finds(tmp_path: Path, department: str) -> None:
    """The same command in the whole workspace and in what the page holds of it, on a workbook that has come by mail."""
    folder = write_files(tmp_path / "page", contents_of(ROOT, "zhengzhou", department=department))
    mailed = tmp_path / f"{department}.xlsx"
    mailed.write_bytes((ROOT / "reports" / "zhengzhou" / "2025" / f"{department}.xlsx").read_bytes())
    asked = ["validate", "--format", "json", "--lang", "zh", "--no-cache", str(mailed)]
    here, there = (run_plancheck(place, *asked, today=TODAY) for place in (folder, ROOT))
    assert (here.returncode, here.stdout) == (there.returncode, there.stdout)


@pytest.mark.parametrize(
    ("settings", "is_asked"),
    [
        ("", True),
        ("[gate]\nred_needs = []\n", False),
        ("[gate.plan.demo]\nred_needs = []\n", False),
        (f'[gate.department."{OWN}"]\nred_needs = []\n', False),
        ('[[waiver]]\ntarget = "D-12-1"\nreason = "资金调整"\napproved_by = "常务会议"\nuntil = 2026-12-31\n', False),
        (
            '[[waiver]]\nplan = "other"\ntarget = "D-12-1"\nreason = "机密"\napproved_by = "x"\nuntil = 2026-12-31\n',
            True,
        ),
    ],
)
def test_it_asks_for_what_the_workspace_s_gate_will_ask(tmp_path: Path, settings: str, is_asked: bool) -> None:
    """By the workspace's policy and waivers, and not by those that plancheck has where nobody says anything."""
    made = WorkspaceFiles(tmp_path / "city")
    made.plan(plan_text(task_lead='["jgsw"]', target_start="2025-01-01"))
    made.config("as_of = 2026-03-31\n" + settings)
    name = "reports/demo/2025/all.csv"
    days = ("03-31", "06-30", "09-30", "12-31")
    lines = [f"D-12-1,{OWN},2025-{day},{number},台账,,,,," for number, day in enumerate(days, 1)]
    made.file(name, "\r\n".join([HEADING, *lines]).encode("utf-8-sig"))
    contents = contents_of(made.folder, "demo")
    assert "机密" not in held(contents)
    page = write_files(tmp_path / "page", contents)
    (page / "reports/demo/2025").mkdir(parents=True)
    (page / name).write_bytes((made.folder / name).read_bytes())
    told = [
        run_plancheck(folder, "validate", name, "--format", "lines", today=TODAY).stdout
        for folder in (made.folder, page)
    ]
    assert ("asked-by-gate" in told[0]) is is_asked
    assert told[0] == told[1]


class TestOnePage:
    def test_a_text_of_a_plan_ends_no_script(self, workspace: WorkspaceFiles) -> None:
        title = "</script><script>alert(1)</script><!-- 方案"
        workspace.plan(plan_text(plan_title=json.dumps(title, ensure_ascii=False)))
        text = page_html(contents_of(workspace.folder), acting("worker </script> <!-- <script>")).decode()
        assert "alert(1)</script>" not in text
        assert text.count("</script>") == text.count("<script")
        found = re.search(r'<script type="application/json" id="workspace">(.*)</script>', text)
        assert found
        assert json.loads(found[1])["plans"][0]["title"] == title

    def test_the_policy_lets_nothing_out_and_no_other_script_in(self, workspace: WorkspaceFiles) -> None:
        text = page_html(contents_of(workspace.folder), acting("")).decode()
        found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert found
        rules = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
        assert rules["default-src"] == rules["connect-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
        assert "unsafe-inline" not in found[1]
        assert "http" not in found[1]
        # The policy stands before whatever it is to rule.
        assert text.index("Content-Security-Policy") < min(text.index("<style"), text.index("<script"))

    def test_the_same_contents_give_the_same_page_and_digest(self, workspace: WorkspaceFiles) -> None:
        first, second = contents_of(workspace.folder), contents_of(workspace.folder)
        assert page_html(first, acting("")) == page_html(second, acting(""))
        workspace.plan(plan_text(target_indicator='"更换公务用车"'))
        assert contents_of(workspace.folder).digest != first.digest

    def test_a_page_that_cannot_be_handed_out_is_refused(self, workspace: WorkspaceFiles) -> None:
        with pytest.raises(UsageProblem, match="10 MB"):
            page_html(contents_of(workspace.folder), acting("x" * MOST_BYTES))

    def test_the_coordinator_s_page_holds_nothing(self) -> None:
        told = coordinator_contents(open_workspace(ROOT, today=TODAY), ISSUED).as_json()
        assert (told["plans"], told["files"], told["department"]) == ([], [], "")


class TestSentences:
    def test_every_sentence_is_shown_and_every_sentence_shown_is_there(self) -> None:
        text = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.iterdir()))
        shown = set(re.findall(r"""say\('([\w.-]+)'""", text)) | set(re.findall(r'data-say="([\w.-]+)"', text))
        shown |= {f"officer.{name}" for name in ("error", "warning", "info")}
        shown |= {key for key in (*COMMON, *OFFICER, *COORDINATOR) if f"'{key}'" in text}
        shown |= {f"{kind}.title" for kind in ("officer", "coordinator")} | {"noscript", "old", "old-help"}
        shown |= {f"officer.verdict-{name}" for name in VERDICTS}
        states = {"loading", "ready", "stuck", "lost", "other-version"}
        assert shown | states == {*COMMON, *OFFICER, *COORDINATOR}

    @pytest.mark.parametrize("kind", ["officer", "coordinator"])
    def test_both_languages_fill_in_the_same_values(self, kind: str) -> None:
        words = page_sentences(kind)
        for key, sentence in words["zh"].items():
            assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", words["en"][key])), key


class TestCommand:
    def test_without_an_engine_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "plancheck_engine", None)
        with pytest.raises(UsageProblem) as refused:
            installed_engine()
        assert "plancheck[page]" in refused.value.fix("zh")
        assert "make engine" in refused.value.fix("en")

    def test_an_engine_of_another_version_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        other = ModuleType("plancheck_engine")
        other.version = "9.9.9"  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "plancheck_engine", other)
        with pytest.raises(UsageProblem, match=r"9\.9\.9"):
            installed_engine()

    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            (["-o", "市城建局.xlsx"], "市城建局.xlsx"),
            (["-o", "检查页"], "检查页"),
            (["-o", "检查页"], ".html"),
            (["--coordinator", "--department", "czj"], "--department"),
            (["--coordinator", "demo"], "PLAN"),
        ],
    )
    def test_what_makes_no_page_is_refused(self, workspace: WorkspaceFiles, arguments: list[str], word: str) -> None:
        before = sorted(workspace.folder.rglob("*"))
        run = run_plancheck(workspace.folder, "page", *arguments, today=TODAY)
        assert run.returncode == 2
        assert word in run.stderr
        assert sorted(workspace.folder.rglob("*")) == before

    def test_only_a_page_is_replaced(self, workspace: WorkspaceFiles, tmp_path: Path) -> None:
        """A document of the plan is HTML as well; a page of an earlier day is nobody's work."""
        made = {"PYTHONPATH": acting_engine(tmp_path)}
        document = workspace.folder / "政策.html"
        document.write_text("<!doctype html><p>文件</p>", encoding="utf-8")
        asked = ["page", "-o", document.name]
        run = run_plancheck(workspace.folder, *asked, today=TODAY, language="zh", **made)
        assert (run.returncode, document.read_text(encoding="utf-8")) == (2, "<!doctype html><p>文件</p>")
        assert "--force" in run.stderr
        (workspace.folder / "政策.html.bak").symlink_to("nowhere")
        forced = run_plancheck(workspace.folder, *asked, "--force", today=TODAY, language="zh", **made)
        assert forced.returncode == 0, forced.stderr
        kept = workspace.folder / "政策.html.bak2"
        assert kept.read_text(encoding="utf-8") == "<!doctype html><p>文件</p>"
        page = document.read_bytes()
        assert run_plancheck(workspace.folder, *asked, today="2026-02-01", **made).returncode == 0
        assert document.read_bytes() != page
        assert len(list(workspace.folder.glob("政策.html*"))) == 3

    def test_a_department_s_name_moves_no_cursor(self, workspace: WorkspaceFiles, tmp_path: Path) -> None:
        name = json.dumps("市\x1b[31m局")
        workspace.plan(plan_text(departments_jgsw=f"{{ name = {name} }}"))
        workspace.config("")
        made = {"PYTHONPATH": acting_engine(tmp_path)}
        run = run_plancheck(workspace.folder, "page", "--department", "jgsw", today=TODAY, **made)
        assert (run.returncode, "[31m" in run.stderr, "\x1b" in run.stderr) == (0, True, False)

    def test_what_lies_where_the_page_of_workbooks_goes_is_kept(
        self, workspace: WorkspaceFiles, tmp_path: Path
    ) -> None:
        made = {"PYTHONPATH": acting_engine(tmp_path)}
        workspace.file("out/demo/2026/填报检查.html", b"<p>not ours</p>")
        asked = ["template", "--all", "--year", "2026", "--page", "-o", "out"]
        assert run_plancheck(workspace.folder, *asked, today=TODAY, **made).returncode == 2
        run = run_plancheck(workspace.folder, *asked, "--force", today=TODAY, **made)
        assert run.returncode == 0, run.stderr
        assert (workspace.folder / "out/demo/2026/填报检查.html.bak").read_bytes() == b"<p>not ours</p>"

    @pytest.mark.usefixtures("engine")
    def test_a_page_is_written_and_says_whose_it_is(self, workspace: WorkspaceFiles) -> None:
        run = run_plancheck(workspace.folder, "page", "--department", "czj", today=TODAY, language="zh")
        assert (run.returncode, run.stdout) == (0, "")
        assert "只能发给这个单位" in run.stderr
        # Not the name of the page for all, in whose place it would be handed out.
        page = workspace.folder / f"填报检查-{OTHER}.html"
        assert page.stat().st_size < MOST_BYTES
        assert run_plancheck(workspace.folder, "page", "--department", "nobody", today=TODAY).returncode == 2

    @pytest.mark.usefixtures("engine")
    def test_workbooks_are_issued_with_their_page(self, workspace: WorkspaceFiles) -> None:
        import openpyxl

        run = run_plancheck(workspace.folder, "template", "--all", "--year", "2026", "--page", "-o", "out", today=TODAY)
        assert run.returncode == 0, run.stderr
        folder = workspace.folder / "out" / "demo" / "2026"
        names = sorted(path.name for path in folder.iterdir())
        assert names == sorted(["填报检查.html", f"{OWN}.xlsx", f"{OTHER}.xlsx"])
        assert "2 workbooks" in run.stdout
        assert "填报检查.html" in run.stdout
        cover = openpyxl.load_workbook(folder / f"{OWN}.xlsx").worksheets[0]
        told = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
        assert any("填报检查.html" in line and "拖进去" in line for line in told)
        assert not any("plancheck validate" in line for line in told)
        # A page of another day is no filled workbook: it is replaced; what is not ours is not.
        again = ["template", "--all", "--year", "2026", "--page", "-o", "out"]
        assert run_plancheck(workspace.folder, *again, today="2026-02-01").returncode == 0
        (folder / "填报检查.html").write_text("<p>not ours</p>", encoding="utf-8")
        assert run_plancheck(workspace.folder, *again, today=TODAY).returncode == 2


def test_days_to_hand_in_are_those_of_the_plan(workspace: WorkspaceFiles) -> None:
    plan = contents_of(workspace.folder).plans[0]
    assert plan_facts(plan)["due"] == []
    assert plan_facts(plan)["recipient"] == {"zh": "", "en": ""}
    due = plan_facts(replace(plan, due_days=15))["due"]
    assert isinstance(due, list)
    assert ["2025-12-31", "2026-01-15"] in due
    assert min(end for end, _ in due) >= plan.start.isoformat()
    assert max(end for end, _ in due) == f"{plan.end.year}-12-31"


def test_values_come_back_from_toml_as_they_were() -> None:
    values = {
        "text": 'a "b" \\ \n\t\x7f\x01 项 😀',
        "day": date(2025, 12, 31),
        "exact": Decimal("7.80"),
        "whole": 3,
        "yes": True,
        "none of one's own": {"键": ["a", Decimal("1e3"), {"x": False}]},
    }
    assert tomli.loads(toml_table(values), parse_float=Decimal) == values
