"""A fall in an issued workbook: a positive number beside the word 下降, stored negative, and never read both ways."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.observations import Reports
from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Change, Frequency, Kind, Op
from plancheck.rules import fix
from plancheck.workbook.answers.progress import Progress, read_progress
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.intake.packed import pack, unpack
from plancheck.workbook.layout import fingerprint
from plancheck.workbook.target_words import basis_in_words, target_in_words
from plancheck.workbook.template.drafts import Order
from tests.workbook.answers.reading import faults, shown, values
from tests.workbook.grid import draw_book
from tests.workbook.issued import cell_of, columns_by_code, issue, issue_workbook, read, row_of
from tests.workbook.samples import DECEMBER, reported, sample_plan, sample_target
from tests.workbook.template.typed import check_row, draft_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

BASE = Baseline(date(2023, 12, 31))
CODE = f"value:{DECEMBER}"


def fall(number: int = 1, **changes: object) -> Target:
    """单位GDP能耗较2023年下降13.5%, of which the change itself is reported."""
    usual: dict[str, object] = {
        "indicator": "单位GDP能耗",
        "op": Op.LE,
        "value": Decimal("-13.5"),
        "unit": "%",
        "baseline": BASE,
        "reporting": Frequency.YEAR,
    }
    return sample_target(number, Kind.GROWTH, **{**usual, **changes})


def points(number: int = 2, **changes: object) -> Target:
    """近视率下降3.5个百分点: the rate is reported where the unit is %, the change where it is 百分点."""
    usual: dict[str, object] = {"indicator": "近视率", "value": Decimal("-3.5"), "change": Change.POINTS}
    return fall(number, **{**usual, **changes})


def shown_in(sheet: Worksheet, target: str, heading: str) -> object:
    """What stands under a heading that begins so."""
    column = next(number for number, cell in enumerate(sheet[4], 1) if str(cell.value).startswith(heading))
    return sheet.cell(row_of(sheet, target), column).value


@pytest.mark.parametrize(
    ("target", "zh", "en"),
    [
        (fall(), "比2023年下降\n的百分比", "fall on 2023,\nin percent"),
        (points(unit="百分点"), "比2023年下降\n的百分点", "fall on 2023,\nin points"),
        (points(), "全年数", "whole year"),
        (fall(unit="吨标准煤/万元"), "全年数", "whole year"),
        (fall(value=Decimal(5)), "较基期增幅", "change on baseline"),
        (points(unit="百分点", value=Decimal(3), op=Op.GE), "较2023年提高\n的百分点", "rise on 2023,\nin points"),
    ],
)
def test_the_basis_says_whether_the_level_or_the_change_is_wanted(target: Target, zh: str, en: str) -> None:
    assert basis_in_words(target, "zh") == zh
    assert basis_in_words(target, "en") == en


def test_the_promise_is_told_without_a_sign() -> None:
    assert target_in_words(fall(), "zh") == "单位GDP能耗：到2027年底较2023年下降不低于13.5%"
    assert target_in_words(points(), "zh") == "近视率：到2027年底较2023年下降不低于3.5个百分点"
    assert target_in_words(points(), "en") == "近视率: fall of at least 3.5 points on 2023 by end of 2027"
    assert target_in_words(points(op=Op.GE, value=Decimal(3)), "zh") == "近视率：到2027年底较2023年提高不低于3个百分点"


def test_the_base_value_is_asked_for_where_the_level_is_reported() -> None:
    sheet = issue(Order(sample_plan(fall(), points()), "jgsw", 2025))["进度填报"]
    assert cell_of(sheet, "S-1", "baseline").protection.locked
    assert not cell_of(sheet, "S-2", "baseline").protection.locked
    alone = issue(Order(sample_plan(fall()), "jgsw", 2025))["进度填报"]
    assert "baseline" not in columns_by_code(alone)


def test_the_word_stands_in_rows_of_falls_alone() -> None:
    sheet = issue(Order(sample_plan(fall(), points(), sample_target(3, Kind.LEVEL)), "jgsw", 2025))["进度填报"]
    words = [cell_of(sheet, f"S-{number}", "direction") for number in (1, 2, 3)]
    assert [cell.value for cell in words] == ["下降", None, None]
    assert all(cell.protection.locked for cell in words)


def test_a_workbook_without_falls_has_no_column_of_directions() -> None:
    book = issue(Order(sample_plan(points(), sample_target(3, Kind.LEVEL)), "jgsw", 2025))
    assert "direction" not in columns_by_code(book["进度填报"])


def test_points_are_another_promise_and_issued_workbooks_keep_their_fingerprints() -> None:
    assert fingerprint(points()) != fingerprint(points(change=Change.PERCENT))
    assert fingerprint(sample_target(1, Kind.LEVEL)) == "3944bc0b"


@pytest.mark.parametrize(("language", "rise"), [("zh", "上升2"), ("en", "rise 2")])
def test_expected_and_last_years_values_are_shown_in_the_same_way(language: str, rise: str) -> None:
    order = Order(
        sample_plan(fall(1), fall(2), language=language),
        "jgsw",
        2025,
        last={
            "S-1": reported("S-1", date(2024, 12, 31), value=Decimal("-4.2")),
            "S-2": reported("S-2", date(2024, 12, 31), value=Decimal(2)),
        },
        expected={("S-1", DECEMBER): Decimal("-6.75")},
    )
    sheet = issue(order)[{"zh": "进度填报", "en": "Progress"}[language]]
    last = {"zh": "2024年值", "en": "2024 value"}[language]
    assert shown_in(sheet, "S-1", last) == 4.2
    assert shown_in(sheet, "S-2", last) == rise
    expected = {"zh": "12月31日\n应达值", "en": "2025-12-31\nexpected"}[language]
    assert shown_in(sheet, "S-1", expected) == 6.75


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.decimals(-1000, 1000, places=2), language=st.sampled_from(["zh", "en"]))
def test_what_is_filled_in_comes_back_with_its_sign(tmp_path: Path, value: Decimal, language: str) -> None:
    path = tmp_path / "fall.xlsx"
    plan = sample_plan(fall(), language=language)
    answers = Reports((reported("S-1", DECEMBER, value=value),))
    issue_workbook(plan, "jgsw", 2025, path, filled=answers)
    progress = read(path)
    assert [one.value for one in progress.observations] == [value]
    assert progress.findings == ()
    intake = read_file(path)
    packed = pack(intake, "k")
    assert packed is not None
    assert unpack(packed, "k", intake.path) == intake


def test_a_positive_number_beside_the_word_is_stored_negative(progress: Progress) -> None:
    """
    | target | unit | direction | value:2025-12-31 |
    | S-1    | %    | 下降      | 13.5             |
    | S-2    | %    | fall      | 0                |
    | S-3    | %    |           | 13.5             |
    | S-4    | 百分点 | 下降    | "3.5个百分点"    |
    """
    assert values(progress) == {
        ("S-1", DECEMBER): Decimal("-13.5"),
        ("S-2", DECEMBER): 0,
        ("S-3", DECEMBER): Decimal("13.5"),
        ("S-4", DECEMBER): Decimal("-3.5"),
    }
    assert faults(progress) == [("text-number", "D5")]
    assert [target for target, row in progress.rows.items() if row.falls] == ["S-1", "S-2", "S-4"]


def test_a_negative_number_beside_the_word_is_read_neither_way(progress: Progress) -> None:
    """
    | target | unit | direction | value:2025-12-31 |
    | S-1    | %    | 下降      | -13.5            |
    | S-2    | %    | 下降      | "－5%"           |
    """
    assert values(progress) == {}
    assert [rule for rule, _ in faults(progress) if rule != "text-number"] == ["fall-below-nought"] * 2
    assert shown(progress, "size") == "13.5"
    assert fix(progress.findings[0], "zh") == "下降的填 13.5；上升的写“上升13.5”"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("上升2", "2"),
        ("上升 2%", "2"),
        ("增长２．５", "2.5"),
        ("rise 2", "2"),
        ("下降13.5", "-13.5"),
        ("下降13.5%", "-13.5"),
        ("fall of 13.5", "-13.5"),
    ],
)
def test_a_word_before_the_number_says_which_way(text: str, value: str) -> None:
    progress = read_progress(
        draw_book(f'| target | unit | direction | {CODE} |\n| S-1 | % | 下降 | "{text}" |'), "x.xlsx"
    )
    assert values(progress) == {("S-1", DECEMBER): Decimal(value)}
    assert progress.findings == ()


@pytest.mark.parametrize("text", ["上升-2", "升降2", "上升", "持平", "下降约5", "上升12万"])
def test_words_that_leave_it_open_are_refused(text: str) -> None:
    progress = read_progress(
        draw_book(f'| target | unit | direction | {CODE} |\n| S-1 | % | 下降 | "{text}" |'), "x.xlsx"
    )
    assert values(progress) == {}
    assert [rule for rule, _ in faults(progress)] == ["not-a-number"]


def test_a_cell_of_a_fall_takes_the_word_for_a_rise_and_marks_a_minus() -> None:
    sheet = issue(Order(sample_plan(fall(limits=(Decimal(-40), Decimal(10)))), "jgsw", 2025))["进度填报"]
    cell = cell_of(sheet, "S-1", CODE).coordinate
    guard = next(one for one in sheet.data_validations.dataValidation if cell in one.sqref)
    assert (guard.formula1, guard.formula2, guard.errorStyle) == ("0", "40", "warning")
    assert "不写负号" in str(guard.prompt)
    assert "比2023年下降的百分比" in str(guard.prompt)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (Decimal("13.5"), "0B"),
        (Decimal("15"), ""),
        ("上升2", "0B"),
        ("上升 2.5", "0B"),
        ("上升很多", "3T"),
        ("持平", "3T"),
        (Decimal("-13.5"), "3L"),
        (Decimal(41), "3H"),
    ],
)
def test_what_is_typed_beside_a_fall_is_looked_at(typed: Decimal | str, code: str) -> None:
    """A rise in words and less than the expected fall want a reason; a minus may mean either."""
    order = Order(
        sample_plan(fall(limits=(Decimal(-40), Decimal(10)))),
        "jgsw",
        2025,
        expected={("S-1", DECEMBER): Decimal(-14)},
    )
    row = check_row(draft_of(order), order, "S-1", {CODE: typed, "reason": "气温偏高，用电增加"}, DECEMBER)
    assert row.codes.get(CODE, "") == code


@pytest.fixture
def progress(request: pytest.FixtureRequest) -> Progress:
    """The sheet that a test draws in its docstring, as it is read."""
    return read_progress(draw_book(request.function.__doc__), "x.xlsx")
