"""Days that values stand for: the end of a period, and not before counting begins."""

from __future__ import annotations

from datetime import date

import pytest

from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Kind, Reporting
from tests.coverage.checked import check, written
from tests.workbook.samples import sample_target

COUNTED = sample_target(1, Kind.CUMULATIVE)
LEVEL = sample_target(1, Kind.LEVEL, baseline=Baseline(date(2023, 6, 15)))
INCREMENTS = sample_target(1, Kind.CUMULATIVE, reports=Reporting.PERIOD)


def on(target: Target, day: str) -> list[tuple[str, str]]:
    """Rule and expected day of each finding on a value for that day."""
    file = written(f"target,department,period_end,value\nS-1,市机关事务中心,{day},7\n", 2024)
    told = [(one.rule, dict(one.values)) for one in check("odd-period before-start", [target], file)]
    return [(rule, values.get("due") or values["start"]) for rule, values in told]


@pytest.mark.parametrize("target", [COUNTED, LEVEL, INCREMENTS])
def test_a_day_too_early(target: Target) -> None:
    assert on(target, "2024-03-30") == [("odd-period", "2024-03-31")]


def test_more_often_than_asked_is_welcome_unless_increments_are_added_up() -> None:
    assert on(COUNTED, "2024-02-29") == []
    assert on(INCREMENTS, "2024-02-29") == [("odd-period", "2024-03-31")]


def test_the_deadline_and_the_base_day_are_days_of_their_own() -> None:
    assert on(sample_target(1, Kind.CUMULATIVE, by=date(2024, 10, 15)), "2024-10-15") == []
    assert on(LEVEL, "2023-06-15") == []


def test_what_adds_up_has_no_value_before_it_begins() -> None:
    assert on(COUNTED, "2023-12-31") == [("before-start", "2024-01-01")]
    assert on(LEVEL, "2023-12-31") == []
