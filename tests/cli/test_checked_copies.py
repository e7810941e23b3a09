"""A marked copy that comes back: alone it is the workbook, beside its workbook it is nobody's; never is it silence."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from plancheck.workbook.answers.entries import read_answers
from plancheck.workbook.intake.intake import read_file
from tests.cli.handed_in import FLEET, HandedIn, Typed, find_cell, type_in

MARCH = ("D-12-1", "value:2025-03-31")
JUNE = ("D-12-1", "value:2025-06-30")
FOLDER = Path("reports", "demo", "2025")
FORMS = ["{}.checked.xlsx", "{}.checked(1).xlsx", "{}.checked - 副本.xlsx", "{}.checked-2.xlsx", "{}.CHECKED.XLSX"]


@pytest.fixture(params=["zh", "en"])
def handed_in(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> HandedIn:
    monkeypatch.chdir(tmp_path)
    return HandedIn(tmp_path, capsys, str(request.param))


def marked(handed_in: HandedIn) -> tuple[Path, Path]:
    """A workbook with a fault, and its marked copy."""
    path = handed_in.issue()
    type_in(path, {MARCH: 300, JUNE: "约335", ("D-12-1", "evidence"): "台账"})
    assert handed_in.run("validate", str(path), "--mark") == 1
    return path, FOLDER / f"{FLEET}.checked.xlsx"


def findings(handed_in: HandedIn, *words: str) -> list[dict[str, str]]:
    handed_in.run(*words, "--format", "json")
    found: list[dict[str, str]] = json.loads(handed_in.out)["findings"]
    return found


@pytest.mark.parametrize("form", FORMS)
def test_one_that_comes_alone_is_the_workbook(handed_in: HandedIn, form: str) -> None:
    path, copy = marked(handed_in)
    path.unlink()
    came = FOLDER / form.format(FLEET)
    if came != copy:
        copy.rename(came)
    type_in(came, {JUNE: 335})
    found = findings(handed_in, "validate", "reports")
    (told,) = [item for item in found if item["path"].endswith(came.name) and item["rule"].startswith("checked")]
    assert (told["rule"], told["severity"]) == ("checked-copy-read", "warning")
    assert f"{FLEET}.xlsx" in told["fix"]
    assert "checked-copy-read" in {item["rule"] for item in findings(handed_in, "validate", str(came))}
    handed_in.run("status", "demo", "--as-of", "2025-06-30", "--format", "json")
    judged = json.loads(handed_in.out)
    (target,) = [one for one in judged["plans"][0]["targets"] if one["id"] == "D-12-1"]
    assert target["latest"]["value"] == "335"
    assert came.name in target["latest"]["where"]
    assert "checked-copy-read" in {item["rule"] for item in judged["findings"]}


def test_its_department_is_not_silent(handed_in: HandedIn) -> None:
    """Not on the status, not at the gate, not in a reminder."""
    path, copy = marked(handed_in)
    path.unlink()
    with_copy = {words[0]: called_silent(handed_in, *words) for words in LOOKS}
    copy.unlink()
    without = {words[0]: called_silent(handed_in, *words) for words in LOOKS}
    assert with_copy == dict.fromkeys(with_copy, False)
    assert without == dict.fromkeys(without, True)


LOOKS = [
    ("status", "demo", "--format", "json"),
    ("gate", "demo", "--year", "2025"),
    ("chase", "demo", "--year", "2025"),
]


def called_silent(handed_in: HandedIn, *words: str) -> bool:
    handed_in.run(*words)
    if words[0] == "status":
        silent = [item["path"] for item in json.loads(handed_in.out)["findings"] if item["rule"] == "silent-department"]
        return f"reports/demo/2025/{FLEET}.xlsx" in silent
    lines = handed_in.out.splitlines()
    if words[0] == "gate":
        return any("gate-silent" in line and FLEET in line for line in lines)
    start = next((number for number, line in enumerate(lines) if FLEET in line), len(lines))
    return any("尚未收到" in line for line in lines[start : start + 4])


def test_beside_its_workbook_with_the_same_answers_it_is_nothing(handed_in: HandedIn) -> None:
    path, copy = marked(handed_in)
    with_copy = findings(handed_in, "validate", "reports")
    copy.unlink()
    assert findings(handed_in, "validate", "reports") == with_copy
    assert path.exists()


@pytest.mark.parametrize("form", FORMS)
def test_beside_its_workbook_with_other_answers_it_is_one_finding(handed_in: HandedIn, form: str) -> None:
    path, copy = marked(handed_in)
    came = FOLDER / form.format(FLEET)
    if came != copy:
        copy.rename(came)
    type_in(came, {JUNE: 335, ("D-12-1", "reason"): "流标"})
    for words in (["validate", "reports"], ["status", "demo"]):
        found = [item for item in findings(handed_in, *words) if item["rule"].startswith("checked")]
        (told,) = found
        assert told["rule"] == "checked-copy-differs"
        assert told["path"].endswith(came.name)
        assert f"{told['sheet']}!{told['cell']}" == find_cell(came, *JUNE)
        assert find_cell(path, *JUNE) in told["message"]
        assert "335" in told["message"]
        assert "约335" in told["message"]
        assert "1" in told["message"]
    alone = findings(handed_in, "validate", str(came))
    assert [item["rule"] for item in alone if item["rule"].startswith("checked")] == ["checked-copy-differs"]


def test_one_in_which_nobody_wrote_is_merely_out_of_date(handed_in: HandedIn) -> None:
    """The usual way: it is drawn, the workbook is mended after it, and the copy is left lying."""
    path, copy = marked(handed_in)
    type_in(path, {JUNE: 335})
    (told,) = [item for item in findings(handed_in, "validate", "reports") if item["rule"].startswith("checked")]
    assert (told["rule"], told["severity"]) == ("checked-copy-stale", "info")
    assert told["path"].endswith(copy.name)


def test_a_blank_is_said_to_be_blank(handed_in: HandedIn) -> None:
    _, copy = marked(handed_in)
    type_in(copy, {JUNE: None})
    (told,) = [item for item in findings(handed_in, "validate", "reports") if item["rule"].startswith("checked")]
    assert ("这里空着" if handed_in.language == "zh" else "empty here") in told["message"]


def test_two_copies_and_no_workbook(handed_in: HandedIn) -> None:
    path, copy = marked(handed_in)
    path.unlink()
    second = Path(shutil.copy(copy, FOLDER / f"{FLEET}.checked(1).xlsx"))
    assert [item["rule"] for item in findings(handed_in, "validate", "reports") if "checked" in item["rule"]] == [
        "checked-copy-read"
    ]
    type_in(second, {MARCH: 301})
    rules = [item["rule"] for item in findings(handed_in, "validate", "reports") if "checked" in item["rule"]]
    assert sorted(rules) == ["checked-copy-differs", "checked-copy-read"]


def test_one_that_lies_where_nobody_reads_is_misfiled(handed_in: HandedIn) -> None:
    path, copy = marked(handed_in)
    for name in (path, copy):
        name.rename(FOLDER.parent / name.name)
    rules = [(item["rule"], item["path"]) for item in findings(handed_in, "status", "demo")]
    misfiled = [name for rule, name in rules if rule == "misfiled-workbook"]
    assert misfiled == [f"reports/demo/{path.name}"]
    (FOLDER.parent / path.name).unlink()
    rules = [(item["rule"], item["path"]) for item in findings(handed_in, "status", "demo")]
    assert [name for rule, name in rules if rule == "misfiled-workbook"] == [f"reports/demo/{copy.name}"]


class TestMark:
    def test_a_copy_that_came_in_is_copied_beside_itself(self, handed_in: HandedIn) -> None:
        path, copy = marked(handed_in)
        path.unlink()
        before = copy.read_bytes()
        assert handed_in.run("validate", str(copy), "--mark") == 1
        again = FOLDER / f"{FLEET}.checked-2.xlsx"
        assert again.as_posix() in handed_in.err
        assert copy.read_bytes() == before
        assert sorted(one.name for one in FOLDER.glob("*checked*")) == sorted([again.name, copy.name])
        assert handed_in.run("validate", str(copy), "--mark") == 1
        assert len(list(FOLDER.glob("*checked*"))) == 2

    def test_a_copy_that_was_written_in_is_never_replaced(self, handed_in: HandedIn) -> None:
        path, copy = marked(handed_in)
        type_in(copy, {JUNE: 335})
        mended = copy.read_bytes()
        assert handed_in.run("validate", str(path), "--mark") == 1
        assert copy.read_bytes() == mended
        assert f"{FLEET}.checked-2.xlsx" in handed_in.err

    def test_one_that_nobody_wrote_in_is(self, handed_in: HandedIn) -> None:
        path, copy = marked(handed_in)
        type_in(path, {JUNE: "大约335"})
        assert handed_in.run("validate", "reports", "--mark") == 1
        assert [one.name for one in FOLDER.glob(f"{FLEET}*checked*")] == [copy.name]
        sheet, _, cell = find_cell(copy, *JUNE).partition("!")
        assert openpyxl.load_workbook(copy)[sheet][cell].value == "大约335"


def test_what_is_read_in_a_copy_is_what_was_read_in_the_workbook(handed_in: HandedIn) -> None:
    """Formulas, percentages, days, texts, errors, booleans, a formula that was never calculated."""
    path = handed_in.issue()
    typed: dict[tuple[str, str], Typed] = {
        MARCH: "24项",
        JUNE: date(2025, 6, 30),
        ("D-12-1", "value:2025-09-30"): "=1/0",
        ("D-12-1", "value:2025-12-31"): "#REF!",
        ("D-12-1", "evidence"): "=合同",
        ("D-12-1", "measure_by"): date(2025, 12, 1),
        ("D-12-2", "value:2025-12-31"): 0.12,
        ("D-12-2", "baseline"): 24,
        ("D-12-3", "value:2025-03-31"): 0.925,
        ("D-12-3", "value:2025-06-30"): True,
        ("D-12-3", "value:2025-09-30"): "约95",
        ("D-12-3", "reason"): "第一行\n第二行",
        ("D-12-4", "state:2025-03-31"): "基本完成",
    }
    formats = {
        ("D-12-2", "value:2025-12-31"): "0.00%",
        ("D-12-3", "value:2025-03-31"): "0.0%",
        ("D-12-2", "baseline"): "yyyy-mm-dd",
    }
    type_in(path, typed, formats)
    handed_in.run("validate", str(path), "--mark")
    copy = FOLDER / f"{FLEET}.checked.xlsx"
    original, again = read_file(path).progress, read_file(copy).progress
    assert original is not None
    assert again is not None
    assert again.identity == original.identity
    told = {key: (one.says, one.is_read) for key, one in read_answers(original).items()}
    assert told == {key: (one.says, one.is_read) for key, one in read_answers(again).items()}
    assert len(told) == len(typed)
    assert [one.rule for one in again.findings] == [one.rule for one in original.findings]
