"""What is absent: values, what growth is measured from, what a value is compared with; and who is to be asked."""

from __future__ import annotations

from datetime import date

from plancheck.plan.model import Baseline
from plancheck.plan.vocabulary import Aggregate, Frequency, Kind
from plancheck.rules import fix, message
from tests.coverage.checked import cells, check, drawn, written
from tests.workbook.samples import sample_target

BASE = date(2023, 12, 31)
GROWTH = sample_target(1, Kind.GROWTH, reporting=Frequency.YEAR, baseline=Baseline(BASE))
COMPARE = sample_target(1, Kind.COMPARE, value=None, than="全省平均", unit="%")
SHARED = sample_target(1, Kind.CUMULATIVE, reported_by=("jgsw", "czj"), aggregate=Aggregate.SUM)
HEADING = "target,department,period_end,value\n"
LINE = "S-1,市机关事务中心,{},{}\n"


class TestMissingBases:
    NOW = written(HEADING + LINE.format("2025-12-31", 1200))

    def test_growth_from_nothing(self) -> None:
        assert len(check("missing-base", [GROWTH], self.NOW)) == 1

    def test_the_value_at_the_base_day_may_stand_in_another_years_file(self) -> None:
        """What scoring measures from is a base, whether or not it was entered in the column for it."""
        before = written(HEADING + LINE.format(BASE, 1000), 2024)
        assert check("missing-base", [GROWTH], before, self.NOW) == []


class TestMissingValues:
    def test_a_column_that_was_deleted_is_said_to_be_gone(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 96               | 97               |                  |
        """
        target = sample_target(1, Kind.LEVEL)
        found = check("missing-value", [target], drawn(self.test_a_column_that_was_deleted_is_said_to_be_gone.__doc__))
        told = {cells([one])[0]: one for one in found}
        blank, gone = told["D2"], told["file"]
        assert "没有说明原因，表里也没有这一期的列，可能被删掉了" in message(gone, "zh")
        assert fix(gone, "en").startswith("bring the column back")
        assert "列" not in message(blank, "zh")

    def test_a_row_that_is_not_there_lacks_no_column(self) -> None:
        """
        | target | value:2025-03-31 |
        | S-2    | 96               |
        """
        targets = [sample_target(1, Kind.LEVEL), sample_target(2, Kind.LEVEL, reporting=Frequency.YEAR)]
        found = check("missing-value", targets, drawn(self.test_a_row_that_is_not_there_lacks_no_column.__doc__))
        assert ["可能被删掉" in message(one, "zh") for one in found if one.target != "S-2"] == [False]


class TestMissingReferences:
    def test_the_cell_for_the_reference_is_named(self) -> None:
        """
        | target | value:2025-03-31 | reference:2025-03-31 | value:2025-06-30 | reference:2025-06-30 |
        | S-1    | 96.2             | 95.1                 | 96.4             |                      |
        """
        file = drawn(self.test_the_cell_for_the_reference_is_named.__doc__)
        (found,) = check("missing-reference", [COMPARE], file)
        assert cells([found]) == ["E2"]
        assert "全省平均" in message(found, "zh")

    def test_what_is_there_and_cannot_be_read_is_not_absent(self) -> None:
        """
        | target | value:2025-03-31 | reference:2025-03-31 |
        | S-1    | 96.2             | 约95                 |
        """
        file = drawn(self.test_what_is_there_and_cannot_be_read_is_not_absent.__doc__)
        assert check("missing-reference", [COMPARE], file) == []

    def test_a_reference_alone_is_no_value(self) -> None:
        """
        | target | value:2025-03-31 | reference:2025-03-31 | value:2025-06-30 | reference:2025-06-30 |
        | S-1    |                  | 95.1                 | 96.4             | 95.2                 |
        """
        file = drawn(self.test_a_reference_alone_is_no_value.__doc__)
        assert cells(check("missing-value", [COMPARE], file))[0] == "B2"


class TestWhoIsMeant:
    def test_a_finding_on_a_part_of_a_sum_names_the_department(self) -> None:
        lines = HEADING + "S-1,市机关事务中心,2025-03-31,1\nS-1,市财政局,2025-03-31,2\n"
        found = check("missing-value", [SHARED], written(lines))
        assert len(found) == len({message(one, "zh") for one in found}) == 2
        assert {name for name in ("市机关事务中心", "市财政局") for one in found if name in message(one, "en")} == {
            "市机关事务中心",
            "市财政局",
        }

    def test_who_reports_alone_goes_without_saying(self) -> None:
        target = sample_target(1, Kind.CUMULATIVE)
        (found,) = check("missing-value", [target], written(HEADING + LINE.format("2025-03-31", 1)))
        assert "市机关事务中心" not in message(found, "zh")


def test_rows_that_are_gone_are_not_called_empty() -> None:
    """
    _meta
    | fingerprint:S-1 | 12345678 |
    | fingerprint:S-2 | 12345678 |
    进度填报
    | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
    | S-1    | 1                | 2                | 3                | 4                |
    """
    targets = [sample_target(number, Kind.LEVEL) for number in (1, 2)]
    assert check("missing-value", targets, drawn(test_rows_that_are_gone_are_not_called_empty.__doc__)) == []


def test_what_two_files_lack_is_asked_for_once_and_in_the_workbook() -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
    | S-1    |                  |                  | 14               | 15               |
    """
    book = drawn(test_what_two_files_lack_is_asked_for_once_and_in_the_workbook.__doc__)
    figures = written(HEADING + LINE.format("2025-06-30", 13))
    target = sample_target(1, Kind.LEVEL)
    assert cells(check("missing-value", [target], figures, book)) == ["B2"]
    untouched = drawn("| target | value:2025-03-31 |\n| S-1    |                  |")
    assert cells(check("missing-value", [target], figures, untouched)) == ["file"]
