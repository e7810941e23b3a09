"""Reported values against each other, against earlier workbooks, against the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Aggregate, Kind
from tests.coverage.checked import cells, check, drawn, written
from tests.workbook.samples import sample_plan, sample_target

BOTH = ("jgsw", "czj")
LEVEL = sample_target(1, Kind.LEVEL, reported_by=BOTH)
SHEET = "| target | value:2025-03-31 |\n| S-1 | {} |"
CSV = "target,department,period_end,value\n"


class TestTwoValues:
    def test_two_departments_on_one_target(self) -> None:
        files = [drawn(SHEET.format(335)), drawn(SHEET.format(340), name="市财政局")]
        (found,) = check("two-values", [LEVEL], *files)
        assert found.path.endswith("市财政局.xlsx")
        assert dict(found.values)["where"] == "reports/sample/2025/市机关事务中心.xlsx:进度填报!B2"

    @pytest.mark.parametrize(
        ("target", "values"),
        [(LEVEL, (335, 335)), (replace(LEVEL, aggregate=Aggregate.SUM), (335, 340))],
        ids=["they agree", "parts of a sum"],
    )
    def test_what_may_stand(self, target: Target, values: tuple[int, int]) -> None:
        files = [drawn(SHEET.format(values[0])), drawn(SHEET.format(values[1]), name="市财政局")]
        assert check("two-values", [target], *files) == []


class TestRestated:
    THEN = "| target | value:2024-12-31 |\n| S-1 | 310 |"
    TARGET = sample_target(1, Kind.CUMULATIVE)

    def test_a_past_value_that_changed(self) -> None:
        later = written(CSV + "S-1,市机关事务中心,2024-12-31,335\n")
        (found,) = check("restated-value", [self.TARGET], drawn(self.THEN, 2024), later)
        told = dict(found.values)
        assert (told["value"], told["before"], told["before_year"]) == ("335", "310", "2024")

    def test_a_past_value_that_was_said_again(self) -> None:
        later = written(CSV + "S-1,市机关事务中心,2024-12-31,310\n")
        assert check("restated-value", [self.TARGET], drawn(self.THEN, 2024), later) == []

    def test_a_change_that_was_approved(self) -> None:
        later = written(CSV + "S-1,市机关事务中心,2024-12-31,335\n")
        approved = Restatement("S-1", date(2024, 12, 31), "口径调整", "市统计局", value=Decimal(335))
        plan = replace(sample_plan(self.TARGET), restatements=(approved,))
        assert check("restated-value", [], drawn(self.THEN, 2024), later, plan=plan) == []

    def test_a_baseline_that_changed(self) -> None:
        """A base is asked for once; the workbook of the next year shows it again."""
        sheet = "| target | baseline | baseline_date | value:{0}-12-31 |\n| S-1 | {1} | @2023-12-31 | 5 |"
        target = sample_target(1, Kind.GROWTH, baseline=Baseline(date(2023, 12, 31)))
        files = [drawn(sheet.format(2024, 100), 2024), drawn(sheet.format(2025, 120), 2025)]
        assert cells(check("restated-value", [target], *files)) == ["B2"]
        files = [drawn(sheet.format(2024, 100), 2024), drawn(sheet.format(2025, 100), 2025)]
        assert check("restated-value", [target], *files) == []


@pytest.mark.parametrize(("value", "expected"), [("12", ["B2"]), ("10.2", []), ("10.20", [])])
def test_a_baseline_that_is_not_the_plans(value: str, expected: list[str]) -> None:
    target = sample_target(1, Kind.LEVEL, baseline=Baseline(date(2023, 12, 31), Decimal("10.2")))
    sheet = f"| target | baseline | baseline_date | value:2025-12-31 |\n| S-1 | {value} | @2023-12-31 | 5 |"
    assert cells(check("other-baseline", [target], drawn(sheet))) == expected


def test_a_share_above_its_whole() -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 |
    | S-1    | 300              | 500              |
    | S-2    | 500              | 300              |
    """
    targets = [sample_target(1, Kind.LEVEL), sample_target(2, Kind.LEVEL, part_of="S-1")]
    assert cells(check("share-above-whole", targets, drawn(test_a_share_above_its_whole.__doc__))) == ["B3"]


def test_what_adds_up_and_falls() -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 |
    | S-1    | 50               | 46               | 96               |
    """
    target = sample_target(1, Kind.CUMULATIVE)
    assert cells(check("fallen", [target], drawn(test_what_adds_up_and_falls.__doc__))) == ["B2", "C2"]


def test_a_period_in_the_future() -> None:
    """
    | target | value:2026-03-31 | value:2026-09-30 |
    | S-1    | 50               | 60               |
    """
    target = sample_target(1, Kind.LEVEL)
    assert cells(check("future-period", [target], drawn(test_a_period_in_the_future.__doc__, 2026))) == ["C2"]


def test_outside_the_limits() -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 |
    | S-1    | 95               | 101              |
    """
    target = sample_target(1, Kind.LEVEL, limits=(Decimal(0), Decimal(100)))
    assert cells(check("outside-range", [target], drawn(test_outside_the_limits.__doc__))) == ["C2"]
