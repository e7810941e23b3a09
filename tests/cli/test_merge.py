"""`plancheck merge` as it is typed: halves of one workbook become one, or it is said what keeps them apart."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from plancheck.workbook.answers.entries import read_answers
from plancheck.workbook.intake.intake import read_file
from tests.cli.handed_in import FLEET, HandedIn, Typed, find_cell, type_in

MARCH = ("D-12-1", "value:2025-03-31")
JUNE = ("D-12-1", "value:2025-06-30")
SHARE = ("D-12-3", "value:2025-03-31")
EVIDENCE = ("D-12-1", "evidence")
WHOLE = Path("whole.xlsx")


@pytest.fixture(params=["zh", "en"])
def handed_in(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> HandedIn:
    monkeypatch.chdir(tmp_path)
    return HandedIn(tmp_path, capsys, str(request.param))


def halves(handed_in: HandedIn, *typed: dict[tuple[str, str], Typed]) -> list[str]:
    """Copies of one issued workbook, each with something else typed in."""
    issued = handed_in.issue(output="out")
    paths = [Path(f"half{number}.xlsx") for number in range(1, len(typed) + 1)]
    for path, content in zip(paths, typed, strict=True):
        type_in(Path(shutil.copy(issued, path)), content)
    return [path.as_posix() for path in paths]


def said(path: Path) -> dict[tuple[str, str], str]:
    progress = read_file(path).progress
    assert progress is not None
    return {key: answer.says for key, answer in read_answers(progress).items()}


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*.xlsx*")}


def test_two_halves_are_one(handed_in: HandedIn) -> None:
    """A value and a blank, the same value twice, text that cannot be read, a text that holds the other."""
    first, second = halves(
        handed_in,
        {MARCH: 300, SHARE: 92.5, EVIDENCE: "台账"},
        {MARCH: "300", JUNE: "约335", EVIDENCE: "台账、批复", ("D-12-4", "state:2025-03-31"): "推进中"},
    )
    before = {name: Path(name).read_bytes() for name in (first, second)}
    assert handed_in.run("merge", first, second, "-o", "whole.xlsx") == 0
    assert said(WHOLE) == {
        MARCH: "300",
        JUNE: "约335",
        SHARE: "92.5",
        EVIDENCE: "台账、批复",
        ("D-12-4", "state:2025-03-31"): "under-way",
    }
    assert "[entry-in-longer]" in handed_in.out
    assert "whole.xlsx" in handed_in.err
    assert FLEET in handed_in.err
    assert {name: Path(name).read_bytes() for name in before} == before
    progress = read_file(WHOLE).progress
    assert progress is not None
    assert (progress.plan, progress.department, progress.year) == ("demo", FLEET, 2025)


def test_three_parts_in_any_order(handed_in: HandedIn) -> None:
    parts = halves(handed_in, {MARCH: 300}, {JUNE: 335}, {SHARE: 90})
    assert handed_in.run("merge", *parts, "-o", "whole.xlsx", "-q") == 0
    assert handed_in.err == ""
    first = WHOLE.read_bytes()
    assert handed_in.run("merge", *reversed(parts), "-o", "other.xlsx") == 0
    assert Path("other.xlsx").read_bytes() == first


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (MARCH, 300, 301),
        (MARCH, 300, "约300"),
        (EVIDENCE, "台账", "批复"),
        (("D-12-4", "state:2025-03-31"), "推进中", "已完成"),
    ],
)
def test_a_contradiction_is_exit_1_and_shows_both_cells(
    handed_in: HandedIn, key: tuple[str, str], one: Typed, other: Typed
) -> None:
    first, second = halves(handed_in, {key: one, SHARE: 90}, {key: other})
    before = files()
    assert handed_in.run("merge", first, second, "-o", "whole.xlsx", "--format", "json") == 1
    (found,) = json.loads(handed_in.out)["findings"]
    assert found["rule"] == "entries-contradict"
    assert (found["path"], f"{found['sheet']}!{found['cell']}") == (second, find_cell(Path(second), *key))
    assert f"{first}:{find_cell(Path(first), *key)}" in found["message"]
    assert files() == before


def test_without_a_name_nothing_is_written(handed_in: HandedIn) -> None:
    parts = halves(handed_in, {MARCH: 300}, {JUNE: 335})
    before = files()
    assert handed_in.run("merge", *parts) == 0
    assert "-o" in handed_in.err
    assert files() == before


class TestRefused:
    def test_two_departments(self, handed_in: HandedIn) -> None:
        (first,) = halves(handed_in, {MARCH: 300})
        assert handed_in.run("merge", first, "out/demo/2025/市财政局.xlsx", "-o", "whole.xlsx") == 2
        assert FLEET in handed_in.err
        assert "市财政局" in handed_in.err
        assert not WHOLE.exists()

    def test_two_years(self, handed_in: HandedIn) -> None:
        (first,) = halves(handed_in, {MARCH: 300})
        other = shutil.copy(handed_in.issue(year=2026, output="out"), "later.xlsx")
        assert handed_in.run("merge", first, other, "-o", "whole.xlsx") == 2
        assert "2026" in handed_in.err

    @pytest.mark.parametrize("force", [[], ["--force"]])
    def test_a_part_is_never_written_over(self, handed_in: HandedIn, force: list[str]) -> None:
        first, second = halves(handed_in, {MARCH: 300}, {JUNE: 335})
        before = Path(first).read_bytes()
        Path("link.xlsx").symlink_to(Path(first).resolve())
        for name in (first, "link.xlsx"):
            assert handed_in.run("merge", first, second, "-o", name, *force) == 2
        assert Path(first).read_bytes() == before

    def test_nor_is_what_is_there_unasked(self, handed_in: HandedIn) -> None:
        first, second = halves(handed_in, {MARCH: 300}, {JUNE: 335})
        WHOLE.write_bytes(b"mine")
        assert handed_in.run("merge", first, second, "-o", "whole.xlsx") == 2
        assert WHOLE.read_bytes() == b"mine"
        assert handed_in.run("merge", first, second, "-o", "whole.xlsx", "--force") == 0
        assert Path("whole.xlsx.bak").read_bytes() == b"mine"
        assert said(WHOLE) == {MARCH: "300", JUNE: "335"}

    @pytest.mark.parametrize(
        ("name", "content"),
        [("b.csv", b"target,department,period_end,value\n"), ("b.xlsx", b"PK\x03\x04 broken"), ("gone.xlsx", None)],
    )
    def test_what_is_no_workbook(self, handed_in: HandedIn, name: str, content: bytes | None) -> None:
        (first,) = halves(handed_in, {MARCH: 300})
        if content is not None:
            Path(name).write_bytes(content)
        assert handed_in.run("merge", first, name, "-o", "whole.xlsx") == 2
        assert name in handed_in.err
        assert not WHOLE.exists()

    def test_one_alone(self, handed_in: HandedIn) -> None:
        (first,) = halves(handed_in, {MARCH: 300})
        assert handed_in.run("merge", first, f"./{first}", "-o", "whole.xlsx") == 2

    def test_another_ending(self, handed_in: HandedIn) -> None:
        parts = halves(handed_in, {MARCH: 300}, {JUNE: 335})
        assert handed_in.run("merge", *parts, "-o", "whole.xls") == 2


def test_a_half_without_marks_is_taken_for_what_the_other_is(handed_in: HandedIn) -> None:
    """Its hidden sheet and its properties are gone, and nothing but actions, which two departments report, is filled."""
    first, second = halves(handed_in, {MARCH: 300}, {JUNE: 335})
    book = openpyxl.load_workbook(second)
    del book["_meta"]
    properties = book.custom_doc_props  # type: ignore[attr-defined] # the stubs do not have it
    for name in list(properties.names):
        del properties[name]
    book.save(second)
    assert handed_in.run("merge", first, second, "-o", "whole.xlsx") == 0
    assert said(WHOLE) == {MARCH: "300", JUNE: "335"}
    del book["进度填报"]
    book.save(second)
    assert handed_in.run("merge", second, first, "-o", "whole2.xlsx") == 0, handed_in.err
    assert said(Path("whole2.xlsx")) == {MARCH: "300"}


def test_what_the_plan_no_longer_asks_for_is_said(handed_in: HandedIn) -> None:
    from tests.plans import plan_text

    first, second = halves(handed_in, {MARCH: 300}, {SHARE: 92.5})
    handed_in.plan(plan_text())
    assert handed_in.run("merge", first, second, "-o", "whole.xlsx") == 0
    assert "[entry-without-cell]" in handed_in.out
    assert f"{second}:{find_cell(Path(second), *SHARE)}" in handed_in.out
    assert said(WHOLE) == {MARCH: "300"}


def test_what_is_filed_is_no_part(handed_in: HandedIn) -> None:
    """The parts are those that are named."""
    type_in(handed_in.issue(), {SHARE: 12})
    parts = halves(handed_in, {MARCH: 300, SHARE: None}, {JUNE: 335, SHARE: None})
    assert handed_in.run("merge", *parts, "-o", "whole.xlsx") == 0
    assert said(WHOLE) == {MARCH: "300", JUNE: "335"}


def test_a_whole_that_is_checked_has_the_findings_of_its_parts(handed_in: HandedIn) -> None:
    first, second = halves(handed_in, {MARCH: "24辆"}, {JUNE: "约335"})
    assert handed_in.run("merge", first, second, "-o", "whole.xlsx") == 0
    progress = read_file(WHOLE).progress
    assert progress is not None
    assert sorted(one.rule for one in progress.findings) == ["not-a-number", "text-number"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_halves_saved_in_an_old_format(handed_in: HandedIn) -> None:
    """What a share of one is meant as, an old format does not tell: it is no number in the whole either."""
    parts = halves(handed_in, {MARCH: 300, SHARE: 0.9}, {JUNE: 335, EVIDENCE: "台账"})
    profile = f"-env:UserInstallation={(handed_in.folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "xls", *parts]
    subprocess.run(convert, capture_output=True, check=True, timeout=180)
    assert handed_in.run("merge", "half1.xls", "half2.xls", "-o", "whole.xlsx") == 0
    assert said(WHOLE) == {MARCH: "300", SHARE: "? 0.9", JUNE: "335", EVIDENCE: "台账"}
    handed_in.run("validate", "half1.xls", "--mark")
    Path("half1.xls").unlink()
    assert said(Path("half1.xls.checked.xlsx"))[SHARE] == "? 0.9"
    handed_in.run("validate", "half1.xls.checked.xlsx")
    assert "not-a-number" in handed_in.out
