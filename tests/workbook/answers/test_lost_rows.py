"""What was issued and is gone: one sentence names the sheet or the rows, not a value that stands on the screen."""

from __future__ import annotations

import pytest

from plancheck.findings import CellPlace
from plancheck.rules import message
from plancheck.workbook.answers.progress import read_progress
from plancheck.workbook.layout import META_FINGERPRINT, META_SHEET
from tests.workbook.grid import draw_book

META = f"{META_SHEET}\n" + "\n".join(f"| {META_FINGERPRINT}S-{number} | 12345678 |" for number in (1, 2, 3))
NUMBERS = "进度填报\n| target | value:2025-03-31 |\n| S-1 | 120 |\n| S-2 | 7 |\n"
BARE = "进度填报\n| 目标编号 | 3月31日 |\n| S-1 | 120 |\n| S-2 | 7 |\n"
STATES = "工作推进\n| target | state:2025-03-31 |\n| S-3 | 推进中 |\n"


def faults(picture: str) -> list[tuple[str, str]]:
    """Rule and sheet (or file) of each finding."""
    found = read_progress(draw_book(picture + META), "x.xlsx").findings
    return [(one.rule, one.place.sheet if isinstance(one.place, CellPlace) else one.path) for one in found]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (NUMBERS + STATES, []),
        (BARE + STATES, [("codes-gone", "进度填报")]),
        (BARE, [("codes-gone", "进度填报"), ("rows-gone", "x.xlsx")]),
        (STATES, [("rows-gone", "x.xlsx")]),
        ("别的表\n| 1 | 2 |\n", [("rows-gone", "x.xlsx")]),
    ],
)
def test_one_sentence_for_each_cause(picture: str, expected: list[tuple[str, str]]) -> None:
    assert faults(picture) == expected


def test_the_targets_are_named() -> None:
    (found,) = read_progress(draw_book(BARE + STATES + META), "x.xlsx").findings
    assert "S-1, S-2" in message(found, "zh")


def test_without_a_list_of_what_was_issued_it_is_nobodys_workbook() -> None:
    found = read_progress(draw_book(BARE), "x.xlsx").findings
    assert [one.rule for one in found] == ["no-codes"]
