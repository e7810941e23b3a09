"""`plancheck validate` as it is typed: files that are wrong, many at once, marked copies, and what must not happen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from plancheck.findings import TextPlace
from plancheck.findings.cell_ranges import column_letters
from plancheck.observations import Observation, Remark, Reports
from tests.environment import kept_environment
from tests.plans import plan_text, sound_plan
from tests.workbook.issued import issue_workbook

CODE = "from plancheck.cli import main; main()"
FLEET, FINANCE = "市机关事务中心", "市财政局"
QUARTERS = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
NOWHERE = TextPlace("")


def validate(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """In a pipe, in Chinese, with a cache of its own."""
    base = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PLANCHECK_LANG": "zh",
        "XDG_CACHE_HOME": str(folder.parent / "xdg"),
    }
    return subprocess.run(
        [sys.executable, "-c", CODE, "validate", *arguments],
        cwd=folder,
        env=kept_environment() | base | settings,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A plan whose one target the fleet office reports, and its sound workbook for 2025; blanks and Chinese in the path."""
    folder = tmp_path / "工作 区"
    (folder / "plans").mkdir(parents=True)
    (folder / "plancheck.toml").write_text("as_of = 2026-03-31\n", encoding="utf-8")
    sound_plan(folder / "plans", plan_text())
    write_workbook(folder, "reports/demo/2025/市机关事务中心.xlsx", 300, 335, 360, 400)
    return folder


def write_workbook(folder: Path, name: str, *values: int) -> Path:
    plan = sound_plan(folder / "plans", plan_text())
    told = [
        Observation("D-12-1", FLEET, day, NOWHERE, 2025, Decimal(value))
        for day, value in zip(QUARTERS, values, strict=True)
    ]
    evidence = Remark("D-12-1", FLEET, 2025, NOWHERE, evidence="车辆处置批复")
    path = folder / name
    issue_workbook(plan, "jgsw", 2025, path, filled=Reports(tuple(told), (evidence,)))
    return path


def spoil(path: Path, column: str = "value:2025-06-30", value: str | int = "约335") -> str:
    """Type something into a cell; its address."""
    book = openpyxl.load_workbook(path)
    sheet = book["进度填报"]
    codes = {cell.value: column_letters(cell.column) for cell in sheet[1] if cell.column is not None}
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "D-12-1"]
    cell = f"{codes[column]}{rows[0]}"
    sheet[cell] = value
    book.save(path)
    return cell


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestExitCodes:
    def test_a_sound_workbook_passes(self, workspace: Path) -> None:
        done = validate(workspace, "reports")
        assert (done.returncode, done.stdout) == (0, "")
        assert "1 个文件" in done.stderr

    @pytest.mark.parametrize("name", ["empty", "empty/*.xlsx", "reports/*/2031/*.xlsx"])
    def test_nothing_to_check_is_no_pass(self, workspace: Path, name: str) -> None:
        (workspace / "empty").mkdir()
        done = validate(workspace, name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.strip()

    def test_a_file_that_is_not_there(self, workspace: Path) -> None:
        done = validate(workspace, "没有.xlsx")
        assert done.returncode == 2
        assert "没有.xlsx" in done.stdout
        assert "[file-missing]" in done.stdout

    def test_a_file_that_is_not_there_beside_one_that_is(self, workspace: Path) -> None:
        done = validate(workspace, "没有.xlsx", "reports")
        assert done.returncode == 1
        assert "[file-missing]" in done.stdout

    def test_one_bad_file_among_good_ones(self, workspace: Path) -> None:
        (workspace / "reports/demo/2025/坏 的.xlsx").write_bytes(b"PK\x03\x04 cut short")
        done = validate(workspace, "reports")
        assert done.returncode == 1
        wheres = [line.partition(": ")[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
        assert wheres == ["reports/demo/2025/坏 的.xlsx"]

    def test_a_wrong_cell_is_named_as_excel_names_it(self, workspace: Path) -> None:
        path = workspace / "reports/demo/2025/市机关事务中心.xlsx"
        cell = spoil(path)
        done = validate(workspace, "reports/demo/2025/市机关事务中心.xlsx")
        assert done.returncode == 1
        assert f"市机关事务中心.xlsx:进度填报!{cell}: error: " in done.stdout
        assert done.stdout.count(": error: ") == 1


class TestManyFiles:
    @pytest.fixture
    def many(self, workspace: Path) -> Path:
        """Twelve files in one folder, every third of them wrong."""
        folder = workspace / "inbox"
        folder.mkdir()
        content = (workspace / "reports/demo/2025/市机关事务中心.xlsx").read_bytes()
        for number in range(12):
            path = folder / f"收 {number:02}.xlsx"
            path.write_bytes(content if number % 3 else content[: 2000 + number])
        return workspace

    def test_the_number_of_processes_changes_nothing(self, many: Path) -> None:
        runs = [validate(many, "inbox", "--jobs", jobs, "--no-cache", "--format", "json") for jobs in ("1", "2", "5")]
        assert {run.returncode for run in runs} == {1}
        assert len({run.stdout for run in runs}) == 1
        assert len(json.loads(runs[0].stdout)["files"]) == 12

    def test_neither_does_the_cache(self, many: Path) -> None:
        runs = [validate(many, "inbox", "--format", "json") for _ in range(2)]
        assert len({run.stdout for run in [*runs, validate(many, "inbox", "--format", "json", "--no-cache")]}) == 1

    def test_the_cache_lies_where_the_workspace_says(self, many: Path) -> None:
        (many / "plancheck.toml").write_text('as_of = 2026-03-31\ncache = ".缓存"\n', encoding="utf-8")
        first = validate(many, "inbox")
        kept = many / ".缓存" / "plancheck" / "read-1.sqlite3"
        assert kept.stat().st_size > 0
        assert (kept.parent / ".gitignore").read_text(encoding="ascii") == "*\n"
        assert [path.name for path in kept.parent.parent.iterdir()] == ["plancheck"]
        kept.write_bytes(b"broken " * 1000)
        assert validate(many, "inbox").stdout == first.stdout

    @pytest.mark.parametrize("way", ["option", "config"])
    def test_no_cache_leaves_none(self, many: Path, way: str) -> None:
        (many / "plancheck.toml").write_text(
            f"as_of = 2026-03-31\ncache = {str(way == 'option').lower()}\n", encoding="utf-8"
        )
        validate(many, "inbox", *(["--no-cache"] if way == "option" else []))
        assert not (many.parent / "xdg").exists()

    @pytest.mark.parametrize(
        ("end", "rule"), [("os._exit(9)", "worker-died"), ("threading.Event().wait()", "worker-too-slow")]
    )
    def test_a_file_that_ends_its_worker_costs_no_other(self, many: Path, end: str, rule: str) -> None:
        """No honest file does that; a patched reader, which every process loads on its own, stands in for one."""
        patch = many.parent / "patch"
        patch.mkdir()
        (patch / "sitecustomize.py").write_text(
            "import os, threading\n"
            "import plancheck.workbook.intake.pool as pool\n"
            "read = pool.read_file\n"
            "def read_file(path, year=None, shown=''):\n"
            f"    return {end} if path.name == '收 04.xlsx' else read(path, year, shown)\n"
            "pool.read_file, pool.DEADLINE = read_file, 2.0\n",
            encoding="utf-8",
        )
        plain = json.loads(validate(many, "inbox", "--no-cache", "--format", "json").stdout)["findings"]
        path = os.pathsep.join([str(patch), *sys.path])
        done = validate(many, "inbox", "--jobs", "2", "--no-cache", "--format", "json", PYTHONPATH=path)
        found = json.loads(done.stdout)["findings"]
        assert [one["rule"] for one in found if one["path"] == "inbox/收 04.xlsx"] == [rule]
        others = [one for one in found if one["path"] != "inbox/收 04.xlsx"]
        assert {one["path"] for one in others} == {one["path"] for one in plain} - {"inbox/收 04.xlsx"}
        assert done.returncode == 1


class TestFormats:
    @pytest.fixture
    def wrong(self, workspace: Path) -> Path:
        spoil(workspace / "reports/demo/2025/市机关事务中心.xlsx", value="<b>&]]>::error::%0A")
        return workspace

    def test_json(self, wrong: Path) -> None:
        told = json.loads(validate(wrong, "reports", "--format", "json").stdout)
        (found,) = told["findings"]
        assert told["files"] == [found["path"]] == ["reports/demo/2025/市机关事务中心.xlsx"]
        assert (found["rule"], found["sheet"], found["target"]) == ("not-a-number", "进度填报", "D-12-1")

    def test_json_says_what_each_file_was_taken_for(self, workspace: Path) -> None:
        """A blank form of a year in which nothing is due yet has no finding, and no answer."""
        sound = workspace / "reports" / "demo" / "2025" / f"{FLEET}.xlsx"
        (sound.parent / f"{FLEET}.checked.xlsx").write_bytes(sound.read_bytes())
        (sound.parent / "照片.xlsx").write_bytes(b"\xff\xd8\xff")
        blank = workspace / "reports" / "demo" / "2026" / f"{FLEET}.xlsx"
        issue_workbook(sound_plan(workspace / "plans", plan_text()), "jgsw", 2026, blank)
        run = validate(workspace, *map(str, sorted(sound.parent.iterdir())), str(blank), "--format", "json")
        listed = json.loads(run.stdout)["workbooks"]
        told = {"/".join(Path(one.pop("path")).parts[-2:]): one for one in listed}
        ours = {"plan": "demo", "departments": [FLEET], "left_out": False}
        assert told.pop(f"2025/{FLEET}.xlsx") == {**ours, "year": 2025, "answers": 5}
        assert told.pop(f"2025/{FLEET}.checked.xlsx") == {**ours, "year": 2025, "answers": 5, "left_out": True}
        assert told.pop(f"2026/{FLEET}.xlsx") == {**ours, "year": 2026, "answers": 0}
        unknown: dict[str, object] = {"plan": None, "departments": [], "year": None, "answers": 0, "left_out": False}
        assert told == {"2025/照片.xlsx": unknown}

    def test_junit(self, wrong: Path) -> None:
        root = ElementTree.fromstring(validate(wrong, "reports", "--format", "junit").stdout.encode())
        assert [suite.get("failures") for suite in root.iter("testsuite")] == ["1"]
        assert len(list(root.iter("failure"))) == 1

    def test_github(self, wrong: Path) -> None:
        lines = validate(wrong, "reports", "--format", "github").stdout.splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("::error file=reports/demo/2025/市机关事务中心.xlsx,title=not-a-number")

    def test_written_to_a_file(self, wrong: Path) -> None:
        done = validate(wrong, "reports", "--format", "json", "-o", "out/结果.json")
        assert (done.returncode, done.stdout) == (1, "")
        assert json.loads((wrong / "out/结果.json").read_text(encoding="utf-8"))["findings"]


class TestMark:
    def test_the_copy_says_what_is_wrong_and_where(self, workspace: Path) -> None:
        path = workspace / "reports/demo/2025/市机关事务中心.xlsx"
        cell = spoil(path)
        done = validate(workspace, "reports", "--mark")
        copy = openpyxl.load_workbook(path.with_name("市机关事务中心.checked.xlsx"))
        assert done.returncode == 1
        assert copy.sheetnames[:2] == ["待更正", "进度填报"]
        assert copy["待更正"]["C4"].hyperlink.location == f"'进度填报'!{cell}"
        assert "约335" in copy["待更正"]["E4"].value
        assert "约335" in copy["进度填报"][cell].comment.text
        assert copy["进度填报"][cell].value == "约335"

    def test_copies_are_not_checked_with_the_folder(self, workspace: Path) -> None:
        spoil(workspace / "reports/demo/2025/市机关事务中心.xlsx")
        first = validate(workspace, "reports", "--mark")
        assert validate(workspace, "reports").stdout == first.stdout

    def test_nothing_is_written_without_being_asked(self, workspace: Path) -> None:
        spoil(workspace / "reports/demo/2025/市机关事务中心.xlsx")
        before = tree(workspace)
        validate(workspace, "reports")
        assert tree(workspace) == before

    def test_marking_leaves_the_files_alone(self, workspace: Path) -> None:
        spoil(workspace / "reports/demo/2025/市机关事务中心.xlsx")
        (workspace / "reports/demo/2025/坏.xlsx").write_bytes(b"PK\x03\x04 cut short")
        before = tree(workspace)
        validate(workspace, "reports", "--mark")
        after = tree(workspace)
        assert after.keys() - before.keys() == {"reports/demo/2025/市机关事务中心.checked.xlsx"}
        assert {name: after[name] for name in before} == before

    @pytest.fixture
    def no_writing(self, workspace: Path) -> Iterator[Path]:
        folder = workspace / "reports/demo/2025"
        folder.chmod(0o500)
        yield workspace
        folder.chmod(0o700)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_that_cannot_be_written_is_checked_all_the_same(self, no_writing: Path) -> None:
        before = tree(no_writing)
        assert validate(no_writing, "reports").returncode == 0
        assert tree(no_writing) == before

    def test_a_copy_that_cannot_be_written_keeps_no_other_back(self, workspace: Path) -> None:
        """Its place is taken by a folder. The findings are told, the exit code says that not all was done."""
        for name in ("a.xlsx", "b.xlsx"):
            spoil(write_workbook(workspace, f"inbox/{name}", 300, 335, 360, 400))
        (workspace / "inbox/a.checked.xlsx").mkdir()
        done = validate(workspace, "inbox/a.xlsx", "inbox/b.xlsx", "--mark")
        assert done.returncode == 2
        assert done.stdout.count("[not-a-number]") == 2
        assert "a.checked.xlsx" in done.stderr
        assert (workspace / "inbox/b.checked.xlsx").is_file()
        assert not [path for path in (workspace / "inbox").iterdir() if path.suffix == ".tmp"]


class TestYearBefore:
    CSV = "target,department,period_end,value,evidence\n"

    def test_last_years_value_shows_a_fall(self, workspace: Path) -> None:
        """Last year's file is read for it, and told of where it stands against the one that was asked about."""
        folder = workspace / "reports/demo/2024"
        folder.mkdir()
        text = f"{self.CSV}D-12-1,{FLEET},2024-12-31,390,台账\nD-99,{FLEET},2024-12-31,1,\n"
        (folder / "figures.csv").write_text(text, encoding="utf-8")
        done = validate(workspace, "reports/demo/2025", "--format", "json")
        (found,) = [one for one in json.loads(done.stdout)["findings"] if one["rule"] != "asked-by-gate"]
        assert found["rule"] == "fallen"
        assert found["path"] == "reports/demo/2024/figures.csv"
        assert "2025-03-31" in found["message"]
        assert "reports/demo/2025/市机关事务中心.xlsx:" in found["message"]
