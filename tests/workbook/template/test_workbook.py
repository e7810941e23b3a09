"""Issued workbooks: what an officer can fill, what guards the cells, and that everything filled in comes back."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from plancheck.observations import Reports, State
from plancheck.plan.vocabulary import Kind
from plancheck.workbook.layout import COVER_FIELDS, TEMPLATE_VERSION, fingerprint
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import departments_to_ask, workbook_bytes, workbook_name
from tests.workbook.issued import (
    BASE_DAY,
    answers_of,
    cell_of,
    columns_by_code,
    filled_reports,
    issue,
    issue_workbook,
    open_cells,
    read,
    row_of,
)
from tests.workbook.samples import DECEMBER, MARCH, QUARTERS, reported, sample_plan, sample_target

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook


def active_sheet(book: Workbook) -> Worksheet:
    """The sheet that it opens at."""
    assert isinstance(book.active, Worksheet)
    return book.active


def test_only_what_the_department_fills_is_unlocked() -> None:
    book = issue()
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    numbers, states = book["进度填报"], book["工作推进"]
    fillable = {(sheet.title, cell) for sheet, cell in open_cells(book)}
    cover = book["填报说明"]
    codes = {cell.row: str(cell.value) for cell in cover["C"] if cell.value}
    assert list(codes.values()) == [f"cover:{name}" for name in COVER_FIELDS]
    expected = {(cover.title, f"B{row}") for row in codes}
    for sheet, targets in ((numbers, range(1, 10)), (states, (10, 11))):
        for number in targets:
            for code in columns_by_code(sheet):
                kind, _, day = code.partition(":")
                due = {"S-4": ["2025-12-31"], "S-10": ["2025-03-31", "2025-06-30"]}.get(f"S-{number}")
                answered = (
                    kind in ("evidence", "reason", "reason_period", "measure", "measure_by")
                    or (kind == "baseline" and number == 4)
                    or (kind == "reference" and number == 8)
                    or (kind in ("value", "state") and (due is None or day in due))
                )
                if answered:
                    expected.add((sheet.title, cell_of(sheet, f"S-{number}", code).coordinate))
    assert fillable == expected


def test_an_untouched_workbook_reports_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    issue_workbook(
        sample_plan(),
        "jgsw",
        2025,
        path,
        last={"S-1": reported("S-1", DECEMBER, value=Decimal(10))},
        expected={("S-1", MARCH): Decimal(20)},
    )
    progress = read(path)
    assert progress.observations == ()
    assert progress.remarks == ()
    assert progress.findings == ()
    assert len(progress.rows) == 11


def test_the_workbook_says_whose_it_is(tmp_path: Path) -> None:
    plan = sample_plan()
    path = tmp_path / "own.xlsx"
    issue_workbook(plan, "czj", 2025, path, synthetic=True)
    progress = read(path)
    assert (progress.plan, progress.department, progress.year) == ("sample", "市财政局", 2025)
    assert progress.version == TEMPLATE_VERSION
    assert progress.synthetic
    assert progress.fingerprints == {"S-12": fingerprint(plan.targets[-1])}


@pytest.mark.parametrize("lost", ["docProps/custom.xml", "_meta"])
def test_one_of_the_two_places_of_identity_may_be_lost(tmp_path: Path, lost: str) -> None:
    path = tmp_path / "lost.xlsx"
    issue_workbook(sample_plan(), "jgsw", 2025, path)
    book = openpyxl.load_workbook(path)
    if lost == "_meta":
        del book["_meta"]
    else:
        properties = book.custom_doc_props  # type: ignore[attr-defined] # the stubs do not have it
        for name in list(properties.names):
            del properties[name]
    book.save(path)
    assert read(path).department == "市机关事务中心"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_filled_in_comes_back(tmp_path: Path, language: str) -> None:
    path = tmp_path / "filled.xlsx"
    issue_workbook(sample_plan(language=language), "jgsw", 2025, path, filled=filled_reports())
    progress = read(path)
    assert progress.findings == ()
    assert answers_of(progress) == answers_of(filled_reports())


NUMBERS = st.decimals(-(10**15) + 1, 10**15 - 1, allow_nan=False, allow_infinity=False).map(
    lambda value: +Decimal(f"{value:.14e}")
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(NUMBERS, min_size=4, max_size=4))
def test_any_number_that_excel_can_hold_comes_back_as_it_was(tmp_path: Path, numbers: list[Decimal]) -> None:
    path = tmp_path / "numbers.xlsx"
    issue_workbook(sample_plan(sample_target(1, Kind.LEVEL)), "jgsw", 2025, path)
    book = openpyxl.load_workbook(path)
    for period, number in zip(QUARTERS, numbers, strict=True):
        cell_of(book["进度填报"], "S-1", f"value:{period}").value = float(number)
    book.save(path)
    progress = read(path)
    assert [one.value for one in sorted(progress.observations, key=lambda one: one.period_end)] == numbers
    assert progress.findings == ()


def test_words_that_begin_like_a_formula_stay_words() -> None:
    order = Order(sample_plan(), "jgsw", 2025, filled=Filled.of(filled_reports()))
    sheet = issue(order)["进度填报"]
    for code, text in (("evidence", "=合同1+合同2"), ("reason", "-采购推迟"), ("measure", "@本月\n完成")):
        cell = cell_of(sheet, "S-1", code)
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix


def test_the_same_order_gives_the_same_bytes() -> None:
    order = Order(sample_plan(), "jgsw", 2025, filled=Filled.of(filled_reports()))
    first = workbook_bytes(order)
    assert workbook_bytes(order) == first
    # Seconds pass between two runs, not between two lines: look for the traces that the clock would leave.
    with zipfile.ZipFile(BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        days = re.findall(rb">(\d{4}-\d\d-\d\d)T", parts.read("docProps/core.xml"))
    assert set(days) == {b"2024-03-01"}


def test_it_opens_at_the_first_cell_to_fill() -> None:
    book = issue()
    sheet = active_sheet(book)
    assert sheet.title == "进度填报"
    (selected,) = (one.activeCell for one in sheet.sheet_view.selection if one.pane == "bottomRight")
    assert selected == cell_of(sheet, "S-4", "baseline").coordinate
    baseline = Reports((reported("S-4", BASE_DAY, value=Decimal(1), is_baseline=True),))
    filled = active_sheet(issue(Order(sample_plan(), "jgsw", 2025, filled=Filled.of(baseline))))
    assert filled.sheet_view.selection[-1].activeCell == cell_of(filled, "S-1", "value:2025-03-31").coordinate


def test_only_one_sheet_is_selected() -> None:
    # Two selected tabs are edited together: what is typed into one lands in both.
    assert [sheet.title for sheet in issue().worksheets if sheet.sheet_view.tabSelected] == ["进度填报"]


def test_it_prints_across_with_its_heading_on_every_page() -> None:
    for sheet in issue().worksheets[:3]:
        page, footer = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert page is not None
        assert footer is not None
        is_cover = sheet.title == "填报说明"
        assert sheet.page_setup.orientation == ("portrait" if is_cover else "landscape")
        # Excel heeds the breaks between periods only where it does not fit pages by itself.
        assert page.fitToPage == is_cover
        assert is_cover or (sheet.page_setup.scale or 0) >= 80
        assert "&P" in str(footer.center.text)
    assert issue()["进度填报"].print_title_rows == "$4:$4"


def test_a_long_row_is_high_enough_for_its_words() -> None:
    long = sample_target(1, Kind.LEVEL, indicator="新能源公务用车占比" * 12)
    short = sample_target(2, Kind.LEVEL)
    sheet = issue(Order(sample_plan(long, short), "jgsw", 2025))["进度填报"]
    heights = [sheet.row_dimensions[row_of(sheet, target)].height for target in ("S-1", "S-2")]
    assert heights[0] > 2 * heights[1]


def test_references_are_asked_for_only_where_something_is_compared() -> None:
    with_compare = columns_by_code(issue()["进度填报"])
    without = columns_by_code(issue(Order(sample_plan(sample_target(1, Kind.LEVEL)), "jgsw", 2025))["进度填报"])
    assert "reference:2025-03-31" in with_compare
    assert not [code for code in without if code.startswith("reference")]


def test_the_progress_line_counts_what_is_asked() -> None:
    sheet = issue(Order(sample_plan(sample_target(1, Kind.LEVEL), sample_target(2, Kind.LEVEL)), "jgsw", 2025))[
        "进度填报"
    ]
    (formula,) = (cell.value for cell in sheet[3] if cell.data_type == "f")
    assert "共 8 项" in str(formula)


def test_synthetic_workbooks_say_so_on_every_sheet() -> None:
    book = issue(Order(sample_plan(), "jgsw", 2025, synthetic=True))
    for sheet in book.worksheets[:3]:
        assert any("示例数据" in str(cell.value) for row in sheet.iter_rows(max_row=2) for cell in row)
    assert "示例数据" not in str([cell.value for cell in issue().worksheets[0]["A"]])


def test_an_english_plan_gets_an_english_workbook() -> None:
    book = issue(Order(sample_plan(language="en"), "jgsw", 2025))
    assert book.sheetnames == ["Instructions", "Progress", "Actions", "_meta"]


def test_who_is_asked_and_when() -> None:
    assert departments_to_ask(sample_plan(), 2025) == ["jgsw", "czj"]
    assert departments_to_ask(sample_plan(), 2023) == []
    over = sample_plan(sample_target(1, Kind.LEVEL, by=DECEMBER), sample_target(2, Kind.ACTION, reported_by=("czj",)))
    assert departments_to_ask(over, 2026) == ["czj"]


def test_a_department_without_measurable_targets_gets_only_the_other_sheet() -> None:
    assert issue(Order(sample_plan(), "czj", 2025)).sheetnames == ["填报说明", "工作推进", "_meta"]


def test_the_file_is_named_after_the_department() -> None:
    assert workbook_name(sample_plan(), "jgsw") == "市机关事务中心.xlsx"


def test_every_part_is_well_formed_for_strict_readers() -> None:
    with zipfile.ZipFile(BytesIO(workbook_bytes(Order(sample_plan(), "jgsw", 2025)))) as parts:
        assert parts.testzip() is None
        assert len(parts.namelist()) == len(set(parts.namelist()))


def test_an_action_shows_last_years_state_and_its_day_where_the_year_went_on() -> None:
    targets = [sample_target(number, Kind.ACTION) for number in (1, 2, 3)]
    days = {"S-1": (date(2024, 12, 31), State.DONE), "S-2": (date(2024, 9, 30), State.UNDER_WAY)}
    last = {one: reported(one, day, state=state) for one, (day, state) in days.items()}
    sheet = issue(Order(sample_plan(*targets), "jgsw", 2025, last=last))["工作推进"]
    column = next(cell for cell in sheet[4] if cell.value == "2024年状态").column
    cells = [sheet.cell(5 + number, column) for number in range(3)]
    assert [cell.value for cell in cells] == ["已完成", "推进中\n（9月30日）", None]
    assert all(cell.protection.locked for cell in cells)
    assert "2024年状态" not in [cell.value for cell in issue(Order(sample_plan(*targets), "jgsw", 2025))["工作推进"][4]]


def test_formulas_keep_within_what_excel_takes() -> None:
    """8,192 characters, 64 levels, 255 arguments; and none that names another row, but for the counter above the table."""
    for sheet in issue().worksheets[1:3]:
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if cell.data_type != "f":
                    continue
                text = str(cell.value)
                depth = max(accumulate((character == "(") - (character == ")") for character in text))
                assert len(text) < 8192
                assert depth < 64
                assert {int(number) for number in re.findall(r"\$[A-Z]+([0-9]+)", text)} == {cell.row}


def test_a_rule_is_for_a_whole_column_and_about_the_row_itself() -> None:
    for sheet in issue().worksheets[1:3]:
        last = sheet.max_row
        for area in sheet.conditional_formatting:
            assert re.fullmatch(rf"(?P<column>[A-Z]+)5:(?P=column){last}", str(area.sqref))
            for rule in area.rules:
                assert set(re.findall(r"\$[A-Z]+([0-9]+)", rule.formula[0])) == {"5"}


def test_the_protection_lets_formats_be_mended_and_rows_be_filtered_but_not_sorted() -> None:
    """Where only the open cells can be sorted, answers would leave the targets that they are for."""
    for sheet in issue().worksheets[1:3]:
        allowed = sheet.protection
        assert (allowed.formatCells, allowed.formatColumns, allowed.autoFilter, allowed.sort) == (
            False,
            False,
            False,
            True,
        )
        last = max(cell.column for cell in sheet[4] if cell.value)
        assert sheet.auto_filter.ref == f"A4:{sheet.cell(sheet.max_row, last).coordinate}"
