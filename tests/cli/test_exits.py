"""What a failed write is called: the file, what is the matter with it, and the code."""

from __future__ import annotations

import errno
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from plancheck.cli.exits import COULD_NOT_JUDGE, exit_codes
from tests.environment import run_plancheck
from tests.plans import plan_text

SerialisationError = type("SerialisationError", (Exception,), {})


def said(problem: Exception, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left, exit_codes("en"):
        raise problem
    assert left.value.code == COULD_NOT_JUDGE
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "matter", "remedy"),
    [
        (errno.ENOSPC, "the disk is full", "make room"),
        (errno.EFBIG, "larger than allowed", "make room"),
        (errno.EROFS, "no permission", "choose a folder that can be written"),
        (errno.EACCES, "no permission", "choose a folder that can be written"),
        (errno.EBUSY, "another program holds it", "close it"),
        (errno.EIO, "Input/output error", "check the name and the place"),
    ],
)
def test_each_trouble_has_its_own_remedy(
    number: int, matter: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    message, fix = said(OSError(number, "Input/output error", "out/s.json"), capsys).splitlines()
    assert message.startswith("plancheck: out/s.json: ")
    assert matter in message
    assert fix.startswith(f"  fix: {remedy}")


@pytest.mark.parametrize("told", ["IO_ENOSPC", "IO_EFBIG"])
def test_a_full_folder_for_temporary_files_is_no_bug(told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the disk is full" in said(SerialisationError(told), capsys)


def test_a_write_that_failed_for_no_known_reason_is_no_bug_either(capsys: pytest.CaptureFixture[str]) -> None:
    assert "reading or writing failed: IO_WRITE" in said(SerialisationError("IO_WRITE"), capsys)


def test_what_is_said_of_a_problem_moves_no_cursor(tmp_path: Path) -> None:
    """A plan from elsewhere, named on the way to something else: each finding is a line, and no terminal obeys it."""
    (tmp_path / "plans").mkdir()
    mail = json.dumps("a\n\x1b[31mred\x07\u202e\u2028b")
    text = plan_text(departments_jgsw=f'{{ name = "市机关事务中心", mail = {mail} }}')
    (tmp_path / "plans" / "demo.toml").write_text(text, encoding="utf-8")
    for command in (["status"], ["gate", "--year", "2024"], ["template", "demo", "--year", "2025"]):
        run = run_plancheck(tmp_path, *command, today="2025-06-02")
        assert run.returncode == COULD_NOT_JUDGE
        assert run.stderr.count("[31mred") == 1
        assert all(line.isprintable() for line in run.stderr.split("\n"))


def test_what_is_told_of_a_plan_moves_no_cursor(tmp_path: Path) -> None:
    """Every text of a plan, on every line of the commands that show it; and the workbooks issued of it are XML."""
    (tmp_path / "plans").mkdir()
    hostile = json.dumps("a\x1b[31mred\x07\u202e\u2028b\uffff")
    named = {f"{key}": hostile for key in ("plan_title", "target_indicator", "target_unit", "task_title")}
    own = f"{{ name = {hostile}, contact = {hostile} }}"
    more = {"departments_jgsw": own, "plan_recipient": f"{{ name = {hostile} }}", "target_figure": '"650"'}
    (tmp_path / "plans" / "demo.toml").write_text(plan_text(**named, **more), encoding="utf-8")
    for words in ("lint", "status", "status demo --format table", "explain D-12-1", "targets", "chase --year 2025"):
        run = run_plancheck(tmp_path, *words.split(), today="2026-06-02")
        assert run.returncode == 0, run.stderr
        assert "[31mred" in run.stdout or words == "lint"
        assert not set("\x1b\x07\u202e\u2028") & {*run.stdout, *run.stderr}, words
    assert (
        run_plancheck(tmp_path, "template", "demo", "--year", "2025", "-o", "out", today="2025-06-02").returncode == 0
    )
    books = list(tmp_path.glob("out/demo/2025/*.xlsx"))
    assert books
    for book in books:
        with zipfile.ZipFile(book) as parts:
            for part in parts.namelist():
                ElementTree.fromstring(parts.read(part))
