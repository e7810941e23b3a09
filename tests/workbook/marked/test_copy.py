"""The marked copy: what is wrong is coloured, noted and listed with links; nothing else comes along."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from plancheck.findings import CellPlace, Finding, TextPlace, finding
from plancheck.rules import message
from plancheck.spreadsheet.book import Book, Cell, CellKind
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.marked.copy import copy_path, mark_copy, marked_bytes
from tests.workbook.grid import draw_book
from tests.workbook.issued import issue_workbook
from tests.workbook.samples import sample_plan

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

DAY = date(2025, 4, 1)
SHEET = "进度填报"


def wrong(cells: str, rule: str = "not-a-number", sheet: str = SHEET, text: str = "约200") -> Finding:
    return finding(rule, CellPlace("x.xlsx", sheet, cells), target="S-1", text=text, unit="辆")


def marked(picture: str, *found: Finding, language: str = "zh") -> Workbook:
    return openpyxl.load_workbook(BytesIO(marked_bytes(draw_book(picture), found, language, DAY)))


def colour(book: Workbook, cell: str, sheet: str = SHEET) -> str:
    return str(book[sheet][cell].fill.start_color.rgb)[2:]


def fields(book: Workbook, row: int) -> list[object]:
    return [cell.value for cell in book.worksheets[0][row]]


def with_cells(book: Book, cells: Mapping[tuple[int, int], Cell]) -> Book:
    """The same with these cells on its first sheet."""
    sheet = book.sheets[0]
    return replace(book, sheets=(replace(sheet, cells={**sheet.cells, **cells}), *book.sheets[1:]))


def location(book: Workbook, cell: str) -> str:
    """Where a cell of the list leads to."""
    return str(book.worksheets[0][cell].hyperlink.location)


class TestCells:
    def test_a_cell_in_question_is_coloured_and_noted(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 |
        | 目标   | 一季度           | 二季度           |
        | S-1    | 约200            | 335              |
        """
        book = marked(self.test_a_cell_in_question_is_coloured_and_noted.__doc__ or "", wrong("B3"))
        assert colour(book, "B3") != colour(book, "C3")
        assert message(wrong("B3"), "zh") in book[SHEET]["B3"].comment.text
        assert book[SHEET]["C3"].comment is None
        assert book[SHEET]["C3"].value == 335

    def test_the_worst_finding_gives_the_colour_and_all_are_noted(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 |
        | S-1    | 约200            | 335              |
        """
        light = finding("text-number", CellPlace("x.xlsx", SHEET, "B2"), text="12", value="12", unit="辆")
        book = marked(
            self.test_the_worst_finding_gives_the_colour_and_all_are_noted.__doc__ or "",
            light,
            wrong("B2"),
            wrong("C2"),
        )
        assert colour(book, "B2") == colour(book, "C2")
        assert message(light, "zh") in book[SHEET]["B2"].comment.text
        assert message(wrong("B2"), "zh") in book[SHEET]["B2"].comment.text

    def test_every_cell_of_a_range_is_coloured(self) -> None:
        """
        | target | value:2025-03-31 |
        | S-1    |                  |
        | S-2    |                  |
        | S-3    | 4                |
        """
        book = marked(self.test_every_cell_of_a_range_is_coloured.__doc__ or "", wrong("B2:B3"))
        assert colour(book, "B2") == colour(book, "B3") != colour(book, "B4")

    def test_a_range_as_large_as_a_sheet_marks_its_first_cell(self) -> None:
        """
        | target | value:2025-03-31 |
        | S-1    | 3                |
        """
        picture = self.test_a_range_as_large_as_a_sheet_marks_its_first_cell.__doc__ or ""
        book = marked(picture, wrong("B2:XFD1048576", "merged-answers"))
        assert book[SHEET]["B2"].comment is not None
        assert book[SHEET].max_row == 2

    @pytest.mark.parametrize(
        "text", ["=1+1", "+cmd", "-3 台", "@x", "=HYPERLINK(1)", "\x01\x1f", "\ud83d", "文" * 40000]
    )
    def test_text_is_text_whatever_it_begins_with(self, text: str) -> None:
        """
        | target | evidence         |
        | S-1    | TEXT             |
        """
        book = draw_book(self.test_text_is_text_whatever_it_begins_with.__doc__ or "")
        book = with_cells(book, {(2, 2): book.sheets[0].cells[2, 2]._replace(raw=text)})
        copy = openpyxl.load_workbook(BytesIO(marked_bytes(book, [wrong("B2", text=text)], "zh", DAY)))
        for shown in (copy[SHEET]["B2"], copy.worksheets[0]["E4"]):
            assert shown.data_type == "s"

    def test_what_is_no_number_is_shown_as_it_was_read(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | measure_by  | reference:2025-03-31 |
        | S-1    | #REF!            | 95%              | @2025-05-01 | =                    |
        """
        book = marked(self.test_what_is_no_number_is_shown_as_it_was_read.__doc__ or "", wrong("B2"))
        error, share, day, unset = (book[SHEET].cell(2, column) for column in range(2, 6))
        assert (error.value, error.data_type) == ("#REF!", "e")
        assert (share.value, share.number_format) == (0.95, "0%")
        assert day.value == datetime(2025, 5, 1)  # noqa: DTZ001 - Excel's days have no zone
        assert unset.value == "=NA()"  # our own, and not calculated either


class TestList:
    PICTURE = "| target | value:2025-03-31 |\n| S-1 | 1 |"

    @pytest.mark.parametrize(
        "picture",
        [
            "| target | wording | value:2025-03-31 |\n| 编号 | 要求 | 值 |\n| S-1 | 更新公务用车：到2027年底650辆 | 1 |",
            "| target | shown | value:2025-03-31 |\n| 编号 | 目标要求 | 值 |\n| S-1 | 更新公务用车：到2027年底650辆 | 1 |",
            "| target | wording | value:2025-03-31 |\n| 编号 | 要求 | 值 |\n| S-1 | 【逾期】更新公务用车：到2024年底 | 1 |",
            "| shown | value:2025-03-31 | target |\n| Target in words | v | id |\n| 更新公务用车: 650 | 1 | S-1 |",
        ],
        ids=["by-code", "by-heading", "late", "moved"],
    )
    def test_a_target_is_named_beside_its_id(self, picture: str) -> None:
        assert fields(marked(picture, wrong("B3")), 4)[3] == "S-1\n更新公务用车"

    def test_a_long_name_is_cut_and_an_unknown_one_left_out(self) -> None:
        picture = "| target | wording | value:2025-03-31 |\n| S-1 | " + "字" * 60 + " | 1 |\n| S-2 |  | 1 |"
        other = replace(wrong("C3"), target="S-2")
        book = marked(picture, wrong("C2"), other)
        assert fields(book, 4)[3] == "S-1\n" + "字" * 20 + "…"
        assert fields(book, 5)[3] == "S-2"

    def test_each_finding_links_to_its_cell(self) -> None:
        book = marked(self.PICTURE, wrong("B2"), finding("no-rows", CellPlace("x.xlsx", SHEET)))
        rows = [fields(book, 4), fields(book, 5)]
        assert rows[0] == ["1", "错误", f"{SHEET}!B2", "S-1", *rows[0][4:]]
        assert rows[0][4] == message(wrong("B2"), "zh")
        assert location(book, "C4") == f"'{SHEET}'!B2"
        assert location(book, "C5") == f"'{SHEET}'!A1"

    def test_a_finding_on_the_file_has_no_link(self) -> None:
        book = marked(self.PICTURE, finding("legacy-format", TextPlace("x.xlsx"), format="xls"))
        assert fields(book, 4)[2] == "整个文件"
        assert book.worksheets[0]["C4"].hyperlink is None

    def test_links_follow_a_sheet_whose_name_is_taken_or_not_allowed(self) -> None:
        """The list's own name, a name with a quote, one that is too long."""
        names = ("待更正", "it's", "进" * 40)
        picture = "\n".join(f"{name}\n{self.PICTURE}" for name in names)
        book = marked(picture, *(wrong("B2", sheet=name) for name in names))
        for row, name in enumerate(names, 4):
            place, _, cell = location(book, f"C{row}").rpartition("!")
            copied = book[place[1:-1].replace("''", "'")]
            assert copied is not book.worksheets[0], name
            assert copied[cell].comment is not None

    def test_it_prints_across_on_a4_with_its_heading(self) -> None:
        sheet = marked(self.PICTURE, wrong("B2")).worksheets[0]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$3:$3"

    def test_it_speaks_english(self) -> None:
        book = marked(self.PICTURE, wrong("B2"), language="en")
        assert fields(book, 4)[1] == "error"
        assert message(wrong("B2"), "en") in book[SHEET]["B2"].comment.text

    def test_a_sheet_that_reaches_into_every_corner_is_drawn_in_no_time(self) -> None:
        """Cells far apart are drawn, the million of cells between them are not."""
        far = {(row, column): Cell(CellKind.TEXT, "x") for row in range(1, 400) for column in (3, 9000, 16384)}
        book = with_cells(draw_book(self.PICTURE), far)
        with zipfile.ZipFile(BytesIO(marked_bytes(book, [wrong("B2")], "zh", DAY))) as parts:
            sheets = [parts.read(name).count(b"<c ") for name in parts.namelist() if "sheets/sheet" in name]
        assert max(sheets) < 2000

    def test_thousands_of_findings_are_counted_not_listed(self) -> None:
        found: Sequence[Finding] = [wrong(f"B{row}") for row in range(2, 2502)]
        sheet = marked(self.PICTURE, *found).worksheets[0]
        assert sheet.max_row == 3 + 2000 + 1
        assert "500" in str(sheet.cell(sheet.max_row, 1).value)


class TestFiles:
    @pytest.fixture
    def workbook(self, tmp_path: Path) -> Path:
        path = tmp_path / "机关 事务" / "市机关事务中心.xlsx"
        issue_workbook(sample_plan(), "jgsw", 2025, path)
        return path

    def test_the_copy_lies_beside_the_file_and_the_file_is_left_alone(self, workbook: Path) -> None:
        before = workbook.read_bytes()
        copy = mark_copy(workbook, [wrong("K5")], "zh")
        assert copy == workbook.with_name("市机关事务中心.checked.xlsx")
        assert workbook.read_bytes() == before
        assert sorted(path.name for path in workbook.parent.iterdir()) == [copy.name, workbook.name]

    def test_the_copy_is_still_understood(self, workbook: Path) -> None:
        """One that is filled and sent back by mistake says whose it is, and its rows are found."""
        copy = mark_copy(workbook, [wrong("K5")], "zh")
        assert copy is not None
        original, again = read_file(workbook).progress, read_file(copy).progress
        assert original is not None
        assert again is not None
        assert again.identity == original.identity
        assert set(again.rows) == set(original.rows)

    def test_no_formula_macro_or_outside_link_comes_along(self, workbook: Path) -> None:
        book = openpyxl.load_workbook(workbook)
        book[SHEET]["K5"] = "=[别处.xlsx]Sheet1!A1"
        book[SHEET]["L5"].hyperlink = "https://example.org"
        book[SHEET]["L5"].value = 5
        book.save(workbook)
        copy = mark_copy(workbook, [wrong("K5")], "zh")
        assert copy is not None
        with zipfile.ZipFile(copy) as parts:
            names = parts.namelist()
            sheets = b"".join(parts.read(name) for name in names if "sheets/sheet" in name)
        assert not [name for name in names if "vba" in name.lower() or "externallink" in name.lower()]
        assert set(re.findall(rb"<f>[^<]*", sheets)) <= {b"<f>NA()"}
        assert b"example.org" not in sheets

    def test_a_file_that_cannot_be_read_gets_no_copy(self, tmp_path: Path) -> None:
        path = tmp_path / "坏.xlsx"
        path.write_bytes(b"PK\x03\x04 nothing")
        assert mark_copy(path, [finding("damaged-workbook", TextPlace(path.as_posix()))], "zh") is None
        assert list(tmp_path.iterdir()) == [path]

    def test_nothing_to_say_writes_nothing_but_mends_an_old_copy(self, workbook: Path) -> None:
        assert mark_copy(workbook, [], "zh") is None
        copy = mark_copy(workbook, [wrong("K5")], "zh")
        assert copy is not None
        assert mark_copy(workbook, [], "zh") == copy
        sheet = openpyxl.load_workbook(copy).worksheets[0]
        assert sheet.max_row == 3
        assert "没有发现问题" in str(sheet["A2"].value)

    def test_files_of_one_name_and_two_formats_have_copies_of_their_own(self) -> None:
        assert copy_path(Path("a/局.xlsx")) == Path("a/局.checked.xlsx")
        assert copy_path(Path("a/局.xls")) == Path("a/局.xls.checked.xlsx")

    def test_same_file_and_findings_give_the_same_bytes(self) -> None:
        book = draw_book(TestList.PICTURE)
        assert marked_bytes(book, [wrong("B2")], "zh", DAY) == marked_bytes(book, [wrong("B2")], "zh", DAY)

    def test_what_the_formulas_alone_look_at_is_left_out(self, workbook: Path) -> None:
        """The check of the row is shown with what it came to; the hidden columns that it is made of are not."""
        copy = mark_copy(workbook, [wrong("K5")], "zh")
        assert copy is not None
        sheet, issued = openpyxl.load_workbook(copy)[SHEET], openpyxl.load_workbook(workbook)[SHEET]
        headings = [cell.value for cell in issued[4] if cell.value]
        assert [cell.value for cell in sheet[4] if cell.value] == headings
        assert sheet.max_column == len(headings)
        assert "检查" in headings
        assert issued.max_column > len(headings)


class TestPage:
    ISSUED = "| target | shown | wording | unit | value:2025-03-31 |\n| 1 | 2 | 3 | 4 | 5 |\n| S-1 | a | b | 辆 | 1 |"

    def test_the_panes_of_the_issued_sheet_stay(self) -> None:
        assert marked(self.ISSUED, wrong("E3"))[SHEET].freeze_panes == "D3"

    def test_where_the_ids_were_moved_only_they_stay(self) -> None:
        picture = "| shown | target | value:2025-03-31 |\n| 1 | 2 | 3 |\n| a | S-1 | 1 |"
        assert marked(picture, wrong("C3"))[SHEET].freeze_panes == "B3"

    def test_an_issued_workbook_and_its_copy_freeze_alike(self, tmp_path: Path) -> None:
        path = tmp_path / "x.xlsx"
        issue_workbook(sample_plan(), "jgsw", 2025, path)
        copy = mark_copy(path, [wrong("H5"), wrong("F5", sheet="工作推进")], "zh")
        assert copy is not None
        issued, checked = openpyxl.load_workbook(path), openpyxl.load_workbook(copy)
        for name in (SHEET, "工作推进"):
            assert checked[name].freeze_panes == issued[name].freeze_panes

    def test_nothing_is_printed_below_four_fifths(self) -> None:
        codes = " | ".join(f"value:2025-{month:02d}-28" for month in range(1, 13))
        heads = " | ".join(f"{month}月末的实际完成数" for month in range(1, 13))
        book = marked(f"| target | {codes} |\n| 编号 | {heads} |\n| S-1 |" + " 1 |" * 12, wrong("B3"))
        sheet = book[SHEET]
        page = sheet.sheet_properties.pageSetUpPr
        assert (sheet.page_setup.scale or 0) >= 80
        assert page is not None
        assert not page.fitToPage
        assert sheet.print_title_cols == "$A:$A"
        assert sheet.col_breaks.brk

    def test_the_codes_of_the_cover_stay_hidden(self, tmp_path: Path) -> None:
        path = tmp_path / "x.xlsx"
        issue_workbook(sample_plan(), "jgsw", 2025, path)
        copy = mark_copy(path, [finding("cover-not-signed", CellPlace("x.xlsx", "填报说明", "B12"), count=4)], "zh")
        assert copy is not None
        assert openpyxl.load_workbook(copy)["填报说明"].column_dimensions["C"].hidden
