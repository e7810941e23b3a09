"""Many files by several processes: the order, and processes that cannot be started."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from plancheck.workbook.intake.intake import ReportFile, read_file
from plancheck.workbook.intake.pool import processes_for, read_files

CSV = "target,department,period_end,value\nS-1,市财政局,2025-03-31,{}\n"


@pytest.fixture
def files(tmp_path: Path) -> list[ReportFile]:
    for number in range(7):
        (tmp_path / f"{number}.csv").write_text(CSV.format(number), encoding="utf-8")
    return [ReportFile(tmp_path / f"{number}.csv", 2025) for number in (3, 1, 6, 0, 2, 5, 4)]


@pytest.mark.parametrize("processes", [1, 2, 7, 20])
def test_answers_come_in_the_order_of_the_files(files: list[ReportFile], processes: int) -> None:
    assert list(read_files(files, processes)) == [read_file(*file) for file in files]


def test_who_has_seen_enough_leaves_no_process_behind(files: list[ReportFile]) -> None:
    import multiprocessing

    answers = read_files(files, 3)
    next(answers)
    assert isinstance(answers, Generator)
    answers.close()
    for child in multiprocessing.active_children():
        child.join(timeout=10)
    assert multiprocessing.active_children() == []


def test_no_files() -> None:
    assert list(read_files([], 4)) == []


def test_where_no_process_can_be_started_no_file_is_to_blame(files: list[ReportFile]) -> None:
    """A script that may not be imported again keeps every worker from beginning; its files are read all the same."""
    folder = files[0].path.parent
    script = folder / "script.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "if __name__ != '__main__':\n    sys.exit(1)\n"
        "from plancheck.workbook.intake.intake import ReportFile\n"
        "from plancheck.workbook.intake.pool import read_files\n"
        "files = [ReportFile(path, 2025) for path in sorted(Path('.').glob('*.csv'))]\n"
        "print([(one.path, one.progress is not None) for one in read_files(files, 2)])\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script.name], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stdout.strip() == str([(f"{number}.csv", True) for number in range(7)])


@pytest.mark.parametrize(("files", "wanted", "expected"), [(0, 4, 1), (3, 8, 3), (100, 2, 2), (10, 0, 1)])
def test_how_many_processes(files: int, wanted: int, expected: int) -> None:
    assert processes_for(files, wanted) == expected


@pytest.mark.parametrize("known", [None, 1])
def test_a_machine_that_does_not_know_its_processors_has_one(
    monkeypatch: pytest.MonkeyPatch, known: int | None
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: known)
    assert processes_for(1000, 0) == 1


@pytest.mark.parametrize("processes", [1, 2])
def test_findings_name_the_path_that_is_to_be_shown(tmp_path: Path, processes: int) -> None:
    """Wherever the file lies, and whatever the working directory is."""
    (tmp_path / "a.csv").write_text(CSV.format("约3"), encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nothing")
    names = ("a.csv", "b.xlsx", "missing.xlsx")
    files = [ReportFile(tmp_path / name, 2025, f"reports/{name}") for name in names]
    answers = list(read_files(files, processes))
    assert [answer.path for answer in answers] == [f"reports/{name}" for name in names]
    for answer in answers:
        of_rows = answer.progress.findings if answer.progress else ()
        assert {found.path for found in (*answer.findings, *of_rows)} == {answer.path}
