"""The cover: to whom and by when, and the cells that say who stands for the figures, filled, moved and read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from plancheck.observations import SignedBy
from plancheck.plan.records.recipient import Recipient
from plancheck.plan.vocabulary import Frequency
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.intake.packed import pack, unpack
from plancheck.workbook.layout import COVER_FIELDS
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.workbook import workbook_bytes
from tests.workbook.issued import SIGNED, issue, read
from tests.workbook.samples import sample_plan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.plan.model import Plan

RECEIVER = Recipient("市发展改革委督查室", "0371-87654321", "dcs@example.gov.cn")


def words(plan: Plan, year: int = 2025) -> str:
    cover = issue(Order(plan, "jgsw", year)).worksheets[0]
    return "\n".join(str(cell.value) for row in cover.iter_rows() for cell in row if cell.value is not None)


def cell_beside(cover: Worksheet, code: str) -> str:
    return next(f"B{cell.row}" for cell in cover["C"] if cell.value == code)


def answers(signed: SignedBy | None) -> tuple[object, ...]:
    assert signed is not None
    return tuple(getattr(signed, name) for name in COVER_FIELDS)


class TestWhoAndWhen:
    def test_the_receiver_stands_with_phone_and_mailbox(self) -> None:
        shown = words(replace(sample_plan(), recipient=RECEIVER))
        assert "市发展改革委督查室，电话：0371-87654321，邮箱：dcs@example.gov.cn" in shown
        assert "按期报送市发展改革委督查室" in shown

    def test_the_link_to_the_document_stands_below_its_number(self) -> None:
        link = "https://example.gov.cn/zcwj/1.html"
        assert f"原文网址\n{link}" in words(replace(sample_plan(), source=link))

    def test_without_one_the_coordinator_is_named_and_no_row_is_empty(self) -> None:
        shown = words(sample_plan())
        assert "按期报送方案牵头单位" in shown
        assert "接收单位" not in shown
        assert "报送截止" not in shown

    def test_each_period_has_its_day_the_last_one_in_the_next_year(self) -> None:
        shown = words(replace(sample_plan(), due_days=15))
        assert "3月31日数据→4月15日前；6月30日数据→7月15日前" in shown
        assert "12月31日数据→2026年1月15日前" in shown

    def test_the_day_stands_above_the_column_of_the_period(self) -> None:
        book = issue(Order(replace(sample_plan(), due_days=15), "jgsw", 2025))
        for name, code in (("进度填报", "value:2025-03-31"), ("工作推进", "state:2025-03-31")):
            sheet = book[name]
            column = next(cell.column for cell in sheet[1] if cell.value == code)
            assert sheet.cell(3, column).value == "4月15日\n前报送"

    @pytest.mark.parametrize("year", [2025, 2026])
    def test_examples_are_of_the_year_of_the_workbook(self, year: int) -> None:
        book = issue(Order(sample_plan(), "jgsw", year))
        prompts = [one.prompt for sheet in book.worksheets for one in sheet.data_validations.dataValidation]
        dated = [prompt for prompt in prompts if "例：20" in prompt]
        assert dated
        assert all(f"例：{year}-" in prompt for prompt in dated)


class TestSigning:
    def test_what_is_typed_is_read_with_its_cells(self, tmp_path: Path) -> None:
        book = issue()
        cover = book.worksheets[0]
        for name, value in zip(COVER_FIELDS, ("张三", "0371-12345678", "李四", date(2025, 4, 10)), strict=True):
            cover[cell_beside(cover, f"cover:{name}")].value = value
        book.save(tmp_path / "x.xlsx")
        progress = read(tmp_path / "x.xlsx")
        assert answers(progress.signed) == answers(SIGNED)
        assert progress.signed is not None
        assert str(progress.signed.places["prepared_by"]) == "x.xlsx:填报说明!" + cell_beside(
            cover, "cover:prepared_by"
        )
        assert progress.findings == ()

    def test_blank_cells_have_their_places(self, tmp_path: Path) -> None:
        (tmp_path / "x.xlsx").write_bytes(workbook_bytes(Order(sample_plan(), "jgsw", 2025)))
        signed = read(tmp_path / "x.xlsx").signed
        assert signed is not None
        assert signed.blank == list(COVER_FIELDS)

    def test_what_was_signed_before_is_carried_over(self, tmp_path: Path) -> None:
        order = Order(sample_plan(), "jgsw", 2025, signed=SIGNED)
        (tmp_path / "x.xlsx").write_bytes(workbook_bytes(order))
        assert answers(read(tmp_path / "x.xlsx").signed) == answers(SIGNED)

    def test_they_are_found_wherever_they_were_moved_to(self, tmp_path: Path) -> None:
        book = issue(Order(sample_plan(), "jgsw", 2025, signed=SIGNED))
        cover = book.worksheets[0]
        cover.title = "封面"
        cover.insert_rows(3, 2)
        cover.insert_cols(1)
        book.move_sheet(cover, 2)
        book.save(tmp_path / "x.xlsx")
        assert answers(read(tmp_path / "x.xlsx").signed) == answers(SIGNED)

    @pytest.mark.parametrize(("written", "day"), [("2025年4月10日", date(2025, 4, 10)), ("4月10日", None)])
    def test_a_day_in_words_is_read_where_it_is_whole(self, tmp_path: Path, written: str, day: date | None) -> None:
        book = issue()
        cover = book.worksheets[0]
        cover[cell_beside(cover, "cover:reported_on")] = written
        book.save(tmp_path / "x.xlsx")
        progress = read(tmp_path / "x.xlsx")
        assert progress.signed is not None
        assert progress.signed.reported_on == day
        assert [one.rule for one in progress.findings] == ([] if day else ["not-a-date"])

    def test_a_phone_that_became_a_number_keeps_its_digits(self, tmp_path: Path) -> None:
        book = issue()
        cover = book.worksheets[0]
        cover[cell_beside(cover, "cover:phone")] = 13812345678
        book.save(tmp_path / "x.xlsx")
        signed = read(tmp_path / "x.xlsx").signed
        assert signed is not None
        assert signed.phone == "13812345678"

    def test_words_that_look_like_a_formula_stay_words(self) -> None:
        order = Order(sample_plan(), "jgsw", 2025, signed=SignedBy("=1+1", "-1"))
        cover = openpyxl.load_workbook(BytesIO(workbook_bytes(order))).worksheets[0]
        cell = cover[cell_beside(cover, "cover:prepared_by")]
        assert (cell.value, cell.data_type) == ("=1+1", "s")

    def test_the_cache_keeps_it(self, tmp_path: Path) -> None:
        path = tmp_path / "x.xlsx"
        path.write_bytes(workbook_bytes(Order(sample_plan(), "jgsw", 2025, signed=SIGNED)))
        intake = read_file(path)
        packed = pack(intake, "k")
        assert packed is not None
        kept = unpack(packed, "k", intake.path)
        assert kept is not None
        assert kept.progress is not None
        assert intake.progress is not None
        assert kept.progress.signed == intake.progress.signed

    def test_an_old_workbook_is_asked_for_nobody(self, tmp_path: Path) -> None:
        book = issue()
        for cell in book.worksheets[0]["C"]:
            cell.value = None
        book.save(tmp_path / "x.xlsx")
        assert read(tmp_path / "x.xlsx").signed is None


def test_a_monthly_plan_says_twelve_days() -> None:
    assert words(replace(sample_plan(), due_days=10, reporting=Frequency.MONTH)).count("数据→") == 12


def test_in_english_each_day_has_its_year() -> None:
    shown = words(replace(sample_plan(language="en"), due_days=15))
    assert "2025-03-31: by 2025-04-15; " in shown
    assert "2025-12-31: by 2026-01-15" in shown
    assert "?" not in shown
