"""Where a refusal points: the blank cell, the cell of the remark, the line of a CSV, or the file that is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plancheck.findings import CellPlace, Place, TextPlace
from plancheck.gate.places import YearFiles
from plancheck.observations import Observation, Reports, Submission
from plancheck.scoring.marks import RowVerdict
from tests.workspaces import WorkspaceFiles, quota

SPRING, SUMMER, YEAR_END = date(2025, 3, 31), date(2025, 6, 30), date(2025, 12, 31)
BOOK, AGAIN, LINES = "reports/demo/2025/市机关事务中心.xlsx", "reports/demo/2025/补报.xlsx", "reports/demo/2025/all.csv"
CELLS = {day: CellPlace(BOOK, "进度填报", name) for day, name in ((SUMMER, "I7"), (SPRING, "H7"), (YEAR_END, "J7"))}
OTHER = {("D-12-2", SPRING - timedelta(days=1)): CellPlace(BOOK, "进度填报", "H9")}
SENT = Submission(
    BOOK, "demo", "jgsw", 2025, "x", places={("D-12-1", day): cell for day, cell in CELLS.items()} | OTHER
)
MISSING = TextPlace(BOOK)


def told(day: date, department: str = "jgsw", *, year: int = 2025, line: int = 2, base: bool = False) -> Observation:
    return Observation("D-12-1", department, day, TextPlace(LINES, line), year, value=Decimal(1), is_baseline=base)


@pytest.fixture
def files(workspace: WorkspaceFiles) -> YearFiles:
    """The year on the last day of June, of which nothing was read."""
    workspace.plan(quota(plan_reporting='"quarter"'))
    return workspace.decide(as_of="2025-06-30").files


def given(files: YearFiles, *reported: Observation, sent: tuple[Submission, ...] = (SENT,)) -> YearFiles:
    return replace(files, assessment=replace(files.assessment, reports=Reports(reported, (), sent)))


def blank(files: YearFiles, *reported: Observation) -> Place:
    return given(files, *reported).empty_place(files.assessment.plan.targets[0], "jgsw")


def row(files: YearFiles, *reported: Observation, sent: tuple[Submission, ...]) -> Place:
    return given(files, *reported, sent=sent).row_place(files.assessment.plan.targets[0], "jgsw")


class TestABlank:
    def test_it_is_the_first_cell_that_was_left_empty(self, files: YearFiles) -> None:
        assert blank(files) == CELLS[SPRING]
        assert blank(files, told(SPRING)) == CELLS[SUMMER]

    def test_a_cell_of_a_day_to_come_is_not_blank(self, files: YearFiles) -> None:
        """Everything up to the day is there: what is left is the row itself."""
        assert blank(files, told(SPRING), told(SUMMER)) == CELLS[SPRING]

    @pytest.mark.parametrize("other", [told(SPRING, "czj"), told(SPRING, base=True)], ids=["department", "baseline"])
    def test_what_another_reported_and_a_baseline_fill_no_cell(self, files: YearFiles, other: Observation) -> None:
        assert blank(files, other) == CELLS[SPRING]


class TestARow:
    def test_it_is_the_first_cell_in_the_workbook_whatever_was_sent_before_it(self, files: YearFiles) -> None:
        without = Submission(AGAIN, "demo", "jgsw", 2025, "y")
        assert row(files, told(SPRING), sent=(without, SENT)) == CELLS[SPRING]

    def test_in_a_csv_it_is_the_last_line_of_the_department_and_the_year(self, files: YearFiles) -> None:
        lines = [told(SPRING, line=2), told(SUMMER, line=3)]
        others = [told(YEAR_END, "czj", line=4), told(YEAR_END, year=2026, line=5)]
        sent = Submission(LINES, "demo", "jgsw", 2025, "x")
        assert row(files, *lines, *others, sent=(sent,)) == TextPlace(LINES, 3)

    def test_of_files_without_such_a_row_it_is_the_first(self, files: YearFiles) -> None:
        two = tuple(Submission(path, "demo", "jgsw", 2025, "x") for path in (BOOK, AGAIN))
        assert row(files, sent=two) == TextPlace(BOOK)
        assert row(files, sent=two[::-1]) == TextPlace(AGAIN)

    def test_where_nothing_of_the_year_was_sent_it_is_the_file_that_is_missing(self, files: YearFiles) -> None:
        assert row(files, sent=(replace(SENT, year=2024), replace(SENT, department="czj"))) == MISSING


class TestAValue:
    def test_it_is_the_cell_that_decided(self, files: YearFiles) -> None:
        target = files.assessment.plan.targets[0]
        decided = replace(told(SUMMER), place=CELLS[SUMMER])
        assert given(files).value_place(target, "jgsw", RowVerdict(latest=decided)) == CELLS[SUMMER]

    def test_without_one_it_is_the_row(self, files: YearFiles) -> None:
        assert given(files).value_place(files.assessment.plan.targets[0], "jgsw", RowVerdict()) == CELLS[SPRING]


class TestAnOwner:
    def test_it_is_whose_the_file_was_read_as(self, files: YearFiles) -> None:
        known = given(files, sent=(SENT, Submission(AGAIN, "demo", "czj", 2025, "x")))
        assert (known.owner(BOOK), known.owner(AGAIN)) == ("市机关事务中心", "市财政局")

    def test_a_csv_of_several_is_nobodys(self, files: YearFiles) -> None:
        both = tuple(Submission(LINES, "demo", key, 2025, "x") for key in ("jgsw", "czj"))
        assert given(files, sent=both).owner(LINES) == ""

    def test_a_file_that_was_not_read_is_of_whom_it_is_called_after(self, files: YearFiles) -> None:
        unread = given(files, sent=())
        assert unread.owner("reports/demo/2025/市财政局.xlsx") == "市财政局"
        assert unread.owner(AGAIN) == "补报"
        assert unread.owner("reports/demo/2025/补报.第2次.xlsx") == "补报.第2次"
