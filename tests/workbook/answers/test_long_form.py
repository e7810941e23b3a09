"""The long-form CSV."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.findings import Finding, TextPlace
from plancheck.observations import State
from plancheck.rules import message
from plancheck.workbook.answers.long_form import read_bytes as read_csv
from plancheck.workbook.answers.long_form import read_lines
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.intake.intake import read_file

MARCH, JUNE = date(2025, 3, 31), date(2025, 6, 30)
HEADING = "target,department,period_end,value,evidence,reason,measure,measure_by,reference,state"
LINES = f"""{HEADING}
S-1,市财政局,2025-03-31,120.50,合同1,,,,,
S-1,市财政局,2025-06-30,240,,,,,,
S-10,市财政局,2025-06-30,,批复,,,,,已完成
S-8,市商务局,2025-06-30,81.5,,低于全省,加快,2025-12-31,82,
"""


def read_bytes(content: bytes) -> Progress | Finding:
    return read_csv(content, "reports/月报.csv")


def faults(progress: Progress) -> list[tuple[str, int | None]]:
    return [(item.rule, item.place.line) for item in progress.findings if isinstance(item.place, TextPlace)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_lines_are_read_in_every_encoding_that_offices_write(encoding: str) -> None:
    read = read_bytes(LINES.encode(encoding))
    assert isinstance(read, Progress)
    assert read.findings == ()
    first, second, third, fourth = read.observations
    assert (first.target, first.department, first.period_end, first.value) == (
        "S-1",
        "市财政局",
        MARCH,
        Decimal("120.5"),
    )
    assert str(first.place) == "reports/月报.csv:2"
    assert (second.period_end, second.value) == (JUNE, Decimal(240))
    assert third.state is State.DONE
    assert (fourth.value, fourth.reference) == (Decimal("81.5"), Decimal(82))
    evidence = {remark.target: remark.evidence for remark in read.remarks}
    assert evidence == {"S-1": "合同1", "S-10": "批复", "S-8": ""}


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00\xff\xff", "值\0".encode(), b"\xff\xfe\x00"])
def test_what_is_no_text_is_one_finding(content: bytes) -> None:
    read = read_bytes(content)
    assert isinstance(read, Finding)
    assert (read.rule, read.path) == ("csv-encoding", "reports/月报.csv")


def test_a_file_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    taken = read_file(tmp_path / "none.csv")
    assert taken.progress is None
    assert len(taken.findings) == 1
    assert taken.path == (tmp_path / "none.csv").as_posix()


def test_tabs_and_any_order_of_columns() -> None:
    read = read_lines("Value\tPeriod End\tDepartment\tTarget\n7.8\t2025年3月31日\t市财政局\tS-1\n", "x.csv")
    assert read.findings == ()
    assert read.observations[0].value == Decimal("7.8")


@pytest.mark.parametrize(
    ("heading", "rule"),
    [
        ("target,department,value", "csv-missing-column"),
        ("target,department,period_end,evidence", "csv-missing-column"),
        ("target,department,period_end,value,evidense", "csv-unknown-column"),
        ("target,department,period_end,value,value", "csv-double-column"),
    ],
)
def test_faults_of_the_heading(heading: str, rule: str) -> None:
    assert faults(read_lines(f"{heading}\nS-1,市财政局,2025-03-31,120,\n", "x.csv"))[0] == (rule, 1)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (",市财政局,2025-03-31,120", "csv-missing-field"),
        ("S-1,,2025-03-31,120", "csv-missing-field"),
        ("S-1,市财政局,,120", "csv-missing-field"),
        ("S-1,市财政局,一季度,120", "not-a-period"),
        ("S-1,市财政局,2025-03-31,约120", "not-a-number"),
        ('S-1,市财政局,2025-03-31,"1,234"', "text-number"),
        ("S-1,市财政局,2025-03-31,12.5万", "ambiguous-number"),
        ('S-1,市财政局,2025-03-31,"1,234,567"', "text-number"),
        ("S-1,市财政局,2025-03-31,120,合同,发票,说明,2025-12-31,3,已完成,多", "csv-too-many-fields"),
        ("S-1,市财政局,2025-03-31,,,,,年底,,", "not-a-date"),
        ("S-1,市财政局,2025-03-31,,,,,,,完成了", "unknown-state"),
    ],
)
def test_a_wrong_line_is_one_finding_and_costs_no_other(line: str, rule: str) -> None:
    read = read_lines(f"{HEADING}\n{line}\n\nS-2,市财政局,2025-03-31,7,,,,,,\n", "x.csv")
    assert faults(read) == [(rule, 2)]
    assert [one.value for one in read.observations if one.target == "S-2"] == [7]
    assert all(message(item, language) for item in read.findings for language in ("zh", "en"))


def test_the_same_period_twice_names_the_first_line() -> None:
    read = read_lines(f"{HEADING}\n" + "S-1,市财政局,2025-03-31,120,,,,,,\n" * 2, "x.csv")
    assert faults(read) == [("csv-duplicate-line", 3)]
    assert len(read.observations) == 1


def test_a_text_over_several_lines_does_not_shift_the_places() -> None:
    read = read_lines(
        f'{HEADING}\nS-1,市财政局,2025-03-31,1,"合同\n发票",,,,,\nS-2,市财政局,2025-03-31,x,,,,,,\n', "x.csv"
    )
    assert faults(read) == [("not-a-number", 4)]


@pytest.mark.parametrize("first", ["S-1,市财政局,2025-03-31,120,合同,,,,,", "目标,单位,期末,数值"])
def test_without_a_heading_one_sentence_says_so(first: str) -> None:
    read = read_lines(f"{first}\nS-1,市财政局,2025-06-30,240,,,,,,\n", "x.csv")
    assert faults(read) == [("csv-no-heading", 1)]
    assert read.observations == ()


def test_no_lines_is_no_report() -> None:
    assert faults(read_lines(f"{HEADING}\n", "x.csv")) == [("csv-empty", None)]
    assert faults(read_lines("", "x.csv")) == [("csv-empty", None)]


def test_of_several_remarks_on_a_target_the_latest_of_each_part_counts() -> None:
    lines = f"""{HEADING}
S-1,市财政局,2025-06-30,240,合同2,,,,,
S-1,市财政局,2025-03-31,120,合同1,采购推迟,,,,
"""
    (remark,) = read_lines(lines, "x.csv").remarks
    assert (remark.evidence, remark.reason) == ("合同2", "采购推迟")


def test_the_folder_says_the_year_and_the_lines_the_department() -> None:
    theirs = read_lines(LINES, "x.csv").attributed("sample", "", 2026)
    assert {one.department for one in theirs.observations} == {"市财政局", "市商务局"}
    assert {one.year for one in theirs.observations} == {2026}
