"""Issuing again in mid-year: what is filled goes into the new workbook, or is said and kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import plancheck as pc
from plancheck.findings import CellPlace
from plancheck.plan.read import read_plan
from plancheck.workbook.answers.entries import read_answers
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.intake.intake import read_file
from tests.cli.handed_in import FLEET, MORE, HandedIn, Typed, find_cell, type_in
from tests.plans import plan_text, target_text
from tests.workbook.issued import issue_workbook

MARCH = ("D-12-1", "value:2025-03-31")
JUNE = ("D-12-1", "value:2025-06-30")
WORKBOOK = Path("reports", "demo", "2025", f"{FLEET}.xlsx")
EVERYTHING: dict[tuple[str, str], Typed] = {
    MARCH: 300,
    JUNE: "约24",
    ("D-12-1", "value:2025-09-30"): "=1+1",
    ("D-12-1", "value:2025-12-31"): 400.5,
    ("D-12-1", "evidence"): "=合同1+合同2",
    ("D-12-1", "reason"): "流标\n两次",
    ("D-12-1", "measure"): "增加标段",
    ("D-12-1", "measure_by"): date(2025, 12, 1),
    ("D-12-2", "baseline"): 410.25,
    ("D-12-2", "value:2025-12-31"): "上升5",
    ("D-12-3", "value:2025-03-31"): 0.925,
    ("D-12-3", "value:2025-06-30"): "#REF!",
    ("D-12-3", "value:2025-09-30"): 24,
    ("D-12-4", "state:2025-03-31"): "基本完成",
    ("D-12-4", "state:2025-06-30"): "推进中",
}
FORMATS = {("D-12-3", "value:2025-03-31"): "0.0%", ("D-12-3", "value:2025-09-30"): "yyyy-mm-dd"}


@pytest.fixture(params=["zh", "en"])
def handed_in(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> HandedIn:
    monkeypatch.chdir(tmp_path)
    return HandedIn(tmp_path, capsys, str(request.param))


def read(path: Path) -> Progress:
    progress = read_file(path).progress
    assert progress is not None
    return progress


def told(path: Path) -> tuple[dict[tuple[str, str], tuple[str, bool]], list[tuple[str, str]]]:
    """All that a workbook says, and what is wrong with it, by cell; not where its rows and columns are."""
    progress = read(path)
    answers = {key: (one.says, one.is_read) for key, one in read_answers(progress).items()}
    return answers, sorted((one.rule, one.target or "") for one in progress.findings)


def test_what_is_filed_goes_into_the_new_one(handed_in: HandedIn) -> None:
    type_in(handed_in.issue(), EVERYTHING, FORMATS)
    filed = WORKBOOK.read_bytes()
    fresh = handed_in.issue(output="out")
    assert told(fresh)[0].keys() == EVERYTHING.keys()
    assert told(fresh) == told(WORKBOOK)
    assert WORKBOOK.read_bytes() == filed


def test_what_lies_there_is_replaced_when_that_is_meant_and_its_entries_stay(handed_in: HandedIn) -> None:
    typed = {key: content for key, content in EVERYTHING.items() if not str(content).startswith("=")}
    type_in(handed_in.issue(output="out"), typed, FORMATS)
    path = Path("out", "demo", "2025", f"{FLEET}.xlsx")
    before, filled = told(path), path.read_bytes()
    assert handed_in.run("template", "demo", "--year", "2025", "-o", "out") == 2
    assert path.read_bytes() == filled
    handed_in.issue("--force", output="out")
    assert told(path) == before
    assert [one.name for one in path.parent.iterdir() if ".bak" in one.name] == []
    again = path.read_bytes()
    handed_in.issue(output="out")
    assert path.read_bytes() == again


def test_both_are_one(handed_in: HandedIn) -> None:
    """A blank in one and a value in the other is the value."""
    type_in(handed_in.issue(), {MARCH: 300})
    type_in(Path(shutil.copytree("reports", "out"), "demo", "2025", f"{FLEET}.xlsx"), {MARCH: None, JUNE: 335})
    handed_in.issue("--force", output="out")
    answers, _ = told(Path("out", "demo", "2025", f"{FLEET}.xlsx"))
    assert answers == {MARCH: ("300", True), JUNE: ("335", True)}


def test_two_that_contradict_are_refused(handed_in: HandedIn) -> None:
    type_in(handed_in.issue(), {MARCH: 300})
    other = Path(shutil.copytree("reports", "out"), "demo", "2025", f"{FLEET}.xlsx")
    type_in(other, {MARCH: 301})
    before = {path: path.read_bytes() for path in Path("out").rglob("*.xlsx")}
    assert handed_in.run("template", "demo", "--year", "2025", "-o", "out", "--force") == 1
    assert f"{other.as_posix()}:{find_cell(other, *MARCH)}" in handed_in.err
    assert f"{WORKBOOK.as_posix()}:{find_cell(WORKBOOK, *MARCH)}" in handed_in.err
    assert "300" in handed_in.err
    assert "301" in handed_in.err
    assert {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()} == before


def test_from_python_too(handed_in: HandedIn) -> None:
    path = type_in(handed_in.issue(), {MARCH: 300})
    issued = pc.open_workspace(".").issue("demo", 2025, FLEET)
    Path("fresh.xlsx").write_bytes(issued.workbooks[0].content)
    assert told(Path("fresh.xlsx"))[0] == {MARCH: ("300", True)}
    type_in(Path(shutil.copy(path, path.with_name("另一份.xlsx"))), {MARCH: 301})
    with pytest.raises(pc.UsageProblem) as problem:
        pc.open_workspace(".").issue("demo", 2025, FLEET)
    assert [one.rule for one in problem.value.findings] == ["entries-contradict"]
    assert handed_in.run("template", "demo", "--year", "2025", "-o", "out") == 1


def test_what_has_no_cell_any_more_is_said_and_the_old_file_is_kept(handed_in: HandedIn) -> None:
    type_in(handed_in.issue(), {MARCH: 300, ("D-12-3", "value:2025-03-31"): 92.5, ("D-12-3", "evidence"): "普查"})
    old, cell = WORKBOOK.read_bytes(), find_cell(WORKBOOK, "D-12-3", "value:2025-03-31")
    without = [part for part in MORE.split("[[task.target]]") if "D-12-3" not in part]
    handed_in.plan(plan_text(more="[[task.target]]".join(without)))
    handed_in.issue("--force")
    assert f"{WORKBOOK.as_posix()}:{cell}" in handed_in.err
    assert "92.5" in handed_in.err
    assert "普查" in handed_in.err
    aside = WORKBOOK.with_name(f"{WORKBOOK.name}.bak")
    assert aside.read_bytes() == old
    assert aside.as_posix() in handed_in.err
    assert told(WORKBOOK)[0] == {MARCH: ("300", True)}
    handed_in.run("validate", "reports")
    assert "duplicate-workbook" not in handed_in.out


def test_no_backup_is_written_over(handed_in: HandedIn) -> None:
    handed_in.issue()
    first = WORKBOOK.with_name(f"{WORKBOOK.name}.bak")
    first.write_bytes(b"mine")
    WORKBOOK.write_bytes(b"PK\x03\x04 broken")
    handed_in.issue("--force")
    assert first.read_bytes() == b"mine"
    assert WORKBOOK.with_name(f"{WORKBOOK.name}.bak2").read_bytes() == b"PK\x03\x04 broken"


def test_what_is_written_beside_the_cells_is_kept_aside(handed_in: HandedIn) -> None:
    path = type_in(handed_in.issue(), {MARCH: 300})
    book = openpyxl.load_workbook(path)
    book["进度填报"]["AZ5"] = "另报 12"
    book.save(path)
    handed_in.issue("--force")
    assert path.with_name(f"{path.name}.bak").exists()


def _name_the_basis(path: Path) -> None:
    """Give the column of bases its code, which workbooks that were issued before have not."""
    book = openpyxl.load_workbook(path)
    sheet = book["进度填报"]
    (basis,) = [cell.column for cell in sheet[4] if cell.value == "口径"]
    sheet.cell(1, basis).value = "basis"
    book.save(path)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"target_unit": '"万辆"', "target_figure": '"650万辆"'}, MARCH),
        ({"target_reports": '"period"'}, MARCH),
        ({"more": MORE.replace("2023-12-31", "2022-12-31")}, ("D-12-2", "baseline")),
    ],
)
def test_what_would_mean_something_else_is_not_carried(
    handed_in: HandedIn, changes: Mapping[str, str], key: tuple[str, str]
) -> None:
    """The plan's unit, basis or base day has changed."""
    type_in(handed_in.issue(), {key: 300, ("D-12-1", "evidence"): "台账"})
    _name_the_basis(WORKBOOK)
    handed_in.plan(plan_text(**({"more": MORE} | dict(changes))))
    handed_in.issue("--force")
    assert "[entry-of-other-form]" in handed_in.err
    assert "300" in handed_in.err
    assert told(WORKBOOK)[0] == {("D-12-1", "evidence"): ("台账", True)}
    assert WORKBOOK.with_name(f"{WORKBOOK.name}.bak").exists()


def test_a_number_that_was_not_taken_is_not_carried_into_a_row_that_asks_for_another(handed_in: HandedIn) -> None:
    """A fall with a sign too many, in a row whose target has become a rise."""
    fall = target_text(
        id='"D-12-5"',
        kind='"growth"',
        op='"<="',
        value="-13.5",
        unit='"%"',
        figure='"13.5%"',
        indicator='"能耗下降"',
        baseline="{ value = 3, date = 2023-12-31 }",
    )
    handed_in.plan(plan_text(more=fall))
    key = ("D-12-5", "value:2025-12-31")
    path = handed_in.issue()
    type_in(path, {key: -12})
    assert told(path)[1] == [("fall-below-nought", "D-12-5")]
    handed_in.issue("--force")
    assert told(path)[1] == [("fall-below-nought", "D-12-5")]
    handed_in.plan(plan_text(more=fall.replace('"<="', '">="').replace("-13.5", "13.5").replace("下降", "")))
    handed_in.issue("--force")
    assert told(path) == ({}, [])
    assert "entry-of-other-form" in handed_in.err
    assert "-12" in handed_in.err
    assert path.with_name(f"{path.name}.bak").exists()


def test_a_target_that_was_edited_since_is_said(handed_in: HandedIn) -> None:
    """Its number is carried: it is asked for in the same way, but its promise is another."""
    type_in(handed_in.issue(), {MARCH: 300, ("D-12-3", "evidence"): "普查"})
    handed_in.plan(plan_text(target_value="640", target_figure='"640辆"', more=MORE))
    handed_in.issue("--force")
    assert handed_in.err.count("[edited-target]") == 1
    assert told(WORKBOOK)[0][MARCH] == ("300", True)


def test_synthetic_figures_stay_marked_as_such(handed_in: HandedIn) -> None:
    plan, _ = read_plan(Path("plans/demo.toml"))
    assert plan is not None
    issue_workbook(plan, "jgsw", 2025, WORKBOOK, synthetic=True)
    type_in(WORKBOOK, {MARCH: 300})
    assert read(handed_in.issue(output="out")).synthetic


def test_a_year_in_which_nothing_was_filled_is_as_it_was(handed_in: HandedIn) -> None:
    first = handed_in.issue(output="out").read_bytes()
    handed_in.issue()
    assert WORKBOOK.read_bytes() == first
    assert handed_in.issue(output="other").read_bytes() == first


def test_a_checked_copy_that_came_alone_is_carried(handed_in: HandedIn) -> None:
    path = type_in(handed_in.issue(), {MARCH: "约300"})
    handed_in.run("validate", str(path), "--mark")
    path.unlink()
    type_in(WORKBOOK.with_name(f"{FLEET}.checked.xlsx"), {MARCH: 300})
    assert told(handed_in.issue(output="out"))[0] == {MARCH: ("300", True)}


CELLS = [
    *(("D-12-1", f"value:2025-{end}") for end in ("03-31", "06-30", "09-30", "12-31")),
    *(("D-12-3", f"value:2025-{end}") for end in ("03-31", "06-30", "09-30", "12-31")),
    ("D-12-2", "baseline"),
    ("D-12-2", "value:2025-12-31"),
    ("D-12-4", "state:2025-03-31"),
    ("D-12-4", "state:2025-12-31"),
    *((target, code) for target in ("D-12-1", "D-12-4") for code in ("evidence", "reason", "measure", "measure_by")),
]
CONTENTS = st.one_of(
    st.integers(-(10**6), 10**6),
    st.decimals(-1000, 1000, places=2),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.booleans(),
    st.sampled_from(
        ["约24", "24项", "0.5", "#DIV/0!", "#N/A", "=1+1", "已完成", "done", "２０２５-１２-３１", "2025.6", " ", "'=1"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12),
)
STYLES = st.sampled_from(["General", "0%", "0.00%", "yyyy-mm-dd", "@"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filled=st.dictionaries(st.sampled_from(CELLS), st.tuples(CONTENTS, STYLES), max_size=8))
def test_whatever_is_filled_is_read_the_same_afterwards(
    filled: dict[tuple[str, str], tuple[Typed, str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder, monkeypatch.context() as patch:
        patch.chdir(folder)
        handed_in = HandedIn(Path(folder), capsys)
        path = handed_in.issue()
        type_in(
            path,
            {key: content for key, (content, _) in filled.items()},
            {key: form for key, (_, form) in filled.items()},
        )
        before = read(path)
        fresh = handed_in.issue(output="out")
        after = read(fresh)
        assert [_bare(one) for one in after.observations] == [_bare(one) for one in before.observations]
        assert [_bare(one) for one in after.remarks] == [_bare(one) for one in before.remarks]
        assert [(one.rule, one.values, _cells(one.place)) for one in after.findings] == [
            (one.rule, one.values, _cells(one.place)) for one in before.findings
        ]


def _bare(item: object) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__slots__ if name != "place"}  # type: ignore[attr-defined]


def _cells(place: object) -> str:
    assert isinstance(place, CellPlace)
    return f"{place.sheet}!{place.cells}"
