"""Whose workbook it is: on the hidden sheet, in the properties, by the folder."""

from __future__ import annotations

from plancheck.workbook.answers.progress import read_progress
from tests.workbook.answers.reading import faults
from tests.workbook.grid import draw_book

META = """
    _meta
    | plancheck.plan       | sample         |
    | plancheck.department | 市机关事务中心 |
    | plancheck.year       | 2025           |
    | plancheck.version    | 1              |
    | plancheck.synthetic  | true           |
    | fingerprint:S-1      | 0123abcd       |
"""
ROW = "进度填报\n| target | value:2025-03-31 |\n| S-1 | 120 |\n"


def test_identity_stands_on_the_hidden_sheet() -> None:
    read = read_progress(draw_book(ROW + META), "x.xlsx")
    assert (read.plan, read.department, read.year, read.version) == ("sample", "市机关事务中心", 2025, "1")
    assert read.synthetic
    assert read.fingerprints == {"S-1": "0123abcd"}
    assert read.observations[0].department == "市机关事务中心"


def test_identity_stands_in_the_properties_too() -> None:
    names = {"plancheck.plan": "sample", "plancheck.department": "市机关事务中心", "plancheck.year": "2025"}
    read = read_progress(draw_book(ROW, names), "x.xlsx")
    assert (read.plan, read.department, read.year) == ("sample", "市机关事务中心", 2025)
    assert not read.synthetic


def test_two_accounts_that_differ_are_an_error() -> None:
    read = read_progress(draw_book(ROW + META, {"plancheck.department": "市财政局"}), "x.xlsx")
    assert faults(read) == [("identity-differs", "")]
    assert read.department == "市机关事务中心"


def test_a_year_that_is_none_is_an_error() -> None:
    read = read_progress(draw_book(ROW, {"plancheck.year": "二〇二五"}), "x.xlsx")
    assert faults(read) == [("identity-year", "")]
    assert read.year is None


def test_without_any_account_the_folder_says_whose_it_is() -> None:
    read = read_progress(draw_book(ROW), "x.xlsx")
    assert (read.plan, read.department, read.year) == (None, None, None)
    theirs = read.attributed("sample", "市财政局", 2025)
    assert (theirs.plan, theirs.department, theirs.year) == ("sample", "市财政局", 2025)
    assert [(item.department, item.year) for item in theirs.observations] == [("市财政局", 2025)]


def test_the_folder_does_not_overrule_the_workbook() -> None:
    read = read_progress(draw_book(ROW + META), "x.xlsx").attributed("other", "市财政局", 2024)
    assert (read.plan, read.department, read.year) == ("sample", "市机关事务中心", 2025)
    assert read.observations[0].year == 2025
