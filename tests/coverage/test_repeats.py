"""Workbooks that were copied or not filled at all."""

from __future__ import annotations

import pytest

from plancheck.plan.vocabulary import Kind
from tests.coverage.checked import cells, check, drawn
from tests.workbook.samples import sample_target

TARGETS = [sample_target(number, Kind.LEVEL) for number in (1, 2, 3, 4)]
SHEET = """
| target | value:{year}-03-31 | value:{year}-06-30 | reason   |
| S-1    | {0}                | 12                 |          |
| S-2    | 20                 | 22                 |          |
| S-3    | 30.5               | {1}                |          |
| S-4    |                    |                    | {2}      |
"""


class TestSameAsLastYear:
    def test_every_row_equal(self) -> None:
        files = [drawn(SHEET.format(10, 33, "", year=year), year) for year in (2024, 2025)]
        (found,) = check("same-as-last-year", TARGETS, *files)
        assert (found.path, dict(found.values)["count"]) == ("reports/sample/2025/市机关事务中心.xlsx", "3")

    @pytest.mark.parametrize("changed", [{"first": 11, "last": 33}, {"first": 10, "last": "33.1"}])
    def test_one_value_differs(self, changed: dict[str, object]) -> None:
        now = drawn(SHEET.format(changed["first"], changed["last"], "", year=2025), 2025)
        assert check("same-as-last-year", TARGETS, drawn(SHEET.format(10, 33, "", year=2024), 2024), now) == []

    def test_what_stays_at_nothing_or_everything_may_repeat(self) -> None:
        sheet = "| target | value:{0}-12-31 |\n| S-1 | 100 |\n| S-2 | 0 |\n| S-3 | 100 |\n| S-4 | 7 |"
        files = [drawn(sheet.format(year), year) for year in (2024, 2025)]
        assert check("same-as-last-year", TARGETS, *files) == []


class TestEmptyWorkbooks:
    SHEET = "| target | value:2025-03-31 | reason |\n| S-1 | {} | {} |\n| S-2 | | |"

    def test_nothing_was_filled(self) -> None:
        """One finding says it; the cells are not listed one by one."""
        found = check("empty-workbook missing-value", TARGETS, drawn(self.SHEET.format("", "")))
        assert [one.rule for one in found] == ["empty-workbook"]
        assert cells(found) == ["file"]

    @pytest.mark.parametrize(("value", "reason"), [("3", ""), ("", "统计口径调整"), ("约3", "")])
    def test_something_was_filled(self, value: str, reason: str) -> None:
        found = check("empty-workbook missing-value", TARGETS, drawn(self.SHEET.format(value, reason)))
        assert {one.rule for one in found} == {"missing-value"}


class TestMissingValues:
    def test_each_empty_cell_is_named(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 1                |                  | 3                |                  |
        """
        found = check("missing-value", TARGETS[:1], drawn(self.test_each_empty_cell_is_named.__doc__))
        assert cells(found) == ["C2", "E2"]
        assert [dict(one.values)["periods"] for one in found] == ["2025-06-30", "2025-12-31"]

    def test_a_reason_excuses_and_what_cannot_be_read_is_not_empty(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 | reason   |
        | S-1    | 约200            | #REF!            | 3                | 4                |          |
        | S-2    |                  |                  |                  | 4                | 口径调整 |
        """
        picture = self.test_a_reason_excuses_and_what_cannot_be_read_is_not_empty.__doc__
        assert check("missing-value", TARGETS[:2], drawn(picture)) == []

    def test_columns_that_are_gone_are_named_on_the_file(self) -> None:
        """
        | target | value:2025-03-31 |
        | S-1    | 1                |
        """
        (found,) = check(
            "missing-value", TARGETS[:1], drawn(self.test_columns_that_are_gone_are_named_on_the_file.__doc__)
        )
        assert cells([found]) == ["file"]
        assert dict(found.values)["periods"] == "2025-06-30, 2025-09-30, 2025-12-31"
