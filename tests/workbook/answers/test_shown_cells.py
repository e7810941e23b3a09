"""A shown cell that was edited: what is said, in which unit values are read, and what is not taken.

cell edited                now          finding            values of the row
unit 辆                    万辆         edited-unit        not taken
unit 辆                    (cleared)    edited-unit        taken, in 辆
unit 辆                    ` 辆 `       -                  taken
direction 下降             (cleared)    edited-direction   not taken
direction (none)           下降         edited-direction   not taken
baseline 90                80           edited-baseline    taken
baseline 90                90.0         -                  taken
day of the base 2023       2024         edited-baseline    taken, but for the base itself
wording, basis, task, by   other words  edited-words       taken
id                         another's    row-of-another     not taken, nor its words
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plancheck.observations import Reports
from plancheck.plan.model import Baseline
from plancheck.plan.vocabulary import Kind, Op
from plancheck.workbook.intake.intake import Intake
from plancheck.workbook.intake.packed import pack, unpack
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from tests.workbook.issued import cell_of, filled_reports, issue, read
from tests.workbook.samples import DECEMBER, every_kind, reported, sample_plan, sample_target

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

    from plancheck.plan.model import Plan
    from plancheck.workbook.answers.progress import Progress

FALL = sample_target(
    21,
    Kind.GROWTH,
    unit="%",
    op=Op.LE,
    value=Decimal("-13.5"),
    figure="13.5%",
    baseline=Baseline(date(2023, 12, 31)),
)
FALLEN = Reports((reported("S-21", DECEMBER, value=Decimal(-9)),))


@pytest.fixture
def book() -> Workbook:
    """Everything that the sample plan asks for, and a fall, filled."""
    return issue_plan(sample_plan(*every_kind(), FALL))


def issue_plan(plan: Plan) -> Workbook:
    given = filled_reports()
    filled = Filled.of(Reports((*given.observations, *FALLEN.observations), given.remarks))
    return issue(Order(plan, "jgsw", 2025, filled=filled))


def edit(book: Workbook, target: str, code: str, content: object) -> None:
    sheet = next(one for one in book.worksheets if any(cell.value == target for cell in one["A"]))
    cell_of(sheet, target, code).value = content  # type: ignore[assignment]


def saved(book: Workbook, folder: Path) -> Progress:
    book.save(folder / "x.xlsx")
    return read(folder / "x.xlsx")


def told(progress: Progress) -> list[tuple[str, str | None, dict[str, str]]]:
    return [(one.rule, one.target, dict(one.values)) for one in progress.findings]


def values_of(progress: Progress, target: str) -> list[Decimal | None]:
    return [one.value for one in progress.observations if one.target == target and not one.is_baseline]


CHANGED = [
    ("S-1", "unit", "万辆", "edited-unit", 0),
    ("S-1", "unit", None, "edited-unit", 4),
    ("S-21", "direction", None, "edited-direction", 0),
    ("S-1", "direction", "下降", "edited-direction", 0),
    ("S-5", "baseline_known", 80, "edited-baseline", 4),
    ("S-5", "baseline_known", None, "edited-baseline", 4),
    ("S-5", "baseline_date", date(2024, 12, 31), "edited-baseline", 4),
    ("S-1", "wording", "指标1：到2027年底累计不低于600辆", "edited-words", 4),
    ("S-1", "basis", "当期数", "edited-words", 4),
    ("S-1", "task", None, "edited-words", 4),
    ("S-10", "by", "2027年底", "edited-words", 2),
]


@pytest.mark.parametrize(("target", "code", "content", "rule", "count"), CHANGED)
def test_an_edited_cell_is_found(
    book: Workbook, tmp_path: Path, target: str, code: str, content: object, rule: str, count: int
) -> None:
    edit(book, target, code, content)
    progress = saved(book, tmp_path)
    assert [(one.rule, one.target, one.place) for one in progress.findings] == [
        (rule, target, progress.rows[target].cell(code))
    ]
    assert len(values_of(progress, target)) == count


def test_a_finding_says_what_was_issued_and_what_stands_there(book: Workbook, tmp_path: Path) -> None:
    edit(book, "S-1", "unit", "万辆")
    edit(book, "S-5", "baseline_known", None)
    assert told(saved(book, tmp_path)) == [
        ("edited-unit", "S-1", {"found": "万辆", "issued": "辆", "cleared": "", "blank": "", "day": ""}),
        ("edited-baseline", "S-5", {"found": "", "issued": "90", "cleared": "yes", "blank": "", "day": ""}),
    ]


def test_a_long_sentence_is_shown_from_shortly_before_the_difference(book: Workbook, tmp_path: Path) -> None:
    words = "指标1：" + "很" * 80 + "长"
    plan = sample_plan(sample_target(1, Kind.CUMULATIVE, indicator=words))
    book = issue(Order(plan, "jgsw", 2025))
    edit(book, "S-1", "wording", words + "：到2027年底累计不低于10辆")
    (_, _, values), *_ = told(saved(book, tmp_path))
    assert (values["found"], values["issued"]) == ("…027年底累计不低于10辆", "…027年底累计不低于100辆")


SAME = [
    ("S-1", "unit", " 辆 "),
    ("S-3", "unit", "％"),
    ("S-5", "baseline_known", 90.0),
    ("S-5", "baseline_known", "90"),
    ("S-5", "baseline_date", "2023/12/31"),
    ("S-5", "baseline_date", 45291),
    ("S-1", "wording", "指标1：到2027年底累计不低于650辆 \n节点：2025年底300辆"),
]


@pytest.mark.parametrize(("target", "code", "content"), SAME)
def test_another_way_to_write_the_same_is_no_edit(
    book: Workbook, tmp_path: Path, target: str, code: str, content: object
) -> None:
    edit(book, target, code, content)
    if code == "baseline_date":
        cell_of(book.worksheets[1], target, code).number_format = "General"
    assert told(saved(book, tmp_path)) == []


def test_a_cleared_unit_still_says_what_words_mean(book: Workbook, tmp_path: Path) -> None:
    edit(book, "S-1", "unit", None)
    edit(book, "S-1", "value:2025-12-31", "12.5万辆")
    progress = saved(book, tmp_path)
    assert values_of(progress, "S-1")[-1] == Decimal(125000)


def test_a_base_of_another_day_is_not_taken(book: Workbook, tmp_path: Path) -> None:
    edit(book, "S-4", "baseline_date", date(2024, 12, 31))
    progress = saved(book, tmp_path)
    assert [(rule, values["found"], values["day"]) for rule, _, values in told(progress)] == [
        ("edited-baseline", "2024-12-31", "yes")
    ]
    assert [one for one in progress.observations if one.is_baseline] == []
    assert len(values_of(progress, "S-4")) == 1


def test_a_base_whose_day_was_cleared_is_of_the_day_that_was_asked_for(book: Workbook, tmp_path: Path) -> None:
    edit(book, "S-4", "baseline_date", None)
    progress = saved(book, tmp_path)
    assert [rule for rule, _, _ in told(progress)] == ["edited-baseline"]
    assert [(one.period_end, one.value) for one in progress.observations if one.is_baseline] == [
        (date(2023, 12, 31), Decimal("410.25"))
    ]


def test_swapped_ids_are_found_on_both_rows_and_neither_is_taken(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[1]
    one, other = cell_of(sheet, "S-1", "target"), cell_of(sheet, "S-2", "target")
    one.value, other.value = "S-2", "S-1"
    progress = saved(book, tmp_path)
    assert {(rule, target, values["other"]) for rule, target, values in told(progress)} == {
        ("row-of-another", "S-1", "S-2"),
        ("row-of-another", "S-2", "S-1"),
    }
    assert values_of(progress, "S-1") == values_of(progress, "S-2") == []
    assert progress.remarks == ()


def test_swapped_ids_of_rows_that_are_worded_alike_are_known_by_their_tasks(tmp_path: Path) -> None:
    """Two districts' shares are worded alike; what differs is the task that they belong to."""
    book = issue_plan(sample_plan())
    sheet = book.worksheets[1]
    for row in book["_meta"].iter_rows():
        if row[0].value == "fingerprint:S-2":
            row[2].value, row[3].value = "task=2 别的任务", "wording=" + str(cell_of(sheet, "S-1", "wording").value)
    cell_of(sheet, "S-2", "task").value = "2 别的任务"
    cell_of(sheet, "S-2", "wording").value = cell_of(sheet, "S-1", "wording").value
    assert told(saved(book, tmp_path)) == []
    one, other = cell_of(sheet, "S-1", "target"), cell_of(sheet, "S-2", "target")
    one.value, other.value = "S-2", "S-1"
    assert {rule for rule, _, _ in told(saved(book, tmp_path))} == {"row-of-another"}


def test_an_id_that_the_workbook_was_not_issued_with_names_the_row_it_stands_in(book: Workbook, tmp_path: Path) -> None:
    edit(book, "S-2", "target", "S-77")
    progress = saved(book, tmp_path)
    assert [(rule, target, values["other"]) for rule, target, values in told(progress)] == [
        ("row-of-another", "S-77", "S-2")
    ]
    assert "S-2" in progress.lost


def test_a_workbook_without_such_marks_has_no_such_findings(book: Workbook, tmp_path: Path) -> None:
    """Versions 1 and 2, and one whose hidden sheet is gone."""
    edit(book, "S-1", "wording", "别的话")
    edit(book, "S-5", "baseline_known", 1)
    for row in book["_meta"].iter_rows(min_col=3):
        for cell in row:
            cell.value = None
    assert told(saved(book, tmp_path)) == []


def test_what_the_cache_keeps_says_the_same(book: Workbook, tmp_path: Path) -> None:
    edit(book, "S-1", "unit", "万辆")
    intake = Intake("x.xlsx", "digest", saved(book, tmp_path))
    packed = pack(intake, "key")
    assert packed is not None
    assert unpack(packed, "key", "x.xlsx") == intake
    assert intake.progress is not None
    assert intake.progress.rows["S-1"].doubtful
    assert intake.progress.identity.issued["S-1"]["unit"] == "辆"
